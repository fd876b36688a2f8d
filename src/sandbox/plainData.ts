import { limits } from "./limits.ts";

/**
 * The size of a structured clone in bytes, roughly: 8 for each number, 2 for each character, 16 for each property.
 * Gives Infinity where the value is larger than `limit`, nested deeper than `limits.depth`, or holds anything but
 * plain data: primitives, dates, typed arrays, arrays and objects without a class. Never recurses, so that no value can overflow it.
 */
export function sizeOf(value: unknown, limit: number = limits.outputBytes): number {
  let bytes = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.depth) return Infinity;
    const next: unknown[] = [];
    for (const item of level) {
      bytes += shallowSize(item, next);
      if (bytes > limit) return Infinity;
    }
    level = next;
  }
  return bytes;
}

/** Bytes of the value itself; what it holds is appended to `inside`. */
function shallowSize(value: unknown, inside: unknown[]): number {
  if (typeof value === "string") return 16 + 2 * value.length;
  if (typeof value === "bigint") return 16;
  if (typeof value === "function" || typeof value === "symbol") return Infinity;
  if (typeof value !== "object" || value === null) return 8;
  if (Array.isArray(value)) {
    if (value.length > limits.outputBytes / 8) return Infinity;
    for (let i = 0; i < value.length; i++) inside.push(value[i]);
    return 16 + 8 * value.length;
  }
  if (ArrayBuffer.isView(value)) return 16 + value.buffer.byteLength;
  if (value instanceof Date) return 16;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return Infinity;
  const keys = Object.keys(value);
  let bytes = 16;
  for (const key of keys) {
    if (key === "__proto__") return Infinity;
    bytes += 16 + 2 * key.length;
    inside.push((value as Record<string, unknown>)[key]);
  }
  return bytes;
}

/** An object made of plain data, or null. */
export function toRecord(value: unknown): Record<string, unknown> | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? (value as Record<string, unknown>) : null;
}

/** Whether `key` is text, and a key of the table. What only can be made into text is not asked to: it could throw. */
export const isKeyOf = <T extends object>(table: T, key: unknown): key is keyof T & string => typeof key === "string" && Object.hasOwn(table, key);
