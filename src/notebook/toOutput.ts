import { cut, inspect } from "./inspect.ts";
import { isTabular, toTable } from "./table.ts";
import type { Output, PlotRecord } from "./types.ts";

const MAX_TEXT = 20_000;

/** Outputs that a built-in made; an object of a cell that only looks like one is inspected as any other. */
const made = new WeakSet<object>();

/** Marks an output as made by a built-in, so that it is shown as it is. */
export function asMade<T extends Output>(output: T): T {
  made.add(output);
  return output;
}

const isMade = (value: object): value is Output => made.has(value);

const isPlot = (value: object): value is PlotRecord =>
  Object.getOwnPropertyDescriptor(value, "kind")?.value === "plot" && Object.hasOwn(value, "spec");

interface Mark {
  plot(): PlotRecord;
}

/** A mark of a plot that nobody has plotted yet, as of `Plot.lineY(data)`. */
const isMark = (value: object): value is Mark => {
  const node: unknown = Object.getOwnPropertyDescriptor(value, "node")?.value;
  return typeof node === "object" && node !== null && (node as { $?: unknown }).$ === "mark" && typeof (value as Partial<Mark>).plot === "function";
};

/**
 * What a value of a cell shows: plots (a mark alone makes one), tables and formulas as themselves, strings as text, arrays of flat objects as a
 * table, everything else in the inspector. The output shares nothing with the value that may change later.
 * Throws where a plot holds something that cannot leave the cell; nothing else.
 */
export function toOutput(value: unknown, name?: string): Output {
  if (typeof value === "object" && value !== null && isMade(value)) return value;
  let plot: (() => PlotRecord) | undefined;
  try {
    if (typeof value === "object" && value !== null) {
      if (isPlot(value)) plot = () => value;
      else if (isMark(value)) plot = () => value.plot();
      else if (isTabular(value)) return toTable(value, name === undefined ? {} : { caption: name });
    }
    if (typeof value === "string" && name === undefined) return toText(value);
  } catch {
    // A proxy's trap threw; the inspector says so.
  }
  if (plot) return structuredClone(plot());
  return { kind: "value", value: inspect(value), ...(name === undefined ? {} : { name }) };
}

/** The outputs that an array holds, each in the form in which it is shown alone; undefined where it holds anything else. */
export function outputsIn(value: unknown): unknown[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((item) => typeof item === "object" && item !== null && (isMade(item) || isPlot(item))) ? value : undefined;
}

/** A text output of at most 20,000 characters. */
export function toText(text: string): Output {
  return { kind: "text", text: cut(text, MAX_TEXT) };
}
