import { expect, test } from "vitest";
import { guard, type GuardedStorage } from "../../../src/reader/storage.ts";
import { UnusableFile } from "../../../src/reader/ownFile.ts";
import { toProgress, type Progress } from "../../../src/reader/work/progress.ts";
import {
  addedOwn,
  addedPins,
  compareWork,
  merged,
  packWork,
  readWork,
  replaced,
  workIn,
  type CourseChapter,
} from "../../../src/reader/work/workFile.ts";

const chapter = (slug: string): CourseChapter => ({
  key: `en/${slug}`,
  title: slug,
  href: `/${slug}/`,
  cells: { one: "One", two: "Two" },
  exercises: { adam: "Write Adam" },
});
const course = [chapter("sgd"), chapter("adam")];
const progress: Progress = { at: "the-limit", when: 7, read: true, run: true, solved: ["adam"], exercises: 3 };

function storageOf(entries: Record<string, unknown>): GuardedStorage {
  const held = new Map(Object.entries(entries).map(([key, value]) => [key, JSON.stringify(value)]));
  return guard(() => ({
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, text) => void held.set(key, text),
    removeItem: (key) => void held.delete(key),
  }));
}
const kept = { hash: "0", source: "const a = 1;", inputs: { α: 0.3 }, last: { of: "1", how: "ended" }, room: "r" };
const here = storageOf({ "notebook/en/sgd/one": kept, "notebook/en/sgd/gone": kept, "progress/en/sgd": progress, theme: "dark" });
const file = (text: string) => new Blob([text]);
const why = async (text: string): Promise<unknown> => {
  const error: unknown = await readWork(file(text), course).catch((error: unknown) => error);
  return error instanceof UnusableFile ? error.why : error;
};
const whole = (chapters: object) => JSON.stringify({ format: "from-sgd-to-adam/work", version: 1, chapters });

test("what is exported comes back, and its code as another hand's: it says of no run that it ended", async () => {
  const work = workIn(here, course);
  expect(work.map(({ chapter, cells, progress }) => [chapter.key, cells.map(([id]) => id), progress])).toEqual([["en/sgd", ["one"], progress]]);
  const { entries, own, leftOut } = await readWork(file(packWork(work)), course);
  expect([own.size, leftOut]).toEqual([0, 0]);
  expect([...entries].map(([key, text]) => [key, JSON.parse(text) as unknown])).toEqual([
    ["notebook/en/sgd/one", { hash: "0", source: "const a = 1;", inputs: { α: 0.3 }, linked: true }],
    ["progress/en/sgd", progress],
  ]);
});

test("what a file would change is told, and merged nothing that is here gives way", async () => {
  const carried = await readWork(
    file(
      whole({
        "en/sgd": {
          cells: { one: { hash: "0", source: "other", inputs: {} }, two: { hash: "0", inputs: { n: 1 } } },
          progress: { ...progress, at: "x", when: 9, solved: ["b"] },
        },
        "en/adam": { cells: {}, progress },
      }),
    ),
    course,
  );
  expect(compareWork(carried, here)).toEqual({ fresh: ["notebook/en/sgd/two"], other: ["notebook/en/sgd/one"], same: [] });
  const same = await readWork(file(packWork(workIn(here, course))), course);
  expect(compareWork(same, here)).toEqual({ fresh: [], other: [], same: ["notebook/en/sgd/one"] });
  const both = merged(carried, here);
  expect([...both.keys()]).toEqual(["notebook/en/sgd/two", "progress/en/sgd", "progress/en/adam"]);
  expect(JSON.parse(both.get("progress/en/sgd")!)).toMatchObject({ at: "x", when: 9, solved: ["adam", "b"], read: true });
});

/** A storage with cells that the reader has added, by id: code, and the place after `one` where the code begins with it. */
const ownStorage = (cells: Record<string, string>): GuardedStorage =>
  storageOf({
    "notebook/en/sgd/+": Object.entries(cells).map(([id, source]) => ({ id, ...(source.startsWith("one") && { after: "one" }) })),
    ...Object.fromEntries(Object.entries(cells).map(([id, source]) => [`notebook/en/sgd/${id}`, { hash: "0", source, inputs: {} }])),
  });
const exported = async (cells: Record<string, string>) => readWork(file(packWork(workIn(ownStorage(cells), course))), course);
const keptOf = (texts: ReadonlyMap<string, string>) =>
  [...texts].map(([key, text]) => [key.slice("notebook/en/sgd/".length), JSON.parse(text) as unknown]);
const entry = (source: string) => ({ hash: "0", source, inputs: {}, linked: true });

