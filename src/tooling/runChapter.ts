import { Worker } from "node:worker_threads";
import type { Locale } from "../i18n/index.ts";
import type { CellError, KnownValues, Output, Shown } from "../notebook/types.ts";
import type { OutputHtml } from "./outputHtml.ts";
import type { Chapter } from "./readChapter.ts";

/** What a cell shows, as data for the reader's page and as HTML for the built page. */
export interface CellResult {
  outputs: Shown[];
  checks: Check[];
  inputsHtml: string;
  outputsHtml: OutputHtml[];
  /** Warnings of the cell (console.warn), of Plot, and channels without a finite value. */
  warnings: string[];
  error?: CellError;
  elapsedMs: number;
  values?: KnownValues;
  dependsOn: string[];
}

export interface ChapterResult {
  cells: Record<string, CellResult>;
  /** The value of each `<Value>`, in reading order; an error where the expression has none. */
  values: ({ value: unknown } | { error: CellError })[];
  /** For each `<Value>`, the cells that define the names it reads. */
  sources: string[][];
  exercises: ExerciseResult[];
}

/** What the check of an exercise says of its starter and of its solution; undefined where it says nothing. */
export interface ExerciseResult {
  name: string;
  line: number;
  starter?: Check;
  solution?: Check;
  /** Why the solution cannot be checked. */
  error?: CellError;
}

export type Check = Output<"check">;

/** Whatever a cell may do to its process, it does to a worker thread: fresh modules for each run, and a limit on its time. */
const chapterWorker = new URL("./chapterWorker.ts", import.meta.url);

/**
 * Runs the cells of a chapter (those with `run=click` excepted) and renders what they show.
 * Rejects when a cell runs longer than `limitMs` milliseconds, naming the cell.
 */
export async function runChapter(chapter: Chapter, locale: Locale, { limitMs = 240_000, render = true } = {}): Promise<ChapterResult> {
  const worker = new Worker(chapterWorker, { workerData: { chapter, locale, render } });
  let running = "";
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ChapterResult>((resolve, reject) => {
      worker.on("message", (message: { start: string } | { result: ChapterResult }) => {
        clearTimeout(timer);
        if ("result" in message) return resolve(message.result);
        running = message.start;
        timer = setTimeout(() => reject(new Error(`${chapter.file}: cell ${running}: no end after ${limitMs / 1000} s`)), limitMs);
      });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`${chapter.file}: cell ${running}: the run ended with code ${code}`)));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** One line for each thing wrong in a run, with the chapter's file, the line in it and the cell's id. */
export function chapterProblems(chapter: Chapter, result: ChapterResult): string[] {
  const problems: string[] = [];
  for (const cell of chapter.cells) {
    const { error, warnings } = result.cells[cell.id] ?? { warnings: [] };
    const where = (line = 1) => `${chapter.file}:${cell.line + line - 1}: cell ${cell.id}`;
    // A prediction is made by a reader: at build its question stands open, and what depends on it waits.
    if (error && error.kind !== "waiting") problems.push(`${where(error.line)}: ${error.message}${error.hint ? ` (${error.hint})` : ""}`);
    for (const warning of warnings) problems.push(`${where()}: ${warning}`);
  }
  chapter.values.forEach(({ of, line }, i) => {
    const value = result.values[i];
    if (value && "error" in value) problems.push(`${chapter.file}:${line}: value ${of}: ${value.error.message}`);
  });
  return [...problems, ...result.exercises.flatMap((exercise) => exerciseProblems(chapter.file, exercise))];
}

function exerciseProblems(file: string, { name, line, starter, solution, error }: ExerciseResult): string[] {
  const where = `${file}:${line}: exercise ${name}`;
  if (error) return [`${where}: its solution fails: ${error.message}`];
  if (!solution) return [`${where}: needs one starter, one check that calls check(…), and one solution`];
  const wrong = solution.items.filter(({ ok }) => !ok).map(({ text, hint }) => (hint ? `${hint}: ${text}` : text));
  return [
    ...(solution.passed ? [] : [`${where}: its solution does not pass: ${wrong.join("; ")}`]),
    ...(starter?.passed ? [`${where}: its starter passes already`] : []),
  ];
}
