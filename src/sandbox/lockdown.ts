/** What the language itself gives, and the few things of the platform that a cell may use: time, text, random bytes. */
const kept: ReadonlySet<string> = new Set([
  ..."Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp".split(" "),
  ..."Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError".split(" "),
  ..."globalThis JSON Math Intl ArrayBuffer SharedArrayBuffer Atomics DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef".split(" "),
  ..."Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array BigUint64Array BigInt64Array Uint8ClampedArray".split(" "),
  ..."Float16Array Float32Array Float64Array Proxy Reflect FinalizationRegistry DisposableStack AsyncDisposableStack Temporal".split(" "),
  ..."decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN".split(" "),
  ..."self setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone".split(" "),
  ..."performance crypto TextEncoder TextDecoder atob btoa DOMException".split(" "),
]);

/**
 * Removes from a worker's global scope, and from all that it inherits, whatever is not in `kept`: requests, storage,
 * channels, workers, files, graphics, events. The wall is the policy and the missing origin of the frames; this is a
 * second one, and a message flood or a stolen channel needs a way through it first. Result: the names that could not be removed.
 */
export function lockDown(scope: object): string[] {
  const left: string[] = [];
  for (let object = scope; object !== null && object !== Object.prototype; object = Object.getPrototypeOf(object) as object) {
    for (const name of Object.getOwnPropertyNames(object)) {
      if (!kept.has(name) && !Reflect.deleteProperty(object, name)) left.push(name);
    }
  }
  // Libraries may warn; nobody would see it, and a flood of messages to the console slows the whole browser.
  const quiet = Object.fromEntries(["debug", "error", "info", "log", "table", "trace", "warn"].map((name) => [name, () => {}]));
  Object.defineProperty(scope, "console", { value: quiet, writable: true, configurable: true });
  return left;
}
