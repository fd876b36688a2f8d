import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { words, type Locale } from "../i18n/index.ts";
import { buildGraph, createNotebook } from "../notebook/index.ts";
import type { Cell, CellError, CellEvent, KnownValues, Output } from "../notebook/types.ts";
import { withSource } from "../notebook/withSource.ts";
import { drawnOf, Plot } from "../plot/draw.ts";
import { readDataWith } from "../problems/data.ts";
import { modules } from "../sandbox/modules.ts";
import { forPage } from "./outputHtml.ts";
import type { Chapter } from "./readChapter.ts";
import { errorHtml, renderOutput, type RenderedOutput } from "./renderCell.ts";
import type { CellResult, ChapterResult, Check, ExerciseResult } from "./runChapter.ts";

const { chapter, locale, render } = workerData as { chapter: Chapter; locale: Locale; render: boolean };
const publicData = new URL("../../public/data/", import.meta.url);
readDataWith((file) => readFile(new URL(file, publicData)));

interface Ran {
  outputs: Output[];
  /** Drawn when the cell showed it: its data may change afterwards. */
  rendered: RenderedOutput[];
  warnings: string[];
  error?: CellError;
  elapsedMs: number;
  values?: KnownValues;
}
const nothing = (): Ran => ({ outputs: [], rendered: [], warnings: [], elapsedMs: 0 });
const ran = new Map<string, Ran>();

function note(event: CellEvent): void {
  if (event.type === "queued") return;
  if (event.type === "start") {
    ran.set(event.cell, nothing());
    parentPort!.postMessage({ start: event.cell });
    return;
  }
  const cell = ran.get(event.cell) ?? nothing();
  ran.set(event.cell, cell);
  if (event.type === "output") {
    cell.outputs[event.index] = event.output;
    if (render) cell.rendered[event.index] = renderOutput(event.cell, event.index, event.output, words(locale));
  } else {
    cell.elapsedMs = event.elapsedMs;
    if (event.type === "done") {
      cell.warnings.push(...event.warnings);
      cell.values = event.values;
    } else cell.error = event.error;
  }
}

/** A number of the prose runs as a cell of its own, so that it is computed like everything else. */
const valueName = (i: number) => `computedValue${i}`;
const valueCells: Cell[] = chapter.values.map(({ of, line }, i) => ({
  id: `computed-value-${i}`,
  title: "",
  source: `const ${valueName(i)} = (${of});`,
  line,
  hidden: true,
  form: "both",
  run: "build",
  scope: chapter.cells[0]?.scope,
}));

const cells = [...chapter.cells, ...valueCells];
const notebook = createNotebook({ modules, plot: Plot, emit: note, now: () => performance.now() });
process.on("unhandledRejection", (reason) => {
  if (!notebook.unhandled(reason)) throw reason;
});
const targets = cells.filter((cell) => cell.run === "build").map((cell) => cell.id);
await notebook.run({ cells, targets, inputs: {}, reason: "run" });

const { nodes } = buildGraph(cells);
const outputsOf = (id: string | undefined) => (id === undefined ? [] : (ran.get(id)?.outputs ?? []));
const checkOf = (id: string | undefined) => outputsOf(id).find((output): output is Check => output?.kind === "check");
const result: ChapterResult = {
  cells: Object.fromEntries(
    chapter.cells.map((cell): [string, CellResult] => {
      const { outputs, rendered, warnings, error, elapsedMs, values } = ran.get(cell.id) ?? nothing();
      const html = (isInput: boolean) => rendered.filter((_, i) => (outputs[i]?.kind === "input") === isInput).map((one) => one.html);
      const problems = outputs.flatMap(
        (output, i) => rendered[i]?.problems ?? (output.kind === "plot" ? (drawnOf(output.element)?.problems ?? []) : []),
      );
      const note = render && error?.kind === "waiting" && error.cells && !cell.check ? errorHtml(error, words(locale)) : "";
      const checks = outputs.filter((output): output is Check => output.kind === "check");
      return [
        cell.id,
        {
          outputs: rendered.map(({ shown }) => shown),
          checks,
          error,
          elapsedMs,
          values,
          dependsOn: [...nodes.get(cell.id)!.dependsOn],
          inputsHtml: forPage(html(true)),
          outputsHtml: [...html(false), ...(note === "" ? [] : [note])],
          warnings: [...new Set([...warnings, ...problems])],
        },
      ];
    }),
  ),
  values: valueCells.map((cell, i) => {
    const error = ran.get(cell.id)?.error;
    return error ? { error } : { value: notebook.values.get(valueName(i)) };
  }),
  sources: valueCells.map((cell) => [...nodes.get(cell.id)!.dependsOn]),
  exercises: [],
};

/** Each exercise once more with its solution in the starter's place. */
const exercises = new Set([...chapter.cells.map(({ exercise }) => exercise), ...chapter.solutions.map(({ exercise }) => exercise)]);
for (const name of exercises) {
  if (name === undefined) continue;
  const own = chapter.cells.filter(({ exercise }) => exercise === name);
  const starter = own.find(({ check }) => !check);
  const check = own.find(({ check }) => check);
  const solution = chapter.solutions.find(({ exercise }) => exercise === name);
  const place = own[0] ?? solution;
  if (!place || (!check && !solution)) continue;
  // A prediction is made by a reader: its check has nothing to compare, and there is no code that would solve it.
  if (starter && !solution && ran.get(starter.id)?.error?.kind === "waiting") continue;
  const found: ExerciseResult = { name, line: place.line - 1, starter: checkOf(check?.id) };
  result.exercises.push(found);
  if (!starter || !check || !solution) continue;
  ran.delete(check.id);
  await notebook.run({
    cells: cells.map((cell) => (cell === starter ? withSource(cell, solution.source) : cell)),
    targets: [starter.id],
    inputs: {},
    reason: "run",
  });
  found.solution = checkOf(check.id);
  found.error = ran.get(starter.id)?.error ?? ran.get(check.id)?.error;
  await notebook.run({ cells, targets: [starter.id], inputs: {}, reason: "run" });
}
parentPort!.postMessage({ result });
