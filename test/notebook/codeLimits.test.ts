import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { analyse } from "../../src/notebook/analyse.ts";
import { buildGraph } from "../../src/notebook/graph.ts";
import { codeError, codeLimits, isHighlighted, tooLong } from "../../src/notebook/codeLimits.ts";
import type { Cell } from "../../src/notebook/types.ts";

const hint = "divide it among several cells";

test("code is as long as its bytes of UTF-8, and the error says how long, how long it may be, and in which line it gets too long", () => {
  expect(tooLong("x".repeat(codeLimits.bytes))).toBeUndefined();
  expect(tooLong("x".repeat(codeLimits.bytes + 1))).toEqual({
    kind: "syntax",
    message: "the code has 200,001 bytes (at most 200,000)",
    line: 1,
    hint,
  });
  expect(tooLong("é".repeat(codeLimits.bytes / 2))).toBeUndefined();
  expect(tooLong(`\n${"é".repeat(codeLimits.bytes / 2)}`)).toMatchObject({ message: "the code has 200,001 bytes (at most 200,000)", line: 2 });
  expect(tooLong("𝜃".repeat(codeLimits.bytes / 4))).toBeUndefined();
  expect(tooLong(`${"𝜃".repeat(codeLimits.bytes / 4)}x`)).toMatchObject({ message: "the code has 200,001 bytes (at most 200,000)" });
  expect(tooLong("字".repeat(66_667))).toMatchObject({ message: "the code has 200,001 bytes (at most 200,000)" });
});

test("code has so many lines, and no more", () => {
  expect(tooLong("\n".repeat(codeLimits.lines - 1))).toBeUndefined();
  expect(tooLong("\n".repeat(120_000))).toEqual({ kind: "syntax", message: "the code has 120,001 lines (at most 3,000)", line: 3_001, hint });
});

test.each(["()", "[]", "{}"])("so many %s are open at once, and no more", (pair) => {
  const nested = (depth: number) => `\n${pair[0].repeat(depth)}\n${pair[1].repeat(depth)}`;
  expect(codeError(nested(codeLimits.depth))).toBeUndefined();
  expect(codeError(nested(codeLimits.depth + 1))).toEqual({
    kind: "syntax",
    message: "the code has 201 brackets open at once (at most 200)",
    line: 2,
    hint,
  });
  expect(codeError(pair.repeat(90_000))).toBeUndefined();
});

test("100,000 brackets are one error, and the depth is counted to its end", () => {
  expect(codeError(`1;\n${"(\n".repeat(2_900)}`)).toMatchObject({ message: "the code has 2,900 brackets open at once (at most 200)", line: 202 });
  expect(codeError("[".repeat(100_000))).toMatchObject({ message: "the code has 100,000 brackets open at once (at most 200)" });
});

test("templates in templates are as deep as what they hold", () => {
  const nested = (depth: number) => "`${".repeat(depth) + "1" + "}`".repeat(depth);
  expect(codeError(nested(codeLimits.depth))).toBeUndefined();
  expect(codeError(nested(codeLimits.depth + 1))).toMatchObject({ message: "the code has 201 brackets open at once (at most 200)" });
});

test.each([
  ["comments", "// :-(\n"],
  ["comments of several lines", "/* (((\n'[ */ "],
  ["texts", `f("((("); g('[[[\\'{');\n`],
  ["templates", "f(`((( ${a[0] + `{{{`} it's [[[`);\n"],
  ["regular expressions", "f(/[(/]\\(/g, a / b, (c) / d); return /\\[/.test('(');\n"],
  ["regular expressions with quotes", `f(a.replace(/"/g, "'"), b.split(/'|\`/));\n`],
  ["divisions", 'x = (a) / 2; y[0] / 3; z / f("/(");\n'],
])("brackets in %s are none", (_, piece) => {
  expect(codeError(piece.repeat(900))).toBeUndefined();
});

test("names are counted, each once; what stands in texts and comments is none", () => {
  const names = (n: number) => Array.from({ length: n }, (_, i) => `a${i}`).join(";");
  expect(codeError(names(codeLimits.words))).toBeUndefined();
  expect(codeError(names(9_000))).toEqual({ kind: "syntax", message: "the code has 9,000 different names (at most 5,000)", line: 1, hint });
  expect(codeError("abc + 17;".repeat(20_000))).toBeUndefined();
  expect(codeError(`/* ${names(9_000)} */`)).toBeUndefined();
});

