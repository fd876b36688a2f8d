import { deflateRawSync } from "node:zlib";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { packCode, unpackCode, UnreadableCode, type Sources } from "../../../src/reader/sharing/carriedCode.ts";

const lines = fc.array(
  fc.oneof(fc.constantFrom("", "const a = 1;", "  a", "display(π)", '\t"quoted" `ticks` ${x}', "<script>"), fc.string({ unit: "binary" })),
  { maxLength: 8 },
);
const text = lines.map((some) => some.join("\n"));
const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);

const pack = (json: string) => deflateRawSync(json).toString("base64url");

test("whatever code is packed comes out again, whole or as what differs", async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(id, fc.tuple(text, text), { noNullPrototype: true }), fc.boolean(), async (cells, brief) => {
      const originals = new Map(Object.entries(cells).map(([name, [original]]) => [name, original]));
      const sources: Sources = Object.fromEntries(Object.entries(cells).map(([name, [, source]]) => [name, source]));
      const packed = await packCode(sources, originals, { brief });
      expect(packed).toMatch(/^[\w-]*$/);
      expect(await unpackCode(packed, originals)).toEqual({ sources, unknown: 0, outdated: [], tooLong: [], own: [], ownTooLong: 0 });
    }),
    { numRuns: 200 },
  );
});

test("random edits of lines come out again as what differs", async () => {
  await fc.assert(
    fc.asyncProperty(lines, fc.array(fc.tuple(fc.nat(8), fc.nat(2), lines), { maxLength: 3 }), async (original, edits) => {
      const edited = [...original];
      for (const [at, dropped, put] of edits) edited.splice(at, dropped, ...put);
      const source = edited.join("\n");
      const originals = new Map([["cell", original.join("\n")]]);
      expect((await unpackCode(await packCode({ cell: source }, originals, { brief: true }), originals)).sources).toEqual({ cell: source });
    }),
    { numRuns: 300 },
  );
});

test("what differs is short: a number changed in a long cell is a link of some hundred characters", async () => {
  const original = Array.from(
    { length: 40 },
    (_, i) => `const value${i} = compute(${(i * 37) % 101}, "${String.fromCharCode(97 + (i % 26))}");`,
  ).join("\n");
  const originals = new Map([["long", original]]);
  const source = original.replace("value20 = compute", "value20 = 2 * compute");
  expect((await packCode({ long: source }, originals, { brief: true })).length).toBeLessThan(120);
});

test("cells that the page does not have, and differences from another version of the site, are told apart", async () => {
  const originals = new Map([
    ["here", "a\nb"],
    ["changed", "old"],
  ]);
  const packed = await packCode({ here: "a\nc", changed: "newer", gone: "x" }, originals, { brief: true });
  expect(
    await unpackCode(
      packed,
      new Map([
        ["here", "a\nb"],
        ["changed", "new on the site"],
      ]),
    ),
  ).toEqual({ sources: { here: "a\nc" }, unknown: 1, outdated: ["changed"], tooLong: [], own: [], ownTooLong: 0 });
  expect(await unpackCode(await packCode({ changed: "newer" }, originals), new Map([["changed", "new on the site"]]))).toMatchObject({
    sources: { changed: "newer" },
  });
});

test("what is no packed code is refused, whatever it is", async () => {
  const originals = new Map([["cell", "a\nb"]]);
  const refused = [
    "",
    "%%%",
    "a b",
    "!",
    "A",
    "x".repeat(200_000),
    pack("[]"),
    pack("null"),
    pack("1"),
    pack("{"),
    pack('{"cell":1}'),
    pack('{"cell":null}'),
    pack('{"cell":["h",0,0]}'),
    pack('{"cell":{"source":"x"}}'),
    pack('{"cell":["h",-1,0,[]]}'),
    pack('{"cell":["h",0,0,[1]]}'),
    pack('{"cell":"x"}').slice(0, -3),
    Buffer.from("no deflate at all").toString("base64url"),
  ];
  for (const packed of refused) await expect(unpackCode(packed, originals), packed.slice(0, 40)).rejects.toThrow(UnreadableCode);
  await fc.assert(
    fc.asyncProperty(fc.base64String(), async (packed) => {
      await unpackCode(packed, originals).catch((error: unknown) => expect(error).toBeInstanceOf(UnreadableCode));
    }),
  );
});

test("a difference that does not fit the source is refused", async () => {
  const originals = new Map([["cell", "a\nb"]]);
  const [hash] = Object.values(
    JSON.parse(
      (await import("node:zlib")).inflateRawSync(Buffer.from(await packCode({ cell: "a\nc" }, originals, { brief: true }), "base64url")).toString(),
    ) as Record<string, unknown[]>,
  )[0];
  await expect(unpackCode(pack(JSON.stringify({ cell: [hash, 2, 1, []] })), originals)).rejects.toThrow(UnreadableCode);
});

