import fc from "fast-check";
import { expect, test } from "vitest";
import { deserialise, serialise } from "../../src/output/serialise.ts";

const plain = fc.anything({
  maxDepth: 4,
  withDate: true,
  values: [
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.integer(),
    fc.constantFrom(NaN, Infinity, -Infinity),
    fc.constant("\u0000"),
  ],
});

test("what is serialised comes back, whatever plain data it is", () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(deserialise(serialise(value))).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test("numbers come back to seven significant digits", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const back = deserialise(serialise(value)) as number;
      expect(Math.abs(back - value)).toBeLessThanOrEqual(5e-7 * Math.abs(value));
    }),
  );
});

test("typed arrays come back as the same type, gaps included", () => {
  const value = { a: new Float64Array([1, NaN, -Infinity, 0.125]), b: new Uint8Array([1, 2, 255]) };
  expect(deserialise(serialise(value))).toStrictEqual(value);
});

test("single-precision numbers come back to five significant digits, and as what they were", () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true })), (values) => {
      const back = deserialise(serialise(Float32Array.from(values))) as Float32Array;
      expect(back).toBeInstanceOf(Float32Array);
      values.forEach((value, i) => expect(Math.abs(back[i]! - value)).toBeLessThanOrEqual(5.1e-5 * Math.abs(value) + 2 ** -149));
    }),
  );
});
