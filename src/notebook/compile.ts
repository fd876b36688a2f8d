import type { Analysis } from "./analyse.ts";
import { stacksNameCells, type Whereabouts } from "./locate.ts";

/** What the compiled code of a cell tells while it runs; one object a run. */
export interface Trace extends Whereabouts {
  /** The value of the last expression. */
  value: unknown;
  /** The values of the names that the cell defines or imports; set at its end. */
  defined: Record<string, unknown>;
  /** Notes what is thrown, and gives it back. */
  throwing(value: unknown, line: number): unknown;
}

/** Runs a cell: the values of its outer names in the order it was compiled with, then the trace. */
export type CellFunction = (...args: unknown[]) => Promise<void>;

const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => CellFunction;

const CACHE_SIZE = 500;
const cache = new Map<string, CellFunction>();

/**
 * The function of a cell whose outer names are `names`; every other free name is a global. Strict mode; the code stands
 * two lines down (`locate` knows), under the address `cell:ID`. `marked` makes it keep `trace.line`. Cached.
 */
export function compile(id: string, analysis: Analysis, names: readonly string[], marked = !stacksNameCells()): CellFunction {
  const key = JSON.stringify([id, marked, names, analysis.source]);
  let compiled = cache.get(key);
  if (compiled === undefined) {
    let trace = "$";
    while (analysis.code.includes(trace)) trace += "$";
    compiled = new AsyncFunction(...names, trace, bodyOf(id, analysis, trace, marked));
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value as string);
    cache.set(key, compiled);
  }
  return compiled;
}

function bodyOf(id: string, { code, result, statements, throws, bodies, declared }: Analysis, trace: string, marked: boolean): string {
  // Several insertions may stand at one place, and the sort keeps their order: the mark of a statement comes before what opens in it.
  const insertions: { at: number; text: string }[] = [];
  if (marked) {
    for (const { start, line } of statements) insertions.push({ at: start, text: `${trace}.line=${line};` });
    for (const { start, end, line } of bodies) insertions.push({ at: start, text: `(${trace}.line=${line},` }, { at: end, text: ")" });
  }
  if (result) insertions.push({ at: result.start, text: `${trace}.value=(` }, { at: result.end, text: ")" });
  for (const { start, end, line } of throws) insertions.push({ at: start, text: `${trace}.throwing((` }, { at: end, text: `),${line})` });
  let body = "";
  let done = 0;
  for (const { at, text } of insertions.sort((a, b) => a.at - b.at)) {
    body += code.slice(done, at) + text;
    done = at;
  }
  return `"use strict";${body}${code.slice(done)}\n${trace}.defined={${declared.join(",")}};\n//# sourceURL=cell:${id}`;
}
