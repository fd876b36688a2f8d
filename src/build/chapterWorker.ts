import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { words, type Locale } from "../i18n/index.ts";
import { buildGraph, createNotebook } from "../notebook/index.ts";
import type { Cell, CellError, CellEvent, KnownValues, Output } from "../notebook/types.ts";
import { recordingPlot } from "../plot/record.ts";
import { readDataWith } from "../problems/data.ts";
import { modules } from "../sandbox/modules.ts";
import type { Chapter } from "./readChapter.ts";
import { errorHtml, renderCell } from "./renderCell.ts";
import type { CellResult, ChapterResult, Check, ExerciseResult } from "./runChapter.ts";

const { chapter, locale, render } = workerData as { chapter: Chapter; locale: Locale; render: boolean };
const publicData = new URL("../../public/data/", import.meta.url);
readDataWith((file) => readFile(new URL(file, publicData)));

const ran = new Map<string, { outputs: Output[]; warnings: string[]; error?: CellError; elapsedMs: number; values?: KnownValues }>();

function note(event: CellEvent): void {
  if (event.type === "queued") return;
  if (event.type === "start") {
    ran.set(event.cell, { outputs: [], warnings: [], elapsedMs: 0 });
    parentPort!.postMessage({ start: event.cell });
    return;
  }
  const cell = ran.get(event.cell) ?? { outputs: [], warnings: [], elapsedMs: 0 };
  ran.set(event.cell, cell);
  if (event.type === "output") cell.outputs[event.index] = event.output;
  else {
    cell.elapsedMs = event.elapsedMs;
    if (event.type === "done") {
      cell.warnings.push(...event.warnings);
      cell.values = event.values;
    }
    else cell.error = event.error;
  }
}

/** A number of the prose runs as a cell of its own, so that it is computed like everything else. */
const valueName = (i: number) => `computedValue${i}`;
const valueCells: Cell[] = chapter.values.map(({ of, line }, i) => ({
  id: `computed-value-${i}`, title: "", source: `const ${valueName(i)} = (${of});`, line, hidden: true, form: "both", run: "build",
}));

const cells = [...chapter.cells, ...valueCells];
const notebook = createNotebook({ modules, plot: recordingPlot, emit: note, now: () => performance.now() });
process.on("unhandledRejection", (reason) => {
  if (!notebook.unhandled(reason)) throw reason;
});
const targets = cells.filter((cell) => cell.run === "build").map((cell) => cell.id);
await notebook.run({ cells, targets, inputs: {}, reason: "run" });

const { nodes } = buildGraph(cells);
const outputsOf = (id: string | undefined) => (id === undefined ? [] : (ran.get(id)?.outputs ?? []));
const checkOf = (id: string | undefined) => outputsOf(id).find((output): output is Check => output?.kind === "check");
const result: ChapterResult = {
  cells: Object.fromEntries(chapter.cells.map((cell): [string, CellResult] => {
    const { outputs, warnings, error, elapsedMs, values } = ran.get(cell.id) ?? { outputs: [], warnings: [], elapsedMs: 0, values: undefined };
    const html = render ? renderCell(cell.id, outputs, words(locale)) : { inputsHtml: "", outputsHtml: "", warnings: [] };
    const note = render && error?.kind === "waiting" && error.cells ? errorHtml(error, words(locale)) : "";
    return [cell.id, { outputs, error, elapsedMs, values, ...html, outputsHtml: html.outputsHtml + note, warnings: [...warnings, ...html.warnings] }];
  })),
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
  const line = (own[0] ?? solution).line - 1;
  if (!check && !solution) continue;
  const found: ExerciseResult = { name, line, starter: checkOf(check?.id) };
  result.exercises.push(found);
  if (!starter || !check || !solution) continue;
  ran.delete(check.id);
  await notebook.run({ cells: cells.map((cell) => (cell === starter ? { ...cell, source: solution.source } : cell)), targets: [starter.id], inputs: {}, reason: "run" });
  found.solution = checkOf(check.id);
  found.error = ran.get(starter.id)?.error ?? ran.get(check.id)?.error;
  await notebook.run({ cells, targets: [starter.id], inputs: {}, reason: "run" });
}
parentPort!.postMessage({ result });
