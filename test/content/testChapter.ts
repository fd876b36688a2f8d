import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readChapter, type Chapter } from "../../src/build/readChapter.ts";
import { chapterProblems, runChapter } from "../../src/build/runChapter.ts";
import { createNotebook } from "../../src/notebook/index.ts";
import type { Cell, InputValues, Output } from "../../src/notebook/types.ts";
import { recordingPlot } from "../../src/plot/record.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { readPublicData } from "../experiments/data.ts";

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
  moved(inputs: InputValues, others?: { cells?: readonly Cell[]; targets?: string[] }): Promise<{
    values: ReadonlyMap<string, unknown>;
    shown(cell: string): Output[];
  }>;
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
  const result = await runChapter(withQuestions, "en", { render: false });
  const got = Object.fromEntries(names.map((name, i) => {
    const answer = result.values[chapter.values.length + i];
    return [name, "value" in answer ? answer.value : answer.error];
  })) as Record<Name, unknown>;

  test("every cell runs, without error and without warning; each exercise is solved by its solution and not by its starter", () => {
    expect(chapterProblems(withQuestions, result)).toEqual([]);
  });

  test("no cell is longer than twenty lines, and each has a title, but for the checks", () => {
    for (const { id, title, source, check } of chapter.cells) {
      expect(source.trimEnd().split("\n").length, id).toBeLessThanOrEqual(20);
      if (!check) expect(title, id).not.toBe(id);
    }
  });

  return {
    chapter,
    text: await readFile(file, "utf8"),
    got,
    numbers: (name) => got[name] as number[],
    rows: <Row>(name: Name) => got[name] as Row[],
    async moved(inputs, { cells = chapter.cells, targets = Object.keys(inputs) } = {}) {
      const outputs: { cell: string; output: Output }[] = [];
      const notebook = createNotebook({ modules, plot: recordingPlot, now: () => 0, emit: (event) => event.type === "output" && outputs.push(event) });
      await notebook.run({ cells: [...cells], targets, inputs, reason: "run" });
      return { values: notebook.values, shown: (cell) => outputs.filter((event) => event.cell === cell).map(({ output }) => output) };
    },
  };
}

/** Within `percent` % of `expected`. */
export function near(actual: number, expected: number, percent = 10): void {
  expect(Math.abs(actual / expected - 1), `${actual} is not within ${percent} % of ${expected}`).toBeLessThanOrEqual(percent / 100);
}