test("a few bytes that unpack to very many are refused before they are all there", async () => {
  const bomb = pack(`{"cell":"${"a".repeat(50_000_000)}"}`);
  expect(bomb.length).toBeLessThan(128 * 1024);
  await expect(unpackCode(bomb, new Map([["cell", ""]]))).rejects.toThrow(/more than 262144 bytes|no packed code/);
});

test("a link of unheard-of length is refused unread", async () => {
  const noise = Array.from({ length: 110_000 }, (_, i) =>
    Math.floor(1e6 * Math.abs(Math.sin(i * i)))
      .toString(36)
      .slice(-2),
  ).join("");
  const packed = pack(JSON.stringify({ cell: noise }));
  expect(packed.length).toBeGreaterThan(128 * 1024);
  await expect(unpackCode(packed, new Map([["cell", ""]]))).rejects.toThrow(UnreadableCode);
});

test("names of an object's own workings are names of cells like others", async () => {
  const packed = pack('{"__proto__":"x","constructor":"y","toString":["h",0,0,[]]}');
  expect(await unpackCode(packed, new Map([["cell", ""]]))).toMatchObject({ sources: {}, unknown: 3 });
});

test("code that is longer than a cell's can be is left out, whole or as what differs; the rest is there", async () => {
  const originals = new Map([
    ["long", "a"],
    ["lines", "a\nb"],
    ["short", "c"],
  ]);
  for (const brief of [false, true]) {
    const packed = await packCode({ long: "x".repeat(200_001), lines: `a${"\n".repeat(10_000)}b`, short: "d" }, originals, { brief });
    expect(await unpackCode(packed, originals)).toEqual({
      sources: { short: "d" },
      unknown: 0,
      outdated: [],
      tooLong: ["long", "lines"],
      own: [],
      ownTooLong: 0,
    });
  }
});

const own = fc.array(
  fc.record(
    { after: fc.constantFrom("here", "there"), note: fc.constant(true as const), source: fc.string({ minLength: 1 }) },
    { requiredKeys: ["source"] },
  ),
  { maxLength: 50 },
);

test("cells that the sender has added come out again in their order, beside edits and alone", async () => {
  const originals = new Map([
    ["here", "a"],
    ["there", "b"],
  ]);
  await fc.assert(
    fc.asyncProperty(own, fc.constantFrom<Sources>({}, { here: "c" }), fc.boolean(), async (own, sources, brief) => {
      const carried = await unpackCode(await packCode(sources, originals, { brief, own }), originals);
      expect(carried).toEqual({ sources, unknown: 0, outdated: [], tooLong: [], own, ownTooLong: 0 });
    }),
    { numRuns: 50 },
  );
});

test.each([
  ["no list", { source: "1" }],
  ["null", null],
  ["51 cells", Array(51).fill({ source: "1" })],
  ["a text for a cell", ["1"]],
  ["null for a cell", [null]],
  ["a list for a cell", [["1"]]],
  ["a cell without code", [{ after: "cell" }]],
  ["a number for code", [{ source: 1 }]],
  ["a number for a place", [{ source: "1", after: 1 }]],
  ["null for a place", [{ source: "1", after: null }]],
  ["a text for whether it is a note", [{ source: "1", note: "yes" }]],
])("a link with %s as the sender's own cells is refused", async (_, value) => {
  await expect(unpackCode(pack(JSON.stringify({ cell: "1", "+": value })), new Map([["cell", ""]]))).rejects.toThrow(UnreadableCode);
});

test("of a sender's own cells that do not fit, the long are counted, the empty passed over, and those at a place that is none come to the end", async () => {
  const json = JSON.stringify({
    "+": [
      { source: "x".repeat(200_001) },
      { source: "\n".repeat(3_000) },
      { source: "\n".repeat(2_999) },
      { source: "", after: "cell" },
      { source: "1", after: "elsewhere", note: false, id: "own-1", title: "Your account is locked" },
      { source: "2", after: "own-1", note: true },
      { source: "3", after: "__proto__" },
    ],
  });
  expect(await unpackCode(pack(json), new Map([["cell", ""]]))).toEqual({
    sources: {},
    unknown: 0,
    outdated: [],
    tooLong: [],
    own: [{ source: "\n".repeat(2_999) }, { source: "1" }, { source: "2", note: true }, { source: "3" }],
    ownTooLong: 2,
  });
});
