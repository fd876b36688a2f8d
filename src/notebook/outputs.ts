/**
 * The kinds of output, one record each. How the drawn ones are drawn is a record of `output/draw.ts`; the page's own control for the others
 * is one of `output/show.ts`. Everything else that deals with outputs goes by these records.
 */
import type { DomElement } from "../dom/index.ts";
import type { PlotFacts } from "../plot/readings.ts";
import type { Branch } from "../tree/tree.ts";
import { type InputSpec, isInputSpec } from "./inputs.ts";

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

/** What an exercise's check has looked at where it is no answer in code: the cell as the author wrote it, which is no try yet, or a prediction. */
export type Checked = "starter" | "prediction";

/** One check of an exercise: what is right, or what was expected and what came, with what helps. */
export interface CheckItem {
  ok: boolean;
  text: string;
  hint?: string;
}

/** What an output of each kind holds, as the notebook has it. */
export interface OutputForms {
  /** A plot, or whatever else a cell has drawn, in the DOM of `src/dom`. It stays where the cell runs: `src/output/draw.ts` makes a `Drawing` of it. */
  plot: { element: DomElement };
  table: { columns: { name: string; numeric: boolean }[]; rows: (string | number | boolean | null)[][]; more: number; caption?: string };
  text: { text: string };
  value: { value: Inspected; name?: string };
  tex: { tex: string; block: boolean };
  /** Markdown with formulas. */
  note: { text: string };
  /** `fraction`: 0…1, or null where unknown. */
  progress: { label: string; fraction: number | null };
  /** What the checks of an exercise found, in order. */
  check: { passed: boolean; items: CheckItem[]; of?: Checked };
  input: { input: InputSpec };
}

export type OutputType = keyof OutputForms;

/** One thing that a cell shows, as the notebook has it. */
export type Output<K extends OutputType = OutputType> = { [T in K]: { kind: T } & OutputForms[T] }[K];

/** What the language knows of one kind of output. */
export interface OutputKind<K extends OutputType> {
  /** What it is called in an error. */
  name: string;
  /** Whether it shows the name that `display` gave it itself; where not, the name stands above it. */
  showsName(output: Output<K>): boolean;
  /**
   * How it comes to the page: drawn where the cell runs, or as it is, for the page to draw with its own control. Then the page takes it only
   * if each part passes its test: it comes from a worker that runs the reader's code.
   */
  crosses: "drawn" | { [P in keyof OutputForms[K]]: (value: unknown) => boolean };
}

const no = (): boolean => false;

const kinds = {
  plot: { name: "plot", showsName: no, crosses: "drawn" as const },
  table: { name: "table", showsName: ({ caption }) => caption !== undefined, crosses: "drawn" as const },
  text: { name: "text", showsName: no, crosses: "drawn" as const },
  value: { name: "value", showsName: () => true, crosses: "drawn" as const },
  tex: { name: "formula", showsName: no, crosses: "drawn" as const },
  note: { name: "note", showsName: no, crosses: "drawn" as const },
  progress: {
    name: "progress",
    showsName: no,
    crosses: { label: (label) => typeof label === "string", fraction: (fraction) => fraction === null || typeof fraction === "number" },
  },
  check: { name: "check", showsName: no, crosses: "drawn" as const },
  input: { name: "input", showsName: no, crosses: { input: isInputSpec } },
} satisfies { [K in OutputType]: OutputKind<K> };

export const outputKinds: { readonly [K in OutputType]: OutputKind<K> } = kinds;

/** The kinds that are drawn where the cell runs. */
export type DrawnKind = { [K in OutputType]: (typeof kinds)[K]["crosses"] extends "drawn" ? K : never }[OutputType];

/** What a table shows, before it was written as text. */
export interface TableData {
  columns: string[];
  rows: (string | number | boolean | null)[][];
  /** How many rows were left out. */
  more: number;
}

/** What a cell shows, drawn where it runs: what crosses to the page. */
export interface Drawing {
  kind: "drawing";
  of: DrawnKind;
  /** Missing where the page's HTML has it already. */
  tree?: Branch;
  /** What a plot holds beside its picture; of a page's HTML, where a plot stands at two widths, the wide one and the narrow one. */
  facts?: PlotFacts[];
  /** Of a table: what a reader can take away of it. */
  data?: TableData;
  /** Of a check: whether all is right. */
  passed?: boolean;
}

/** The kinds that the page draws with its own controls. */
export type OwnKind = Exclude<OutputType, DrawnKind>;

/** An output as the page gets it: drawn, or for the page to draw with its own controls. */
export type Shown = Drawing | Output<OwnKind>;

export const isDrawnKind = (kind: unknown): kind is DrawnKind => isOutputType(kind) && outputKinds[kind].crosses === "drawn";

/** Whether the page can show what is said to be of this kind. */
export const isShownKind = (kind: unknown): kind is Shown["kind"] => kind === "drawing" || (isOutputType(kind) && !isDrawnKind(kind));

const isOutputType = (kind: unknown): kind is OutputType => typeof kind === "string" && Object.hasOwn(outputKinds, kind);

/** Whether the page has a control for what is said to be of this kind, and each of its parts passes its test. */
export function isOwnOutput(output: Readonly<Record<string, unknown>>): boolean {
  const crosses = isOutputType(output.kind) ? outputKinds[output.kind].crosses : "drawn";
  return crosses !== "drawn" && Object.entries<(value: unknown) => boolean>(crosses).every(([part, test]) => test(output[part]));
}

/** The kind of an output, with what is known of it. */
export const outputKind = <K extends OutputType>(kind: K): OutputKind<K> => outputKinds[kind];
