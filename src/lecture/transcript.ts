import { apply, asBuilt, lastFinished, standing, type RunEvent, type RunState, type Standing } from "../notebook/runState.ts";
import type { Shown } from "../notebook/types.ts";

/** Someone who follows a transcript at their own pace. */
export interface Cursor {
  /** The shortest news after which the reader has the page as it now stands; what was overtaken meanwhile is left out. */
  take(): RunEvent[];
}

/** A cell as it was built. */
export interface Built {
  source: string;
  outputs: readonly Shown[];
  dependsOn?: readonly string[];
}

/** All events of the runs of a page's cells, as much of them as is still to be seen. */
export interface Transcript {
  apply(event: RunEvent): void;
  /** A reader who has the page as it was built. */
  cursor(): Cursor;
  /** The cells as they now stand. */
  readonly states: ReadonlyMap<string, RunState>;
}

export function createTranscript(built: Record<string, Built>): Transcript {
  const begin = (): Map<string, RunState> =>
    new Map(Object.entries(built).map(([cell, { source, outputs, dependsOn }]) => [cell, asBuilt(source, outputs, dependsOn)]));
  const states = begin();
  return {
    states,
    apply(event) {
      const state = states.get(event.cell);
      if (state) states.set(event.cell, apply(state, event));
    },
    cursor() {
      let known: ReadonlyMap<string, RunState> = begin();
      return {
        take() {
          const before = known;
          known = new Map(states);
          return [...states].flatMap(([cell, state]) => news(cell, before.get(cell)!, state));
        },
      };
    },
  };
}

/** The events that lead a reader from what they know of a cell to its state. */
function news(cell: string, known: RunState, state: RunState): RunEvent[] {
  const { run, queued, silent } = state;
  const events: RunEvent[] = [];
  const isNew = run?.number !== known.run?.number;
  if (run) {
    if (isNew) events.push(...before(cell, known, state), { type: "start", cell, source: run.source, at: run.at, dependsOn: state.dependsOn });
    const had = isNew ? undefined : known.run;
    run.outputs.forEach((output, index) => {
      if (output !== had?.outputs[index]) events.push({ type: "output", cell, index, output });
    });
    events.push(...run.ends.filter((end) => !had?.ends.includes(end)));
  }
  if (queued !== undefined && (isNew || queued !== known.queued)) events.push({ type: "queued", cell, source: queued });
  if (silent !== known.silent) events.push({ type: "silent", cell, seconds: silent });
  return events;
}

/** What stood before a run that the reader does not know, where that is to be seen yet and not what the reader has. */
function before(cell: string, known: RunState, { stood, finished, values, run }: RunState): RunEvent[] {
  if (run!.ends.some(({ type }) => type === "done") || (isSame(standing(known), stood) && lastFinished(known) === finished)) return [];
  const outputs = stood.outputs.flatMap((output, index): RunEvent[] => [{ type: "output", cell, index, output }]);
  const { end, isOld } = stood;
  const at = Date.now();
  return [
    { type: "start", cell, source: finished, at },
    ...(end && !isOld ? [] : outputs),
    { type: "done", cell, source: finished, elapsedMs: 0, warnings: [], ...(values && { values }) },
    ...(end ? [{ type: "start" as const, cell, source: end.source, at }, ...(isOld ? [] : outputs), end] : []),
  ];
}

const isSame = (a: Standing, b: Standing): boolean =>
  a.end === b.end && a.isOld === b.isOld && a.outputs.length === b.outputs.length && a.outputs.every((output, i) => output === b.outputs[i]);
