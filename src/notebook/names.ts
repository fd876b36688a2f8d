/**
 * The names that a cell may see without defining or importing them. The list is explicit, so that a cell means the same
 * at build (Node) and in the browser (worker), whatever either happens to have.
 */

/** The built-ins of every cell; `builtins.ts` makes them, `ambient.d.ts` types them. */
export const BUILTIN_NAMES = [
  "Plot", "display", "table", "tex", "progress", "slider", "choice", "toggle", "button", "point", "player", "predict", "check", "live", "spread", "console",
] as const;

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

/**
 * The known name nearest to `name`, or undefined: at most a third of its letters away, one in a name of three to five (an
 * insertion, deletion, replacement or swap of neighbours counts one, a change of case half). The first of equals.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = (name.length < 3 ? 0.5 : Math.max(1, name.length / 3)) + 1e-9;
  for (const other of known) {
    if (Math.abs(other.length - name.length) >= bestDistance) continue;
    const d = distance(name, other);
    if (d < bestDistance) [best, bestDistance] = [other, d];
  }
  return best;
}

function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => new Array<number>(b.length + 1).fill(0).map((_, j) => (i === 0 ? j : j === 0 ? i : 0)));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : a[i - 1].toLowerCase() === b[j - 1].toLowerCase() ? 0.5 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}
