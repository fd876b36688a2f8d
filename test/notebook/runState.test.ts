import fc from "fast-check";
import { expect, test } from "vitest";
import {
  apply,
  asBuilt,
  cellState,
  cellStates,
  isRunning,
  lastFinished,
  lastRun,
  refusedEvents,
  standing,
  stopEvents,
  toRunEvent,
  type RunEnd,
  type RunEvent,
  type RunState,
} from "../../src/notebook/runState.ts";
import type { Cell, CellError, CellState, Shown } from "../../src/notebook/types.ts";

const text = (text: string): Shown => ({ kind: "drawing", of: "text", tree: { tag: "pre", children: [text] } });
const built = [text("first as built"), text("second as built")];
const cell = "a";
const emptyCell: Cell = { id: cell, title: cell, source: "", line: 1, hidden: false, form: "both", run: "build" };

/** Any events in any order, also those that no sandbox says: `apply` must have an answer to each. */
const source = fc.constantFrom("built", "edited");
const error = fc.constantFrom<CellError[]>(
  { kind: "runtime", message: "failed" },
  { kind: "waiting", message: "a question" },
  { kind: "waiting", message: "a question elsewhere", cells: ["b"] },
);
const event: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({ type: fc.constant("queued" as const), cell: fc.constant(cell), source }),
  {
    weight: 3,
    arbitrary: fc.record(
      { type: fc.constant("start" as const), cell: fc.constant(cell), source, at: fc.nat(100), dependsOn: fc.subarray(["b", "c"]) },
      { requiredKeys: ["type", "cell", "source", "at"] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("output" as const),
      cell: fc.constant(cell),
      index: fc.nat(3),
      output: fc.nat(50).map((n) => text(`${n}`)),
    }),
  },
  fc.record({
    type: fc.constant("done" as const),
    cell: fc.constant(cell),
    source,
    elapsedMs: fc.nat(100),
    warnings: fc.constant<string[]>([]),
    values: fc.record({ lr: fc.nat(100) }),
  }),
  fc.record({ type: fc.constant("error" as const), cell: fc.constant(cell), source, elapsedMs: fc.nat(100), error }),
  fc.record({ type: fc.constant("stopped" as const), cell: fc.constant(cell), source, elapsedMs: fc.nat(100) }),
  fc.record({ type: fc.constant("silent" as const), cell: fc.constant(cell), seconds: fc.option(fc.nat(60)) }),
);

/** The slow model: reads the whole history again for each question, and keeps nothing between two. */
function model(history: readonly RunEvent[]) {
  const runs = runsIn(history);
  const last = runs.at(-1);
  const isRunning = last?.ends.length === 0;

  const page = new Map<number, Shown>(built.entries());
  let isOld = false;
  for (const { outputs, ends } of runs) {
    const isFresh = outputs.length > 0;
    const isGood = ends.some((end) => stateAfter(end) === "done");
    if (ends.length > 0 && (isGood || isFresh)) page.clear();
    for (const { index, output } of outputs) page.set(index, output);
    isOld = ends.length > 0 ? !isFresh && stateAfter(ends.at(-1)!) !== "done" : isOld && !isFresh;
  }

  /** The event came while the cell ran. */
  const cameWhileRunning = (i: number) => runsIn(history.slice(0, i)).at(-1)?.ends.length === 0;
  const begunAt = history.findLastIndex((_, i) => runsIn(history.slice(0, i + 1)).length > runsIn(history.slice(0, i)).length);
  const queued = history.findLast((event, i) => event.type === "queued" && i > begunAt && !cameWhileRunning(i)) as { source: string } | undefined;
  const silence = history.findLast(
    ({ type }, i) => type === "silent" || type === "error" || ((type === "done" || type === "stopped") && cameWhileRunning(i)),
  );
  return {
    isRunning,
    isOld,
    outputs: [...page].sort(([a], [b]) => a - b),
    finished: runs.findLast(({ ends }) => ends.some(({ type }) => type !== "stopped"))?.source ?? "built",
    values: runs.flatMap(({ ends }) => ends.flatMap((end) => (end.type === "done" ? [end.values] : []))).at(-1),
    silent: silence?.type === "silent" ? silence.seconds : null,
    dependsOn: history.flatMap((event) => (event.type === "start" && event.dependsOn ? [event.dependsOn] : [])).at(-1) ?? ["as built"],
    states: ["built", "edited"].map((source): CellState => {
      if (isRunning) return "running";
      if (queued?.source === source) return "stale";
      if (!last) return source === "built" ? "fresh" : "edited";
      return source === last.source ? stateAfter(last.ends.at(-1)!) : "edited";
    }),
  };
}

interface ModelRun {
  source: string;
  outputs: { index: number; output: Shown }[];
  ends: RunEnd[];
}

