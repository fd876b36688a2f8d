import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { optimizers, type CourseRecord } from "../../content/optimizers.ts";
import {
  assertedNumbers,
  notebookChapters,
  notebookSource,
  notebookText,
  sourceHash,
  toNotebook,
  type Numbers,
} from "../../src/tooling/notebooks.ts";
import { askChapter, oursOf } from "./notebookNumbers.ts";

const chapters = notebookChapters();
/** Where the numbers are random: PyTorch's random numbers are not ours. */
const noisy = "noisy";

/** Each number of `found` beside that of `ours`; they differ by no more than `relative`. */
function expectNear(found: unknown, ours: unknown, relative: number, where: string): void {
  if (typeof found === "number" && typeof ours === "number") {
    const apart = Math.abs(found - ours);
    expect(apart, `${where}: ${found}, ours ${ours}`).toBeLessThanOrEqual(Math.max(relative * Math.abs(ours), 1e-12));
    return;
  }
  const [a, b] = [found, ours].map((list) => Array.from(list as ArrayLike<unknown>));
  expect(a.length, where).toBe(b.length);
  expect(a.length, where).toBeGreaterThan(0);
  a.forEach((one, i) => expectNear(one, b[i], relative, `${where}, ${i}`));
}

test("every chapter that teaches an optimizer has a notebook, and a notebook has a chapter", () => {
  const numbers = Object.values<CourseRecord>(optimizers).flatMap((record) => (record.formOf === undefined ? [record.chapter] : []));
  expect([...new Set(numbers)].filter((number) => !chapters.some((chapter) => Number(chapter.slice(0, 2)) === number))).toEqual([]);
  for (const chapter of chapters) expect(existsSync(`content/en/${chapter}.mdx`), chapter).toBe(true);
  expect(Object.keys(oursOf)).toEqual(chapters);
});

describe.for(chapters)("%s", (chapter) => {
  const source = notebookSource(chapter);
  const fixture = JSON.parse(readFileSync(`test/fixtures/notebooks/${chapter}.json`, "utf8")) as {
    torch: string;
    source: string;
    results: Record<string, unknown>;
  };
  const random = source.includes(`\n${noisy} = {`) ? assertedNumbers(source, chapter, noisy) : {};
  const asserted: Record<string, Numbers> = assertedNumbers(source, chapter);

  test("PyTorch's results are of this notebook: else run `npm run notebooks`", () => {
    expect(fixture.source).toBe(sourceHash(source));
    expect(fixture.torch).toMatch(/^\d+\.\d+/);
  });

  test("PyTorch has found what our optimizers find, and the notebook asserts what the chapter shows", async () => {
    const ours = await askChapter(chapter, oursOf[chapter]);
    expect(Object.keys(fixture.results)).toEqual(Object.keys(ours));
    for (const [name, found] of Object.entries(fixture.results)) expectNear(found, ours[name], Object.hasOwn(random, name) ? 0.02 : 1e-9, name);
    for (const [name, numbers] of Object.entries(random)) expectNear(numbers, ours[name], 0.02, name);
    expect(Object.keys(asserted).length).toBeGreaterThan(0);
    for (const [name, numbers] of Object.entries(asserted)) expectNear(numbers, ours[name], 1e-5, name);
  });

  test("is a notebook of Jupyter's format without outputs, which asserts its numbers in its last cell", () => {
    const notebook = JSON.parse(notebookText(chapter)) as ReturnType<typeof toNotebook>;
    expect(notebook.nbformat).toBe(4);
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
    for (const cell of notebook.cells) if (cell.cell_type === "code") expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
    expect(notebook.cells[0].cell_type).toBe("markdown");
    expect(notebook.cells[0].source[0]).toMatch(/^# /);
    expect(notebook.cells.at(-1)!.source.join("")).toMatch(/for name, numbers in chapter\.items\(\):\n {4}np\.testing\.assert_allclose\(.*rtol=1e-5/);
    expect(source).toContain("torch.set_default_dtype(torch.float64)");
    expect(source).toContain("plt.show()");
  });
});

test("PyTorch 1.13's NAdam differs from that of PyTorch 2 by its slip alone", async () => {
  const { right, slip, library } = (await askChapter("09-beyond-adam", {
    right: "nadamSlope(1)",
    slip: "nadamSlope(2)",
    library: "fed(torchNadam({ lr: 1 }), slope.slice(0, 10)).delta.subarray(1)",
  })) as Record<string, number[]>;
  expectNear(library, right, 1e-9, "without the slip");
  expect(Math.max(...right.map((step, i) => Math.abs(step - slip[i])))).toBeGreaterThan(0.005);
});

describe("the percent format", () => {
  test("cells of code and of text, line by line", () => {
    const { cells } = toNotebook("# %% [markdown]\n# # Title\n#\n# Text.\n\n# %%\nx = 1\n\ny = 2\n");
    expect(cells).toEqual([
      { cell_type: "markdown", id: "cell-1", metadata: {}, source: ["# Title\n", "\n", "Text."] },
      { cell_type: "code", id: "cell-2", metadata: {}, source: ["x = 1\n", "\n", "y = 2"], execution_count: null, outputs: [] },
    ]);
  });

  test("what is no cell is refused by name", () => {
    expect(() => toNotebook("x = 1\n# %%\n", "a.py")).toThrow("a.py: text before the first cell: begin it with # %% or # %% [markdown]");
    expect(() => toNotebook("# %% [raw]\nx\n", "a.py")).toThrow("a.py: unknown kind of cell: # %% [raw] (known: # %%, # %% [markdown])");
    expect(() => toNotebook("# %% [markdown]\n# a\nb\n", "a.py")).toThrow("a.py: a line of a text that is no comment: b (begin it with #)");
  });

  test("numbers that are no JSON are refused by name", () => {
    expect(() => assertedNumbers("x = 1\n", "a")).toThrow("a.py: missing chapter = {…}: the numbers that it asserts");
    expect(() => assertedNumbers('chapter = {\n    "a": 1,\n}\n', "a")).toThrow("a.py: chapter is no JSON");
  });
});
