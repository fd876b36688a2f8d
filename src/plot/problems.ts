/** Looks for what a reader would see as an empty plot: a channel of a mark without one value to draw. */
import type { Channel, SeenMark } from "./marks.ts";

/** Channels that hold numbers or dates; others may hold words. */
const QUANTITIES = /^(?:[xy][12]?|r|length|rotate|weight|opacity|fillOpacity|strokeOpacity|strokeWidth)$/;
const COLORS = /^(?:fill|stroke)$/;

/** One sentence for each channel that holds data but nothing that can be drawn; none for a sound plot. */
export function channelProblems(seen: Iterable<SeenMark>, nameOf: (mark: SeenMark["mark"]) => string | undefined): string[] {
  const problems = new Set<string>();
  for (const { mark, data, channels } of seen) {
    const called = nameOf(mark);
    if (called === undefined) continue;
    for (const [name, channel] of Object.entries(channels)) {
      const { value } = channel;
      if (value === null || value === undefined || typeof value === "string" || !(value.length > 0)) continue;
      const isQuantity = QUANTITIES.test(name);
      if (!isQuantity && !COLORS.test(name)) continue;
      if (hasValue(value, isQuantity && !isOrdinal(channel))) continue;
      const why = reason(mark.channels[name]?.value, data, name);
      problems.add(`channel ${name} of ${called} has no ${isQuantity ? "finite value" : "value"}${why}`);
    }
  }
  return [...problems];
}

/** A scale of names, where a word is a value. */
const isOrdinal = ({ value }: Channel): boolean => Array.prototype.some.call(value, (one) => typeof one === "string" || typeof one === "boolean");

function hasValue(values: ArrayLike<unknown>, isNumeric: boolean): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === "number" ? Number.isFinite(value) : value instanceof Date ? Number.isFinite(+value) : typeof value === "bigint") return true;
    if (!isNumeric && value !== null && value !== undefined && typeof value !== "number") return true;
    // Some marks have a list of numbers a datum.
    if (typeof value === "object" && value !== null && "length" in value && hasValue(value as ArrayLike<unknown>, isNumeric)) return true;
  }
  return false;
}

function reason(asked: unknown, data: unknown, channel: string): string {
  const first: unknown = Array.isArray(data) ? data.find((datum) => datum !== null && datum !== undefined) : undefined;
  if (typeof first !== "object" || first === null || first instanceof Date || Symbol.iterator in first) return "";
  const fields = Object.keys(first).slice(0, 12);
  if (typeof asked === "string")
    return asked in first ? "" : `: the data has no field ${asked}${fields.length > 0 ? ` (it has ${fields.join(", ")})` : ""}`;
  if (typeof asked === "function") return "";
  return /^[xy][12]?$/.test(channel) && fields.length > 0
    ? `: the data are objects (write ${channel}: "${fields[0]}", or another of their fields)`
    : "";
}
