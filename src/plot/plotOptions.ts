/** Options of Plot, as an author writes them. */
export interface Options {
  [name: string]: unknown;
}

/** An object written with braces. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
