/** Which strings of a cell Plot takes as they are rather than as the names of fields. */
import { isColor } from "./color.ts";
import { COLORS } from "./grammar.ts";
import type { Options } from "./spec.ts";

/** Strings and numbers that Plot takes as they are rather than as the name of a field. */
export function isConstant(
  name: string,
  value: unknown,
  { mark, data }: { mark: string; data: unknown },
  options: Options,
): boolean {
  if (value === null || typeof value === "number" || typeof value === "boolean" || value instanceof Date) return true;
  if (typeof value !== "string") return false;
  if (data === null) return true;
  if (COLORS.has(name) && (isColor(value) || (mark === "density" && /^density$/i.test(value)))) return true;
  if (name === "symbol") return SYMBOLS.has(value.toLowerCase());
  if (name === "fontSize") return /^[+-]?\d*\.?\d+(e[+-]?\d+)?(\w*|%)$/.test(value) || FONT_SIZES.has(value);
  if (mark === "contour" && value === "value" && options["value"] !== undefined) return true;
  return mark === "auto" && (name === "x" || name === "y" || name === "color" || name === "size") && isReducer(value);
}

const SYMBOLS = new Set(
  "asterisk circle cross diamond diamond2 hexagon plus square square2 star times triangle triangle2 wye".split(" "),
);
const FONT_SIZES = new Set(
  "xx-small x-small small medium large x-large xx-large larger smaller inherit initial unset revert".split(" "),
);
const REDUCERS = new Set(
  "first last count distinct sum proportion proportion-facet deviation min min-index max max-index mean median variance mode".split(
    " ",
  ),
);
const isReducer = (value: string) => REDUCERS.has(value.toLowerCase()) || /^p\d{2}$/i.test(value);
