import { expect, test } from "vitest";
import { linspace, logspace } from "../../src/problems/index.ts";

test("linspace has equal steps and both ends exact", () => {
  expect(linspace(0, 1, 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  const x = linspace(-0.1, 0.7);
  expect([x.length, x[0], x[200]]).toEqual([201, -0.1, 0.7]);
  expect(linspace(3, -3, 3)).toEqual([3, 0, -3]);
});

test("logspace has equal ratios and both ends exact", () => {
  expect(logspace(1e-3, 1, 4)).toEqual([1e-3, expect.closeTo(1e-2, 12), expect.closeTo(1e-1, 12), 1]);
});

test("bad input is named", () => {
  expect(() => linspace(0, 1, 1)).toThrow(new RangeError("invalid n: 1 (a whole number from 2)"));
  expect(() => logspace(0, 1, 3)).toThrow(new RangeError("invalid bounds: 0, 1 (both positive)"));
});
