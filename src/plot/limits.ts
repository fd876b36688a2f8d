/** How large a plot may be. A page draws on its own thread, so a spec that would hold it up is refused before it is drawn. */
import { isPlain, isNumbers, isValues } from "./spec.ts";

/** Marks of one plot. */
const MAX_MARKS = 200;
/** Values of all columns together. */
const MAX_VALUES = 2_000_000;
/** Data of marks that draw an element for each. */
const MAX_ELEMENTS = 20_000;
const MAX_FACETS = 144;
/** Different names on one axis or in one legend, and series of one mark that do not count as elements. */
const MAX_NAMES = 1_000;
/** Parts of all objects together, columns not counted. */
const MAX_PARTS = 20_000;
const MAX_TEXT = 4_000_000;
/** Steps of an interval over all that the plot shows. */
const MAX_STEPS = 5_000;

/** Marks that draw one path for each series of their data. */
const ONE_PATH = /^(line|area|contour|density|raster|delaunayMesh|voronoiMesh|hull|difference|linearRegression|bollinger|auto)/;

/** Channels by which such a mark falls into series. */
const STYLES = new Set(["z", "stroke", "fill", "opacity", "strokeOpacity", "fillOpacity", "strokeWidth", "title", "ariaLabel"]);
const NAMES = new Set(["x", "y", "x1", "x2", "y1", "y2", "fx", "fy", "fill", "stroke", "color", "symbol"]);

/** Bounds of settings that say how much work there is, whatever the data. */
const BOUNDS = new Map<string, [number, number]>(
  Object.entries({
    width: [1, 4000],
    height: [1, 4000],
    pixelSize: [0.5, 1000],
    binWidth: [2, 1e6],
    bandwidth: [0.5, 1000],
    thresholds: [0, 500],
    ticks: [0, 500],
    tickSpacing: [4, 1e6],
    nice: [0, 500],
    quantiles: [1, 100],
    precision: [1, 1000],
    blur: [0, 200],
    maxSteps: [0, 100],
    lineWidth: [0.5, 1e6],
    aspectRatio: [1e-12, 1e12],
    unit: [1e-9, 1e12],
    fontSize: [0, 1000],
    strokeWidth: [0, 1000],
  }),
);

const UNITS = new Map(
  Object.entries({
    second: 1e3,
    minute: 6e4,
    hour: 3.6e6,
    day: 8.64e7,
    week: 6.048e8,
    month: 2.4e9,
    quarter: 7.7e9,
    half: 1.5e10,
    year: 3.1e10,
  }),
);

interface Tally {
  values: number;
  parts: number;
  text: number;
  low: number;
  high: number;
  lowTime: number;
  highTime: number;
  intervals: [unknown, string][];
}

/** Throws where the marks and options of a plot go beyond a bound; the error says which. */
export function checkLimits(marks: unknown[], options: Record<string, unknown>): void {
  if (marks.length > MAX_MARKS)
    throw new Error(`too many marks: ${marks.length} (at most ${MAX_MARKS}; give one mark more data)`);
  const tally: Tally = { values: 0, parts: 0, text: 0, low: 0, high: 0, lowTime: Infinity, highTime: -Infinity, intervals: [] };
  count(options, "", tally, 0);
  for (const mark of marks) count(mark, "", tally, 0);
  for (const [interval, name] of tally.intervals) checkInterval(interval, name, tally);
  let elements = 0;
  for (const mark of marks) if (isPlain(mark)) elements += elementsOf(mark);
  if (elements > MAX_ELEMENTS)
    throw new Error(
      `too many points: ${elements} (at most ${MAX_ELEMENTS} besides lines and areas; draw a line, bins, or every k-th point)`,
    );
  const facets = distinct(marks, options, "fx", "x") * distinct(marks, options, "fy", "y");
  if (facets > MAX_FACETS) throw new Error(`too many facets: ${facets} (at most ${MAX_FACETS})`);
}

