import { cut, inspect, inspectedText } from "./inspect.ts";
import type { Output } from "./types.ts";

export type TableOutput = Output<"table">;
type TableCell = TableOutput["rows"][number][number];

/** How a table is shown. `digits` are significant digits of numbers that are not whole. */
export interface TableOptions {
  columns?: readonly string[];
  digits?: number;
  caption?: string;
}

const MAX_ROWS = 500;
const MAX_COLUMNS = 40;
const MAX_CELL_TEXT = 300;

/**
 * A table of rows of objects: at most 500 rows, the number left out in `more`. Columns are those asked for, else every
 * property of the shown rows in the order of first appearance. Throws a TypeError or RangeError that names the option at fault.
 */
export function toTable(rows: Iterable<object>, options: TableOptions = {}): TableOutput {
  const { columns, digits, caption } = checkedOptions(options);
  const all = rowsOf(rows);
  const shown = all.slice(0, MAX_ROWS);
  const names = columns ?? columnNames(shown);
  const cells = shown.map((row) => names.map((name) => tableCell((row as Record<string, unknown>)[name], digits)));
  return {
    kind: "table",
    columns: names.map((name, j) => ({ name, numeric: isNumeric(shown, name, cells, j) })),
    rows: cells,
    more: all.length - shown.length,
    ...(caption === undefined ? {} : { caption }),
  };
}

/** Whether an array is shown as a table: objects of plain values only, with few columns. Calls no getter. */
export function isTabular(value: unknown): value is object[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  const names = new Set<string>();
  for (let i = 0; i < Math.min(value.length, MAX_ROWS); i++) {
    const row: unknown = value[i];
    if (typeof row !== "object" || row === null || (Object.getPrototypeOf(row) !== Object.prototype && Object.getPrototypeOf(row) !== null))
      return false;
    for (const [name, { value: inner, get }] of Object.entries(Object.getOwnPropertyDescriptors(row))) {
      if (get || typeof inner === "function" || (typeof inner === "object" && inner !== null && !(inner instanceof Date))) return false;
      if (names.add(name).size > 12) return false;
    }
  }
  return names.size > 0;
}

function checkedOptions(options: TableOptions): TableOptions {
  const known = ["columns", "digits", "caption"];
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw new TypeError(`unknown table option: ${key} (known: ${known.join(", ")})`);
  }
  const { columns, digits, caption } = options;
  if (columns !== undefined && !(Array.isArray(columns) && columns.every((name) => typeof name === "string"))) {
    throw new TypeError("invalid columns: they must be an array of property names");
  }
  if (digits !== undefined && !(Number.isInteger(digits) && digits >= 1 && digits <= 17)) {
    throw new RangeError(`invalid digits: ${String(digits)} (a whole number from 1 to 17)`);
  }
  if (caption !== undefined && typeof caption !== "string") throw new TypeError("invalid caption: it must be a string");
  return options;
}

function rowsOf(rows: Iterable<object>): object[] {
  if (typeof rows !== "object" || rows === null || typeof rows[Symbol.iterator] !== "function") {
    throw new TypeError(`invalid rows: ${inspectedText(inspect(rows))} (an array of objects)`);
  }
  const all = [...rows];
  for (const [i, row] of all.entries()) {
    if (typeof row !== "object" || row === null)
      throw new TypeError(`invalid row ${i}: ${inspectedText(inspect(row))} (every row must be an object)`);
  }
  return all;
}

function columnNames(rows: readonly object[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) if (names.size < MAX_COLUMNS) names.add(name);
  return [...names];
}

/** A value that survives JSON as well as a structured clone: NaN and infinities become words. */
function tableCell(value: unknown, digits: number | undefined): TableCell {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return cut(value, MAX_CELL_TEXT);
  if (typeof value !== "number") return cut(inspectedText(inspect(value)), MAX_CELL_TEXT);
  if (!Number.isFinite(value)) return String(value);
  return digits === undefined || Number.isInteger(value) ? value : Number(value.toPrecision(digits));
}

function isNumeric(rows: readonly object[], name: string, cells: TableCell[][], j: number): boolean {
  let numbers = 0;
  for (const [i, row] of rows.entries()) {
    if (typeof (row as Record<string, unknown>)[name] === "number") numbers++;
    else if (cells[i]?.[j] !== null) return false;
  }
  return numbers > 0;
}