test("cells that the reader has added are exported, and replace what is here, in their order and places; their code is another hand's", async () => {
  const carried = await exported({ "own-2": "one", "own-1": "two" });
  expect(carried.leftOut).toBe(0);
  expect(keptOf(replaced(carried))).toEqual([
    ["own-2", entry("one")],
    ["own-1", entry("two")],
    ["+", [{ id: "own-2", after: "one" }, { id: "own-1" }]],
  ]);
});

test("merged, added cells come beside those that are here: under their ids where these are free, else under fresh ones, and none a second time", async () => {
  const carried = await exported({ "own-1": "one", "own-2": "mine", "own-3": "three" });
  const here = ownStorage({ "own-1": "other", "own-7": "mine" });
  const added = addedOwn(carried, here);
  expect(added.chapters.map(({ added }) => added.map(({ cell }) => cell.id))).toEqual([["own-8", "own-3"]]);
  const texts = merged(carried, here);
  expect(keptOf(texts)).toEqual([
    ["own-8", entry("one")],
    ["own-3", entry("three")],
    ["+", [{ id: "own-1" }, { id: "own-7" }, { id: "own-8", after: "one" }, { id: "own-3" }]],
  ]);
  for (const [key, text] of texts) here.set(key, text);
  expect(addedOwn(carried, here)).toEqual({ chapters: [], noRoom: 0 });
  // The same code at another place is another cell.
  expect(addedOwn(carried, ownStorage({ "own-1": "three", "own-2": "mine", "own-3": "one" }))).toEqual({ chapters: [], noRoom: 0 });
  const elsewhere = storageOf({ "notebook/en/sgd/+": [{ id: "own-1" }], "notebook/en/sgd/own-1": { hash: "0", source: "one", inputs: {} } });
  expect(addedOwn(carried, elsewhere).chapters[0].added.map(({ cell }) => cell.id)).toEqual(["own-4", "own-2", "own-3"]);
});

test("a chapter has 50 added cells at most: what is here stays, and what of the file has no room is counted", async () => {
  const many = (n: number, of: string) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`own-${i + 1}`, `${of} ${i}`]));
  const added = addedOwn(await exported(many(3, "theirs")), ownStorage(many(49, "mine")));
  expect(added.chapters.map(({ list, added }) => [list.length, added.map(({ cell }) => cell.id)])).toEqual([[50, ["own-50"]]]);
  expect(added.noRoom).toBe(2);
  const own = Array.from({ length: 51 }, (_, i) => ({ id: `own-${i + 1}` }));
  const cells = Object.fromEntries(own.map(({ id }) => [id, entry("1")]));
  const carried = await readWork(file(whole({ "en/sgd": { cells, own } })), course);
  expect([carried.own.get("en/sgd")!.length, carried.leftOut]).toEqual([50, 1]);
});

test("of a file's added cells, what is no such cell, too long, empty or of no chapter is left out", async () => {
  const cells = {
    "own-1": entry("1"),
    "own-2": entry(""),
    "own-3": entry("\n".repeat(3_000)),
    "own-4": entry("not listed"),
    "own-5": { hash: 1 },
    "own-01": entry("no id"),
    "+": entry("the list's own key"),
  };
  const own = [null, 1, "own-4", { id: "own-01" }, { id: "+" }, { id: "own-1", after: "gone", note: "yes" }];
  const listed = [...own, { id: "own-1", note: true }, { id: "own-2" }, { id: "own-3" }, { id: "own-5" }, { id: "own-6" }];
  const carried = await readWork(
    file(whole({ "en/sgd": { cells, own: listed }, "../../theme": { cells: { "own-1": entry("1") }, own: [{ id: "own-1" }] } })),
    course,
  );
  expect([...carried.own]).toEqual([["en/sgd", [{ cell: { id: "own-1", after: "gone" }, text: JSON.stringify(entry("1")), pins: [] }]]]);
  expect([carried.entries.size, carried.leftOut]).toEqual([0, 6]);
});

const pin = (n: number, cell: string) => ({
  n,
  name: `Run ${n}`,
  cells: { [cell]: { source: "1", inputs: {} } },
  curves: [{ plot: 0, mark: "line", x: "t", y: "y", points: [n, n] }],
});

