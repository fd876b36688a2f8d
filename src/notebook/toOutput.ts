import { cut, inspect } from "./inspect.ts";
import { isTabular, toTable } from "./table.ts";
import { DomElement } from "../dom/index.ts";
import type { Output } from "./types.ts";

/** Characters of a text, or of a note. */
export const MAX_TEXT = 20_000;

/** Outputs that a built-in made; an object of a cell that only looks like one is inspected as any other. */
const made = new WeakSet<object>();

/** Marks an output as made by a built-in, so that it is shown as it is. */
export function asMade<T extends Output>(output: T): T {
  made.add(output);
  return output;
}

const isMade = (value: object): value is Output => made.has(value);

const isDrawn = (value: object): value is DomElement => value instanceof DomElement;

/** A mark of a plot that nobody has plotted yet, as of `Plot.lineY(data)`, or a list of them that Plot made. */
const isMark = (value: object): value is { plot(): DomElement } => {
  const { plot, initialize } = value as { plot?: unknown; initialize?: unknown };
  return typeof plot === "function" && (typeof initialize === "function" || Array.isArray(value));
};

/**
 * What a value of a cell shows: plots (a mark alone makes one), tables and formulas as themselves, strings as text, arrays of flat objects as a
 * table, everything else in the inspector. Throws what Plot throws of a mark; nothing else.
 */
export function toOutput(value: unknown, name?: string): Output {
  if (typeof value === "object" && value !== null && isMade(value)) return value;
  let plot: (() => DomElement) | undefined;
  try {
    if (typeof value === "object" && value !== null) {
      if (isDrawn(value)) return { kind: "plot", element: value };
      if (isMark(value)) plot = () => value.plot();
      else if (isTabular(value)) return toTable(value, name === undefined ? {} : { caption: name });
    }
    if (typeof value === "string" && name === undefined) return toText(value);
  } catch {
    // A proxy's trap threw; the inspector says so.
  }
  if (plot) return { kind: "plot", element: plot() };
  return { kind: "value", value: inspect(value), ...(name === undefined ? {} : { name }) };
}

/** The outputs that an array holds, each in the form in which it is shown alone; undefined where it holds anything else. */
export function outputsIn(value: unknown): unknown[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((item) => typeof item === "object" && item !== null && (isMade(item) || isDrawn(item))) ? value : undefined;
}

/** A text output of at most 20,000 characters. */
export function toText(text: string): Output {
  return { kind: "text", text: cut(text, MAX_TEXT) };
}
