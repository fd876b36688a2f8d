import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forPage } from "../../src/tooling/outputHtml.ts";
import { readChapter } from "../../src/tooling/readChapter.ts";
import { remarkCells } from "../../src/tooling/remarkCells.ts";
import { chapterProblems, runChapter } from "../../src/tooling/runChapter.ts";
import { cellModules, typecheckCells } from "../../src/tooling/typecheckCells.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chapter-"));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function chapter(...lines: string[]) {
  const file = join(folder, `chapter-${count++}.mdx`);
  await writeFile(file, lines.join("\n"));
  return readChapter(file);
}

const fence = (words: string, ...code: string[]) => ["```ts cell " + words, ...code, "```", ""];

async function problemsOf(...lines: string[]) {
  const read = await chapter(...lines);
  const result = await runChapter(read, "en");
  return chapterProblems(read, result).map((problem) => problem.replace(read.file, "FILE"));
}

test("cells and values keep their lines, front matter, formulas and components around them", async () => {
  const { cells, values } = await chapter(
    "---",
    "title: A",
    "---",
    "",
    "Braces in $\\frac{a}{b}$ are no expressions.",
    "",
    '<Misconception claim="x">',
    "",
    ...fence('id=inner title="The inner cell"', "const inner = 1;"),
    "</Misconception>",
    "",
    'The number <Value of="inner + 1" digits={3} />.',
  );
  expect(cells).toMatchObject([{ id: "inner", title: "The inner cell", line: 10, source: "const inner = 1;" }]);
  expect(values).toEqual([{ of: "inner + 1", line: 15 }]);
});

test("a fence that is no valid cell is refused with file and line", async () => {
  await expect(chapter("text", "", ...fence("id=a colour=red", "1"))).rejects.toThrow(/chapter-\d+\.mdx:3: .*colour/);
  await expect(chapter(...fence("id=a", "1"), ...fence("id=a", "2"))).rejects.toThrow(/:5: duplicate cell id: a \(first at line 1\)/);
  await expect(chapter("A <Value digits={3} />.")).rejects.toThrow(/:1: missing of: <Value/);
});

test("a run gives outputs as data and as HTML, and the values of the prose with the cells they come from", async () => {
  const read = await chapter(
    ...fence("id=numbers", "const xs = [1, 2, 3];"),
    ...fence("id=plot", "Plot.plot({ marks: [Plot.lineY(xs)] })"),
    '<Value of="xs[2] * 2" />',
  );
  const result = await runChapter(read, "en");
  expect(chapterProblems(read, result)).toEqual([]);
  expect(result.cells.plot.outputs).toMatchObject([{ kind: "drawing", of: "plot", facts: [{ width: 640 }, { width: 350 }] }]);
  expect(forPage(result.cells.plot.outputsHtml)).toMatch(/class="plot-wide".*<svg.*class="plot-narrow".*<svg/s);
  expect(result.values).toEqual([{ value: 6 }]);
  expect(result.sources).toEqual([["numbers"]]);
});

test("a cell that throws is named with the file and the line of the throw", async () => {
  expect(await problemsOf("intro", "", ...fence("id=bad", "const a = 1;", 'throw new Error("too far");'))).toEqual([
    expect.stringMatching(/^FILE:5: cell bad: .*too far/),
  ]);
});

test("a promise that a cell leaves to reject is told of its cell and line", async () => {
  expect(
    await problemsOf(
      ...fence("id=late", "const f = async () => {", "  await 0;", '  throw new Error("no one heard");', "};", "f();", "1"),
      ...fence("id=next", "1"),
    ),
  ).toEqual(["FILE:4: cell late: no one heard (is an await missing?)"]);
});

test("a cell that does not parse is named with its line", async () => {
  expect(await problemsOf(...fence("id=bad", "const a = 1;", "const b = ;"))).toEqual([expect.stringMatching(/^FILE:3: cell bad: /)]);
});

test("a cell that warns fails", async () => {
  expect(await problemsOf(...fence("id=loud", 'console.warn("hm");'))).toEqual(["FILE:2: cell loud: hm"]);
});

test("a channel without one finite value fails", async () => {
  expect(await problemsOf(...fence("id=empty", 'Plot.plot({ marks: [Plot.line([{ a: 1, b: 2 }], { x: "a", y: "misspelt" })] })'))).toEqual([
    expect.stringMatching(/^FILE:2: cell empty: .*misspelt|^FILE:2: cell empty: .*y/),
  ]);
});

test("an expression of the prose that throws fails at its line", async () => {
  expect(await problemsOf("A", "", '<Value of="nothing.at.all" />')).toEqual([expect.stringMatching(/^FILE:3: value nothing\.at\.all: /)]);
});

test("a cell without end is stopped and named", async () => {
  const read = await chapter(...fence("id=first", "1"), ...fence("id=endless", "while (true) {}"));
  await expect(runChapter(read, "en", { limitMs: 1000 })).rejects.toThrow(/cell endless: no end after 1 s/);
});

