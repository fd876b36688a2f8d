/**
 * The plain data that crosses every border of the notebook: cells in, events out.
 * All but a plot's element survives a structured clone; what crosses to the page (`CellEvent<Shown>`) does whole.
 */
import type { InputValue } from "./inputs.ts";
import type { Output, Shown } from "./outputs.ts";

export type { Prediction, PredictionKind, InputSpec, InputType, InputValue } from "./inputs.ts";
export type { Checked, CheckItem, Drawing, DrawnKind, Inspected, Output, OutputType, OwnKind, Shown, TableData } from "./outputs.ts";

/** A fenced block as Markdown gives it. `line` is the 1-based line of its first code line in the MDX file. */
export interface CellSpec {
  lang: string;
  meta: string;
  source: string;
  line: number;
}

/** A cell of a chapter. */
export interface Cell {
  id: string;
  /** Accessible name of the cell's region; the id where the fence gives none. */
  title: string;
  source: string;
  line: number;
  /** Code folded away until the reader opens it. */
  hidden: boolean;
  /** The form of the chapter that shows it. */
  form: "both" | "lecture" | "reading";
  /** `click`: not run at build, nor when something that it reads has changed: only when asked for, or needed. */
  run: "build" | "click";
  exercise?: string;
  /** The cell that checks the reader's answer to its exercise. */
  check?: true;
  /** The cells of a page that know each other's names: on a deck made of several chapters, those of one chapter. */
  scope?: string;
  /** Its source is not as the author wrote it: where it clashes with cells that are, it gives way. */
  edited?: true;
}

/** What a reader sees when a cell cannot give its value. `line` is 1-based in the cell's own source. */
export interface CellError {
  kind: "syntax" | "runtime" | "import" | "duplicate" | "cycle" | "unknown" | "assign" | "upstream" | "waiting" | "clone";
  message: string;
  line?: number;
  /** What would be right. */
  hint?: string;
  /** The cells that the error speaks of, in reading order (a cycle's path, the two definers, the failed cell waited for). */
  cells?: string[];
}

/** Positions of the inputs: cell id → key → value. Values that do not fit their spec are ignored. */
export type InputValues = Record<string, Record<string, InputValue>>;

/** Of a cell's top-level names those that hold a number, or a list of at most four: what a page can show beside a symbol. */
export type KnownValues = Record<string, number | number[]>;

/**
 * What a run says, in order: per cell `start`, any number of `output`, then `done` or `error`. After the `done` of a cell an
 * `error` may still come, when a promise that it did not await rejects.
 */
export type CellEvent<O = Output> =
  /** What the cell shows is out of date: it runs later in this run, or (`run=click`) when the reader asks for it. */
  | { type: "queued"; cell: string }
  /** `dependsOn`: the cells that it reads, or that its error speaks of. */
  | { type: "start"; cell: string; dependsOn?: readonly string[] }
  /** Output number `index` of this run of the cell; progress and log text may replace themselves at their own index. */
  | { type: "output"; cell: string; index: number; output: O }
  | { type: "done"; cell: string; elapsedMs: number; warnings: string[]; values?: KnownValues }
  | { type: "error"; cell: string; error: CellError; elapsedMs: number };

/** The state of a cell on the page: as the build made it, changed and not run since, out of date, running, or how its last run ended. */
export type CellState = "fresh" | "edited" | "stale" | "running" | "done" | "error" | "stopped";

/** An event as the page hears it. */
export type ShownEvent = CellEvent<Shown>;

/**
 * A request to run. `cells` is the whole page as it now stands. The run evaluates `targets`, what depends on them, and what they need and has no current value:
 * silently (no events unless they fail), except where the page does not show what such a cell now gives.
 * `reason: "input"` re-runs a dependent only if a value that it reads has changed. `reason: "look"` evaluates nothing: the plots that the targets
 * show are drawn again for the page's look, where their values are still there.
 */
export interface RunRequest {
  cells: Cell[];
  /** The page as it stood when what it shows was made; the present one where not given. What read a name that is gone is found by it. */
  shown?: Cell[];
  /** The cells whose outputs on the page are not of this code: they were edited, are out of date, or were stopped. */
  outdated?: string[];
  targets: string[];
  inputs: InputValues;
  reason: "run" | "input" | "look";
  /** How the page looks: the language of its words, and for each cell the room for its plots, in CSS pixels. */
  look?: { locale: string; widths: Record<string, number> };
}
