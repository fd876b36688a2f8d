/**
 * The types of what every cell sees without import, for the type-check of cells. It is a script, so that its names are
 * global; only the check of cells includes it (with `lib` es2023 and neither the DOM's nor Node's types).
 */

/** Observable Plot, recorded: a plot shows when it is displayed or stands last in a cell. */
declare const Plot: typeof import("@observablehq/plot");

/** What `table` and `tex` make: it shows when it is displayed or stands last in a cell. */
interface CellOutput {
  readonly kind: "table" | "tex";
}

/** Adds an output to the cell, at once. `name` labels it. */
declare function display(value: unknown, name?: string): void;

/** A table of rows of objects. `digits` are significant digits of numbers that are not whole. */
declare function table<Row extends object>(
  rows: Iterable<Row>,
  options?: { columns?: readonly (string & keyof Row)[]; digits?: number; caption?: string },
): CellOutput;

/** A formula in the line; `` tex.block`…` `` stands on its own. Backslashes are kept as written. */
declare const tex: {
  (strings: TemplateStringsArray, ...values: unknown[]): CellOutput;
  block(strings: TemplateStringsArray, ...values: unknown[]): CellOutput;
};

/** Replaces the progress of the cell: from 0 to 1, or null where it is not known. */
declare function progress(fraction: number | null, label?: string): void;

/** Shows a value in the place of what the cell last showed by `live`. */
declare function live(value: unknown): void;

/**
 * The results of `work` for each task, in the order of the tasks, from as many workers at once as the machine has processors;
 * shows progress meanwhile. Tasks and results are plain data, and `work` gives the same result for the same task. What has been done
 * is kept: after a stop, or with further tasks, only the rest is done, until the code or the inputs that `work` rests on change.
 */
declare function spread<Task, Result>(
  tasks: Iterable<Task>,
  work: (task: Task) => Result | Promise<Result>,
  options?: {
    /** What the progress says. */
    label?: (state: { done: number; of: number; secondsLeft: number | null }) => string;
    /** Called now and then, and at the end, with the results so far: undefined where there is none yet. */
    meanwhile?: (results: readonly (Result | undefined)[]) => void;
  },
): Promise<Result[]>;

/* Inputs with `address: true` keep their position in the page's address, so that a link restores it. */

/** A number set by a slider. For `scale: "log"`, `step` is in powers of ten. The middle of the range unless `value` is given. */
declare function slider(
  label: string,
  options: { min: number; max: number; step?: number; value?: number; scale?: "linear" | "log"; address?: boolean },
): number;

/** The chosen entry; the first unless `value` is given. */
declare function choice<const T extends string | number | boolean>(label: string, options: readonly T[], rest?: { value?: NoInfer<T>; address?: boolean }): T;
/** The value of the chosen name; the first unless `value` names another. */
declare function choice<T, const K extends string>(label: string, options: Readonly<Record<K, T>>, rest?: { value?: NoInfer<K>; address?: boolean }): T;

/** A switch: false unless `value` is given. */
declare function toggle(label: string, options?: { value?: boolean; address?: boolean }): boolean;

/** How often the button was pressed. */
declare function button(label: string): number;

/** A handle on the plots of this cell, as `[x, y]`; `x` and `y` are its bounds. */
declare function point(
  label: string,
  options: { x: readonly [number, number]; y: readonly [number, number]; value?: readonly [number, number]; step?: number; address?: boolean },
): readonly [number, number];

/** The step of a run, from `min` (0 unless given) to `max`, with buttons to play, pause and step. */
declare function player(label: string, options: { min?: number; max: number; value?: number; address?: boolean }): number;

/** The reader's prediction: the cell stops here until it is given, then goes on with it. */
declare const predict: {
  (label: string, options: { min: number; max: number }): number;
  <const T extends string>(label: string, options: { options: readonly T[] }): T;
  /** A curve that the reader draws, as points with growing x. */
  curve(label: string, options: { x: readonly [number, number]; y: readonly [number, number] }): [number, number][];
};

/**
 * Checks an answer: `got` must equal `expected` (numbers and arrays of numbers within `tolerance`, relative or absolute, 1e-9
 * unless said), or be true where nothing is expected. `otherwise` says what is wrong when it does not.
 */
declare function check(what: string, got: unknown, expected?: unknown, options?: { tolerance?: number; otherwise?: string }): void;

/** `log` shows text; `warn` is a warning, which fails the build. */
declare const console: {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  table(rows: Iterable<object>): void;
};

declare function structuredClone<T>(value: T): T;
