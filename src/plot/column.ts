/** Turns what a channel names (a field, an accessor, an array) into the column of its values. Never keeps an array of the cell. */
import type { ColumnNode, Values } from "./spec.ts";
import { isNumbers } from "./spec.ts";

/** The data of a mark as an array, as Plot would take them; null where a mark has none. */
export function toData(data: unknown, mark: string): Values | null {
  if (data == null) return null;
  if (Array.isArray(data) || isNumbers(data)) return data;
  if (ArrayBuffer.isView(data) && !(data instanceof DataView)) return Array.from(data as unknown as Iterable<bigint>, Number);
  if (typeof data === "object") {
    if (Symbol.iterator in data) return Array.from(data as Iterable<unknown>);
    if ("length" in data) return Array.from(data as ArrayLike<unknown>);
  }
  throw new Error(`invalid data of ${mark}: ${describe(data)} (write an array, or { length: n } with accessors)`);
}

/** What `data` must cross the border as: its length where Plot reads only channels, else copies of the values. */
export function encodeData(data: Values | null, needed: boolean): null | number | Values {
  if (data === null) return null;
  if (isNumbers(data)) return needed ? data.slice() : data.length;
  const first = data.find((d) => d != null);
  if (!needed || first === undefined) return data.length;
  if (typeof first !== "object" || first instanceof Date) return toValues(data, "data");
  const isTuple = Array.isArray(first) || isNumbers(first);
  // Plot's implicit accessors read no more than the first three entries of a tuple.
  return isTuple
    ? data.map((d) => (d == null ? null : toValues(Array.from(d as ArrayLike<unknown>).slice(0, 3), "data")))
    : data.length;
}

export function accessorColumn(
  accessor: (d: unknown, i: number, data: unknown) => unknown,
  data: Values,
  name: string,
): ColumnNode {
  const values = new Array<unknown>(data.length);
  for (let i = 0; i < data.length; i++) values[i] = accessor(data[i], i, data);
  return { $: "column", values: toValues(values, name) };
}

export function fieldColumn(field: string, data: Values, name: string): ColumnNode {
  const node = accessorColumn((d) => (d as Record<string, unknown> | null | undefined)?.[field], data, name);
  const first = data.length > 0 ? data[0] : undefined;
  if (Array.isArray(node.values) && data.length > 0 && node.values.every((v) => v === undefined)) {
    const fields = typeof first === "object" && first !== null ? Object.keys(first).slice(0, 12).join(", ") : "";
    node.note = `the data has no field ${field}${fields ? ` (it has ${fields})` : ""}`;
  }
  node.label = field;
  return node;
}

export const arrayColumn = (values: Iterable<unknown>, name: string): ColumnNode => ({
  $: "column",
  values: isNumbers(values) ? values.slice() : toValues(Array.from(values), name),
});

/** The place of each datum in the order that a comparator gives; equal data share a place. */
export function rankColumn(compare: (a: unknown, b: unknown) => number, data: Values): ColumnNode {
  const order = Array.from({ length: data.length }, (_, i) => i).sort((i, j) => compare(data[i], data[j]));
  const ranks = new Float64Array(data.length);
  let rank = 0;
  order.forEach((i, k) => {
    if (k > 0 && compare(data[order[k - 1]!], data[i]) !== 0) rank++;
    ranks[i] = rank;
  });
  return { $: "column", values: ranks };
}

/** A copy that can cross: a Float64Array where all are numbers, else an array of numbers, strings, booleans, dates and nulls. */
export function toValues(values: unknown[], name: string): Values {
  if (values.length > 0 && values.every((v) => typeof v === "number")) return Float64Array.from(values);
  return Array.from(values, (v) => {
    if (v == null || typeof v === "number" || typeof v === "string" || typeof v === "boolean") return v;
    if (typeof v === "bigint") return Number(v);
    if (v instanceof Date) return new Date(v);
    throw new Error(
      `${name}: its values are ${describe(v)}, not numbers, strings or dates (choose a field, as in (d) => d.value)`,
    );
  });
}

export function describe(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null)
    return `an object${value.constructor && value.constructor !== Object ? ` (${value.constructor.name})` : ""}`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
