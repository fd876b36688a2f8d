/** Turns the options of a mark into plain data: accessors become columns, transforms become nested records, code is refused. */
import { isColor } from "./color.ts";
import { isConstant } from "./constant.ts";
import { accessorColumn, arrayColumn, describe, fieldColumn, rankColumn } from "./column.ts";
import { CHANNELS, FORBIDDEN, SETTINGS, TRANSFORMS, nearest } from "./grammar.ts";
import type { Call } from "./refuse.ts";
import { VALUE, plain, refuse } from "./refuse.ts";
import type { Area } from "./sample.ts";
import { sample } from "./sample.ts";
import type { ColumnNode, Options, TransformNode, Values } from "./spec.ts";
import { isPlain, isValues } from "./spec.ts";

/** Marks what a transform returned (and what a copy of it with `{...}` carries on). */
export const TRANSFORM = Symbol("transform");

export interface Scope {
  /** What errors call it: a mark or a transform. */
  mark: string;
  data: Values | null;
  /** Columns already made, by field or accessor. */
  columns: Map<unknown, ColumnNode>;
  /** The data is replaced by groups before these options are read: only reducers can speak of it. */
  grouped?: string;
}

/** The options of a mark or of a transform's input as plain data. */
export function resolveOptions(options: unknown, scope: Scope): Options | TransformNode {
  if (options === undefined || options === null) return {};
  if (typeof options !== "object") throw new Error(`invalid options of ${scope.mark}: ${describe(options)}`);
  const call = (options as Record<symbol, unknown>)[TRANSFORM] as Call | undefined;
  const inner = call ? resolveTransform(call, scope) : undefined;
  const grouped = inner && isGrouped(inner) ? inner.name : scope.grouped;
  const rest: Options = {};
  const isSampled = scope.data === null && (scope.mark === "contour" || scope.mark === "raster");
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    rest[name] =
      isSampled && typeof value === "function"
        ? sampled(value as (x: number, y: number) => unknown, name, options as Options, scope)
        : resolveOption(name, value, { ...scope, grouped }, options as Options);
  }
  return inner ? { ...inner, rest } : rest;
}

function resolveOption(name: string, value: unknown, scope: Scope, options: Options): unknown {
  const of = scope.mark;
  if (FORBIDDEN.has(name)) refuse(`${name} of ${of}`, name, FORBIDDEN.get(name));
  if (name === "sort") return resolveSort(value, scope);
  if (name === "filter") return value === null ? null : resolveChannel(name, value, scope);
  if (name === "channels") return resolveExtraChannels(value, scope);
  if (name === "tip")
    return isPlain(value) || (typeof value === "object" && value !== null)
      ? resolveOptions(value, scope)
      : plain(value, name, of);
  if (name === "order" && TRANSFORMS.has(of)) return resolveOrder(value, scope);
  if (CHANNELS.has(name))
    return isConstant(name, value, scope, options) ? plain(value, name, of) : resolveChannel(name, value, scope);
  if (SETTINGS.has(name)) return plain(value, name, of);
  const meant = nearest(name, [...CHANNELS, ...SETTINGS, "sort", "filter", "channels", "tip"]);
  throw new Error(`unknown option of ${of}: ${name}${meant ? ` (did you mean ${meant}?)` : ""}`);
}