function elementsOf(mark: Record<string, unknown>): number {
  const { name, data, options } = mark;
  const n = typeof data === "number" ? data : isValues(data) ? data.length : 0;
  let series = 0;
  eachColumn(options, (channel, values) => {
    if (!STYLES.has(channel) && !NAMES.has(channel)) return;
    const different = distinctOf(values, new Set()).size;
    if (STYLES.has(channel)) series = Math.max(series, different);
    if (NAMES.has(channel) && different > MAX_NAMES && typeof values[0] === "string")
      throw new Error(`too many names in channel ${channel}: more than ${MAX_NAMES} (plot numbers, or fewer names)`);
  });
  const reduced = JSON.stringify(transformNames(options)).match(/"(bin|group|select|hexbin)/) !== null;
  return typeof name !== "string" || reduced || (ONE_PATH.test(name) && series <= MAX_NAMES) ? 0 : n;
}

/** Calls `see` for each column in the options of a mark, through its transforms. */
function eachColumn(value: unknown, see: (channel: string, values: ArrayLike<unknown>) => void): void {
  if (!isPlain(value)) return;
  if (value["$"] === "transform")
    return [...(Array.isArray(value["args"]) ? value["args"] : []), value["rest"]].forEach((part) => eachColumn(part, see));
  for (const [name, v] of Object.entries(value)) {
    const column = isPlain(v) && isPlain(v["value"]) ? v["value"] : v;
    if (isPlain(column) && isValues(column["values"])) see(name, column["values"]);
  }
}

/** Adds different values to `seen` until there are too many of any sort. */
function distinctOf(values: ArrayLike<unknown>, seen: Set<unknown>): Set<unknown> {
  for (let i = 0; i < values.length && seen.size <= MAX_NAMES; i++)
    seen.add(values[i] instanceof Date ? +(values[i] as Date) : values[i]);
  return seen;
}

const transformNames = (options: unknown): unknown[] =>
  isPlain(options) && options["$"] === "transform" && Array.isArray(options["args"])
    ? [options["name"], ...options["args"].map(transformNames)]
    : [];

function distinct(marks: unknown[], options: Record<string, unknown>, channel: string, facet: string): number {
  const seen = new Set<unknown>();
  for (const mark of marks)
    if (isPlain(mark)) eachColumn(mark["options"], (name, values) => void (name === channel && distinctOf(values, seen)));
  if (isPlain(options["facet"])) eachColumn({ [channel]: options["facet"][facet] }, (_, values) => void distinctOf(values, seen));
  return Math.max(1, seen.size);
}

function count(value: unknown, name: string, tally: Tally, depth: number): void {
  if (++tally.parts > MAX_PARTS || depth > 24) throw new Error("invalid plot: too many parts");
  if (typeof value === "number") bound(value, name, tally);
  else if (typeof value === "string") addText(value, tally);
  else if (isValues(value)) countValues(value, name, tally, depth);
  else if (value instanceof Date) addTime(value, tally);
  else if (isPlain(value)) {
    for (const [key, v] of Object.entries(value))
      count(v, key === "values" || key === "value" || key === "args" ? name : key, tally, depth + 1);
  } else if (typeof value === "object" && value !== null) throw new Error(`invalid plot: ${name}`);
  if (name === "interval" || name === "ticks" || name === "thresholds" || name === "nice" || name === "grid")
    tally.intervals.push([value, name]);
}

function bound(value: number, name: string, tally: Tally): void {
  const [low, high] = BOUNDS.get(name) ?? [-Infinity, Infinity];
  if (value < low || value > high) throw new Error(`invalid ${name}: ${value} (from ${low} to ${high})`);
  addNumber(value, tally);
}

function countValues(values: ArrayLike<unknown>, name: string, tally: Tally, depth: number): void {
  tally.values += values.length;
  if (tally.values > MAX_VALUES) throw new Error(`too many values: more than ${MAX_VALUES} (plot every k-th point)`);
  if (isNumbers(values)) for (let i = 0; i < values.length; i++) addNumber(values[i]!, tally);
  else {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (typeof value === "number") addNumber(value, tally);
      else if (typeof value === "string") addText(value, tally);
      else if (value instanceof Date) addTime(value, tally);
      else if (isValues(value) && value.length <= 3)
        for (let k = 0; k < value.length; k++) typeof value[k] === "number" && addNumber(value[k] as number, tally);
      else if (value != null && typeof value !== "boolean") count(value, name, tally, depth + 1);
    }
  }
}

function addNumber(value: number, tally: Tally): void {
  if (value < tally.low && value > -Infinity) tally.low = value;
  if (value > tally.high && value < Infinity) tally.high = value;
}

function addTime(value: Date, tally: Tally): void {
  if (+value < tally.lowTime) tally.lowTime = +value;
  if (+value > tally.highTime) tally.highTime = +value;
}

function addText(text: string, tally: Tally): void {
  tally.text += text.length;
  if (tally.text > MAX_TEXT) throw new Error("invalid plot: too much text");
}

/** An interval steps through all that is shown; its steps are bounded. A count of ticks is bounded above. */
function checkInterval(interval: unknown, name: string, tally: Tally): void {
  if (isPlain(interval) && Array.isArray(interval["args"]))
    return interval["args"].forEach((arg) => checkInterval(arg, "interval", tally));
  if (typeof interval === "number" && name === "interval") {
    const steps = (tally.high - tally.low) / Math.abs(interval);
    if (!(steps <= MAX_STEPS)) throw new Error(`invalid interval: ${interval} (at most ${MAX_STEPS} steps over what is shown)`);
  }
  if (typeof interval !== "string") return;
  const [, times = "1", unit = ""] = /^(?:(\d+)\s*)?([a-z]+?)s?$/i.exec(interval.trim()) ?? [];
  const ms = UNITS.get(unit.toLowerCase());
  const span = Math.max(tally.highTime - tally.lowTime, 0) || 0;
  if (
    ms !== undefined &&
    Math.max(span, tally.lowTime === Infinity ? tally.high - tally.low : 0) / (ms * Math.max(1, Number(times))) > MAX_STEPS
  ) {
    throw new Error(`invalid interval: ${interval} (at most ${MAX_STEPS} steps over what is shown)`);
  }
}
