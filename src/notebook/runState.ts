/**
 * What a page shows of a cell's runs. `apply` is the one place that says what an event changes: each page follows the events of its own sandbox
 * with it, and the windows of a deck agree by it on what all of them show.
 */
import type { CellState, KnownValues, RunRequest, Shown, ShownEvent } from "./types.ts";

/**
 * An event of a run as pages record it. `source`: the source with which the cell runs; `at`: when it began, in milliseconds as `Date.now` counts
 * them. A sandbox that is stopped says nothing more of its run; `stopped` is said for it.
 */
export type RunEvent =
  | (Extract<ShownEvent, { type: "queued" | "done" | "error" }> & { source: string })
  | (Extract<ShownEvent, { type: "start" }> & { source: string; at: number })
  | Extract<ShownEvent, { type: "output" }>
  | { type: "stopped"; cell: string; source: string; elapsedMs: number }
  /** The run has shown nothing for so long that Stop is offered; null takes the offer away. */
  | { type: "silent"; cell: string; seconds: number | null };

/** An event that ends a run. */
export type RunEnd = Extract<RunEvent, { type: "done" | "error" | "stopped" }>;

/** One run of a cell, as far as it has come. */
export interface Run {
  /** Runs of a cell are numbered from 1. */
  number: number;
  source: string;
  at: number;
  outputs: readonly Shown[];
  /** Empty while it runs. A run that is done may fail afterwards, by a promise that it did not await. */
  ends: readonly RunEnd[];
}

/** What stands under a cell. */
export interface Standing {
  outputs: readonly Shown[];
  /** How the last run ended, where it did not end well and nothing was shown since. */
  end?: RunEnd;
  /** That run showed nothing, so the outputs are of an earlier one. */
  isOld: boolean;
}

/** Never changed: each event gives a new one. */
export interface RunState {
  /** What stood there when `run` began. */
  stood: Standing;
  /** The source of the last run before `run` that was not stopped; at first the build's. */
  finished: string;
  /** The last run. */
  run?: Run;
  /** The cells that the last run read; at first those of the build's. */
  dependsOn: readonly string[];
  /** What the last run that was done gave the cell's names. */
  values?: KnownValues;
  /** The source with which the cell waits for its turn, or is out of date. */
  queued?: string;
  /** For how long the run has shown nothing, where Stop is offered because of it. */
  silent: number | null;
}

/** The cell as the build made it. */
export const asBuilt = (source: string, outputs: readonly Shown[], dependsOn: readonly string[] = []): RunState => ({
  stood: { outputs, isOld: false },
  finished: source,
  dependsOn,
  silent: null,
});

/** The state after an event. What cannot be, such as an output of a cell that does not run, changes nothing. */
export function apply(state: RunState, event: RunEvent): RunState {
  const { run } = state;
  const running = isRunning(state) ? run : undefined;
  switch (event.type) {
    case "queued":
      return running ? state : { ...state, queued: event.source };
    case "start":
      return begin(state, event);
    case "output":
      return running ? { ...state, run: { ...running, outputs: replaced(running.outputs, event.index, event.output) } } : state;
    case "silent":
      return { ...state, silent: event.seconds };
    case "stopped":
    case "done":
      if (!running) return state;
      return { ...state, run: { ...running, ends: [event] }, silent: null, ...(event.type === "done" && { values: event.values }) };
    case "error": {
      // It ends the run, or follows its end. What cannot even start has an error without a start: a run of its own, which took no time.
      const isOfRun = run && (running || (run.source === event.source && run.ends.at(-1)?.type !== "stopped"));
      const failed = isOfRun ? state : begin(state, { source: event.source, at: 0 });
      return { ...failed, run: { ...failed.run, ends: [...failed.run!.ends.filter(isGood), event] } as Run, silent: null };
    }
  }
}

const begin = (
  state: RunState,
  { source, at, dependsOn = state.dependsOn }: Pick<RunEvent & { type: "start" }, "source" | "at" | "dependsOn">,
): RunState => ({
  ...state,
  stood: standing(state),
  finished: lastFinished(state),
  run: { number: (state.run?.number ?? 0) + 1, source, at, outputs: [], ends: [] },
  dependsOn,
  queued: undefined,
});

