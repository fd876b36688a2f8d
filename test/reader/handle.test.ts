import * as fc from "fast-check";
import { expect, test } from "vitest";
import { valueAt } from "../../src/reader/handle.ts";

const linear = (from: number, to: number, pixels: number) => ({ invert: (position: number) => from + ((to - from) * position) / pixels });

test("a pixel of a plot reads as the shortest number that its neighbours do not read as", () => {
  expect(valueAt(linear(0, 10, 300), 100, 1)).toBe(3.33);
  expect(valueAt(linear(-2, 2, 400), 37, 1)).toBe(-1.63);
  expect(valueAt(linear(0, 1e6, 400), 122, 1)).toBe(305_000);
  expect(valueAt({ invert: (position) => 10 ** (position / 100) }, 150, 1)).toBe(31.6);
});

test("on any scale, the value read is nearer to the true one than a pixel, and rises with the position", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.integer({ min: 0, max: 399 }),
      (from, span, pixel) => {
        const scale = linear(from, from + span, 400);
        const value = valueAt(scale, pixel, 1);
        expect(Math.abs(value - scale.invert(pixel))).toBeLessThanOrEqual(span / 400 + Math.abs(from) * 1e-11);
        expect(valueAt(scale, pixel + 1, 1)).toBeGreaterThanOrEqual(value);
      },
    ),
  );
});

test("where a scale is flat, or falls, its value comes out all the same", () => {
  expect(valueAt({ invert: () => 7.123456 }, 10, 1)).toBe(7.123456);
  expect(valueAt(linear(10, 0, 300), 100, 1)).toBe(6.67);
});
