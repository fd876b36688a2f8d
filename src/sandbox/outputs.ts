import type { CellError, InputSpec, Inspected, Output } from "../notebook/types.ts";
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
  "syntax", "runtime", "import", "duplicate", "cycle", "unknown", "assign", "upstream", "waiting", "clone",
]);

const inputs: Record<InputSpec["type"], (input: Fields) => boolean> = {
  slider: (i) => [i.value, i.min, i.max, i.step].every(isNumber) && (i.scale === "linear" || i.scale === "log"),
  choice: (i) => isText(i.value) && isTexts(i.options),
  toggle: (i) => isBoolean(i.value),
  button: (i) => isNumber(i.value),
  point: (i) => [i.value, i.x, i.y].every(isPair) && isNumber(i.step),
  player: (i) => [i.value, i.min, i.max].every(isNumber),
  guess: (i) => isGuess(i.value) && isGuessKind(i.ask),
};

const outputs: Record<Output["kind"], (output: Fields) => boolean> = {
  plot: (o) => toRecord(o.spec) !== null,
  table: (o) => isColumns(o.columns) && isRows(o.rows, o.columns) && isNumber(o.more) && optional(isText, o.caption),
  text: (o) => isText(o.text),
  value: (o) => isInspected(o.value) && optional(isText, o.name),
  tex: (o) => isText(o.tex) && isBoolean(o.block),
  progress: (o) => isText(o.label) && (o.fraction === null || isNumber(o.fraction)),
  check: (o) => isBoolean(o.passed) && Array.isArray(o.items) && o.items.length <= limits.outputs && o.items.every(isCheckItem),
  input: (o) => isInput(o.input),
};

function isCheckItem(value: unknown): boolean {
  const item = toRecord(value);
  return item !== null && isBoolean(item.ok) && isText(item.text);
}

const isGuess = (value: unknown): boolean => value === null || isNumber(value) || isText(value) || (Array.isArray(value) && value.every(isPair));

function isGuessKind(value: unknown): boolean {
  const ask = toRecord(value);
  if (ask === null) return false;
  if (ask.kind === "number") return isNumber(ask.min) && isNumber(ask.max);
  return ask.kind === "option" ? isTexts(ask.options) : ask.kind === "curve" && isPair(ask.x) && isPair(ask.y);
}

function isInput(value: unknown): boolean {
  const input = toRecord(value);
  return input !== null && isText(input.key) && isText(input.label) && (input.address === undefined || input.address === true) && Object.hasOwn(inputs, String(input.type)) && inputs[input.type as InputSpec["type"]](input);
}

function isColumns(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every((entry) => {
    const column = toRecord(entry);
    return column !== null && isText(column.name) && isBoolean(column.numeric);
  });
}

const isTableValue = (value: unknown): boolean => value === null || isText(value) || isNumber(value) || isBoolean(value);

function isRows(rows: unknown, columns: unknown[]): boolean {
  return Array.isArray(rows) && rows.every((row) => Array.isArray(row) && row.length === columns.length && row.every(isTableValue));
}

function isInspected(value: unknown): value is Inspected {
  const node = toRecord(value);
  if (node === null || !isText(node.text)) return false;
  switch (node.type) {
    case "primitive":
      return isText(node.of);
    case "function":
    case "circular":
    case "opaque":
      return true;
    case "object":
    case "array":
      return isNumber(node.more) && Array.isArray(node.entries) && node.entries.every((entry) => {
        const field = toRecord(entry);
        return field !== null && isText(field.key) && isInspected(field.value);
      });
    default:
      return false;
  }
}

/** Whether a value from the worker has the shape of an output and the size that one may have. */
export function isOutput(value: unknown): value is Output {
  // The size comes first: it bounds the depth that `isInspected` descends to.
  if (sizeOf(value) === Infinity) return false;
  const output = toRecord(value);
  return output !== null && Object.hasOwn(outputs, String(output.kind)) && outputs[output.kind as Output["kind"]](output);
}

/** Whether a value from the worker has the shape of a cell's error. */
export function isCellError(value: unknown): value is CellError {
  const error = toRecord(value);
  return (
    error !== null && errorKinds.has(error.kind) && isText(error.message) && optional(isNumber, error.line) &&
    optional(isText, error.hint) && optional(isTexts, error.cells)
  );
}
