/**
 * Proves that a spec is one: known marks, known options, plain values of bounded size, and no text that could load something
 * where text reaches an attribute. The page trusts nothing that comes out of a sandbox; the recorder asks the same, so that a
 * cell hears at once of a plot that is too large.
 */
import { COLOR_SETTINGS, checkColor, checkText } from "./checkText.ts";
import {
  CHANNELS,
  COLORS,
  FACET_SETTINGS,
  FORBIDDEN,
  LEGEND_SETTINGS,
  MARKS,
  PLOT_SETTINGS,
  SCALES,
  SCALE_SETTINGS,
  SETTINGS,
  TRANSFORMS,
  VALUES,
} from "./grammar.ts";
import { checkLimits } from "./limits.ts";
import type { Spec } from "./spec.ts";
import { isNumbers, isPlain, isValues } from "./spec.ts";

type Check = (value: unknown, name: string, of: string) => void;

const OUTPUT_SETTINGS = new Set("filter sort reverse data cumulative domain thresholds interval".split(" "));
const MAX_DEPTH = 10;

/** Throws an error that names the part at fault; else the spec is sound. */
export function checkSpec(spec: unknown): asserts spec is Spec {
  if (!isPlain(spec) || !isPlain(spec["options"])) throw new Error("invalid plot: not a record");
  const { call, options, marks } = spec;
  if (call === "legend") return checkLegend(options);
  if (call !== "plot" || !Array.isArray(marks)) throw new Error("invalid plot: not a record");
  checkLimits(marks, options);
  for (const [name, value] of Object.entries(options)) {
    if (SCALES.has(name)) checkScale(value, name);
    else if (name === "facet") checkFacet(value);
    else if (PLOT_SETTINGS.has(name)) checkSetting(value, name, "plot");
    else throw new Error(`unknown option of plot: ${name}`);
  }
  for (const mark of marks) checkMark(mark);
}

function checkLegend(options: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(options)) {
    if (SCALES.has(name) && isPlain(value)) checkScale(value, name);
    else if (LEGEND_SETTINGS.has(name)) checkSetting(value, name, "legend");
    else throw new Error(`unknown option of legend: ${name}`);
  }
}

function checkFacet(facet: unknown): void {
  if (!isPlain(facet)) throw new Error("invalid facet");
  for (const [name, value] of Object.entries(facet)) {
    if (name === "data") checkData(value, "facet");
    else if (name === "x" || name === "y") checkChannel(value, name, "facet");
    else if (FACET_SETTINGS.has(name)) checkSetting(value, name, "facet");
    else throw new Error(`unknown option of facet: ${name}`);
  }
}

function checkScale(scale: unknown, name: string): void {
  if (!isPlain(scale)) return checkSetting(scale, name, "plot");
  for (const [key, value] of Object.entries(scale)) {
    if (!SCALE_SETTINGS.has(key)) throw new Error(`unknown option of the ${name} scale: ${key}`);
    checkSetting(value, key, `the ${name} scale`);
  }
}

function checkMark(mark: unknown): void {
  if (!isPlain(mark) || mark["$"] !== "mark" || typeof mark["name"] !== "string" || !MARKS.has(mark["name"]))
    throw new Error("invalid mark");
  if (mark["missing"] !== undefined && typeof mark["missing"] !== "string") throw new Error("invalid mark");
  if (mark["data"] !== "facet") checkData(mark["data"], mark["name"]);
  checkOptions(mark["options"], mark["name"], 0);
}

function checkData(data: unknown, of: string): void {
  if (data === null || (typeof data === "number" && Number.isInteger(data) && data >= 0)) return;
  if (!isValues(data)) throw new Error(`invalid data of ${of}`);
  if (isNumbers(data)) return;
  for (const d of data) {
    if (isNumbers(d) || (Array.isArray(d) && d.length <= 3 && d.every(isScalar))) continue;
    if (!isScalar(d)) throw new Error(`invalid data of ${of}`);
  }
}

