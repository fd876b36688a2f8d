import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { chapterFiles } from "../../src/tooling/typecheckCells.ts";
import { readChapter } from "../../src/tooling/readChapter.ts";
import { buildGraph, createNotebook } from "../../src/notebook/index.ts";
import { withSource } from "../../src/notebook/withSource.ts";
import type { Cell, CellError, InputValues, Output } from "../../src/notebook/types.ts";
import { Plot } from "../../src/plot/draw.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { readPublicData } from "../experiments/data.ts";
import type { Answers } from "./answers/answers.ts";

type Check = Extract<Output, { kind: "check" }>;

readPublicData();
const files = (await chapterFiles()).filter((file) => file.startsWith("content/en/"));

describe.each(files)("%s", async (file) => {
  const name = basename(file, ".mdx");
  const { answers } = (await import(`./answers/${name.slice(0, 2)}.ts`)) as { answers: Answers };
  const chapter = await readChapter(file);
  const exercises = exercisesOf(await readFile(file, "utf8"));
  const { nodes } = buildGraph(chapter.cells);

  const notebook = createNotebook({ modules, plot: Plot, now: () => 0, emit: (event) => heard(event) });
  let heard: Parameters<typeof createNotebook>[0]["emit"] = () => {};
  /** What the check of an exercise says of an answer. */
  async function verdict(check: string, answer: { source?: string; of: string; inputs?: InputValues }): Promise<Check | CellError | undefined> {
    let said: Check | CellError | undefined;
    heard = (event) => {
      if (event.type === "output" && event.cell === check && event.output.kind === "check") said = event.output;
      if (event.type === "error" && (event.cell === check || event.cell === answer.of)) said = event.error;
    };
    const cells: Cell[] = chapter.cells.map((cell) =>
      cell.id === answer.of && answer.source !== undefined ? withSource(cell, answer.source) : cell,
    );
    await notebook.run({ cells, targets: [answer.of, check], inputs: answer.inputs ?? {}, reason: "run" });
    return said;
  }

  test("has answers for each of its exercises that asks for code or a prediction, and for no other", () => {
    const asked = exercises.filter(({ kind }) => kind !== "concept").map(({ id }) => id);
    expect(Object.keys(answers).toSorted()).toEqual(asked.toSorted());
  });

  test.each(exercises.filter(({ kind }) => kind === "concept"))("$id: one choice is right, and each says why", ({ text }) => {
    const choices = [...text.matchAll(/<Choice text="([^"]+)"( right)?>(.*?)<\/Choice>/gs)];
    expect(choices.filter(([, , right]) => right)).toHaveLength(1);
    expect(choices.length).toBeGreaterThanOrEqual(3);
    for (const [, choice, , reason] of choices) expect(reason.trim().split(/\s+/).length, choice).toBeGreaterThanOrEqual(8);
  });

  const tried = exercises.filter(({ kind, id }) => kind !== "concept" && answers[id]);
  describe.each(tried)("$id", ({ id }) => {
    const own = chapter.cells.filter((cell) => cell.exercise === id);
    const [cell, check] = [own.find((one) => !one.check), own.find((one) => one.check)];
    if (!cell || !check) throw new Error(`${file}: exercise ${id}: needs a cell and a check, both with exercise=${id}`);
    const given = answers[id];
    const starter = cell.source;
    const solution = chapter.solutions.find(({ exercise }) => exercise === id)?.source ?? "";
    const cases = [...given.right.map((answer) => ({ answer, hint: undefined })), ...given.wrong.map(([answer, hint]) => ({ answer, hint }))].map(
      ({ answer, hint }) => {
        const isCode = typeof answer !== "object";
        const source = typeof answer === "function" ? answer({ starter, solution }) : isCode ? answer : undefined;
        const inputs: InputValues = isCode ? {} : { [cell.id]: answer as InputValues[string] };
        const shown = isCode ? difference(solution, source!) : JSON.stringify(answer).slice(0, 120);
        return { source, inputs, hint, shown };
      },
    );

    test.each(cases.filter(({ hint }) => hint === undefined))("accepts $shown", async ({ source, inputs }) => {
      expect(await verdict(check.id, { of: cell.id, source, inputs })).toMatchObject({ kind: "check", passed: true });
    });

    test.each(cases.filter(({ hint }) => hint !== undefined))("rejects with $hint: $shown", async ({ source, inputs, hint }) => {
      const said = await verdict(check.id, { of: cell.id, source, inputs });
      expect(said).toMatchObject({ kind: "check", passed: false });
      const wrong = (said as Check).items.filter(({ ok }) => !ok);
      for (const item of wrong) expect(item, "each failed check has a hint").toHaveProperty("hint");
      expect(wrong[0].hint).toMatch(hint!);
    });

    test("its check rests on nothing but its cell and what that reads, and takes no name from the reader", () => {
      const { dependsOn, analysis } = nodes.get(check.id)!;
      const own = new Set([cell.id, ...nodes.get(cell.id)!.dependsOn]);
      expect([...dependsOn].filter((other) => !own.has(other))).toEqual([]);
      expect(analysis.declared.filter((name) => !analysis.imports.some(({ local }) => local === name))).toEqual([]);
    });
  });
});

/** The exercises of a chapter's text, in order. */
function exercisesOf(text: string): { id: string; kind: string; text: string }[] {
  return [...text.matchAll(/<Exercise id="([^"]+)" kind="([^"]+)".*?<\/Exercise>/gs)].map(([text, id, kind]) => ({ id, kind, text }));
}

/** The lines of an answer that are not the solution's. */
function difference(solution: string, answer: string): string {
  const known = new Set(solution.split("\n").map((line) => line.trim()));
  return (
    answer
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => !known.has(line))
      .join(" ⏎ ") || "the solution"
  ).slice(0, 160);
}
