import type { KnownValues } from "./types.ts";

/** A list longer than this is no longer a label. */
const MAX_ENTRIES = 4;
const MAX_NAMES = 60;

/** The `values` of a cell's `done`, left out where it has none. */
export function knownValues(defined: Readonly<Record<string, unknown>>): { values?: KnownValues } {
  const known = Object.entries(defined).flatMap(([name, value]) => {
    // Set on an object this name would change its prototype; no symbol is called so.
    if (name === "__proto__") return [];
    const numbers = numbersOf(value);
    return numbers === undefined ? [] : [[name, numbers] as const];
  });
  return known.length === 0 ? {} : { values: Object.fromEntries(known.slice(0, MAX_NAMES)) };
}

function numbersOf(value: unknown): number | number[] | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "object" || value === null) return undefined;
  try {
    if (!Array.isArray(value) && !(value instanceof Float64Array)) return undefined;
    if (value.length === 0 || value.length > MAX_ENTRIES) return undefined;
    const entries = Array.from(value as ArrayLike<unknown>);
    return entries.every((entry) => typeof entry === "number") ? entries : undefined;
  } catch {
    // A proxy may throw at any touch.
    return undefined;
  }
}
