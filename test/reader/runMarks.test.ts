import fc from "fast-check";
import { expect, test } from "vitest";
import { apply, asBuilt, type RunEvent, type RunState } from "../../src/notebook/runState.ts";
import type { LastRun } from "../../src/reader/keep.ts";
import { createRunMarks } from "../../src/reader/runMarks.ts";

/** A page of three cells: b reads a, and c reads neither. */
const ids = ["a", "b", "c"] as const;
const reads: Record<string, string[]> = { a: [], b: ["a"], c: [] };

function setup() {
  const states = new Map<string, RunState>(ids.map((id) => [id, asBuilt("built", [], reads[id])]));
  const sources = new Map<string, string>(ids.map((id) => [id, "built"]));
  /** What is kept: of which code, and how its last run ended. */
  const kept = new Map<string, { of: string; how: LastRun }>();
  const moved = new Set<string>();
  const known = (id: string) => (kept.get(id)?.of === sources.get(id) ? kept.get(id)?.how : undefined);
  const marks = createRunMarks({
    states,
    sourceOf: (id) => sources.get(id)!,
    changed: () => ids.filter((id) => sources.get(id) !== "built" || moved.has(id)),
    lastRun: known,
    // As `keep.ts`: what is marked is the code that is kept.
    mark: (id, of, how) => void (sources.get(id) !== of ? 0 : how ? kept.set(id, { of, how }) : kept.delete(id)),
  });
  const say = (event: RunEvent) => states.set(event.cell, apply(states.get(event.cell)!, event));
  return {
    marks,
    states,
    known,
    move: (id: string) => void moved.add(id),
    type: (id: string, source: string) => void sources.set(id, source),
    start: (cell: string) => say({ type: "start", cell, source: sources.get(cell)!, at: 0 }),
    done: (cell: string) => say({ type: "done", cell, source: sources.get(cell)!, elapsedMs: 1, warnings: [] }),
    fail: (cell: string) => say({ type: "error", cell, source: sources.get(cell)!, elapsedMs: 1, error: { kind: "runtime", message: "" } }),
    stop: (cell: string) => say({ type: "stopped", cell, source: sources.get(cell)!, elapsedMs: 1 }),
  };
}

test("while a run is under way its targets and all that the reader has changed are marked; then those that ran have ended, and the others are as before", () => {
  const { marks, known, type, start, done } = setup();
  type("a", "1");
  type("c", "2");
  marks.begin(["a"]);
  expect(ids.map(known)).toEqual(["running", undefined, "running"]);
  for (const id of ["a", "b"]) {
    start(id);
    done(id);
  }
  marks.end("done");
  expect(ids.map(known)).toEqual(["ended", undefined, undefined]);
});

test("a run that ends in an error has ended", () => {
  const { marks, known, type, start, fail } = setup();
  type("a", "1");
  marks.begin(["a"]);
  start("a");
  fail("a");
  marks.end("done");
  expect(known("a")).toBe("ended");
});

test("what was stopped, and the edits that lead to it, stay so until it has run to its end", () => {
  const { marks, known, type, start, done, stop } = setup();
  type("a", "1");
  type("b", "2");
  marks.begin(["a"]);
  start("a");
  done("a");
  start("b");
  marks.end("stopped");
  stop("b");
  expect(ids.map(known)).toEqual(["stopped", "stopped", undefined]);
  // A later run of another cell does not clear them.
  type("c", "3");
  marks.begin(["c"]);
  start("c");
  done("c");
  marks.end("done");
  expect(ids.map(known)).toEqual(["stopped", "stopped", "ended"]);
  type("b", "4");
  marks.begin(["b"]);
  start("b");
  done("b");
  marks.end("done");
  expect(ids.map(known)).toEqual(["ended", "ended", "ended"]);
});

test("a cell that took its sandbox with it counts as stopped", () => {
  const { marks, known, type, start, done, fail } = setup();
  type("a", "1");
  type("b", "2");
  marks.begin(["a"]);
  start("a");
  done("a");
  start("b");
  // The host blames the cell that it was at, and ends the run.
  fail("b");
  marks.end("stopped");
  expect(ids.map(known)).toEqual(["stopped", "stopped", undefined]);
});

/** A run of one cell and what reads it, as it may go. */
type Way = "done" | "error" | "stopped" | "lost" | "page lost";
const step = fc.record({
  typed: fc.option(fc.record({ id: fc.constantFrom(...ids), source: fc.constantFrom("1", "2", "built") })),
  target: fc.constantFrom(...ids),
  way: fc.constantFrom<Way[]>("done", "done", "error", "stopped", "lost", "page lost"),
});

test("after any runs, what may run again by itself has run to its end, and so has all that it leads to", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const page = setup();
      /** The slow model: with which code each cell was run last, and how that ended, as it was seen. A cell with other code does not run by itself. */
      const seen = new Map<string, { source: string; way: Way }>();
      const changed = new Set<string>();
      const code = new Map<string, string>(ids.map((id) => [id, "built"]));
      for (const { typed, target, way } of steps) {
        if (typed) {
          page.type(typed.id, typed.source);
          code.set(typed.id, typed.source);
        }
        page.move(target);
        changed.add(target);
        page.marks.begin([target]);
        const order = target === "a" ? (["a", "b"] as const) : [target];
        const ended: Record<string, Way> = {};
        const last = order.at(-1)!;
        for (const id of order) {
          page.start(id);
          ended[id] = id === last ? way : "done";
          if (id !== last || way === "done") page.done(id);
          else if (way === "error" || way === "lost") page.fail(id);
        }
        for (const id of order) seen.set(id, { source: code.get(id)!, way: ended[id] });
        // The page is gone: what is marked stays as it is.
        if (way === "page lost") {
          for (const id of ids) if (changed.has(id) || code.get(id) !== "built") expect(page.known(id)).toBe("running");
          return;
        }
        page.marks.end(way === "stopped" || way === "lost" ? "stopped" : "done");
        if (way === "stopped") page.stop(last);
        for (const id of ids) {
          if (page.known(id) !== "ended") continue;
          for (const one of id === "a" ? ["a", "b"] : [id]) {
            const last = seen.get(one);
            if (last?.source === code.get(one)) expect(last?.way, `${one} by ${id}`).toMatch(/^(done|error)$/);
          }
        }
      }
    }),
    { numRuns: 1000 },
  );
});