test("the cells of all chapters are far below every bound, and highlighted, as the optimizers' files are", () => {
  const chapters = readdirSync("content", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".mdx"));
  const cells = chapters.flatMap((file) =>
    [...readFileSync(`content/${file}`, "utf8").matchAll(/```ts cell[^\n]*\n(.*?)```/gs)].map(([, source]) => source),
  );
  expect(cells.length).toBeGreaterThan(50);
  expect(cells.filter((source) => !isHighlighted(source.repeat(2)))).toEqual([]);
  const listings = chapters.flatMap((file) =>
    [...readFileSync(`content/${file}`, "utf8").matchAll(/<OptimizerSource name="(\w+)"/g)].map(([, name]) => name),
  );
  expect(listings.length).toBeGreaterThan(15);
  expect(listings.filter((name) => !isHighlighted(readFileSync(`src/optim/${name}.ts`, "utf8")))).toEqual([]);
});

test("what may be nested without brackets is not highlighted; long code of short statements, calls and lists is", () => {
  for (const one of ["a=>", "!", "a+", "a?", "a=", "if(a)", "a<", "typeof ", "a\n+", "(!!a=>", "{!!!!", ";{!!!!!!!!!!!!!!!!!!!!"])
    expect(isHighlighted(one.repeat(5_000 / one.length)), one).toBe(false);
  for (const one of ["a + b;\n", "f(a, b + c);\n", "[1, -2, 3],", "if (a) { b(); } else c;\n", "const f = (x) => ({ y: `${x + 1}` });\n"].map(
    (one) => `${one.trim()}\n`,
  ))
    expect(isHighlighted(one.repeat(5_000 / one.length)), one).toBe(true);
});

test("no text whatever makes it throw, and the time it takes grows with the text's length alone", () => {
  const piece = fc.constantFrom(
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "`",
    "${",
    '"',
    "'",
    "\\",
    "/",
    "/*",
    "*/",
    "//",
    "\n",
    " ",
    "a",
    "1",
    "=>",
    "λ",
    "\ud800",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => void codeError(pieces.join(""))),
    { numRuns: 500 },
  );
  for (const one of ["\\", '"', '\\"', "`", "/", "/[", "/*", "*", "a", "a ", "${", "`${", "\n'", "'(", "}`"]) {
    const source = one.repeat(195_000 / one.length);
    const start = performance.now();
    codeError(source);
    expect(performance.now() - start, JSON.stringify(one)).toBeLessThan(1_000);
  }
});

test("a cell beyond a bound does not parse: it says so, and a page with it has its graph at once", () => {
  const cell = (id: string, source: string): Cell => ({ id, title: "", source, line: 1, hidden: false, form: "both", run: "build" });
  const sources = [
    "(".repeat(100_000),
    "a=>".repeat(66_000),
    "[".repeat(100_000) + "]".repeat(100_000),
    "x".repeat(4_000_000),
    Array.from({ length: 20_000 }, (_, i) => `a${i}`).join(","),
  ];
  for (const source of sources) expect(analyse(source).error).toMatchObject({ kind: "syntax" });
  const start = performance.now();
  const { nodes } = buildGraph([
    ...sources.map((source, i) => cell(`broken-${i}`, source)),
    cell("reader", Array.from({ length: 4_900 }, (_, i) => `b${i}`).join(",")),
    cell("honest", "1 + 1"),
  ]);
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(nodes.get("honest")?.error).toBeUndefined();
  expect(nodes.get("broken-0")?.error?.message).toBe("the code has 100,000 brackets open at once (at most 200)");
});

test("names of 100,000 letters are not compared with each other", () => {
  const name = "n".repeat(90_000);
  const cell = (id: string, source: string): Cell => ({ id, title: "", source, line: 1, hidden: false, form: "both", run: "build" });
  const start = performance.now();
  expect(buildGraph([cell("a", `const ${name} = 1`), cell("b", `${name}m`)]).nodes.get("b")?.error?.kind).toBe("unknown");
  expect(performance.now() - start).toBeLessThan(2_000);
});
