/**
 * The types of what every cell sees without import, for the type-check of cells. It is a script, so that its names are
 * global; only the check of cells includes it (with `lib` es2023 and neither the DOM's nor Node's types).
 */

/**
 * Observable Plot, recorded: a plot shows when it is displayed or stands last in a cell.
 * @example
 * Plot.plot({ marks: [Plot.line([[0, 1], [1, 0.5], [2, 0.25]])], caption: "Loss over time" })
 */
declare const Plot: typeof import("@observablehq/plot");

/** What `table`, `tex` and `md` make: it shows when it is displayed or stands last in a cell. */
interface CellOutput {
  readonly kind: "table" | "tex" | "note";
}

/**
 * Adds an output to the cell, at once. `name` labels it.
 * @example
 * display([1, 2, 3], "three numbers");
 */
declare function display(value: unknown, name?: string): void;

/**
 * A table of rows of objects. `digits` are significant digits of numbers that are not whole.
 * @example
 * table([{ method: "SGD", loss: 0.26214 }, { method: "Adam", loss: 0.49222 }], { digits: 2, caption: "After three steps" })
 */
declare function table<Row extends object>(
  rows: Iterable<Row>,
  options?: { columns?: readonly (string & keyof Row)[]; digits?: number; caption?: string },
): CellOutput;

/**
 * A formula in the line; `` tex.block`…` `` stands on its own. Backslashes are kept as written.
 * @example
 * tex`\theta \leftarrow \theta - \alpha g`
 */
declare const tex: {
  (strings: TemplateStringsArray, ...values: unknown[]): CellOutput;
  block(strings: TemplateStringsArray, ...values: unknown[]): CellOutput;
};

/**
 * A note in Markdown, with formulas as `$…$`. Backslashes are kept as written.
 * @example
 * md`Each step multiplies the error by $1 - \alpha\lambda$, **whatever** the start.`
 */
declare function md(text: string | TemplateStringsArray, ...values: unknown[]): CellOutput;

/**
 * Replaces the progress of the cell: from 0 to 1, or null where it is not known.
 * @example
 * for (let i = 1; i <= 10; i++) progress(i / 10, "training");
 */
declare function progress(fraction: number | null, label?: string): void;

/**
 * Shows a value in the place of what the cell last showed by `live`.
 * @example
 * for (let t = 1; t <= 3; t++) live(`step ${t}`);
 */
declare function live(value: unknown): void;

/**
 * The results of `work` for each task, in the order of the tasks, from as many workers at once as the machine has processors;
 * shows progress meanwhile. Tasks and results are plain data, and `work` gives the same result for the same task. What has been done
 * is kept: after a stop, or with further tasks, only the rest is done, until the code or the inputs that `work` rests on change.
 * @example
 * await spread([1, 2, 3], (n) => n ** 2); // [1, 4, 9]
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

/**
 * A number set by a slider. For `scale: "log"`, `step` is in powers of ten, and places are round numbers. `value` is one of its places; the
 * middle of the range unless given.
 * @example
 * slider("Learning rate α", { min: 0, max: 1, value: 0.1 }); // 0.1
 */
declare function slider(
  label: string,
  options: { min: number; max: number; step?: number; value?: number; scale?: "linear" | "log"; address?: boolean },
): number;

/**
 * A number typed into a field: with `step` only those so far apart, from `min` on. The middle of the range unless `value` is given.
 * @example
 * number("Steps", { min: 1, max: 100, step: 1, value: 20 }); // 20
 */
declare function number(label: string, options: { min: number; max: number; step?: number; value?: number; address?: boolean }): number;

/**
 * The chosen entry; the first unless `value` is given.
 * @example
 * choice("Power", [1, 2, 3]); // 1
 * choice("Momentum", { none: 0, usual: 0.9 }, { value: "usual" }); // 0.9
 */
declare function choice<const T extends string | number | boolean>(
  label: string,
  options: readonly T[],
  rest?: { value?: NoInfer<T>; address?: boolean },
): T;
/** The value of the chosen name; the first unless `value` names another. */
declare function choice<T, const K extends string>(
  label: string,
  options: Readonly<Record<K, T>>,
  rest?: { value?: NoInfer<K>; address?: boolean },
): T;

/**
 * A switch: false unless `value` is given.
 * @example
 * toggle("Nesterov"); // false
 */
declare function toggle(label: string, options?: { value?: boolean; address?: boolean }): boolean;

/**
 * How often the button was pressed.
 * @example
 * button("Once more"); // 0
 */
declare function button(label: string): number;

/**
 * A handle on the plots of this cell, as `[x, y]`; `x` and `y` are its bounds.
 * @example
 * point("Start", { x: [-8, 8], y: [-4, 4], value: [7, -3] }); // [7, -3]
 */
declare function point(
  label: string,
  options: { x: readonly [number, number]; y: readonly [number, number]; value?: readonly [number, number]; step?: number; address?: boolean },
): readonly [number, number];

/**
 * The step of a run, from `min` (0 unless given) to `max`, with buttons to play, pause and step.
 * @example
 * player("Step", { max: 60 }); // 0
 */
declare function player(label: string, options: { min?: number; max: number; value?: number; address?: boolean }): number;

/**
 * The reader's prediction: the cell stops here until it is given, then goes on with it.
 * @example
 * predict("How many steps will it take?", { min: 0, max: 100 })
 */
declare function predict(label: string, options: { min: number; max: number }): number;
declare function predict<const T extends string>(label: string, options: { options: readonly T[] }): T;
declare namespace predict {
  /** A curve that the reader draws, as points with growing x. */
  function curve(label: string, options: { x: readonly [number, number]; y: readonly [number, number] }): [number, number][];
}

/**
 * Checks an answer: `got` must equal `expected` (numbers and arrays of numbers within `tolerance`, relative or absolute, 1e-9
 * unless said), or be true where nothing is expected. `otherwise` says what is wrong when it does not.
 * @example
 * check("the square root of 4", Math.sqrt(4), 2);
 */
declare function check(what: string, got: unknown, expected?: unknown, options?: { tolerance?: number; otherwise?: string }): void;

/**
 * `log` shows text; `warn` is a warning, which fails the build.
 * @example
 * console.log("α =", 0.1);
 */
declare const console: {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  table(rows: Iterable<object>): void;
};

declare function structuredClone<T>(value: T): T;
