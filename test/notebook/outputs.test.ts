import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspect, inspectedText, type Inspected, toOutput } from "../../src/notebook/index.ts";
import { DomElement } from "../../src/dom/index.ts";
import { Plot } from "../../src/plot/draw.ts";
import { toTable } from "../../src/notebook/table.ts";

const text = (value: unknown) => inspectedText(inspect(value));

describe("the inspector", () => {
  class Point {
    x = 1;
    #secret = 2;
    get length(): number {
      throw new Error(String(this.#secret));
    }
  }
  const cycle: Record<string, unknown> = { name: "c" };
  cycle["self"] = { back: cycle };

  it.each<[string, () => unknown]>([
    ['{ a: 1, b: { c: "x" } }', () => ({ a: 1, b: { c: "x" } })],
    ["[1, [2, undefined], null]", () => [1, [2, undefined], null]],
    ["[undefined, undefined, undefined]", () => new Array(3)],
    ["Float64Array(2) [0.5, -0]", () => Float64Array.of(0.5, -0)],
    [
      "Map(3) { k: 1, Object: 2, 3: 4 }",
      () =>
        new Map<unknown, unknown>([
          ["k", 1],
          [{ a: 1 }, 2],
          [3, 4],
        ]),
    ],
    ['Set(2) { 0: "a", 1: [1] }', () => new Set(["a", [1]])],
    ["Point { x: 1 }", () => new Point()],
    ["{}", () => Object.create(null)],
    ['{ name: "c", self: { back: circular Object } }', () => cycle],
    [
      "{ bad: getter }",
      () => ({
        get bad(): number {
          throw new Error("never called");
        },
      }),
    ],
    ["function (anonymous)", () => () => 1],
    ["class Point", () => Point],
    ["function max", () => Math.max],
    ["1970-01-01T00:00:00.000Z", () => new Date(0)],
    ["Invalid Date", () => new Date(Number.NaN)],
    ["/a+/g", () => /a+/g],
    ["RangeError: no", () => new RangeError("no")],
    ["Promise (await it to see its value)", () => Promise.resolve(1)],
    ["ArrayBuffer(8)", () => new ArrayBuffer(8)],
    ["WeakMap", () => new WeakMap()],
    ["Plot", () => (Plot.lineY as (data: number[]) => { plot(): object })([1, 2]).plot()],
    ["Symbol(Symbol.iterator)", () => Symbol.iterator],
    ["{ toString: null, constructor: 3 }", () => ({ toString: null, constructor: 3 })],
    [
      "not shown: trap",
      () =>
        new Proxy(
          {},
          {
            ownKeys() {
              throw new Error("trap");
            },
          },
        ),
    ],
    [
      "not shown: trap",
      () =>
        new Proxy([], {
          getPrototypeOf() {
            throw new Error("trap");
          },
        }),
    ],
  ])("shows %s", (expected, value) => {
    expect(text(value())).toBe(expected);
  });

  it("goes four levels deep, and says how much lies deeper", () => {
    expect(text([[[[[[1]]]]]])).toBe("[[[[[… 1 more]]]]]");
  });

  it("shows the same object twice where it is no cycle", () => {
    const shared = { a: 1 };
    expect(text([shared, shared])).toBe("[{ a: 1 }, { a: 1 }]");
  });

  it("is bounded in breadth, in all and in text", () => {
    const sizes = (value: Inspected): number => 1 + ("entries" in value ? value.entries.reduce((sum, entry) => sum + sizes(entry.value), 0) : 0);
    const wide = (depth: number): unknown => (depth === 0 ? "leaf" : Array.from({ length: 101 }, () => wide(depth - 1)));
    expect(sizes(inspect(wide(2)))).toBeLessThan(5000);
    expect(sizes(inspect(wide(3)))).toBeLessThan(5000);
    expect(inspect(new Array(1e9))).toMatchObject({ text: "Array(1000000000)", more: 1e9 - 100 });
    expect(JSON.stringify(inspect({ ["k".repeat(1e6)]: "v".repeat(1e6) })).length).toBeLessThan(5000);
  });

  it("makes plain data of anything, and never throws", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withNullPrototype: true,
          withSparseArray: true,
          withObjectString: true,
        }),
        (value) => {
          const output = toOutput(value);
          expect(JSON.parse(JSON.stringify(output))).toEqual(output);
          expect(structuredClone(output)).toEqual(output);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

it("a plot's mark shows as a plot of its own", () => {
  const { lineY } = Plot as unknown as { lineY(data: number[]): { plot(): DomElement } };
  const output = toOutput(lineY([1, 2, 3]));
  expect(output).toMatchObject({ kind: "plot" });
  expect((output as { element: DomElement }).element.outerHTML).toBe(lineY([1, 2, 3]).plot().outerHTML);
});

describe("a table", () => {
  it("takes its columns in the order of first appearance, and leaves gaps empty", () => {
    expect(
      toTable([
        { a: 1, b: "x" },
        { c: true, a: undefined },
      ]),
    ).toEqual({
      kind: "table",
      columns: [
        { name: "a", numeric: true },
        { name: "b", numeric: false },
        { name: "c", numeric: false },
      ],
      rows: [
        [1, "x", null],
        [null, null, true],
      ],
      more: 0,
    });
  });

  it("shows the columns asked for", () => {
    expect(toTable([{ a: 1, b: 2, c: 3 }], { columns: ["c", "a"], caption: "Title" })).toMatchObject({
      columns: [{ name: "c" }, { name: "a" }],
      rows: [[3, 1]],
      caption: "Title",
    });
  });

  it("rounds to significant digits what is not whole", () => {
    expect(toTable([{ a: 1 / 3, b: 123456, c: 1.23456e-9, d: -98765.4321, e: 0 }], { digits: 3 }).rows).toEqual([
      [0.333, 123456, 1.23e-9, -98800, 0],
    ]);
  });

  it("writes what JSON cannot say as words", () => {
    expect(toTable([{ a: Number.NaN, b: -Infinity, c: 10n, d: [1, { x: 2 }], e: new Date(0), f: () => 1 }]).rows).toEqual([
      ["NaN", "-Infinity", "10", "[1, { x: 2 }]", "1970-01-01T00:00:00.000Z", "function f"],
    ]);
  });

  it("counts a column of numbers with NaN among them as numeric", () => {
    expect(toTable([{ a: 1 }, { a: Number.NaN }, { a: null }]).columns).toEqual([{ name: "a", numeric: true }]);
  });

  it("takes any iterable of objects", () => {
    expect(toTable(new Map([["k", { v: 1 }]]).values()).rows).toEqual([[1]]);
    expect(toTable([]).rows).toEqual([]);
  });

  it("keeps 500 rows and 40 columns, and counts the other rows", () => {
    const { rows, columns, more } = toTable(Array.from({ length: 700 }, (_, i) => ({ [`c${i % 100}`]: i })));
    expect([rows.length, columns.length, more]).toEqual([500, 40, 200]);
  });

  it.each<[unknown, unknown, string]>([
    [3, {}, "TypeError: invalid rows: 3 (an array of objects)"],
    [[{}, 4], {}, "TypeError: invalid row 1: 4 (every row must be an object)"],
    [[], { colums: ["a"] }, "TypeError: unknown table option: colums (known: columns, digits, caption)"],
    [[], { columns: "a" }, "TypeError: invalid columns: they must be an array of property names"],
    [[], { digits: 0 }, "RangeError: invalid digits: 0 (a whole number from 1 to 17)"],
    [[], { caption: 3 }, "TypeError: invalid caption: it must be a string"],
  ])("refuses %#: %j, %j", (rows, options, message) => {
    const call = () => toTable(rows as [], options as object);
    expect(call).toThrow(message.slice(message.indexOf(" ") + 1));
    expect(call).toThrow(message.startsWith("Range") ? RangeError : TypeError);
  });

  it("is how an array of flat objects shows, and only that", () => {
    const kind = (value: unknown) => toOutput(value).kind;
    expect([[{ a: 1, b: "x" }, { a: new Date(0) }], [Object.assign(Object.create(null) as object, { a: null })]].map(kind)).toEqual([
      "table",
      "table",
    ]);
    class Row {
      a = 1;
    }
    const many = Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`c${i}`, i]));
    const getter = {
      get a() {
        throw new Error("never called");
      },
    };
    expect([[], [1], [{ a: 1 }, 2], [{ a: [1] }], [{ a: () => 1 }], [{}], [[1]], [new Row()], [many], [getter], { a: 1 }].map(kind)).toEqual(
      new Array(11).fill("value"),
    );
  });
});
