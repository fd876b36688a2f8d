import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { InputSpec, InputValue } from "../../../src/notebook/types.ts";
import { UnusableFile } from "../../../src/reader/ownFile.ts";
import { packFile, readFile } from "../../../src/reader/sharing/changesFile.ts";
import { hostileLinks } from "../../site/hostile/links.ts";

const specs = new Map([
  [
    "run",
    new Map<string, InputSpec>([
      ["α", { type: "slider", key: "α", label: "α", value: 0.5, min: 0, max: 1, step: 0.01, scale: "linear" }],
      ["Start", { type: "point", key: "Start", label: "Start", value: [0, 0], x: [-1, 1], y: [-1, 1], step: 0.1 }],
      ["Guess", { type: "prediction", key: "Guess", label: "Guess", value: null, ask: { kind: "number", min: 0, max: 1 } }],
    ]),
  ],
  ["plot", new Map<string, InputSpec>()],
]);
const originals = new Map([
  ["run", "const a = 1;\nconst b = 2;"],
  ["plot", "Plot.plot({})"],
]);
const chapter = "en/sgd";
const read = (text: string) => readFile(new Blob([text]), chapter, { originals, specs });
/** A whole file with other things in it. */
const fileWith = (other: object) =>
  JSON.stringify({ ...(JSON.parse(packFile(chapter, { originals, specs, edited: {}, own: [], inputs: {} })) as object), ...other });
const why = async (text: string): Promise<unknown> => {
  const error: unknown = await read(text).catch((error: unknown) => error);
  return error instanceof UnusableFile ? error.why : error;
};

test("a file brings back the sources and the positions that it was made of, whatever text they are", async () => {
  const sources = fc.record({ run: fc.string(), plot: fc.string() }, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>;
  await fc.assert(
    fc.asyncProperty(sources, fc.integer({ min: 0, max: 100 }), async (edited, percent) => {
      const carried = await read(packFile(chapter, { originals, specs, edited, own: [], inputs: { run: { α: percent / 100 } } }));
      expect(carried.sources).toEqual(edited);
      expect(carried.inputs).toEqual(percent === 50 ? {} : { run: { α: percent / 100 } });
      expect([carried.unknown, carried.tooLong]).toEqual([0, []]);
    }),
  );
});

test("predictions stay with who made them, and inputs that only edited code has go with it", async () => {
  const inputs = { run: { Guess: 0.7, Start: [0.5, -1] as InputValue, own: 3 }, plot: { lost: 1 } };
  expect((await read(packFile(chapter, { originals, specs, edited: {}, own: [], inputs }))).inputs).toEqual({ run: { Start: [0.5, -1] } });
  expect((await read(packFile(chapter, { originals, specs, edited: { run: "x" }, own: [], inputs }))).inputs).toEqual({
    run: { Start: [0.5, -1], own: 3 },
  });
});

test("the cells that a sender has added come with the rest of a file; one of an older site has none", async () => {
  const own = [
    { after: "run", source: "1" },
    { note: true as const, source: "md`a`" },
  ];
  expect(await read(packFile(chapter, { originals, specs, edited: {}, own, inputs: {} }))).toMatchObject({ own, ownTooLong: 0 });
  expect(await read(fileWith({ own: undefined }))).toMatchObject({ own: [], ownTooLong: 0 });
  expect(await read(fileWith({ own: [...own, { source: "\n".repeat(3_000) }] }))).toMatchObject({ own, ownTooLong: 1 });
});

test.each([
  ["a text for the sender's own cells", fileWith({ own: "x" }), "unreadable"],
  ["51 cells of the sender's own", fileWith({ own: Array(51).fill({ source: "1" }) }), "unreadable"],
  ["no JSON", "const a = 1;", "unreadable"],
  ["nothing", "", "unreadable"],
  ["half a file", packFile(chapter, { originals, specs, edited: { run: "x" }, own: [], inputs: {} }).slice(0, 90), "unreadable"],
  ["another JSON file", '{"name":"package","version":"1.0.0"}', "unreadable"],
  ["a list", "[]", "unreadable"],
  ["60,000 lists in each other", "[".repeat(60_000), "unreadable"],
  ["no cells", fileWith({ cells: undefined }), "unreadable"],
  ["a number for a source", fileWith({ cells: { run: 666 } }), "unreadable"],
  ["a list of inputs", fileWith({ inputs: { run: [1] } }), "unreadable"],
  ["a version that is no number", fileWith({ version: "1" }), "unreadable"],
  ["a newer version", fileWith({ version: 2 }), "newer"],
  ["a newer version, of another form", fileWith({ version: 2, cells: [] }), "newer"],
  ["another chapter", fileWith({ chapter: "en/adam" }), "elsewhere"],
  ["1 MB", fileWith({ cells: { run: "x".repeat(1_000_000) } }), "tooLarge"],
])("a file with %s is refused whole", async (_, text, reason) => {
  expect(await why(text)).toBe(reason);
});

test("what of a file does not fit the page is left out: cells by their number, code that is too long by its cell, positions in silence", async () => {
  const carried = await read(
    fileWith({
      cells: { run: "x".repeat(200_001), plot: "1", "Your account is locked": "1", __proto__: "1", constructor: "1" },
      inputs: { run: { α: 7, Start: [9, 9], Guess: {}, none: 1 }, stranger: { α: 0.1 }, constructor: { name: 1 } },
    }),
  );
  expect(carried).toEqual({ sources: { plot: "1" }, unknown: 2, outdated: [], tooLong: ["run"], own: [], ownTooLong: 0, inputs: {} });
  const proto = await read(fileWith({}).replace('"inputs":{}', '"inputs":{"run":{"__proto__":[1,2],"α":0.2},"__proto__":{"α":1}}'));
  expect(proto.inputs).toEqual({ run: { α: 0.2 } });
  expect(Object.getPrototypeOf(proto.inputs.run)).toBe(Object.prototype);
});

test.each(hostileLinks.filter(({ code }) => code !== undefined))(
  "what a hostile link has is refused, or bounded, in a file too: $name",
  async ({ code }) => {
    const carried = await read(fileWith({ cells: code })).catch((error: unknown) => error);
    if (carried instanceof UnusableFile) return;
    const { sources, tooLong } = carried as Awaited<ReturnType<typeof readFile>>;
    expect([...Object.keys(sources), ...tooLong].filter((id) => !originals.has(id))).toEqual([]);
  },
);