const isScalar = (value: unknown): boolean =>
  value == null || typeof value === "number" || typeof value === "string" || typeof value === "boolean" || value instanceof Date;

/** The options of a mark or a transform, or a transform that makes them. */
function checkOptions(options: unknown, of: string, depth: number): void {
  if (depth > MAX_DEPTH) throw new Error(`invalid options of ${of}: nested too deep`);
  if (!isPlain(options)) throw new Error(`invalid options of ${of}`);
  if (options["$"] === "transform") return checkTransform(options, of, depth);
  for (const [name, value] of Object.entries(options)) {
    if (FORBIDDEN.has(name)) throw new Error(`forbidden option of ${of}: ${name}`);
    if (name === "tip" && isPlain(value)) checkOptions(value, of, depth + 1);
    else if (name === "channels") checkExtraChannels(value, of);
    else if (name === "sort" || name === "order") checkSort(value, name, of);
    else if (CHANNELS.has(name) || name === "filter") checkChannel(value, name, of);
    else if (SETTINGS.has(name) || name === "tip") checkSetting(value, name, of);
    else throw new Error(`unknown option of ${of}: ${name}`);
  }
}

function checkTransform(node: Record<string, unknown>, of: string, depth: number): void {
  const { name, args, rest } = node;
  const kind = typeof name === "string" ? TRANSFORMS.get(name) : undefined;
  if (kind === undefined || !Array.isArray(args) || args.length < 1 || args.length > 2)
    throw new Error(`invalid transform of ${of}`);
  const [first, second] = args as unknown[];
  const transform = name as string;
  checkOptions(rest, of, depth + 1);
  if (args.length === 2) checkOptions(second, transform, depth + 1);
  if (kind === "options" || (kind === "merge" && isPlain(first))) checkOptions(first, transform, depth + 1);
  else if (kind === "accessor") name === "sort" ? checkSort(first, "sort", transform) : checkChannel(first, "filter", transform);
  else if (kind === "reduce" || kind === "outputs" || (name === "select" && isPlain(first))) checkOutputs(first, transform);
  else checkSetting(first, "reduce", transform);
}

function checkOutputs(outputs: unknown, of: string): void {
  if (!isPlain(outputs)) throw new Error(`invalid outputs of ${of}`);
  for (const [name, value] of Object.entries(outputs)) {
    if (!CHANNELS.has(name) && !OUTPUT_SETTINGS.has(name)) throw new Error(`unknown output of ${of}: ${name}`);
    if (isPlain(value) && value["$"] === undefined) checkFields(value, of, { reduce: checkSetting, scale: checkSetting });
    else checkSetting(value, OUTPUT_SETTINGS.has(name) ? name : "reduce", of);
  }
}

/** Every field of a plain object by the check of its name; another field is an error. */
function checkFields(object: Record<string, unknown>, of: string, checks: Record<string, Check>): void {
  for (const [key, value] of Object.entries(object)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (check === undefined) throw new Error(`unknown option of ${of}: ${key}`);
    check(value, key, of);
  }
}

const CHANNEL_FIELDS: Record<string, Check> = Object.fromEntries(
  "label scale interval thresholds domain cumulative reduce zero order reverse channel filter color"
    .split(" ")
    .map((key) => [key, checkSetting]),
);

function checkChannel(value: unknown, name: string, of: string): void {
  const color = COLORS.has(name);
  if (typeof value === "string") return color ? checkColor(value, `${name} of ${of}`) : checkText(value, name, of);
  if (isScalar(value)) return;
  if (!isPlain(value)) throw new Error(`invalid ${name} of ${of}`);
  if (value["$"] === "column") return checkColumn(value, name, of);
  if (value["$"] === "grid") return checkGrid(value, name, of);
  const { value: inner, ...fields } = value;
  if (isPlain(inner) ? inner["$"] === undefined : false) throw new Error(`invalid ${name} of ${of}`);
  if (inner !== undefined) checkChannel(inner, name, of);
  checkFields(fields, `${name} of ${of}`, CHANNEL_FIELDS);
}

