/**
 * The names that a cell may see without defining or importing them. The list is explicit, so that a cell means the same
 * at build (Node) and in the browser (worker), whatever either happens to have.
 */

import { inputBuiltins } from "./inputs.ts";

/** The built-ins of every cell; `builtins.ts` makes them, `ambient.d.ts` types them. */
export const BUILTIN_NAMES = ["Plot", "display", "table", "tex", "md", "progress", ...inputBuiltins, "check", "live", "spread", "console"] as const;

export type BuiltinName = (typeof BUILTIN_NAMES)[number];

const builtinNames: ReadonlySet<string> = new Set(BUILTIN_NAMES);

/** The globals of standard JavaScript, and `structuredClone`, which every host has alike. */
const globalNames: ReadonlySet<string> = new Set(
  `undefined NaN Infinity isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent
  Object Boolean Symbol Number BigInt Math Date String RegExp Array Map Set WeakMap WeakSet WeakRef Iterator JSON Promise
  Reflect Proxy Intl Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
  ArrayBuffer SharedArrayBuffer DataView Atomics Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array
  Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array FinalizationRegistry structuredClone`.split(/\s+/),
);

/** What a page or Node has and a cell has not: for these a similar name is no help. */
const hostNames: ReadonlySet<string> = new Set(
  `globalThis self window document navigator location history localStorage sessionStorage indexedDB caches fetch XMLHttpRequest
  WebSocket EventSource Worker SharedWorker postMessage addEventListener importScripts alert confirm prompt requestAnimationFrame
  setTimeout setInterval setImmediate clearTimeout clearInterval queueMicrotask performance crypto process require module exports
  global Buffer eval Function arguments`.split(/\s+/),
);

export const isBuiltin = (name: string): name is BuiltinName => builtinNames.has(name);

export const isGlobal = (name: string): boolean => globalNames.has(name);

export const isHostName = (name: string): boolean => hostNames.has(name);

/** Every name a cell may see, for suggestions. */
export const ambientNames = (): string[] => [...builtinNames, ...globalNames];
