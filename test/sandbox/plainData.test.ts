import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../../src/sandbox/limits.ts";
import { sizeOf, toRecord } from "../../src/sandbox/plainData.ts";

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.date(),
    fc.bigInt(),
    fc.float64Array(),
    tie("array"),
    tie("object"),
  ),
  array: fc.array(tie("value"), { maxLength: 5 }),
  object: fc.dictionary(
    fc.string().filter((key) => key !== "__proto__"),
    tie("value"),
    { maxKeys: 5 },
  ),
})).value;

/** The same measure by plain recursion. */
function slowSize(value: unknown): number {
  if (typeof value === "string") return 16 + 2 * value.length;
  if (typeof value === "bigint" || value instanceof Date) return 16;
  if (typeof value !== "object" || value === null) return 8;
  if (ArrayBuffer.isView(value)) return 16 + value.byteLength;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + 8 + slowSize(item), 16);
  return Object.entries(value).reduce((sum, [key, item]) => sum + 16 + 2 * key.length + slowSize(item), 16);
}

test("the size of plain data is that of a plain recursion", () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(sizeOf(value)).toBe(slowSize(value));
    }),
  );
});

test("a structured clone has the size of its original", () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(sizeOf(structuredClone(value))).toBe(sizeOf(value));
    }),
  );
});

test("whatever is not plain data has no size, wherever it hides", () => {
  class Point {
    x = 1;
  }
  const strange = fc.constantFrom<unknown>(
    () => 1,
    Symbol("s"),
    new Map(),
    new Set(),
    /x/,
    new Error("e"),
    new Point(),
    Promise.resolve(),
    new ArrayBuffer(1),
    JSON.parse('{"__proto__":1}'),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant("array"), fc.constant("object")), { maxLength: 10 }), strange, (path, value) => {
      const hidden = path.reduce((inside: unknown, shell) => (shell === "array" ? [1, inside] : { a: 1, inside }), value);
      expect(sizeOf(hidden)).toBe(Infinity);
    }),
  );
});

test("what is too large or too deep is given up early and without overflowing the stack", () => {
  let deep: unknown = 1;
  for (let i = 0; i < 1e6; i++) deep = [deep];
  expect(sizeOf(deep)).toBe(Infinity);
  expect(sizeOf(new Float64Array(limits.outputBytes / 8 + 1))).toBe(Infinity);
  expect(sizeOf(Array.from({ length: 1e9 / 1e3 }, () => "x".repeat(100)))).toBe(Infinity);
  expect(sizeOf(new Array(2 ** 32 - 1))).toBe(Infinity);
  const ring: unknown[] = [];
  ring.push(ring);
  expect(sizeOf(ring)).toBe(Infinity);
  // A hundred references to each of a hundred references …: small to keep, endless to walk.
  let wide: unknown = 1;
  for (let i = 0; i < 20; i++) wide = Array.from({ length: 100 }, () => wide);
  expect(sizeOf(wide)).toBe(Infinity);
});

test("a window on a large buffer counts as the buffer, for that is what a clone carries", () => {
  expect(sizeOf(new Uint8Array(new ArrayBuffer(1e6), 0, 1))).toBe(16 + 1e6);
});

test("a record is an object without a class", () => {
  expect(toRecord({ a: 1 })).toEqual({ a: 1 });
  expect(toRecord(Object.create(null))).toEqual({});
  for (const value of [null, undefined, 1, "x", [], new Map(), new Date(), () => 1]) expect(toRecord(value)).toBeNull();
});
