/** Copies what may leave a cell, and says of the rest why it may not and what to write instead. */
import { describe } from "./column.ts";
import { ABSENT, MARKS, TRANSFORMS, VALUES, nearest } from "./grammar.ts";
import { isNumbers, isPlain } from "./spec.ts";

/** Marks the value of a call such as `Plot.utcInterval("week")`. */
export const VALUE = Symbol("value");

export interface Call {
  name: string;
  args: unknown[];
}

const REDUCER = 'name a reducer ("mean", "median", "sum", "count", "first", "p90", …), or reduce the data in the cell';

/** What to write in place of a function, by the option that holds it. */
const INSTEAD = new Map<string, string>(
  Object.entries({
    tickFormat: 'write a d3-format string such as ".2f", ".1e" or "%b %d"',
    format: 'write a d3-format string such as ".2f" for each channel',
    reduce: REDUCER,
    curve: 'name a curve such as "step" or "catmull-rom"',
    interpolate: 'name one, such as "nearest" or "barycentric" for a raster, "hcl" for a colour scale',
    thresholds: 'write their number, an array, or one of "auto", "scott", "sturges", "freedman-diaconis"',
    domain: "write the array of its values",
    range: "write the array of its values",
    interval: 'write a number, a name such as "week", or Plot.utcInterval("week")',
    ticks: 'write their number, an array, or an interval such as "week"',
    nice: "write true or a number of ticks",
    transform: "compute the values in the cell",
    order: 'write "ascending" or "descending", or order the data in the cell',
    offset: 'write "normalize", "center" or "wiggle"',
    marker: 'name a marker such as "dot" or "arrow"',
    basis: 'write "first", "last", "max", "mean", "sum", … or divide in the cell',
    caption: "write a string",
    title: "write a string",
  }),
);

export function refuse(what: string, name: string, instead = INSTEAD.get(name)): never {
  throw new Error(`${what} cannot leave the cell${instead ? `: ${instead}` : ""}`);
}

/** A copy of a setting, without a function in it. */
export function plain(value: unknown, name: string, of: string): unknown {
  if (typeof value === "function") refuse(`${name} of ${of}: a function`, name);
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "symbol") refuse(`${name} of ${of}: a symbol`, name);
  if (typeof value !== "object" || value === null) return value;
  if (VALUE in value) {
    const call = value[VALUE] as Call;
    return { $: "value", name: call.name, args: plain(call.args, call.name, `Plot.${call.name}`) };
  }
  if (value instanceof Date) return new Date(value);
  if (isNumbers(value)) return value.slice();
  if (Array.isArray(value)) return value.map((v) => plain(v, name, of));
  if (isPlain(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, v]) => (v === undefined ? [] : [[key, plain(v, INSTEAD.has(key) ? key : name, of)]])),
    );
  }
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, (v) => plain(v, name, of));
  refuse(`${name} of ${of}: ${describe(value)}`, name);
}

/** Why `Plot.name` is not there, for a cell that calls it. */
export function absent(name: string): string {
  const instead = ABSENT.get(name);
  if (instead) return `Plot.${name} cannot leave the cell: ${instead}`;
  const meant = nearest(name, [...MARKS.keys(), ...TRANSFORMS.keys(), ...VALUES, "plot", "legend", "marks"]);
  return `unknown part of Plot: ${name}${meant ? ` (did you mean Plot.${meant}?)` : ""}`;
}