test("pinned runs are exported, replace what is here, and merged come beside it; those of an added cell go with it", async () => {
  const from = storageOf({
    "notebook/en/sgd/one+pins": [pin(1, "one"), pin(2, "one")],
    "notebook/en/sgd/gone+pins": [pin(1, "gone")],
    "notebook/en/sgd/+": [{ id: "own-1" }],
    "notebook/en/sgd/own-1": entry("mine"),
    "notebook/en/sgd/own-1+pins": [pin(1, "own-1")],
  });
  const carried = await readWork(file(packWork(workIn(from, course))), course);
  expect([carried.entries.size, carried.leftOut]).toEqual([0, 0]);
  const pinsOf = (texts: ReadonlyMap<string, string>) =>
    [...texts].filter(([key]) => key.endsWith("+pins")).map(([key, text]) => [key.slice("notebook/en/sgd/".length), JSON.parse(text) as unknown]);
  expect(Object.fromEntries(pinsOf(replaced(carried)))).toEqual({ "one+pins": [pin(1, "one"), pin(2, "one")], "own-1+pins": [pin(1, "own-1")] });

  const here = storageOf({
    "notebook/en/sgd/one+pins": [{ ...pin(3, "one"), n: 1 }, pin(2, "one")],
    "notebook/en/sgd/+": [{ id: "own-1" }],
    "notebook/en/sgd/own-1": entry("other"),
  });
  expect(addedPins(carried, here)).toEqual({ fresh: 1, noRoom: 0 });
  expect(Object.fromEntries(pinsOf(merged(carried, here)))).toEqual({
    "one+pins": [{ ...pin(3, "one"), n: 1 }, pin(2, "one"), { ...pin(1, "one"), n: 3 }],
    // Under the name that the cell has here.
    "own-2+pins": [pin(1, "own-2")],
  });
});

test("of a file's pinned runs, what is none and what is of no cell is left out and counted", async () => {
  const pins = { one: [pin(1, "one")], two: [{ ...pin(1, "two"), curves: "x" }], gone: [pin(1, "gone")], "own-1": [pin(1, "own-1")] };
  const carried = await readWork(file(whole({ "en/sgd": { cells: {}, pins }, "en/none": { cells: {}, pins: { one: [pin(1, "one")] } } })), course);
  expect([[...carried.pins.keys()], carried.leftOut]).toEqual([["notebook/en/sgd/one+pins"], 4]);
});

test.each([
  ["a list of added cells that is a text", whole({ "en/sgd": { cells: {}, own: "x" } }), "unreadable"],
  ["pinned runs that are a list", whole({ "en/sgd": { cells: {}, pins: [] } }), "unreadable"],
  ["a list of added cells that is an object", whole({ "en/sgd": { cells: {}, own: {} } }), "unreadable"],
  ["no JSON", "work", "unreadable"],
  ["half a file", whole({}).slice(0, 40), "unreadable"],
  ["a list", "[]", "unreadable"],
  ["null", "null", "unreadable"],
  ["a file of one chapter's changes", JSON.stringify({ format: "from-sgd-to-adam/changes", version: 1, cells: {} }), "unreadable"],
  ["a chapter that is a text", whole({ "en/sgd": "x" }), "unreadable"],
  ["a newer version", whole({}).replace('"version":1', '"version":2'), "newer"],
  ["a newer version, of another form", JSON.stringify({ format: "from-sgd-to-adam/work", version: 2 }), "newer"],
  ["6 MB", whole({ "en/sgd": { cells: { one: { hash: "0", source: "x".repeat(6_000_000), inputs: {} } } } }), "tooLarge"],
])("a file with %s is refused whole", async (_, text, reason) => {
  expect(await why(text)).toBe(reason);
});

test("what of a file does not fit the course is left out and counted", async () => {
  const entry = { hash: "0", source: "1", inputs: {} };
  const { entries, leftOut } = await readWork(
    file(
      whole({
        "en/sgd": { cells: { one: { ...entry, source: "x".repeat(250_000) }, two: { hash: 1 }, __proto__x: entry, constructor: entry } },
        "../../theme": { cells: { one: entry }, progress },
        "en/adam": { cells: { one: { ...entry, inputs: { a: {}, b: 2 } } }, progress: { ...progress, when: "now" } },
      }),
    ),
    course,
  );
  expect(leftOut).toBe(5);
  expect([...entries]).toEqual([["notebook/en/adam/one", JSON.stringify({ hash: "0", source: "1", inputs: { b: 2 }, linked: true })]]);
});

test("progress that another hand has left is taken for none, or cut", () => {
  expect(
    [null, 1, [], {}, { ...progress, at: "x".repeat(201) }, { ...progress, when: 0.5 }, { ...progress, solved: "adam" }].map(toProgress),
  ).toEqual(Array(7).fill(undefined));
  expect(toProgress({ ...progress, read: "yes", solved: ["a", "a", 1, "y".repeat(300)] })).toEqual({ ...progress, read: false, solved: ["a"] });
});
