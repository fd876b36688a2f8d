/**
 * The `Plot` of a cell. It draws nothing: it writes down what is to be drawn, as plain data that can leave a sandbox and that
 * `replay` draws with the real Plot. Accessors are called here, so that no function crosses.
 */
import type { PlotRecord } from "../notebook/types.ts";
import { checkSpec } from "./check.ts";
import { describe, encodeData, toData } from "./column.ts";
import {
  ABSENT,
  FACET_SETTINGS,
  FORBIDDEN,
  LEGEND_SETTINGS,
  MARKS,
  PLOT_SETTINGS,
  SCALES,
  SCALE_SETTINGS,
  TRANSFORMS,
  VALUES,
  nearest,
} from "./grammar.ts";
import type { Call } from "./refuse.ts";
import { VALUE, absent, plain, refuse } from "./refuse.ts";
import { channelsOf, missingChannel, needsData } from "./implicit.ts";
import { TRANSFORM, resolveOptions } from "./resolve.ts";
import type { MarkNode, Options, Spec, SpecRecord, Values } from "./spec.ts";
import { isPlain, isValues } from "./spec.ts";

export { recordProblems } from "./problems.ts";

/** A mark as a cell sees it; `plot` shows it alone. */
export class RecordedMark {
  readonly node: MarkNode;
  /** The cell's own data: marks that share them share the plot's facets. */
  readonly #source: unknown;

  constructor(node: MarkNode, source: unknown) {
    this.node = node;
    this.#source = source;
  }

  /** The mark's node; `facet` stands for its data where they are the data of the plot's facets. */
  nodeIn(facetSource: unknown): MarkNode {
    const { facet, fx, fy } = this.node.options as Options;
    const shares =
      facetSource != null &&
      this.#source === facetSource &&
      facet !== null &&
      facet !== false &&
      fx === undefined &&
      fy === undefined;
    return shares ? { ...this.node, data: "facet" } : this.node;
  }

  plot(options: Options = {}): PlotRecord {
    return plot({ ...options, marks: [...((options["marks"] as unknown[] | undefined) ?? []), this] });
  }
}

/** Whether a value is a mark that nobody has plotted yet (the hint: write `Plot.plot({ marks: [...] })` or `.plot()`). */
export const isMark = (value: unknown): boolean =>
  value instanceof RecordedMark || (Array.isArray(value) && value.length > 0 && value.every(isMark));

export const isPlotRecord = (value: unknown): value is PlotRecord =>
  isPlain(value) && value["kind"] === "plot" && "spec" in value;

function mark(name: string, args: unknown[]): RecordedMark {
  const signature = MARKS.get(name)!;
  const withoutData = signature === "none" || (signature === "maybe" && args.length < 2 && !isIterable(args[0]));
  const [source, options] = withoutData ? [null, args[0]] : args;
  const data = toData(source, name);
  const resolved = resolveOptions(options, { mark: name, data, columns: new Map() });
  const given = channelsOf(resolved);
  const missing = missingChannel(name, data, given);
  const node: MarkNode = { $: "mark", name, data: encodeData(data, needsData(name, given)), options: resolved };
  return new RecordedMark(missing === undefined ? node : { ...node, missing }, source);
}

const isIterable = (value: unknown): boolean =>
  value != null && typeof (value as Iterable<unknown>)[Symbol.iterator] === "function";

/** The marks of a plot in order, nested arrays opened, nulls left out. */
function flatten(marks: unknown): RecordedMark[] {
  if (marks == null) return [];
  if (marks instanceof RecordedMark) return [marks];
  if (Array.isArray(marks)) return marks.flatMap(flatten);
  if (typeof marks === "function") refuse("a mark that is a function", "render", "use one of Plot's own marks");
  if (isPlotRecord(marks)) throw new Error("invalid mark: a plot (leave out its .plot(), and list the mark itself)");
  throw new Error(`invalid mark: ${describe(marks)} (write null for no mark)`);
}

/** Copies the settings that are in `known`; `special` reads the others that it knows. */
function settings(
  options: Options,
  of: string,
  known: ReadonlySet<string>,
  special: (name: string, value: unknown) => boolean,
): Options {
  const result: Options = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || special(name, value)) continue;
    if (FORBIDDEN.has(name)) refuse(`${name} of ${of}`, name, FORBIDDEN.get(name));
    if (!known.has(name)) {
      const meant = nearest(name, [...known, ...(of === "plot" ? [...SCALES, "marks", "facet"] : [])]);
      throw new Error(`unknown option of ${of}: ${name}${meant ? ` (did you mean ${meant}?)` : ""}`);
    }
    result[name] = plain(value, name, of);
  }
  return result;
}

function scaleOptions(name: string, value: unknown): unknown {
  if (!isPlain(value)) return plain(value, name, "plot");
  return settings(value, `the ${name} scale`, SCALE_SETTINGS, (key, v) => {
    if (key === "transform" && v != null)
      refuse(
        `transform of the ${name} scale`,
        "transform",
        'compute the values in the cell, or set its type ("log", "sqrt", "symlog")',
      );
    return key === "transform";
  });
}

