import { isDrawnKind, isOwnOutput } from "../notebook/outputs.ts";
import type { CellError, Shown } from "../notebook/types.ts";
import { MAX_READINGS } from "../plot/readings.ts";
import { limits } from "./limits.ts";
import { sizeOf, toRecord } from "./plainData.ts";

type Fields = Record<string, unknown>;

export const isText = (value: unknown): value is string => typeof value === "string" && value.length <= limits.textLength;
export const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.length <= limits.outputs && value.every(isText);
const isNumber = (value: unknown): value is number => typeof value === "number";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
const isPair = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && value.every(isNumber);
const optional = (test: (value: unknown) => boolean, value: unknown): boolean => value === undefined || test(value);

const errorKinds: ReadonlySet<unknown> = new Set<CellError["kind"]>([
  "syntax",
  "runtime",
  "import",
  "duplicate",
  "cycle",
  "unknown",
  "assign",
  "upstream",
  "waiting",
  "clone",
]);

/** A drawing's tree is looked at once, where it is built (`tree/build.ts`). `tree/README.md` says what each check is for. */
const isDrawing = (output: Fields): boolean =>
  isDrawnKind(output.of) &&
  toRecord(output.tree) !== null &&
  optional(isBoolean, output.passed) &&
  optional((facts) => Array.isArray(facts) && facts.length === 1 && facts.every(isFacts), output.facts) &&
  optional(isTableData, output.data);

/** What a reader can take away of a table. */
function isTableData(value: unknown): boolean {
  const data = toRecord(value);
  return (
    data !== null &&
    isNumber(data.more) &&
    Array.isArray(data.columns) &&
    data.columns.every(isText) &&
    Array.isArray(data.rows) &&
    data.rows.every((row) => Array.isArray(row) && row.every((one) => one === null || isNumber(one) || isBoolean(one) || isText(one)))
  );
}

/** Places and words that the pointer reads off a plot. */
function isFacts(value: unknown): boolean {
  const facts = toRecord(value);
  return (
    facts !== null &&
    isNumber(facts.width) &&
    isNumber(facts.height) &&
    optional(isScale, facts.x) &&
    optional(isScale, facts.y) &&
    Array.isArray(facts.marks) &&
    facts.marks.length <= limits.outputs &&
    facts.marks.every(isReading)
  );
}

function isScale(value: unknown): boolean {
  const scale = toRecord(value);
  return scale !== null && isText(scale.type) && isPair(scale.domain) && isPair(scale.range) && optional(isNumber, scale.parameter);
}

function isReading(value: unknown): boolean {
  const reading = toRecord(value);
  return (
    reading !== null &&
    isText(reading.mark) &&
    [reading.x, reading.y, reading.series, reading.title].every((column) => optional(isColumn, column)) &&
    optional((tip) => tip === false, reading.tip) &&
    optional((lines) => Array.isArray(lines) && lines.length <= MAX_READINGS && lines.every(isNumber), reading.lines) &&
    optional((places) => Array.isArray(places) && places.length <= 2 * MAX_READINGS && places.every(isNumber), reading.places)
  );
}

function isColumn(value: unknown): boolean {
  const column = toRecord(value);
  return (
    column !== null &&
    isText(column.label) &&
    Array.isArray(column.values) &&
    column.values.length <= MAX_READINGS &&
    column.values.every((one) => one === null || isNumber(one) || isText(one))
  );
}

/** Whether a value from the worker has the shape of an output and the size that one may have. */
export function isOutput(value: unknown): value is Shown {
  // The size comes first: it bounds all that is looked at below.
  if (sizeOf(value) === Infinity) return false;
  const output = toRecord(value);
  if (output === null || !Object.values(output).every((part) => typeof part !== "string" || isText(part))) return false;
  return output.kind === "drawing" ? isDrawing(output) : isOwnOutput(output);
}

/** Whether a value from the worker has the shape of a cell's error. */
export function isCellError(value: unknown): value is CellError {
  const error = toRecord(value);
  return (
    error !== null &&
    errorKinds.has(error.kind) &&
    isText(error.message) &&
    optional(isNumber, error.line) &&
    optional(isText, error.hint) &&
    optional(isTexts, error.cells)
  );
}
