import { freezeIntrinsics, freezeShared, watchRegExp } from "./intrinsics.ts";

/**
 * What the language itself gives, and the few things of the platform that a cell may use: clock, text, random bytes. No timers: what they
 * start would outlive its run.
 */
const kept: ReadonlySet<string> = new Set([
  ..."Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp".split(" "),
  ..."Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError".split(" "),
  ..."globalThis JSON Math Intl ArrayBuffer SharedArrayBuffer Atomics DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef".split(" "),
  ..."Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array BigUint64Array BigInt64Array Uint8ClampedArray".split(" "),
  ..."Float16Array Float32Array Float64Array Proxy Reflect FinalizationRegistry DisposableStack AsyncDisposableStack Temporal".split(" "),
  ..."decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN".split(" "),
  ..."self queueMicrotask structuredClone".split(" "),
  ..."performance crypto TextEncoder TextDecoder atob btoa DOMException".split(" "),
]);

/**
 * Removes from a worker's global scope, and from all that it inherits, whatever is not in `kept`: requests, storage,
 * channels, workers, files, graphics, events. The wall is the policy and the missing origin of the frames; this is a
 * second one, and a message flood or a stolen channel needs a way through it first. `warn` hears the warnings of libraries. Result: the names that could not be removed.
 */
export function lockDown(scope: object, warn: (...parts: unknown[]) => void = () => {}): string[] {
  const left: string[] = [];
  for (let object = scope; object !== null && object !== Object.prototype; object = Object.getPrototypeOf(object) as object) {
    for (const name of Object.getOwnPropertyNames(object)) {
      if (!kept.has(name) && !Reflect.deleteProperty(object, name)) left.push(name);
    }
  }
  // Libraries may warn; nobody would see it, and a flood of messages to the console slows the whole browser.
  const quiet = Object.fromEntries(["debug", "error", "info", "log", "table", "trace", "warn"].map((name) => [name, () => {}]));
  Object.defineProperty(scope, "console", { value: { ...quiet, warn }, writable: true, configurable: true });
  return left;
}

/**
 * Makes what is left unchangeable, and `shared` with it: after it a cell can change nothing that the next one uses, but for regular
 * expressions. Result: puts these right, before each cell.
 */
export function freezeScope(scope: object, shared: readonly object[] = []): () => void {
  // `Atomics.waitAsync` is the only timer of the language itself.
  Reflect.deleteProperty(Atomics, "waitAsync");
  freezeIntrinsics(scope, [...kept, "console"]);
  freezeShared(shared);
  return watchRegExp();
}
