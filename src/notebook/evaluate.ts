import { createBuiltins, type LateCall, show, type UsedInput } from "./builtins.ts";
import { compile, type Trace } from "./compile.ts";
import type { GraphNode } from "./graph.ts";
import { knownValues } from "./knownValues.ts";
import { runtimeError } from "./locate.ts";
import { importedValue, type Modules } from "./modules.ts";
import { isBuiltin } from "./names.ts";
import { createSink } from "./sink.ts";
import type { WorkerPool } from "./spread.ts";
import type { CellError, CellEvent, Checked } from "./types.ts";

export interface EvaluateOptions {
  node: GraphNode;
  /** The values of the names in `node.reads`. */
  reads: ReadonlyMap<string, unknown>;
  modules: Modules;
  plot: unknown;
  workerPool: WorkerPool;
  /** What the values of these cells rest on, as text. */
  fingerprint: (cells: Iterable<string>) => string;
  positions: Readonly<Record<string, unknown>>;
  previous: readonly UsedInput[];
  /** What the cell's checks look at, where that is no answer in code. */
  checked?: Checked;
  emit: (event: CellEvent) => void;
  now: () => number;
}

export interface Evaluated {
  /** What the cell defines, imports included; undefined when it failed. */
  values?: ReadonlyMap<string, unknown>;
  error?: CellError;
  inputs: readonly UsedInput[];
}

/** A cell that runs. */
export interface Evaluation {
  result: Promise<Evaluated>;
  /** Ends the run with an error that came from outside its own course: a rejection that nobody handles. */
  fail(reason: unknown): void;
  /** Whether the call came from this run. */
  owns(call: LateCall): boolean;
}

/** Runs one cell that has no error of its own, and emits `start`, its outputs, then `done` or `error`. Never rejects. */
export function evaluate({
  node,
  reads,
  modules,
  plot,
  workerPool,
  fingerprint,
  positions,
  previous,
  checked,
  emit,
  now,
}: EvaluateOptions): Evaluation {
  const { cell, analysis } = node;
  let fail: (reason: unknown) => void = () => {};
  const failure = new Promise<never>((_, reject) => void (fail = reject));
  failure.catch(() => {});
  const sink = createSink({ cell: cell.id, emit, now });
  const trace: Trace = {
    value: undefined,
    defined: {},
    line: 0,
    throwing(value, line) {
      trace.line = line;
      trace.thrown = { value, line };
      return value;
    },
  };
  /** A function of another cell rests on that cell alone; one of this cell may read whatever this cell has. */
  function fingerprintOfWork(work: unknown, inputs: readonly UsedInput[]): string {
    const home = [...node.reads].find(([name]) => Object.is(reads.get(name), work))?.[1][0];
    if (home !== undefined) return fingerprint([home]);
    return JSON.stringify([cell.source, inputs.map(({ spec }) => [spec.key, spec.value]), fingerprint(node.dependsOn)]);
  }
  const builtins = createBuiltins({
    cell: cell.id,
    run: trace,
    sink,
    plot,
    positions,
    workerPool,
    now,
    fingerprint: fingerprintOfWork,
    previous,
    checked,
  });

  const outer = new Map(reads);
  for (const name of analysis.imports) outer.set(name.local, importedValue(name, modules));
  for (const name of analysis.free.keys()) if (!outer.has(name) && isBuiltin(name)) outer.set(name, builtins.scope[name]);

  async function run(): Promise<Evaluated> {
    const startedAt = now();
    emit({ type: "start", cell: cell.id, dependsOn: [...node.dependsOn] });
    let outcome: Evaluated;
    try {
      const call = compile(cell.id, analysis, [...outer.keys()]);
      await Promise.race([call(...outer.values(), trace), failure]);
      const value = trace.value instanceof Promise ? await Promise.race([trace.value, failure]) : trace.value;
      if (value !== undefined) show(sink, value);
      outcome = { values: new Map(Object.entries(trace.defined)), inputs: builtins.inputs };
    } catch (error) {
      const { waiting } = builtins;
      const isWaiting = waiting !== undefined && error === waiting;
      outcome = { error: isWaiting ? { kind: "waiting", message: waiting.message } : runtimeError(error, cell.id, trace), inputs: builtins.inputs };
    }
    builtins.close();
    sink.close();
    const elapsedMs = now() - startedAt;
    if (outcome.error) emit({ type: "error", cell: cell.id, error: outcome.error, elapsedMs });
    else emit({ type: "done", cell: cell.id, elapsedMs, warnings: [...builtins.warnings], ...knownValues(trace.defined) });
    return outcome;
  }

  return { result: run(), fail, owns: (call) => call.run === trace };
}