function runsIn(history: readonly RunEvent[]): ModelRun[] {
  const runs: ModelRun[] = [];
  for (const event of history) {
    const last = runs.at(-1);
    const isOpen = last?.ends.length === 0;
    if (event.type === "start") runs.push({ source: event.source, outputs: [], ends: [] });
    else if (event.type === "output" && isOpen) last.outputs.push(event);
    else if ((event.type === "done" || event.type === "stopped") && isOpen) last.ends.push(event);
    else if (event.type === "error") {
      if (isOpen || (last?.source === event.source && last.ends.at(-1)!.type !== "stopped")) last!.ends.push(event);
      else runs.push({ source: event.source, outputs: [], ends: [event] });
    }
  }
  return runs;
}

const stateAfter = (end: RunEnd): CellState => {
  if (end.type !== "error") return end.type;
  if (end.error.kind !== "waiting") return "error";
  return end.error.cells ? "stale" : "done";
};

const view = (state: RunState) => {
  const { outputs, isOld } = standing(state);
  return {
    isRunning: isRunning(state),
    isOld,
    outputs: outputs.flatMap((output, i): [number, Shown][] => [[i, output]]),
    finished: lastFinished(state),
    values: state.values,
    silent: state.silent,
    dependsOn: state.dependsOn,
    states: ["built", "edited"].map((source) => cellState(state, source)),
  };
};

/** A state that throws when it is written to. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

test("after any events a cell shows what a reading of the whole history says", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let state = frozen(asBuilt("built", built, ["as built"]));
      events.forEach((event, i) => {
        state = frozen(apply(state, event));
        expect(view(state)).toEqual(model(events.slice(0, i + 1)));
      });
    }),
    { numRuns: 2000 },
  );
});

test("a cell that cannot start has its error as a run of its own, after a stop too", () => {
  const stopped = [
    { type: "start", cell, source: "built", at: 1 },
    { type: "stopped", cell, source: "built", elapsedMs: 2 },
  ] satisfies RunEvent[];
  const [refused] = refusedEvents(
    {
      cells: [
        { ...emptyCell, source: "built" },
        { ...emptyCell, id: "b" },
      ],
      targets: [cell],
    },
    new Error("no sandbox"),
  );
  const state = [...stopped, refused].reduce(apply, asBuilt("built", built));
  expect(cellState(state, "built")).toBe("error");
  expect(standing(state)).toEqual({ outputs: built, isOld: true, end: refused });
  expect(lastRun(state)).toEqual({ source: "built", state: "error" });
});

test("a stop ends what runs and takes offers to stop away; what waits stays out of date", () => {
  const queued: RunEvent = { type: "queued", cell: "b", source: "built" };
  const start = toRunEvent({ type: "start", cell }, "built", 5);
  const states = new Map([
    [cell, apply(apply(asBuilt("built", []), start), { type: "silent", cell, seconds: 10 })],
    ["b", apply(asBuilt("built", []), queued)],
  ]);
  const events = stopEvents(states, 12);
  expect(events).toEqual([
    { type: "silent", cell, seconds: null },
    { type: "stopped", cell, source: "built", elapsedMs: 7 },
  ]);
  expect(cellState(events.reduce(apply, states.get(cell)!), "built")).toBe("stopped");
  expect(cellState(states.get("b")!, "built")).toBe("stale");
});

/** A page of four cells; each reads what its last run read, and each event is of one of them. */
const pageCells = ["a", "b", "c", "d"] as const;
const pageEvent = fc
  .tuple(fc.constantFrom(...pageCells), event, fc.subarray([...pageCells]))
  .map(([cell, event, dependsOn]): RunEvent => ({ ...event, cell, ...(event.type === "start" && { dependsOn }) }));
const typed = fc.record({ cell: fc.constantFrom(...pageCells), source });
type Step = { event: RunEvent } | { typed: { cell: string; source: string } };
const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof({ weight: 4, arbitrary: fc.record({ event: pageEvent }) }, fc.record({ typed })), {
  maxLength: 40,
});

test("whatever is typed and run, a cell that shows what no code on the page gives says so, and no other does", () => {
  fc.assert(
    fc.property(steps, (steps) => {
      const states = new Map<string, RunState>(pageCells.map((id, i) => [id, asBuilt("built", built, pageCells.slice(0, i))]));
      const sources = new Map<string, string>(pageCells.map((id) => [id, "built"]));
      for (const step of steps) {
        if ("typed" in step) sources.set(step.typed.cell, step.typed.source);
        else states.set(step.event.cell, apply(states.get(step.event.cell)!, step.event));

        const found = cellStates(states, (id) => sources.get(id)!);
        const own = (id: string) => cellState(states.get(id)!, sources.get(id)!);
        /** Whether code that has not run, or out of date, lies on any way up from the cell. */
        const restsOnChange = (id: string, seen: string[] = []): boolean =>
          states
            .get(id)!
            .dependsOn.some((on) => !seen.includes(on) && (own(on) === "edited" || own(on) === "stale" || restsOnChange(on, [...seen, on])));
        for (const id of pageCells) {
          const isMarked = own(id) === "edited" || own(id) === "running" || own(id) === "stopped";
          expect(found.get(id), id).toBe(!isMarked && restsOnChange(id) ? "stale" : own(id));
        }
      }
    }),
    { numRuns: 1000 },
  );
});
