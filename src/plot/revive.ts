/** Makes of a checked spec what the real Plot takes: columns, intervals, sampled functions, transforms and marks. */
import type * as PlotModule from "@observablehq/plot";
import type { Markish } from "@observablehq/plot";
import { MARKS } from "./grammar.ts";
import { reader } from "./sample.ts";
import type { ColumnNode, GridNode, MarkNode, Options, Spec, TransformNode, ValueNode, Values } from "./spec.ts";
import { isPlain } from "./spec.ts";

export type Plot = typeof PlotModule;

/** The columns of a mark by their number. */
type Columns = Map<number, object>;

type Calls = Record<string, (...args: unknown[]) => unknown>;

/**
 * Pixels between the places where a sampled function is read. Plot's own, 2 for contours and 1 for rasters, cost several times
 * as much and show no more than the samples hold; words have edges that a coarse raster would blur.
 */
const PIXELS: Readonly<Record<string, number>> = { contour: 4, raster: 3 };
const PIXELS_OF_WORDS = 2;

const call = (Plot: Plot, name: string, ...args: unknown[]): unknown => (Plot as unknown as Calls)[name]!(...args);

/** The marks of a plot, and its options without them. */
export function revivePlot(spec: Spec & { call: "plot" }, Plot: Plot): { marks: Markish[]; options: Options } {
  const { facet, ...rest } = spec.options;
  const options = revive(rest, Plot) as Options;
  const facetData = isPlain(facet) ? reviveData(facet["data"] as MarkNode["data"], null) : null;
  if (isPlain(facet)) options["facet"] = { ...(revive({ ...facet, data: null }, Plot) as Options), data: facetData };
  return { marks: spec.marks.map((mark) => reviveMark(mark, facetData, Plot)), options };
}

function reviveMark({ name, data, options }: MarkNode, facetData: unknown, Plot: Plot): Markish {
  const revived = revive(options, Plot) as Options;
  const args =
    MARKS.get(name) === "none" || (MARKS.get(name) === "maybe" && data === null)
      ? [revived]
      : [reviveData(data, facetData), revived];
  if (data === null && Object.hasOwn(PIXELS, name))
    revived["pixelSize"] ??= isOfWords(options as Options) ? PIXELS_OF_WORDS : PIXELS[name];
  return call(Plot, name, ...args) as Markish;
}

/** Whether a sampled function gave words. */
const isOfWords = (options: Options): boolean =>
  Object.values(options).some((value) => isPlain(value) && value["$"] === "grid" && Array.isArray(value["values"]));

/** Where only channels matter, as many undefined data as there were: an implicit accessor finds nothing in them. */
const reviveData = (data: MarkNode["data"], facetData: unknown): unknown =>
  data === "facet" ? facetData : typeof data === "number" ? Array.from({ length: data }) : data;

export function revive(value: unknown, Plot: Plot, columns: Columns = new Map()): unknown {
  if (!isPlain(value)) return value;
  switch (value["$"]) {
    case "column":
      return reviveColumn(value as unknown as ColumnNode, columns);
    case "grid":
      return reader(value as unknown as GridNode);
    case "value": {
      const { name, args } = value as unknown as ValueNode;
      return call(Plot, name, ...args);
    }
    case "transform":
      return reviveTransform(value as unknown as TransformNode, Plot, columns);
  }
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, revive(v, Plot, columns)]));
}

function reviveTransform({ name, args, rest }: TransformNode, Plot: Plot, columns: Columns): Options {
  const revived = args.map((arg) => revive(arg, Plot, columns));
  // A stack's order is the one place where Plot takes a function but no column.
  const [first] = args;
  if (isPlain(first) && isPlain(first["order"]) && first["order"]["$"] === "column")
    revived[0] = { ...(revived[0] as Options), order: orderBy((first["order"] as unknown as ColumnNode).values) };
  if (name === "shuffle") revived[0] = { seed: 1, ...(revived[0] as Options) };
  return { ...(call(Plot, name, ...revived) as Options), ...(revive(rest, Plot, columns) as Options) };
}

/** An accessor (of one argument, as Plot tells it from a comparator) that reads its column by index. */
const orderBy = (values: Values): unknown =>
  Object.defineProperty((...args: unknown[]) => values[args[1] as number], "length", { value: 1 });

/** One object for one `id`: Plot tells by identity that two channels of a mark show the same. */
function reviveColumn({ values, label, id }: ColumnNode, columns: Columns): object {
  const made = (id !== undefined && columns.get(id)) || {
    transform: (data: unknown) => reindexed(values, data),
    ...(label !== undefined && { label }),
  };
  if (id !== undefined) columns.set(id, made);
  return made;
}

/** Plot repeats data that stand in several facets, and says so by an index under a symbol; the column follows it. */
function reindexed(values: Values, data: unknown): unknown {
  if (typeof data !== "object" || data === null) return values;
  for (const symbol of Object.getOwnPropertySymbols(data)) {
    const index = (data as Record<symbol, unknown>)[symbol];
    if (symbol.description === "reindex" && index instanceof Uint32Array) return Array.from(index, (i) => values[i]);
  }
  return values;
}
