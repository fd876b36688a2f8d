import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { InputSpec } from "../../../src/notebook/types.ts";
import { codeIn, readAddress } from "../../../src/reader/address.ts";
import { parseFragment } from "../../../src/reader/fragment.ts";
import { unpackCode } from "../../../src/reader/sharing/carriedCode.ts";
import { linkFragments, passedOn, statedInputs } from "../../../src/reader/sharing/linkFragments.ts";

const alpha: InputSpec = { type: "slider", key: "α", label: "α", value: 0.5, min: 0, max: 1, step: 0.01, scale: "linear" };
const start: InputSpec = { type: "point", key: "Start", label: "Start", value: [0, 0], x: [-1, 1], y: [-1, 1], step: 0.1 };
const specs = new Map([
  [
    "run",
    new Map<string, InputSpec>([
      ["α", alpha],
      ["Start", start],
    ]),
  ],
  ["plot", new Map<string, InputSpec>()],
]);
const originals = new Map([
  ["run", "const a = 1;\nconst b = 2;"],
  ["plot", "Plot.plot({})"],
]);

test("a link tells of place, positions and code, and a page reads the same out of its address", async () => {
  const sources = fc.record({ run: fc.string(), plot: fc.string() }, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("", "/stability", "/two-eigenvalues"),
      fc.double({ min: 0, max: 1, noNaN: true }),
      sources,
      async (place, value, edited) => {
        const links = await linkFragments({ originals, edited, own: [], inputs: { run: { α: value } }, specs }, place);
        const positions = value === 0.5 ? {} : { run: { α: value === 0 ? 0 : value } };
        for (const kind of ["whole", "brief"] as const) {
          const { hash } = Object.assign(new URL("https://a.example/sgd/"), { hash: links[kind] });
          expect(parseFragment(hash).place).toBe(place);
          expect(readAddress(hash, specs)).toEqual(positions);
          const packed = codeIn(hash);
          expect(packed === undefined).toBe(Object.keys(edited).length === 0);
          if (packed !== undefined) expect((await unpackCode(packed, originals)).sources).toEqual(edited);
        }
        expect(codeIn(links.positions)).toBeUndefined();
        expect(readAddress(links.positions, specs)).toEqual(positions);
        expect(links.place).toBe(place && `#${place}`);
      },
    ),
  );
});

test("inputs that only the edited code has go with it, and only then", async () => {
  const inputs = { run: { α: 0.25, "new one": 7, on: true, Start: [0.5, -1] as [number, number] }, plot: { lost: 3 } };
  const links = await linkFragments({ originals, edited: { run: "edited" }, own: [], inputs, specs }, "/s");
  expect(links.positions).toBe("#/s~run.%CE%B1=0.25&run.Start=0.5,-1");
  expect(statedInputs(links.whole, "run")).toEqual({ α: 0.25, Start: [0.5, -1], "new one": 7, on: true });
  expect(links.whole.match(/run\.%CE%B1=/g)).toHaveLength(1);
  expect(statedInputs(links.whole, "plot")).toEqual({});
});

test("cells of the reader's own are code of the link, alone or beside edits; where their inputs stand is not told", async () => {
  const own = [
    { after: "run", source: 'slider("n")' },
    { note: true as const, source: "md`a`" },
  ];
  const alone = { originals, edited: {}, own, inputs: { "own-1": { n: 3 } }, specs };
  for (const notebook of [alone, { ...alone, edited: { run: "edited" } }]) {
    const links = await linkFragments(notebook, "");
    expect(links.positions).toBe("");
    for (const link of [links.whole, links.brief]) {
      expect(link).toMatch(/^#~code=[\w-]+$/);
      expect(await unpackCode(codeIn(link)!, originals)).toMatchObject({ sources: notebook.edited, own, unknown: 0 });
    }
  }
});

test("what a link says of inputs is plain data, whatever it says", () => {
  expect(statedInputs("#~c.a=1e999&c.b=&c.c=x,1&c.d=1,2,3&d.a=1&c.__proto__=1&code=x", "c")).toEqual({
    a: "1e999",
    b: "",
    c: "x,1",
    d: "1,2,3",
    ["__proto__"]: 1,
  });
  expect(statedInputs("#heading", "c")).toEqual({});
});

test("an address has a heading's name, or a place and what is said of cells", () => {
  expect(parseFragment("#one-more-line")).toEqual({ place: "", cells: undefined });
  expect(parseFragment("#one~two")).toEqual({ place: "", cells: undefined });
  expect(parseFragment("#/stability/2")).toEqual({ place: "/stability/2", cells: undefined });
  expect(parseFragment("#/stability~a.b=1~2")).toEqual({ place: "/stability", cells: "a.b=1~2" });
  expect(parseFragment("#~a.b=1")).toEqual({ place: "", cells: "a.b=1" });
});

test("predictions and how often a button was pressed are not passed on: each reader makes their own", async () => {
  const asked = new Map<string, InputSpec>([
    ["Guess", { type: "prediction", key: "Guess", label: "Guess", value: null, ask: { kind: "number", min: 0, max: 1 } }],
    ["Again", { type: "button", key: "Again", label: "Again", value: 0 }],
    ["α", alpha],
  ]);
  const notebook = {
    originals,
    edited: { run: "edited" },
    own: [],
    inputs: { run: { Guess: 0.7, Again: 3, α: 0.25 } },
    specs: new Map([["run", asked]]),
  };
  expect(passedOn(notebook)).toEqual({ run: { α: 0.25 } });
  expect((await linkFragments(notebook, "")).positions).toBe("#~run.%CE%B1=0.25");
});
