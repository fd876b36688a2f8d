import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { forPage } from "../../src/tooling/outputHtml.ts";
import { readChapter, type Chapter } from "../../src/tooling/readChapter.ts";
import { chapterProblems, runChapter } from "../../src/tooling/runChapter.ts";
import { createNotebook } from "../../src/notebook/index.ts";
import type { Cell, InputValues, Output } from "../../src/notebook/types.ts";
import { Plot } from "../../src/plot/draw.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { readPublicData } from "../experiments/data.ts";
import { curves, htmlOf, someAnswers } from "./curves.ts";
import { legendFaults, oddNumbers, unreadMarks } from "./plotLaws.ts";

/** A chapter that has been run as the build runs it, and what its cells gave. */
export interface TestedChapter<Name extends string> {
  chapter: Chapter;
  /** The chapter's file. */
  text: string;
  /** The value of each expression that was asked, or its error. */
  got: Record<Name, unknown>;
  numbers(name: Name): number[];
  rows<Row = number[]>(name: Name): Row[];
  /** What the chapter's names are, and what its cells show, when inputs stand elsewhere or cells are others. */
  moved(
    inputs: InputValues,
    others?: { cells?: readonly Cell[]; targets?: string[] },
  ): Promise<{ values: ReadonlyMap<string, unknown>; shown(cell: string): Output[] }>;
}

/**
 * Runs the chapter `content/en/NAME.mdx` once, asks its cells for `asked` (name → expression over their names), and makes the tests
 * that hold for every chapter.
 */
export async function testChapter<Name extends string>(name: string, asked: Record<Name, string>): Promise<TestedChapter<Name>> {
  readPublicData();
  const file = `content/en/${name}.mdx`;
  const chapter = await readChapter(file);
  const names = Object.keys(asked) as Name[];
  const withQuestions = { ...chapter, values: [...chapter.values, ...names.map((name) => ({ of: asked[name], line: 0 }))] };
  const result = await runChapter(withQuestions, "en");
  const got = Object.fromEntries(
    names.map((name, i) => {
      const answer = result.values[chapter.values.length + i];
      return [name, "value" in answer ? answer.value : answer.error];
    }),
  ) as Record<Name, unknown>;

  test("every cell runs, without error and without warning; each exercise is solved by its solution and not by its starter", () => {
    expect(chapterProblems(withQuestions, result)).toEqual([]);
  });

  test("no cell is longer than twenty lines, and each has a title, but for the checks", () => {
    for (const { id, title, source, check } of chapter.cells) {
      expect(source.trimEnd().split("\n").length, id).toBeLessThanOrEqual(20);
      if (!check) expect(title, id).not.toBe(id);
    }
  });

  /** What cells show when inputs stand elsewhere or cells are others, in the order in which it came. */
  const show = async (inputs: InputValues, cells: readonly Cell[], targets: string[]) => {
    const outputs: { cell: string; output: Output }[] = [];
    const notebook = createNotebook({ modules, plot: Plot, now: () => 0, emit: (event) => event.type === "output" && outputs.push(event) });
    await notebook.run({ cells: [...cells], targets, inputs, reason: "run" });
    return { values: notebook.values, shown: (cell: string) => outputs.filter((event) => event.cell === cell).map(({ output }) => output) };
  };

  /** What each cell shows in the built page; behind a prediction, what it shows after an answer. */
  let pictures: { id: string; source: string; html: string }[] = [];
  beforeAll(async () => {
    const atBuild = Object.fromEntries(Object.entries(result.cells).map(([id, { outputs }]) => [id, outputs]));
    const answers = someAnswers(chapter.cells, atBuild);
    const waiting = chapter.cells.map(({ id }) => id).filter((id) => result.cells[id]?.error?.kind === "waiting");
    const answered = await show(answers, chapter.cells, waiting);
    pictures = chapter.cells.map(({ id, source }) => ({
      id,
      source,
      html: waiting.includes(id) ? htmlOf(id, answered.shown(id)) : forPage(result.cells[id]?.outputsHtml ?? []),
    }));
  }, 60_000);

  test("each line and area that a cell draws has at least two different points, those behind a prediction too", () => {
    for (const { id, source, html } of pictures) {
      // The path of a step-through that stands before its first step is one point.
      const fewest = source.includes("stepThrough(") ? 1 : 2;
      curves(html).forEach(({ points }, i) => expect(points, `curve ${i + 1} of cell ${id}`).toBeGreaterThanOrEqual(fewest));
    }
  });

  test("each entry of a legend is as the marks that it names: colour, dash, width and kind", () => {
    for (const { id, html } of pictures) expect(legendFaults(html), id).toEqual([]);
  });

  test("the values of all lines, dots and bars are there for the pointer and the table of a plot's data", () => {
    for (const { id } of chapter.cells) {
      const { outputs, outputsHtml } = result.cells[id] ?? { outputs: [], outputsHtml: [] };
      const facts = outputs.flatMap((output) => (output.kind === "drawing" && output.of === "plot" ? [output.facts![0]] : []));
      expect(unreadMarks(forPage(outputsHtml), facts), id).toEqual([]);
    }
  });

  test("numbers in outputs and inputs are written in one style", () => {
    for (const { id, html } of pictures) expect(oddNumbers(html + (result.cells[id]?.inputsHtml ?? "")), id).toEqual([]);
  });

  return {
    chapter,
    text: await readFile(file, "utf8"),
    got,
    numbers: (name) => got[name] as number[],
    rows: <Row>(name: Name) => got[name] as Row[],
    moved: (inputs, { cells = chapter.cells, targets = Object.keys(inputs) } = {}) => show(inputs, cells, targets),
  };
}

/** Within `percent` % of `expected`. */
export function near(actual: number, expected: number, percent = 10): void {
  expect(Math.abs(actual / expected - 1), `${actual} is not within ${percent} % of ${expected}`).toBeLessThanOrEqual(percent / 100);
}
