import { DomElement } from "../dom/index.ts";
import type { Inspected } from "./types.ts";

/** By depth; what is deeper shows none. */
const MAX_ENTRIES = [100, 30, 20, 10];
const MAX_NODES = 1500;
const MAX_TEXT = 2000;

/**
 * A value unfolded for the inspector: at most 4 levels, 100 entries in the first and 1,500 in all. Never throws and never
 * calls the value's own getters.
 */
export function inspect(value: unknown): Inspected {
  let nodes = 0;
  const visit = (value: unknown, depth: number, path: readonly object[]): Inspected => {
    nodes++;
    if (typeof value === "function") return { type: "function", text: functionText(value) };
    if (typeof value !== "object" || value === null) return primitive(value);
    if (value === GETTER) return { type: "opaque", text: "getter" };
    if (path.includes(value)) return { type: "circular", text: `circular ${nameOf(value)}` };
    const short = opaque(value);
    if (short !== undefined) return { type: "opaque", text: short };
    const list = Array.isArray(value) || isTypedArray(value);
    const room = (nodes < MAX_NODES ? MAX_ENTRIES[depth] : undefined) ?? 0;
    const { total, entries } = entriesOf(value, room);
    const inside = [...path, value];
    const shown = entries.map(({ key, get }) => ({ key, value: visit(get(), depth + 1, inside) }));
    return { type: list ? "array" : "object", text: headOf(value, total), entries: shown, more: total - shown.length };
  };
  try {
    return visit(value, 0, []);
  } catch (error) {
    // A proxy whose traps throw, or a value made to mislead.
    return { type: "opaque", text: `not shown: ${messageOf(error)}` };
  }
}

/** One line of text for an inspected value, as `console.log` shows it. */
export function inspectedText(value: Inspected, depth = 0): string {
  if (value.type === "primitive" || !("entries" in value)) return value.text;
  const list = value.type === "array";
  const items = value.entries.map(({ key, value: inner }) => (list ? "" : `${key}: `) + inspectedText(inner, depth + 1));
  if (value.more > 0) items.push(`… ${value.more} more`);
  const head = /^(Array\(\d+\)|Object)$/.test(value.text) ? "" : `${value.text} `;
  return head + (list ? `[${items.join(", ")}]` : items.length === 0 ? "{}" : `{ ${items.join(", ")} }`);
}

/** The text, cut at `max` characters with a note of how many follow. Half characters (lone surrogates, a cut one too), which nothing can encode, are replaced. */
export function cut(text: string, max: number): string {
  const kept = text.slice(0, max).replace(/\p{Surrogate}/gu, "\uFFFD");
  return text.length <= max ? kept : `${kept}… ${more(text.length - max, "characters")}`;
}

/** "12,000 more rows": what was left out. */
export function more(count: number, things: string): string {
  return `${count.toLocaleString("en")} more ${count === 1 ? things.slice(0, -1) : things}`;
}

/** Whether a value is an error; a proxy whose traps throw is none. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error;
  } catch {
    return false;
  }
}

/** What a thrown value says, whatever it is: an error's name and message, else the value itself. Never throws. */
export function messageOf(error: unknown): string {
  try {
    if (isError(error)) {
      const { name, message } = error;
      return cut(name === "Error" || !name ? String(message) : `${name}: ${message}`, MAX_TEXT);
    }
    return cut(typeof error === "string" ? error : inspectedText(inspect(error)), MAX_TEXT);
  } catch {
    return "an error that cannot be shown";
  }
}

function primitive(value: unknown): Inspected {
  if (value === null) return { type: "primitive", of: "null", text: "null" };
  const of = typeof value as "number" | "string" | "boolean" | "bigint" | "symbol" | "undefined";
  const text = typeof value === "string" ? JSON.stringify(cut(value, MAX_TEXT)) : Object.is(value, -0) ? "-0" : String(value);
  return { type: "primitive", of, text: cut(text, MAX_TEXT) };
}

function functionText(value: Function): string {
  const name = Object.getOwnPropertyDescriptor(value, "name")?.value;
  const isClass = /^class\b/.test(Function.prototype.toString.call(value).slice(0, 6));
  return `${isClass ? "class" : "function"} ${typeof name === "string" && name ? cut(name, 100) : "(anonymous)"}`;
}

/** Objects shown by one text. */
function opaque(value: object): string | undefined {
  if (value instanceof Error) return messageOf(value);
  if (value instanceof Date) return Number.isNaN(Date.prototype.getTime.call(value)) ? "Invalid Date" : Date.prototype.toISOString.call(value);
  if (value instanceof RegExp) return cut(RegExp.prototype.toString.call(value), MAX_TEXT);
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`;
  if (value instanceof Promise) return "Promise (await it to see its value)";
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef || value instanceof DataView) return nameOf(value);
  if (value instanceof DomElement) return value.localName === "svg" || value.localName === "figure" ? "Plot" : `<${value.localName}>`;
  return undefined;
}

const isTypedArray = (value: object): value is Float64Array => ArrayBuffer.isView(value) && !(value instanceof DataView);

interface Entry {
  key: string;
  get: () => unknown;
}

/** How many entries an object has, and the first `room` of them. */
function entriesOf(value: object, room: number): { total: number; entries: Entry[] } {
  if (isTypedArray(value)) {
    const entries = Array.from({ length: Math.min(room, value.length) }, (_, i) => ({ key: String(i), get: () => value[i] }));
    return { total: value.length, entries };
  }
  if (Array.isArray(value)) {
    const entries = Array.from({ length: Math.min(room, value.length) }, (_, i) => ({ key: String(i), get: property(value, String(i)) }));
    return { total: value.length, entries };
  }
  if (value instanceof Map || value instanceof Set) {
    const entries: Entry[] = [];
    const items = value instanceof Map ? Map.prototype.entries.call(value) : Set.prototype.values.call(value);
    for (const item of items) {
      if (entries.length >= room) break;
      if (value instanceof Map) entries.push({ key: cut(inspectedText(inspectKey(item[0])), 100), get: () => item[1] });
      else entries.push({ key: String(entries.length), get: () => item });
    }
    return { total: value.size, entries };
  }
  const keys = Object.keys(value);
  return { total: keys.length, entries: keys.slice(0, room).map((key) => ({ key: cut(key, 100), get: property(value, key) })) };
}

const inspectKey = (key: unknown): Inspected =>
  typeof key === "string"
    ? { type: "opaque", text: key }
    : typeof key === "object" && key !== null
      ? { type: "opaque", text: nameOf(key) }
      : inspect(key);

/** Reads a property without running a getter. */
function property(value: object, key: string): () => unknown {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  if (descriptor === undefined) return () => undefined;
  return "value" in descriptor ? () => descriptor.value : () => GETTER;
}

/** Stands for the value of a getter, which the inspector does not call. */
const GETTER = {};

function nameOf(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return "Object";
  const constructor = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  const name = typeof constructor === "function" ? Object.getOwnPropertyDescriptor(constructor, "name")?.value : undefined;
  return typeof name === "string" && name !== "" ? cut(name, 100) : "Object";
}

function headOf(value: object, total: number): string {
  const name = nameOf(value);
  const sized = Array.isArray(value) || isTypedArray(value) || value instanceof Map || value instanceof Set;
  return sized ? `${name}(${total})` : name;
}
