/** The channels that a call leaves to Plot, which then reads the data themselves: as numbers, or as [x, y] tuples. */
import type { Options, TransformNode, Values } from "./spec.ts";
import { isNumbers, isPlain } from "./spec.ts";

/** The names of all options that are written in a mark's options and in the transforms inside them. */
export function channelsOf(options: Options | TransformNode): Set<string> {
  const given = new Set<string>();
  const collect = (value: unknown): void => {
    if (!isPlain(value)) return;
    if (value["$"] === "transform") [...(value["args"] as unknown[]), value["rest"]].forEach(collect);
    else for (const key of Object.keys(value)) given.add(key);
  };
  collect(options);
  return given;
}

const hasAny = (given: Set<string>, keys: string[]): boolean => keys.some((key) => given.has(key));
const hasX = (given: Set<string>): boolean => hasAny(given, ["x", "x1", "x2", "px"]);
const hasY = (given: Set<string>): boolean => hasAny(given, ["y", "y1", "y2", "py"]);

/** Whether Plot may read the data themselves. */
export function needsData(mark: string, given: Set<string>): boolean {
  if (mark === "raster" || mark === "contour") return !["x", "y", "fill", "value"].every((key) => given.has(key));
  return !hasX(given) || !hasY(given) || (/^(text|tip)/.test(mark) && !hasAny(given, ["text", "title"]));
}

/** Marks whose data are [x, y] where neither is said. */
const OF_TUPLES = /^(line|dot|circle|hexagon|vector|cell|density|hull|voronoi|delaunay)$/;
const OF_NUMBERS = /^(line|area|bar|rect|dot|tick|rule|text|vector|waffle|box|bollinger)[XY]$/;

/** A sentence about the channel that Plot would read from data that are objects, which gives nothing to draw. */
export function missingChannel(mark: string, data: Values | null, given: Set<string>): string | undefined {
  const first = data === null || isNumbers(data) ? undefined : data.find((d) => d != null);
  if (typeof first !== "object" || first === null || first instanceof Date || Symbol.iterator in first || "0" in first)
    return undefined;
  const [field] = Object.keys(first);
  const write = (channel: string) => `(write ${channel}: ${JSON.stringify(field ?? "name")}, or another of their fields)`;
  if (OF_TUPLES.test(mark) && !hasX(given) && !hasY(given) && !given.has("frameAnchor")) {
    return `channels x and y of ${mark} are missing: its data are objects ${write("x")}`;
  }
  const axis = mark.endsWith("X") ? "x" : "y";
  if (!OF_NUMBERS.test(mark) || (axis === "x" ? hasX(given) : hasY(given))) return undefined;
  return `channel ${axis} of ${mark} is missing: its data are objects ${write(axis)}`;
}
