/**
 * Outputs as JSON and back: plain data, and beside JSON's own types also typed arrays, dates, `undefined`, and the numbers
 * that JSON has no word for. Numbers keep seven significant digits, more than a plot shows and half the bytes; single-precision
 * ones, the samples of a surface above all, keep five.
 */
export const serialise = (value: unknown): string => JSON.stringify(encode(value));

/** The inverse of `serialise`, up to the rounding of numbers. */
export const deserialise = (json: string): unknown => decode(JSON.parse(json));

const typedArrays = { Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Int8Array, Uint8Array, Uint8ClampedArray };
type TypedArrayName = keyof typeof typedArrays;

/** A tagged value is an array that starts with this mark, so that no object of a cell's own is mistaken for one. */
const mark = "\u0000";

const isTyped = (value: unknown): value is Float64Array => ArrayBuffer.isView(value) && value.constructor.name in typedArrays;

function number(value: number, digits: number): unknown {
  if (Number.isFinite(value)) return Object.is(value, -0) ? 0 : Number.isInteger(value) ? value : Number(value.toPrecision(digits));
  return Number.isNaN(value) ? [mark, "NaN"] : [mark, value > 0 ? "Infinity" : "-Infinity"];
}

function encode(value: unknown): unknown {
  if (typeof value === "number") return number(value, 7);
  if (value === undefined) return [mark, "undefined"];
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Date) return [mark, "Date", number(value.getTime(), 7)];
  if (isTyped(value)) return [mark, value.constructor.name, Array.from(value, (entry) => number(entry, value.constructor === Float32Array ? 5 : 7))];
  if (Array.isArray(value)) return value[0] === mark ? [mark, "Array", value.map(encode)] : value.map(encode);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, encode(entry)]));
}

function decode(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (!Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, decode(entry)]));
  if (value[0] !== mark) return value.map(decode);
  const [, tag, content] = value;
  if (tag === "undefined") return undefined;
  if (tag === "Date") return new Date(Number(decode(content)));
  if (tag === "Array") return (content as unknown[]).map(decode);
  if (tag in typedArrays) return new typedArrays[tag as TypedArrayName]((content as unknown[]).map((entry) => Number(decode(entry))));
  return Number(tag);
}
