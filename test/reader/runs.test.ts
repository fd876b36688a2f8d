import { expect, test } from "vitest";
import type { RunEnd, Standing } from "../../src/notebook/runState.ts";
import type { CellState, RunRequest, Shown, ShownEvent } from "../../src/notebook/types.ts";
import type { CellView } from "../../src/reader/cellView.ts";
import type { LastRun } from "../../src/reader/keep.ts";
import { createRuns } from "../../src/reader/runs.ts";
import type { Sandbox } from "../../src/sandbox/host.ts";
import { cell } from "../sandbox/fakes.ts";

const text = (text: string): Shown => ({ kind: "drawing", of: "text", tree: { tag: "pre", children: [text] } });
const built = [text("as built")];

/** A page of one cell, whose view notes what it is told to show. */
function setup(outcome: (request: RunRequest) => Promise<"done" | "stopped"> = async () => "done") {
  let source = "1";
  let state: CellState = "fresh";
  const shown: unknown[] = [];
  const marks = new Map<string, LastRun>();
  const view = {
    id: "a",
    source: () => source,
    width: () => 640,
    isMisfit: () => false,
    setState: (to: CellState) => void (state = to),
    start: () => shown.push("start"),
    output: (index: number, output: Shown) => shown.push([index, output]),
    ended: (end: RunEnd, { outputs, isOld }: Standing) => shown.push([end.type, outputs.length, isOld]),
    silent: (seconds: number | null) => shown.push(["silent", seconds]),
  } as unknown as CellView;
  const runs = createRuns({
    notebook: { locale: "en", cells: [cell("a", "1")], outputs: { a: built }, dependsOn: {}, optimizers: [] },
    views: new Map([["a", view]]),
    inputs: () => ({}),
    kept: { lastRun: (id) => marks.get(id), mark: (id, _, how) => void (how ? marks.set(id, how) : marks.delete(id)) },
    sandbox: () => ({ run: outcome }) as unknown as Sandbox,
    onDone: () => {},
  });
  const events = (...types: ("queued" | "start" | "output" | "done" | "error")[]) =>
    types.forEach((type) =>
      runs.onEvent({
        type,
        cell: "a",
        index: 0,
        output: text("new"),
        elapsedMs: 1,
        warnings: [],
        error: { kind: "runtime", message: "failed" },
      } as unknown as ShownEvent),
    );
  return { runs, view, shown, events, state: () => state, type: (text: string) => ((source = text), runs.refresh()) };
}

test("a run is shown event by event, and the state of its end is that of its source", () => {
  const { events, shown, state, type } = setup();
  events("queued");
  expect(state()).toBe("stale");
  events("start", "output", "done");
  expect(shown).toEqual(["start", [0, text("new")], ["done", 1, false]]);
  expect(state()).toBe("done");
  type("2");
  expect(state()).toBe("edited");
  type("1");
  expect(state()).toBe("done");
  // A promise that nobody awaited.
  events("error");
  expect(state()).toBe("error");
});

test("an event that no run says is not shown", () => {
  const { events, shown, state } = setup();
  events("output", "done");
  expect([shown, state()]).toEqual([[], "fresh"]);
});

test("a stop ends the run and takes the offer to stop away, and leaves what stood there as old", async () => {
  const { runs, shown, events, state } = setup(async () => {
    events("start");
    runs.apply({ type: "silent", cell: "a", seconds: 10 });
    return "stopped";
  });
  await runs.run(["a"], "run");
  expect(shown).toEqual(["start", ["silent", 10], ["silent", null], ["stopped", 1, true]]);
  expect(state()).toBe("stopped");
});

test("a run that no sandbox takes is an error of its cell", async () => {
  const { runs, shown, state } = setup(() => Promise.reject(new Error("no sandbox")));
  await runs.run(["a"], "run");
  expect(shown).toEqual([["error", 1, true]]);
  expect(state()).toBe("error");
});

test("a cell whose inputs were moved is out of date where it shows its source, and edited where it does not", () => {
  const { runs, view, state, type } = setup();
  runs.outdate(view);
  expect([state(), runs.shows("a", "1")]).toEqual(["stale", true]);
  type("2");
  runs.outdate(view);
  expect([state(), runs.shows("a", "2")]).toEqual(["edited", false]);
});

test("a cell whose edit is about to run does not show the site's code for long", async () => {
  let serve: (outcome: "done") => void = () => {};
  const { runs, type } = setup(() => new Promise((resolve) => (serve = resolve)));
  expect(runs.shows("a", "1")).toBe(true);
  type("2");
  const served = runs.run(["a"], "run");
  type("1");
  expect(runs.shows("a", "1")).toBe(false);
  serve("done");
  await served;
  expect(runs.shows("a", "1")).toBe(true);
});

test("what runs by itself has the code of the targets, and all other code as it was last run", async () => {
  const requests: RunRequest[] = [];
  const { runs, type } = setup(async (request) => (requests.push(request), "done"));
  type("2");
  await runs.runByItself([], "run");
  await runs.runByItself(["a"], "run");
  expect(requests.map(({ cells }) => cells[0].source)).toEqual(["1", "2"]);
});