const exercise = (starter: string, solution: string) => [
  ...fence("id=double-starter exercise=double", starter),
  ...fence("id=double-check exercise=double hidden check", 'check("twice 2", double(2), 4);'),
  "```ts solution exercise=double",
  solution,
  "```",
  "",
];

test("an exercise whose starter fails and whose solution passes is sound", async () => {
  expect(await problemsOf(...exercise("const double = (x: number) => x;", "const double = (x: number) => 2 * x;"))).toEqual([]);
});

test("an exercise whose starter passes, or whose solution does not, fails the build", async () => {
  expect(await problemsOf(...exercise("const double = (x: number) => x + x;", "const double = (x: number) => 2 * x;"))).toEqual([
    "FILE:1: exercise double: its starter passes already",
  ]);
  expect(await problemsOf(...exercise("const double = (x: number) => x;", "const double = (x: number) => 3 * x;"))).toEqual([
    "FILE:1: exercise double: its solution does not pass: twice 2: expected 4, got 6",
  ]);
  expect(await problemsOf(...exercise("const double = (x: number) => x;", "const double = 1;"))).toEqual([
    expect.stringMatching(/^FILE:1: exercise double: its solution fails: /),
  ]);
});

test("before a try the page has neither verdict nor expected value, and numbered hints", async () => {
  const lines = [
    '<Exercise id="double" kind="implement" title="Twice">',
    "",
    ...exercise("const double = (x: number) => x;", "const double = (x: number) => 2 * x;"),
    "<Hint>Add.</Hint>",
    "<Hint>Twice.</Hint>",
    "",
    "</Exercise>",
    "",
    '<Exercise id="other" kind="concept" title="Other">',
    "",
    "<Hint>Only one.</Hint>",
    "",
    "</Exercise>",
  ];
  const { cells } = await runChapter(await chapter(...lines), "en");
  expect(forPage(cells["double-check"].outputsHtml)).toContain("Not tried yet");
  expect(forPage(cells["double-check"].outputsHtml)).not.toMatch(/expected|twice 2|<li/);
  const tree = unified().use(remarkParse).use(remarkMdx).parse(lines.join("\n"));
  await remarkCells()(tree, { path: "content/en/x.mdx", data: {} });
  const found: [string, Record<string, unknown>][] = [];
  visit(tree, (node) => {
    if (!("name" in node && "attributes" in node) || (node.name !== "Hint" && node.name !== "Solution")) return;
    found.push([node.name, Object.fromEntries(node.attributes.map((attribute) => ["name" in attribute ? attribute.name : "", attribute.value]))]);
  });
  const hint = (n: string, count: string) => ["Hint", { n: expect.objectContaining({ value: n }), count: expect.objectContaining({ value: count }) }];
  expect(found).toEqual([
    ["Solution", { code: expect.stringContaining("double"), exercise: "double" }],
    hint("1", "2"),
    hint("2", "2"),
    hint("1", "1"),
  ]);
});

test("the check of a prediction needs no solution, and says nothing before the prediction is made", async () => {
  const read = await chapter(
    ...fence("id=guess exercise=steps", 'const steps = predict("Steps", { min: 0, max: 100 });'),
    ...fence("id=verdict exercise=steps hidden check", 'check("steps", steps, 42);'),
  );
  const result = await runChapter(read, "en");
  expect(chapterProblems(read, result)).toEqual([]);
  expect(result.cells.verdict).toMatchObject({ outputsHtml: [], error: { kind: "waiting" } });
});

test("a prediction stands open at build, and what depends on it waits", async () => {
  const read = await chapter(
    ...fence("id=guess", 'const steps = predict("Steps", { min: 0, max: 100 });', "display(steps);"),
    ...fence("id=after", "steps + 1"),
  );
  const result = await runChapter(read, "en");
  expect(chapterProblems(read, result)).toEqual([]);
  expect(result.cells.guess.outputs).toMatchObject([{ kind: "input", input: { type: "prediction", value: null } }]);
  expect(forPage(result.cells.after.outputsHtml)).toMatch(/waits for the prediction in cell guess/);
});

test("types are checked at the chapter's own lines, across cells", async () => {
  const read = await chapter(
    "intro",
    "",
    ...fence("id=point", "interface Point { x: number }", "const p: Point = { x: 1 };"),
    ...fence("id=use", "const q: Point = p;", "const wrong: string = q.x;"),
    '<Value of="p.y" />',
  );
  const complaints = (await typecheckCells([read])).map((line) => line.replace(read.file, "FILE"));
  expect(complaints).toEqual([
    expect.stringMatching(/^FILE:10:7: cell use: error TS2322: /),
    expect.stringMatching(/^FILE:13:\d+: cell value-at-line-13-0: error TS2339: /),
  ]);
});

test("each cell stands on its own lines in what is checked", async () => {
  const read = await chapter("intro", "", ...fence("id=late", "const a = 1;", "const b = 2;"));
  const text = cellModules(read).get("late.ts")!.split("\n");
  expect(text.slice(2, 5)).toEqual(["", "const a = 1;", "const b = 2;"].slice(0, 3));
});
