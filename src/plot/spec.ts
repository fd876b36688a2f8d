/**
 * The shape of a recorded plot: plain data that survives a structured clone. A value that Plot needs as code is a node,
 * an object with a `$`. The replayer checks every word of it: it may come from a hostile worker.
 */
import type { PlotRecord } from "../notebook/types.ts";

export type Numbers =
  Float64Array | Float32Array | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array;
export type Values = unknown[] | Numbers;

/** The values that an accessor or a field gave, one for each datum. `note` says why there may be none. */
export interface ColumnNode {
  $: "column";
  values: Values;
  label?: string;
  note?: string;
  /** Channels of a mark that show the same field or accessor have the same number: Plot then knows that they agree. */
  id?: number;
}

/** A function of (x, y) sampled at `x0 + i dx`, `y0 + j dy`; row-major, `nx` values a row. */
export interface GridNode {
  $: "grid";
  values: Values;
  nx: number;
  ny: number;
  x0: number;
  dx: number;
  y0: number;
  dy: number;
}

/** Options made by a transform; `rest` are the options written beside it. */
export interface TransformNode {
  $: "transform";
  name: string;
  args: unknown[];
  rest: Options;
}

/** A call whose value stands inside options, as `Plot.utcInterval("week")`. */
export interface ValueNode {
  $: "value";
  name: string;
  args: unknown[];
}

/**
 * A mark. `data` is null, the number of data (where every channel is given), the data themselves (numbers, strings, dates or
 * short tuples), or `facet`: the data of the plot's facets.
 */
export interface MarkNode {
  $: "mark";
  name: string;
  data: null | number | "facet" | Values;
  options: Options | TransformNode;
  /** Says which channel is missing, where Plot would read numbers from data that are objects. */
  missing?: string;
}

export interface Options {
  [name: string]: unknown;
}

export type Spec = { call: "plot"; marks: MarkNode[]; options: Options } | { call: "legend"; options: Options };

export interface SpecRecord extends PlotRecord {
  spec: Spec;
}

export const isNumbers = (value: unknown): value is Numbers =>
  ArrayBuffer.isView(value) &&
  !(value instanceof DataView) &&
  !(value instanceof BigInt64Array) &&
  !(value instanceof BigUint64Array);

export const isValues = (value: unknown): value is Values => Array.isArray(value) || isNumbers(value);

/** An object written with braces, or what a structured clone made of one. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || prototype === Object.prototype || (prototype as object).constructor?.name === "Object";
}

export const isNode = (value: unknown, kind: string): boolean => isPlain(value) && value["$"] === kind;

/** A finite number or a date that is one. */
export const isFiniteValue = (value: unknown): boolean =>
  typeof value === "number" ? Number.isFinite(value) : value instanceof Date ? Number.isFinite(+value) : false;
