/**
 * The plain data that crosses every border of the notebook: cells in, events out.
 * Everything here survives a structured clone; nothing here is a DOM node or a function.
 */

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

/**
 * A widget of a cell; `key` is unique in its cell (its label, numbered when repeated), `value` its position in this run.
 * A log slider's `step` is in powers of ten. A choice's `value` is the text of the chosen option. `address`: its position is kept in
 * the page's address, so that a link restores it.
 */
export type InputSpec =
  | { type: "slider"; key: string; label: string; value: number; min: number; max: number; step: number; scale: "linear" | "log"; address?: true }
  | { type: "choice"; key: string; label: string; value: string; options: string[]; address?: true }
  | { type: "toggle"; key: string; label: string; value: boolean; address?: true }
  | { type: "button"; key: string; label: string; value: number }
  | { type: "point"; key: string; label: string; value: [number, number]; x: [number, number]; y: [number, number]; step: number; address?: true }
  /** The step of a run, to be played; from `min` to `max`. */
  | { type: "player"; key: string; label: string; value: number; min: number; max: number; address?: true }
  /** What the reader expects before the cell goes on; null until answered. */
  | { type: "guess"; key: string; label: string; value: Guess | null; ask: GuessKind };

/** What a prediction is: a number within bounds, one of some options, or a curve drawn over a box. */
export type GuessKind =
  | { kind: "number"; min: number; max: number }
  | { kind: "option"; options: string[] }
  | { kind: "curve"; x: [number, number]; y: [number, number] };

/** Numbers and options as they are; a curve as points with growing x. */
export type Guess = number | string | [number, number][];

export type InputValue = InputSpec["value"];

/** Positions of the inputs: cell id → key → value. Values that do not fit their spec are ignored. */
export type InputValues = Record<string, Record<string, InputValue>>;

/** A value unfolded for the inspector, to a bounded depth and breadth. */
export type Inspected =
  | { type: "primitive"; text: string; of: "number" | "string" | "boolean" | "bigint" | "symbol" | "undefined" | "null" }
  | { type: "function" | "circular" | "opaque"; text: string }
  | {
      type: "object" | "array";
      /** Constructor's name and size, as in `Float64Array(1000)`. */
      text: string;
      entries: { key: string; value: Inspected }[];
      /** How many entries were left out. */
      more: number;
    };

/** A recorded Plot call; its shape belongs to `src/plot`. */
export interface PlotRecord {
  kind: "plot";
  spec: unknown;
}

/** One thing that a cell shows: plain data, never HTML. */
export type Output =
  | PlotRecord
  | { kind: "table"; columns: { name: string; numeric: boolean }[]; rows: (string | number | boolean | null)[][]; more: number; caption?: string }
  | { kind: "text"; text: string }
  | { kind: "value"; value: Inspected; name?: string }
  | { kind: "tex"; tex: string; block: boolean }
  | { kind: "progress"; label: string; /** 0…1, or null where unknown. */ fraction: number | null }
  /** What the checks of an exercise found, in order. */
  | { kind: "check"; passed: boolean; items: { ok: boolean; text: string }[] }
  | { kind: "input"; input: InputSpec };

/** Of a cell's top-level names those that hold a number, or a list of at most four: what a page can show beside a symbol. */
export type KnownValues = Record<string, number | number[]>;

/**
 * What a run says, in order: per cell `start`, any number of `output`, then `done` or `error`. After the `done` of a cell an
 * `error` may still come, when a promise that it did not await rejects.
 */
export type CellEvent =
  /** What the cell shows is out of date: it runs later in this run, or (`run=click`) when the reader asks for it. */
  | { type: "queued"; cell: string }
  | { type: "start"; cell: string }
  /** Output number `index` of this run of the cell; progress and log text may replace themselves at their own index. */
  | { type: "output"; cell: string; index: number; output: Output }
  | { type: "done"; cell: string; elapsedMs: number; warnings: string[]; values?: KnownValues }
  | { type: "error"; cell: string; error: CellError; elapsedMs: number };

/**
 * A request to run. `cells` is the whole page as it now stands. The run evaluates `targets`, what depends on them, and
 * (silently: no events unless they fail) what they need and has no current value.
 * `reason: "input"` re-runs a dependent only if a value that it reads has changed.
 */
export interface RunRequest {
  cells: Cell[];
  /** The page as it stood when what it shows was made; the present one where not given. What read a name that is gone is found by it. */
  shown?: Cell[];
  targets: string[];
  inputs: InputValues;
  reason: "run" | "input";
}