const isGood = (end: RunEnd): boolean => endState(end) === "done";

function replaced(outputs: readonly Shown[], index: number, output: Shown): readonly Shown[] {
  const copy = outputs.slice();
  copy[index] = output;
  return copy;
}

export const isRunning = ({ run }: RunState): boolean => run?.ends.length === 0;

/** What stands under the cell now. An old output stays until one takes its place, or until a run ends well or with others. */
export function standing({ stood, run }: RunState): Standing {
  if (!run) return stood;
  const { outputs, ends } = run;
  if (ends.length === 0) return outputs.length === 0 ? stood : { outputs: Object.assign(stood.outputs.slice(), outputs), isOld: false };
  const end = ends.at(-1)!;
  return {
    outputs: outputs.length > 0 || ends.some(isGood) ? outputs : stood.outputs,
    isOld: outputs.length === 0 && !isGood(end),
    ...(!isGood(end) && { end }),
  };
}

/** The source of the last run that was not stopped: after it ran what depends on the cell. */
export const lastFinished = ({ run, finished }: RunState): string => (run?.ends.some(({ type }) => type !== "stopped") ? run.source : finished);

/** The state of a cell whose run ended so. A question to the reader is no failure; a cell that waits for its answer elsewhere is out of date. */
export function endState(end: RunEnd): CellState {
  if (end.type !== "error") return end.type;
  if (end.error.kind !== "waiting") return "error";
  return end.error.cells ? "stale" : "done";
}

/** The source that the last run had, and how it ended, if it has ended. */
export function lastRun({ run, finished }: RunState): { source: string; state: CellState } {
  if (!run) return { source: finished, state: "fresh" };
  const end = run.ends.at(-1);
  return { source: run.source, state: end ? endState(end) : "running" };
}

/** The state of a cell in which `source` now stands. */
export function cellState(state: RunState, source: string): CellState {
  const last = lastRun(state);
  if (last.state === "running") return "running";
  if (state.queued === source) return "stale";
  return last.source === source ? last.state : "edited";
}

/** These cells, and all that read them, by whatever way. */
export function withReaders(states: ReadonlyMap<string, RunState>, cells: Iterable<string>): Set<string> {
  const reached = new Set(cells);
  // The loop also visits what is added to the set while it runs.
  for (const cell of reached) for (const [other, { dependsOn }] of states) if (dependsOn.includes(cell)) reached.add(other);
  return reached;
}

/**
 * The states of all cells of a page, where `sourceOf` says what now stands in each. What a cell shows is of this page only if what it rests on is: a cell
 * whose run ended, and that reads one that is edited or out of date, by whatever way, is out of date itself.
 */
export function cellStates(states: ReadonlyMap<string, RunState>, sourceOf: (cell: string) => string): Map<string, CellState> {
  const found = new Map([...states].map(([cell, state]) => [cell, cellState(state, sourceOf(cell))]));
  const old = [...found].flatMap(([cell, state]) => (state === "edited" || state === "stale" ? [cell] : []));
  for (const cell of withReaders(states, old)) if (/^(fresh|done|error)$/.test(found.get(cell)!)) found.set(cell, "stale");
  return found;
}

/** What a sandbox says, as an event of a run with this source. */
export const toRunEvent = (event: ShownEvent, source: string, at: number): RunEvent =>
  event.type === "output" ? event : event.type === "start" ? { ...event, source, at } : { ...event, source };

/** After a stop: what was running says so; what had only been waiting stays out of date. */
export const stopEvents = (states: Iterable<[string, RunState]>, now: number): RunEvent[] =>
  [...states].flatMap(([cell, { silent, run }]): RunEvent[] => [
    ...(silent === null ? [] : [{ type: "silent" as const, cell, seconds: null }]),
    ...(run?.ends.length === 0 ? [{ type: "stopped" as const, cell, source: run.source, elapsedMs: now - run.at }] : []),
  ]);

/** What is said of a request that no sandbox takes. */
export const refusedEvents = ({ cells, targets }: Pick<RunRequest, "cells" | "targets">, { message }: Error): RunEvent[] =>
  cells
    .filter(({ id }) => targets.includes(id))
    .map(({ id, source }) => ({ type: "error", cell: id, source, error: { kind: "runtime", message }, elapsedMs: 0 }));
