import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeData, fieldColumn, rankColumn, toData, toValues } from "../../src/plot/column.ts";

test("a comparator's column sorts as the comparator does, and equal data keep their order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (data) => {
      const compare = (a: unknown, b: unknown) => (b as number) - (a as number);
      const ranks = rankColumn(compare, data).values as Float64Array;
      const byRank = data.map((_, i) => i).sort((i, j) => ranks[i]! - ranks[j]!);
      const direct = data.map((_, i) => i).sort((i, j) => compare(data[i], data[j]));
      expect(byRank).toEqual(direct);
      data.forEach((a, i) => data.forEach((b, j) => expect(ranks[i] === ranks[j]).toBe(a === b)));
    }),
  );
});

test("what crosses shares nothing with the cell: an optimizer may go on overwriting its parameters", () => {
  const theta = Float64Array.from([1, 2]);
  const trace = [theta, theta];
  const numbers = encodeData(theta, true) as Float64Array;
  const tuples = encodeData(trace, true) as number[][];
  theta.fill(9);
  expect([[...numbers], [...tuples[0]!]]).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

describe("data cross as what Plot needs of them", () => {
  test("objects, and data of which every channel is given, as their number", () => {
    expect([
      encodeData([{ a: 1 }, { a: 2 }], true),
      encodeData([[1, 2]], false),
      encodeData(Float64Array.of(1, 2, 3), false),
    ]).toEqual([2, 1, 3]);
  });

  test("long tuples as their first three entries", () => {
    expect(encodeData([[1, 2, 3, 4], null, Float32Array.of(5, 6)], true)).toEqual([
      Float64Array.of(1, 2, 3),
      null,
      Float64Array.of(5, 6),
    ]);
  });

  test("any iterable and any array-like as an array", () => {
    expect([
      toData(new Set([1, 2]), "dot"),
      toData({ length: 2 }, "dot"),
      toData(null, "dot"),
      toData(BigInt64Array.of(7n), "dot"),
    ]).toEqual([[1, 2], [undefined, undefined], null, [7]]);
  });
});

test("columns of numbers are doubles, others keep their strings, dates and gaps", () => {
  const date = new Date(0);
  expect(toValues([1, NaN], "x")).toEqual(Float64Array.of(1, NaN));
  expect(toValues([1, null, undefined, "a", true, 3n, date], "x")).toEqual([1, null, undefined, "a", true, 3, date]);
  expect(() => toValues([Symbol("s")], "x of dot")).toThrow("x of dot: its values are a symbol, not numbers, strings or dates");
});

test("a field that is in no row says which fields there are", () => {
  expect(fieldColumn("b", [{ a: 1, c: 2 }], "x").note).toBe("the data has no field b (it has a, c)");
  expect(fieldColumn("b", [{ a: 1 }, { b: 2 }], "x").note).toBeUndefined();
});