/** Records a plot. Throws where it holds something that cannot leave the cell, and says what to write instead. */
function plot(options: Options = {}): PlotRecord {
  if (!isPlain(options)) throw new Error(`invalid options of plot: ${describe(options)}`);
  const facet = isPlain(options["facet"]) ? options["facet"] : undefined;
  const scales: Options = {};
  const known = settings(options, "plot", PLOT_SETTINGS, (name, value) => {
    if (SCALES.has(name)) scales[name] = scaleOptions(name, value);
    return SCALES.has(name) || name === "marks" || (name === "facet" && (value === null || facet !== undefined));
  });
  const marks = flatten(options["marks"]).map((m) => m.nodeIn(facet?.["data"]));
  return record({ call: "plot", marks, options: { ...known, ...scales, ...(facet && { facet: facetOptions(facet) }) } });
}

function facetOptions(facet: Record<string, unknown>): Options {
  const { data: source, x, y } = facet;
  const data: Values | null = toData(source, "facet");
  const { x: fx, y: fy } = resolveOptions({ x, y }, { mark: "facet", data, columns: new Map() }) as Options;
  const rest = settings(facet, "facet", FACET_SETTINGS, (name) => name === "data" || name === "x" || name === "y");
  return { ...rest, data: encodeData(data, true), ...(fx !== undefined && { x: fx }), ...(fy !== undefined && { y: fy }) };
}

/** Records a legend on its own, as of `Plot.legend({ color: { domain, scheme } })`. */
function legend(options: Options = {}): PlotRecord {
  if (!isPlain(options)) throw new Error(`invalid options of legend: ${describe(options)}`);
  const scales: Options = {};
  const known = settings(options, "legend", LEGEND_SETTINGS, (name, value) => {
    const isScale = SCALES.has(name) && isPlain(value);
    if (isScale) scales[name] = scaleOptions(name, value);
    return isScale;
  });
  return record({ call: "legend", options: { ...known, ...scales } });
}

/** A plain record; asking it for the scale or legend of a drawn plot says why it has none. */
function record(spec: Spec): SpecRecord {
  checkSpec(spec);
  const hidden = (name: string) => ({
    enumerable: false,
    value: (): never =>
      refuse(
        `${name}() of a plot`,
        name,
        "it is drawn on the page only; set the scale's domain and range in Plot.plot, and use Plot.legend",
      ),
  });
  return Object.defineProperties({ kind: "plot", spec } as SpecRecord, { scale: hidden("scale"), legend: hidden("legend") });
}

const transformed = (name: string, args: unknown[]): object => ({ [TRANSFORM]: { name, args } satisfies Call });
const valued = (name: string, args: unknown[]): object => ({ [VALUE]: { name, args } satisfies Call });

/** Columns that a cell makes by hand, as Plot makes them: `const [x, setX] = Plot.column("x")`. */
function column(source?: unknown): [{ transform: () => unknown; label?: unknown }, (value: unknown) => unknown] {
  let value: unknown;
  const label = typeof source === "string" ? source : (source as { label?: unknown } | undefined)?.label;
  return [{ transform: () => value, label }, (v) => (value = v)];
}

function valueof(data: unknown, value: unknown): unknown {
  const values = toData(data, "valueof");
  if (values === null || value == null) return value;
  if (isValues(value)) return value;
  if (typeof value === "string") return Array.from(values, (d) => (d as Record<string, unknown>)[value]);
  if (typeof value === "function") return Array.from(values, (d, i) => (value as (d: unknown, i: number) => unknown)(d, i));
  const { transform } = value as { transform?: unknown };
  return typeof transform === "function" ? (transform as (data: unknown) => unknown)(values) : Array.from(values, () => value);
}

const own: Record<string, unknown> = {
  plot,
  legend,
  column,
  valueof,
  marks: (...marks: unknown[]) =>
    Object.defineProperty(marks.slice(), "plot", {
      enumerable: false,
      value: (options: Options = {}) =>
        plot({ ...options, marks: [...((options["marks"] as unknown[] | undefined) ?? []), marks] }),
    }),
  identity: { transform: (data: unknown) => data },
  indexOf: { transform: (data: ArrayLike<unknown>) => Array.from({ length: data.length }, (_, i) => i) },
  interpolateNone: "none",
  interpolateNearest: "nearest",
  interpolatorBarycentric: () => "barycentric",
  interpolatorRandomWalk: () => "random-walk",
  formatIsoDate: (date: Date) => date.toISOString().replace(/T00:00(:00(\.000)?)?Z$/, ""),
};
for (const name of MARKS.keys()) own[name] = (...args: unknown[]) => mark(name, args);
for (const name of TRANSFORMS.keys()) own[name] = (...args: unknown[]) => transformed(name, args);
for (const name of VALUES) own[name] = (...args: unknown[]) => valued(name, args);
for (const name of ABSENT.keys())
  own[name] = (): never => {
    throw new Error(absent(name));
  };

/** The `Plot` of cells: the calls of Observable Plot, recorded. An unknown name says which one is near. */
export const recordingPlot: Readonly<Record<string, unknown>> = new Proxy(Object.freeze(own), {
  get(target, name) {
    if (typeof name === "symbol" || name in target || name === "then" || name === "toJSON") return target[name as string];
    throw new Error(absent(name));
  },
});