function resolveChannel(name: string, value: unknown, scope: Scope): unknown {
  const { mark, data, grouped } = scope;
  const of = `${name} of ${mark}`;
  if (isValues(value)) return arrayColumn(value, of);
  if (typeof value === "object" && value !== null) {
    if (VALUE in value)
      refuse(`${of}: the value of Plot.${(value[VALUE] as Call).name}`, name, "write a field, an accessor or an array");
    const { transform, label } = value as { transform?: unknown; label?: unknown };
    if (typeof transform === "function") {
      const column = arrayColumn((transform as (data: unknown) => Iterable<unknown>)(data), of);
      return label === undefined ? column : { ...column, label: String(label) };
    }
    if (isPlain(value)) return resolveChannelObject(name, value, scope);
    if (Symbol.iterator in value) return arrayColumn(value as Iterable<unknown>, of);
    refuse(`${of}: ${describe(value)}`, name, "write a field, an accessor or an array");
  }
  if (typeof value !== "function" && typeof value !== "string") return plain(value, name, mark);
  if (grouped !== undefined)
    refuse(
      `${of}: a field or function of the groups that ${grouped} makes`,
      name,
      `name a reducer in its outputs, as in Plot.${grouped}({ ${name}: "first" }, …)`,
    );
  if (data === null) refuse(`${of}: a function`, name);
  const made = scope.columns.get(value);
  if (made) return made;
  const column =
    typeof value === "string" ? fieldColumn(value, data, of) : accessorColumn(value as (d: unknown) => unknown, data, of);
  column.id = scope.columns.size;
  scope.columns.set(value, column);
  return column;
}

/** `{ value, label, scale, interval, … }`: the value as a channel, the others as settings. */
function resolveChannelObject(name: string, object: Record<string, unknown>, scope: Scope): Options {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, v]) => {
      if (v === undefined) return [];
      if (key !== "value") return [[key, plain(v, key, `${name} of ${scope.mark}`)]];
      return [[key, isConstant(name, v, scope, {}) && !isColor(v) ? plain(v, name, scope.mark) : resolveChannel(name, v, scope)]];
    }),
  );
}

/** Channels of the author's own; a string's own name is its label, as in Plot. */
function resolveExtraChannels(channels: unknown, scope: Scope): Options {
  if (!isPlain(channels)) throw new Error(`invalid channels of ${scope.mark}: ${describe(channels)} (write { name: value })`);
  return Object.fromEntries(
    Object.entries(channels).map(([name, value]) => {
      if (FORBIDDEN.has(name)) refuse(`channel ${name} of ${scope.mark}`, name, FORBIDDEN.get(name));
      const resolved =
        typeof value === "string" || !isPlain(value)
          ? { value: resolveChannel(name, value, scope) }
          : resolveChannelObject(name, value, scope);
      return [name, typeof value === "string" ? { ...resolved, label: name } : resolved];
    }),
  );
}

/** Sorts by a column; a comparator becomes the column of the places that it gives. A sort of a scale's domain stays as it is. */
export function resolveSort(sort: unknown, scope: Scope): unknown {
  if (sort === null) return null;
  if (typeof sort === "function" && sort.length !== 1) {
    if (scope.data === null || scope.grouped !== undefined) refuse(`sort of ${scope.mark}: a function`, "order");
    return rankColumn(sort as (a: unknown, b: unknown) => number, scope.data);
  }
  if (!isPlain(sort) || typeof sort["transform"] === "function") return resolveChannel("sort", sort, scope);
  return "value" in sort ? resolveChannelObject("sort", sort, scope) : plain(sort, "sort", scope.mark);
}

const ORDERS = /^-?(value|x|y|z|sum|appearance|inside-out)$/i;

/** A stack's order: a known name or the array of its series; a field or function becomes a column. */
function resolveOrder(order: unknown, scope: Scope): unknown {
  if (order === null || isValues(order) || (typeof order === "string" && ORDERS.test(order)))
    return plain(order, "order", scope.mark);
  return resolveSort(order, scope);
}

function sampled(f: (x: number, y: number) => unknown, name: string, options: Options, { mark }: Scope): unknown {
  if (!CHANNELS.has(name)) return plain(f, name, mark);
  if (f.length > 2) refuse(`${name} of ${mark}: a function of the facet`, name, "draw one mark for each facet, with fx");
  const { width, height } = options;
  const { x1 = 0, x2 = width, y1 = 0, y2 = height } = options;
  const area = { x1, x2, y1, y2, width, height };
  for (const [key, value] of Object.entries(area)) {
    if (typeof value !== "number" && !(value === undefined && (key === "width" || key === "height")))
      throw new Error(`missing ${key} of ${mark}: write the area that is sampled, as x1, x2, y1, y2`);
  }
  return sample(f, area as Area);
}

