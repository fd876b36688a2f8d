import { expect, test } from "vitest";
import fc from "fast-check";
import {
  added,
  differences,
  merged,
  longestName,
  mostNumbers,
  mostPins,
  pinnedCell,
  pinsKey,
  putBack,
  removed,
  renamed,
  toPins,
  toText,
  type Pin,
  type Pins,
} from "../../../src/reader/pins/keptPins.ts";

const run: Omit<Pin, "n"> = {
  cells: { loss: { source: "const a = 1;", inputs: { α: 0.1, "Where to": [1, 2], on: true } } },
  curves: [{ plot: 0, mark: "line", x: "t", y: "loss", points: [0, 1, 1, 0.5] }],
};
const list = (count: number): Pins => Array.from({ length: count }).reduce<Pins>((pins) => added(pins, run)!, []);
const numbers = (pins: Pins) => pins.map(({ n }) => n);

test("runs are numbered from 1 on, a free number is used again, and there are eight at most", () => {
  expect(numbers(list(8))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(added(list(8), run)).toBeUndefined();
  const pins = added(removed(list(8), 3), run)!;
  expect(numbers(pins)).toEqual([1, 2, 4, 5, 6, 7, 8, 3]);
});

test("what is removed can be put back, beside what has been pinned meanwhile, while there is room", () => {
  const pins = list(4);
  expect(putBack(removed(pins, 2), pins[1])).toEqual(pins);
  const other = added(removed(pins, 2), { ...run, name: "other" })!;
  expect(putBack(other, pins[1])!.map(({ n, name }) => [n, name])).toEqual([
    [1, undefined],
    [2, "other"],
    [3, undefined],
    [4, undefined],
    [5, undefined],
  ]);
  expect(putBack(list(8), pins[1])).toBeUndefined();
});

test("after any adding and removing, no two have the same number, and all can be kept", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant("add"), fc.integer({ min: 1, max: mostPins }))), (steps) => {
      let pins: Pins = [];
      for (const step of steps) pins = step === "add" ? (added(pins, run) ?? pins) : removed(pins, step as number);
      expect(new Set(numbers(pins)).size).toBe(pins.length);
      expect(pins.length).toBeLessThanOrEqual(mostPins);
      expect(toPins(toText(pins))).toEqual(pins);
    }),
  );
});

test("a run is renamed within bounds, and called by its number again where the name is empty", () => {
  const names = (name: string) => renamed(list(2), 2, name).map((pin) => pin.name);
  expect(names(" slow ")).toEqual([undefined, "slow"]);
  expect(renamed(renamed(list(2), 2, "slow"), 2, "  ")).toEqual(list(2));
  expect(names("x".repeat(999))[1]).toHaveLength(longestName);
});

test("what differs are inputs that both have, and code; a cell that is gone has other code", () => {
  const then = { cells: { a: { source: "1", inputs: { α: 0.1, to: [1, 2] as [number, number], gone: 1 } }, b: { source: "2", inputs: {} } } };
  expect(differences(then, then.cells)).toEqual({ inputs: [], code: [] });
  expect(differences(then, { a: { source: "1!", inputs: { α: 0.3, to: [1, 2], fresh: 1 } } })).toEqual({
    inputs: [{ label: "α", before: 0.1, now: 0.3 }],
    code: ["a", "b"],
  });
  const odd = { cells: { constructor: { source: "1", inputs: { toString: 1 } } } };
  expect(differences(odd, {})).toEqual({ inputs: [], code: ["constructor"] });
  expect(differences(odd, { constructor: { source: "1", inputs: {} } } as never)).toEqual({ inputs: [], code: [] });
});

test("of whatever else is stored nothing is made", () => {
  const [pin] = list(1);
  const bad: unknown[] = [
    null,
    7,
    {},
    { ...pin, n: 0 },
    { ...pin, n: 9 },
    { ...pin, n: "1" },
    { ...pin, name: 1 },
    { ...pin, name: "x".repeat(longestName + 1) },
    { ...pin, cells: [] },
    { ...pin, cells: { a: { source: 1, inputs: {} } } },
    { ...pin, cells: { a: { source: "\n".repeat(4_000), inputs: {} } } },
    { ...pin, cells: { a: { source: "", inputs: null } } },
    { ...pin, curves: [] },
    { ...pin, curves: {} },
    { ...pin, curves: [{ ...pin.curves[0], mark: "image" }] },
    { ...pin, curves: [{ ...pin.curves[0], points: [1] }] },
    { ...pin, curves: [{ ...pin.curves[0], points: [1, "2"] }] },
    { ...pin, curves: [{ ...pin.curves[0], points: [1, null] }] },
    { ...pin, curves: [{ ...pin.curves[0], points: Array.from({ length: mostNumbers + 2 }, () => 1) }] },
  ];
  for (const one of bad) expect([one, toPins(JSON.stringify([one, { ...pin, n: 5 }]))]).toEqual([one, [{ ...pin, n: 5 }]]);
  for (const text of [null, "", "{", "{}", "null", '"pins"']) expect(toPins(text)).toEqual([]);
  // The second of a number; inputs that are none; fields that nobody knows.
  const odd = { ...pin, more: 1, cells: { a: { source: "1", inputs: { α: {}, β: 2 } } } };
  expect(toPins(JSON.stringify([odd, { ...pin, name: "twin" }]))).toEqual([{ ...pin, cells: { a: { source: "1", inputs: { β: 2 } } } }]);
  expect(toPins(`[${JSON.stringify(pin)}${" ".repeat(2_000_000)}]`)).toEqual([]);
});

test("merged, those of another list come beside those that are here, by free numbers, none a second time, while there is room", () => {
  const other = (value: number): Pin => ({ ...list(1)[0], name: `x ${value}`, curves: [{ ...run.curves[0], points: [value, value] }] });
  const here = list(1);
  const { pins, ...counts } = merged(here, [{ ...here[0], n: 4, name: "the same" }, other(1)]);
  expect(pins.map(({ n, name }) => [n, name])).toEqual([
    [1, undefined],
    [2, "x 1"],
  ]);
  expect(counts).toEqual({ fresh: 1, noRoom: 0 });
  const full = [1, 2, 3, 4, 5, 6, 7].map((n) => ({ ...other(n), n }));
  expect(merged(full, [other(8), other(9)])).toMatchObject({ fresh: 1, noRoom: 1, pins: { length: 8 } });
});

test("a key says of which cell it is", () => {
  expect(pinnedCell("en/sgd", pinsKey("en/sgd", "loss"))).toBe("loss");
  expect([pinnedCell("en/adam", pinsKey("en/sgd", "loss")), pinnedCell("en/sgd", "notebook/en/sgd/loss")]).toEqual([undefined, undefined]);
});