function checkColumn({ values, label, note, id }: Record<string, unknown>, name: string, of: string): void {
  if (
    !isValues(values) ||
    (label !== undefined && typeof label !== "string") ||
    (note !== undefined && typeof note !== "string") ||
    (id !== undefined && typeof id !== "number")
  )
    throw new Error(`invalid ${name} of ${of}`);
  if (isNumbers(values)) return;
  const isColorChannel = COLORS.has(name);
  const seen = new Set<string>();
  for (const value of values) {
    if (!isScalar(value)) throw new Error(`invalid ${name} of ${of}`);
    if (typeof value !== "string" || !isColorChannel || seen.has(value)) continue;
    checkColor(value, `${name} of ${of}`);
    seen.add(value);
  }
}

function checkGrid(grid: Record<string, unknown>, name: string, of: string): void {
  const { values, nx, ny, x0, dx, y0, dy } = grid;
  const numbers = [nx, ny, x0, dx, y0, dy];
  if (!isValues(values) || !numbers.every((n) => typeof n === "number") || values.length !== (nx as number) * (ny as number))
    throw new Error(`invalid ${name} of ${of}`);
  if ((of !== "contour" && of !== "raster") || values.length < 1) throw new Error(`invalid ${name} of ${of}`);
  if (!isNumbers(values)) checkColumn({ values }, name, of);
}

function checkExtraChannels(channels: unknown, of: string): void {
  if (!isPlain(channels)) throw new Error(`invalid channels of ${of}`);
  for (const [name, value] of Object.entries(channels)) {
    if (FORBIDDEN.has(name) || name === "__proto__") throw new Error(`forbidden channel of ${of}: ${name}`);
    checkText(name, "label", of);
    checkChannel(value, name, of);
  }
}

/** A column, a sort of it, or a sort of scales' domains by channels. */
function checkSort(sort: unknown, name: string, of: string): void {
  if (isPlain(sort) && sort["$"] === undefined && !("value" in sort)) {
    for (const [key, value] of Object.entries(sort)) {
      if (isPlain(value)) checkFields(value, `${name} of ${of}`, { ...CHANNEL_FIELDS, value: checkSetting, limit: checkSetting });
      else if (SCALES.has(key) || ["channel", "order", "reverse", "reduce", "limit"].includes(key))
        checkSetting(value, "order", of);
      else throw new Error(`unknown option of ${of}: ${name}.${key}`);
    }
  } else if (isValues(sort) || typeof sort === "string") checkSetting(sort, "order", of);
  else checkChannel(sort, name, of);
}

/** A setting: scalars, arrays of scalars, a call such as utcInterval, or an object of formats. */
function checkSetting(value: unknown, name: string, of: string): void {
  if (typeof value === "string")
    return COLOR_SETTINGS.has(name) ? checkColor(value, `${name} of ${of}`) : checkText(value, name, of);
  if (isScalar(value) || isNumbers(value)) return;
  if (Array.isArray(value)) {
    for (const v of value) {
      if (!isScalar(v)) throw new Error(`invalid ${name} of ${of}`);
      if (typeof v === "string") checkSetting(v, name, of);
    }
    return;
  }
  if (!isPlain(value)) throw new Error(`invalid ${name} of ${of}`);
  if (value["$"] === "value") {
    if (typeof value["name"] !== "string" || !VALUES.has(value["name"]) || !Array.isArray(value["args"]))
      throw new Error(`invalid ${name} of ${of}`);
    for (const arg of value["args"])
      isPlain(arg)
        ? checkFields(arg, of, {
            k: checkSetting,
            reduce: checkSetting,
            anchor: checkSetting,
            strict: checkSetting,
            basis: checkSetting,
          })
        : checkSetting(arg, "interval", of);
  } else if (name === "format")
    for (const [key, v] of Object.entries(value)) (checkText(key, "label", of), checkSetting(v, "tickFormat", of));
  else throw new Error(`invalid ${name} of ${of}`);
}