const isGrouped = (node: TransformNode): boolean =>
  TRANSFORMS.get(node.name) === "reduce" ||
  node.args.some((arg) => isPlain(arg) && arg["$"] === "transform" && isGrouped(arg as unknown as TransformNode));

/** What a reducing transform reads of its options itself; the rest is read of its groups. */
const READ_BY_REDUCE = ["z", "fill", "stroke", "x1", "x2", "y1", "y2", "title", "fx", "fy", "sort", "filter", "order"];

function resolveTransform({ name, args }: Call, scope: Scope): TransformNode {
  const kind = TRANSFORMS.get(name)!;
  const of = { ...scope, mark: name };
  const [first, second] = args;
  const node = (...resolved: unknown[]): TransformNode => ({
    $: "transform",
    name,
    args: resolved.slice(0, Math.max(1, args.length)),
    rest: {},
  });
  switch (kind) {
    case "reduce":
      return node(plainOutputs(first, name), resolveReduced(second, first, of));
    case "outputs":
    case "first":
      return node(plainOutputs(first, name), resolveOptions(second, of));
    case "accessor":
      return node(
        name === "sort" ? resolveSort(first, nested(second, of)) : resolveChannel("filter", first, nested(second, of)),
        resolveOptions(second, of),
      );
    case "merge":
      if (args.length < 2) return node(resolveOptions(first, of));
      return node(
        typeof first === "object" && first !== null ? resolveOptions(first, nested(second, of)) : plain(first, "reduce", name),
        resolveOptions(second, of),
      );
    case "options":
      return node(resolveOptions(first, of));
  }
}

/** The outputs of a transform by name, or its one setting (a map, a selector, a shift). */
function plainOutputs(outputs: unknown, of: string): unknown {
  if (outputs === undefined) return {};
  if (typeof outputs === "function") refuse(`${of}: a function`, "transform");
  if (!isPlain(outputs) || VALUE in outputs) return plain(outputs, "reduce", of);
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, v]) => {
      if (typeof v === "function") refuse(`${name} of ${of}: a function`, "reduce");
      return v === undefined ? [] : [[name, plain(v, "reduce", of)]];
    }),
  );
}

/** The scope of a setting that is read after the transforms inside `options`. */
function nested(options: unknown, scope: Scope): Scope {
  const call =
    typeof options === "object" && options !== null
      ? ((options as Record<symbol, unknown>)[TRANSFORM] as Call | undefined)
      : undefined;
  if (!call) return scope;
  return TRANSFORMS.get(call.name) === "reduce" ? { ...scope, grouped: call.name } : nested(call.args.at(-1), scope);
}

/** The options of a reducing transform: those that it reads itself against the data, the others against its groups. */
function resolveReduced(options: unknown, outputs: unknown, scope: Scope): Options | TransformNode {
  if (options === undefined || options === null) return {};
  const read = new Set([...READ_BY_REDUCE, ...Object.keys((outputs as object | undefined) ?? {})]);
  if (scope.mark !== "groupY" && scope.mark !== "groupZ") read.add("x");
  if (scope.mark !== "groupX" && scope.mark !== "groupZ") read.add("y");
  const own = Object.fromEntries(Object.entries(options).filter(([name]) => read.has(name)));
  const others = Object.fromEntries(Object.entries(options).filter(([name]) => !read.has(name)));
  const call = (options as Record<symbol, unknown>)[TRANSFORM];
  const inner = resolveOptions(call ? { ...own, [TRANSFORM]: call } : own, scope);
  const late = resolveOptions(others, { ...scope, grouped: scope.mark }) as Options;
  return inner["$"] === "transform"
    ? { ...(inner as TransformNode), rest: { ...(inner as TransformNode).rest, ...late } }
    : { ...inner, ...late };
}
