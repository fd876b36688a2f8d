import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkedExercises, editionOf, handInName, isAnswered, packHandIn, readHandIn, type HandIn } from "../../../src/reader/handIn/handInFile.ts";
import { UnusableFile } from "../../../src/reader/ownFile.ts";
import type { NotebookData } from "../../../src/reader/notebookData.ts";
import { toCells } from "../../../src/notebook/toCell.ts";

const read = (text: string) => readHandIn(new Blob([text]));
const why = (text: string): Promise<unknown> =>
  read(text).then(
    () => "fine",
    (error: unknown) => (error instanceof UnusableFile ? error.why : error),
  );
const whole = (content: object) =>
  JSON.stringify({ format: "from-sgd-to-adam/hand-in", version: 1, chapter: "en/sgd", edition: "0", answers: {}, inputs: {}, ...content });

/** Names that objects have of themselves are names as others are. */
const key = fc.oneof(fc.constantFrom("__proto__", "constructor", "toString", "price"), fc.string({ maxLength: 12 }));
const position = fc.oneof(fc.boolean(), fc.string({ maxLength: 20 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-300, max: 1e300 }));
const entries = <T>(value: fc.Arbitrary<T>) => fc.array(fc.tuple(key, value), { maxLength: 6 });
const handIns = fc
  .record({
    chapter: fc.string({ maxLength: 30 }),
    edition: fc.string({ maxLength: 16 }),
    made: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }).map((date) => date.toISOString()),
    name: fc.string({ maxLength: 40, unit: fc.constantFrom("a", "Ö", "明", "-", "<", '"') }),
    answers: entries(
      fc.record(
        { source: fc.string({ unit: "grapheme", maxLength: 200 }), claim: fc.constantFrom("right", "wrong", "error", "none") },
        { requiredKeys: ["claim"] },
      ),
    ).map((all) => new Map(all)),
    inputs: entries(entries(position).map((all) => Object.fromEntries(all))).map((all) => Object.fromEntries(all)),
  })
  .map((one) => one as HandIn);

test("what is packed is read again, whatever it holds", async () => {
  await fc.assert(
    fc.asyncProperty(handIns, async (handIn) => {
      expect(await read(packHandIn(handIn)!)).toEqual(handIn);
    }),
  );
});

test("a file that was cut anywhere, or has one character of another kind, is refused or is a file: nothing else happens", async () => {
  await fc.assert(
    fc.asyncProperty(handIns, fc.nat(), fc.constantFrom("", "{", '"', "0", "null", "[]"), async (handIn, at, put) => {
      const text = packHandIn(handIn)!.trimEnd();
      const place = at % text.length;
      expect(await why(text.slice(0, place))).toBe("unreadable");
      expect(["fine", "unreadable", "newer"]).toContain(await why(text.slice(0, place) + put + text.slice(place + 1)));
    }),
  );
});

describe("a file is refused", () => {
  test.each([
    ["that is no JSON", "<img src=x onerror=alert(1)>", "unreadable"],
    ["of another kind", JSON.stringify({ format: "from-sgd-to-adam/work", version: 1 }), "unreadable"],
    ["that is a list", "[]", "unreadable"],
    ["of a newer version", whole({ version: 2, answers: "other" }), "newer"],
    ["without a chapter", whole({ chapter: 1 }), "unreadable"],
    ["whose answers are none", whole({ answers: [] }), "unreadable"],
    ["with an answer that is none", whole({ answers: { price: "x" } }), "unreadable"],
    ["with code that is no text", whole({ answers: { price: { source: { toString: "x" } } } }), "unreadable"],
    ["whose inputs are none", whole({ inputs: { descend: [1] } }), "unreadable"],
    ["nested 20,000 deep", "[".repeat(20_000), "unreadable"],
    ["larger than 200 KB", whole({ more: "x".repeat(200 * 1024) }), "tooLarge"],
  ])("%s", async (_, text, expected) => {
    expect(await why(text)).toBe(expected);
  });
});

test("of what a file says, what is none is passed over: a claim, a time, a position; a name is one line", async () => {
  const file = whole({
    name: "Ada\n\u202eecalevoL\u0000" + "x".repeat(200),
    made: "yesterday",
    answers: { price: { source: "1", claim: "perfect" } },
    inputs: { descend: { rate: 1, bad: { a: 1 }, worse: null } },
  });
  const { name, made, answers, inputs } = await read(file);
  expect(name).toMatch(/^Ada ecalevoL x{86}$/);
  expect([made, answers.get("price"), inputs]).toEqual(["", { source: "1", claim: "none" }, { descend: { rate: 1 } }]);
  const polluted = await read(whole({}).replace('"inputs":{}', '"inputs":{"__proto__":{"polluted":true}}'));
  expect([Object.hasOwn(polluted.inputs, "__proto__"), ({} as { polluted?: boolean }).polluted]).toEqual([true, undefined]);
});

test("answers that would make a file larger than one that is read are not packed", () => {
  const file = (characters: number): HandIn => ({
    chapter: "en/sgd",
    edition: "0",
    made: "",
    name: "",
    answers: new Map([["price", { source: "明".repeat(characters), claim: "none" }]]),
    inputs: {},
  });
  expect(packHandIn(file(68_000))).toBeTypeOf("string");
  expect(packHandIn(file(69_000))).toBeUndefined();
});

test("a file is called by its reader's name and the chapter", () => {
  expect(handInName("", "en/sgd")).toBe("sgd.handin.json");
  expect(handInName("Ada  Lovelace", "en/sgd")).toBe("ada-lovelace-sgd.handin.json");
  expect(handInName("王小明", "zh-hant/adam")).toBe("王小明-adam.handin.json");
  expect(handInName('../<a>"', "en/sgd")).toBe("a-sgd.handin.json");
});

test("an exercise with a check is known by its cells; another edition of a chapter has other cells", () => {
  const fence = (meta: string, source: string) => ({ lang: "ts", meta: `cell ${meta}`, source, line: 1 });
  const cells = toCells([
    fence("id=a exercise=one", "const x = 0;"),
    fence("id=b exercise=one check", 'check("x", x, 1);'),
    fence("id=c exercise=two", "const y = 0;"),
    fence("id=d", "1"),
  ]);
  expect(checkedExercises(cells)).toEqual([{ name: "one", answer: cells[0], check: cells[1] }]);
  expect(editionOf(cells)).not.toBe(editionOf(cells.with(3, { ...cells[3], source: "2" })));
  expect(editionOf(cells)).toBe(editionOf(structuredClone(cells)));
});

test("a cell that asks for a prediction is answered by one, another by other code", () => {
  const [cell] = toCells([{ lang: "ts", meta: "cell id=a exercise=one", source: "0", line: 1 }]);
  const asks = { outputs: { a: [{ kind: "input", input: { type: "prediction", key: "How many" } }] } } as unknown as NotebookData;
  const plain = { outputs: {} };
  expect([isAnswered(plain, cell, "0", {}), isAnswered(plain, cell, "1", {}), isAnswered(plain, cell, "0", { a: { other: 1 } })]).toEqual([
    false,
    true,
    false,
  ]);
  expect([
    isAnswered(asks, cell, "1", {}),
    isAnswered(asks, cell, "0", { a: { other: 1 } }),
    isAnswered(asks, cell, "0", { a: { "How many": 1 } }),
  ]).toEqual([false, false, true]);
});
