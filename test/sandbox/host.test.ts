import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ShownEvent } from "../../src/notebook/types.ts";
import { SandboxUnavailable, createSandbox } from "../../src/sandbox/host.ts";
import { fakeConnect, request, settled } from "./fakes.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function host({
  files = [] as string[],
  readData = async (_: string) => new Uint8Array(),
  whenDrawn = undefined as ((task: () => void) => void) | undefined,
} = {}) {
  const fake = fakeConnect(files);
  const events: ShownEvent[] = [];
  const silences: { cell: string; seconds: number }[] = [];
  const sandbox = createSandbox({
    src: "/sandbox.html",
    connect: fake.connect,
    readData,
    ...(whenDrawn && { whenDrawn }),
    onEvent: (event) => void events.push(event),
    onSilence: (silence) => void silences.push(silence),
  });
  return { ...fake, sandbox, events, silences };
}
const text = (line: string) => ({ kind: "drawing" as const, of: "text" as const, tree: { tag: "pre", children: [line] } });
const output = (cell: string, line: string, index = 0): ShownEvent => ({ type: "output", cell, index, output: text(line) });
const start = (cell: string): ShownEvent => ({ type: "start", cell });
const done = (cell: string): ShownEvent => ({ type: "done", cell, elapsedMs: 1, warnings: [] });
/** What the promise has come to, without waiting for it. */
async function state(promise: Promise<unknown>): Promise<unknown> {
  let found: unknown = "pending";
  promise.then(
    (outcome) => (found = outcome),
    (error: unknown) => (found = error),
  );
  await settled();
  return found;
}

test("nothing is loaded before warm or run, and warm loads it once", async () => {
  const { sandbox, lines } = host();
  await settled();
  expect(lines.length).toBe(0);
  sandbox.warm();
  sandbox.warm();
  await settled();
  expect(lines.length).toBe(1);
});

test("a run's events arrive in order, and its promise resolves when it is finished", async () => {
  const { sandbox, events, worker } = host();
  const outcome = sandbox.run(request(["a"]));
  await settled();
  for (const event of [start("a"), output("a", "x"), done("a")]) worker().event(event);
  expect(await state(outcome)).toBe("pending");
  worker().finish();
  expect(await state(outcome)).toBe("done");
  expect(events).toEqual([start("a"), output("a", "x"), done("a")]);
});

test("a page that has not drawn what was said hears little more, until it has", async () => {
  const drawn: (() => void)[] = [];
  const { sandbox, events, worker } = host({ whenDrawn: (task) => void drawn.push(task) });
  void sandbox.run(request(["a"]));
  await settled();
  worker().event(start("a"));
  for (let i = 0; i < 20; i++) worker().event(output("a", String(i), 0));
  expect(events).toEqual([start("a"), output("a", "0", 0)]);
  expect(drawn.length).toBe(2);
  drawn.forEach((task) => task());
  expect(events.slice(2)).toEqual([output("a", "19", 0)]);
});

test("input requests that come during a run are one further run, with the latest positions and the targets of all", async () => {
  const { sandbox, worker } = host();
  const first = sandbox.run(request(["a"], { reason: "input", inputs: { a: { lr: 0 } } }));
  await settled();
  const others = ["b", "a", "c", "a"].map((id, i) => sandbox.run(request([id], { reason: "input", inputs: { a: { lr: i + 1 } } })));
  await settled();
  expect(worker().received.length).toBe(1);
  worker().finish();
  await settled();
  expect(worker().received.length).toBe(2);
  expect(worker().run.request).toEqual(request(["b", "a", "c"], { reason: "input", inputs: { a: { lr: 4 } } }));
  expect(await state(first)).toBe("done");
  for (const other of others) expect(await state(other)).toBe("pending");
  worker().finish();
  for (const other of others) expect(await state(other)).toBe("done");
});

test("an input request never ends the run that goes on", async () => {
  const { sandbox, worker } = host();
  void sandbox.run(request(["a"]));
  await settled();
  const running = worker();
  running.plan({ a: [] });
  running.event(start("a"));
  void sandbox.run(request(["a"], { reason: "input" }));
  await settled();
  expect(running.terminated).toBe(false);
});

test.each([
  ["the cell being evaluated", "b"],
  ["a cell that it depends on", "a"],
])("an explicit run of %s takes the place of the running one, and serves both requests", async (_, target) => {
  const { sandbox, worker } = host();
  const first = sandbox.run(request(["b", "c"]));
  await settled();
  const old = worker();
  old.plan({ a: [], b: ["a"], c: [] });
  old.event(start("b"));
  const second = sandbox.run(request([target]));
  await settled();
  expect(old.terminated).toBe(true);
  expect(new Set(worker().run.request.targets)).toEqual(new Set(["b", "c", target]));
  expect(await state(first)).toBe("pending");
  worker().finish();
  expect(await state(first)).toBe("done");
  expect(await state(second)).toBe("done");
});

test.each([
  ["depends on the one being evaluated", "c"],
  ["has nothing to do with it", "d"],
])("an explicit run of a cell that %s waits for its turn", async (_, target) => {
  const { sandbox, worker } = host();
  void sandbox.run(request(["b"]));
  await settled();
  const running = worker();
  running.plan({ a: [], b: ["a"], c: ["a", "b"] });
  running.event(start("b"));
  void sandbox.run(request([target]));
  await settled();
  expect(running.terminated).toBe(false);
  running.finish();
  await settled();
  expect(running.run.request.targets).toEqual([target]);
});

test("while values are made silently, an explicit run of a cell that they need takes over", async () => {
  const { sandbox, worker } = host();
  void sandbox.run(request(["b"]));
  await settled();
  const old = worker();
  old.plan({ a: [], b: ["a"] });
  void sandbox.run(request(["a"]));
  await settled();
  expect(old.terminated).toBe(true);
});

test("while a run still reads the page's code, a run with other code does not wait for it; one with the same does", async () => {
  const { sandbox, worker } = host();
  const first = sandbox.run(request(["b"]));
  await settled();
  const old = worker();
  void sandbox.run(request(["b", "c"]));
  await settled();
  expect(old.terminated).toBe(false);
  const reset = request(["a"]);
  const second = sandbox.run({ ...reset, cells: reset.cells.map((cell) => (cell.id === "a" ? { ...cell, source: "other" } : cell)) });
  await settled();
  expect(old.terminated).toBe(true);
  expect(worker().run.request.cells[0].source).toBe("other");
  expect(new Set(worker().run.request.targets)).toEqual(new Set(["a", "b", "c"]));
  worker().finish();
  expect([await state(first), await state(second)]).toEqual(["done", "done"]);
});

test("a target that is no longer on the page is not asked for again", async () => {
  const { sandbox, worker } = host();
  void sandbox.run(request(["a"]));
  await settled();
  void sandbox.run(request(["b"]));
  void sandbox.run(request(["c"], { cells: ["a", "c"] }));
  worker().finish();
  await settled();
  expect(worker().run.request.targets).toEqual(["c"]);
});

test("a stop keeps what has arrived, drops what waits, and leaves the next run to another worker", async () => {
  const { sandbox, worker, events } = host();
  const first = sandbox.run(request(["a"]));
  await settled();
  const old = worker();
  old.event(start("a"));
  old.event(output("a", "before"));
  const second = sandbox.run(request(["d"], { reason: "input" }));
  sandbox.stop();
  old.event(output("a", "after", 1));
  expect(await state(first)).toBe("stopped");
  expect(await state(second)).toBe("stopped");
  expect(events).toEqual([start("a"), output("a", "before")]);
  const third = sandbox.run(request(["a"]));
  await settled();
  expect(worker()).not.toBe(old);
  worker().finish();
  expect(await state(third)).toBe("done");
});

test("a stop when nothing runs does nothing", async () => {
  const { sandbox, worker } = host();
  sandbox.stop();
  const outcome = sandbox.run(request(["a"]));
  await settled();
  worker().finish();
  sandbox.stop();
  expect(await state(outcome)).toBe("done");
  expect(worker().terminated).toBe(false);
});

test("a stop before the frames are there is a stop all the same", async () => {
  const { sandbox, supervisors } = host();
  const outcome = sandbox.run(request(["a"]));
  sandbox.stop();
  expect(await state(outcome)).toBe("stopped");
  expect(supervisors[0].workers[0].received).toEqual([]);
});

test("a stop that is not confirmed takes the frames down, and the next run makes new ones", async () => {
  const { sandbox, lines, worker } = host();
  const outcome = sandbox.run(request(["a"]));
  await settled();
  lines[0].deaf = true;
  sandbox.stop();
  expect(await state(outcome)).toBe("pending");
  vi.advanceTimersByTime(1_000);
  expect(await state(outcome)).toBe("stopped");
  expect(lines[0].closed).toBe(true);
  const next = sandbox.run(request(["a"]));
  await settled();
  worker().finish();
  expect(await state(next)).toBe("done");
  expect(lines.length).toBe(2);
});

test("ten seconds without output are told once, with the cell; keepWaiting allows ten more; an output counts from anew", async () => {
  const { sandbox, worker, silences } = host();
  void sandbox.run(request(["a"]));
  await settled();
  worker().event(start("a"));
  worker().event(done("a"));
  worker().event(start("b"));
  vi.advanceTimersByTime(9_999);
  expect(silences).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(silences).toEqual([{ cell: "b", seconds: 10 }]);
  vi.advanceTimersByTime(60_000);
  expect(silences.length).toBe(1);
  sandbox.keepWaiting();
  vi.advanceTimersByTime(10_000);
  expect(silences[1]).toEqual({ cell: "b", seconds: 80 });
  worker().event(output("b", "at last"));
  vi.advanceTimersByTime(9_999);
  expect(silences.length).toBe(2);
  vi.advanceTimersByTime(1);
  expect(silences[2]).toEqual({ cell: "b", seconds: 10 });
});

test("no silence is told of a run that has ended, by itself or by a stop", async () => {
  const { sandbox, worker, silences } = host();
  void sandbox.run(request(["a"]));
  await settled();
  worker().finish();
  vi.advanceTimersByTime(60_000);
  void sandbox.run(request(["a"]));
  await settled();
  sandbox.stop();
  sandbox.keepWaiting();
  vi.advanceTimersByTime(60_000);
  expect(silences).toEqual([]);
});

test("where the sandbox cannot be had, the run is refused with the reason, and the next one tries again", async () => {
  const { sandbox, control, worker } = host();
  control.refuse = new SandboxUnavailable("cannot load /sandbox.html");
  sandbox.warm();
  expect(await state(sandbox.run(request(["a"])))).toBe(control.refuse);
  control.refuse = undefined;
  const next = sandbox.run(request(["a"]));
  await settled();
  worker().finish();
  expect(await state(next)).toBe("done");
});

test("a worker that is ended for its messages is an error on the cell that ran, and the next run is right", async () => {
  const { sandbox, worker, events } = host();
  const outcome = sandbox.run(request(["a"]));
  await settled();
  worker().event(start("a"));
  worker().say("nonsense");
  expect(await state(outcome)).toBe("stopped");
  expect(events.at(-1)).toMatchObject({ type: "error", cell: "a", error: { kind: "runtime" } });
  const next = sandbox.run(request(["a"]));
  await settled();
  worker().finish();
  expect(await state(next)).toBe("done");
});

test("frames that are lost are an error on the cell that ran; new ones are made, and what waited is run", async () => {
  const { sandbox, worker, events, lines } = host();
  const outcome = sandbox.run(request(["a"]));
  await settled();
  worker().event(start("a"));
  const waiting = sandbox.run(request(["d"]));
  lines[0].handlers.lost("it has probably used up all memory", "silent");
  expect(await state(outcome)).toBe("stopped");
  expect(events.at(-1)).toMatchObject({ type: "error", cell: "a", error: { message: expect.stringContaining("memory") as string } });
  await settled();
  expect(worker().run.request.targets).toEqual(["d"]);
  worker().finish();
  expect(await state(waiting)).toBe("done");
});

test("a run of which nothing was heard before the frames were lost is not blamed for it, nor run by itself", async () => {
  const { sandbox, worker, events, lines, supervisors } = host();
  const before = sandbox.run(request(["a"]));
  await settled();
  for (const event of [start("a"), done("a")]) worker().event(event);
  worker().finish();
  expect(await state(before)).toBe("done");
  lines[0].deaf = true;
  const innocent = sandbox.run(request(["b"]));
  await settled();
  lines[0].handlers.lost("it has probably used up all memory", "silent");
  expect(await state(innocent)).toBe("stopped");
  expect(events.filter(({ type }) => type === "error")).toEqual([]);
  expect(supervisors.at(-1)!.workers.flatMap(({ received }) => received)).toEqual([]);
});

test("a run of which nothing was heard before the sandbox failed by itself is tried once more, with what waited, and no more than once", async () => {
  const { sandbox, worker, events, lines, supervisors } = host();
  await settled();
  sandbox.warm();
  await settled();
  lines[0].deaf = true;
  const first = sandbox.run(request(["a"]));
  await settled();
  const waiting = sandbox.run(request(["d"]));
  lines[0].handlers.lost("the browser has not started a worker", "failed");
  await settled();
  expect(worker().run.request.targets).toEqual(["a", "d"]);
  lines[1].handlers.lost("the browser has not started a worker", "failed");
  expect([await state(first), await state(waiting)]).toEqual(["stopped", "stopped"]);
  expect(events).toEqual([]);
  // A run that is heard of has its own second try again.
  await settled();
  const heard = sandbox.run(request(["b"]));
  await settled();
  for (const event of [start("b"), done("b")]) worker().event(event);
  worker().finish();
  expect(await state(heard)).toBe("done");
  lines[2].deaf = true;
  const later = sandbox.run(request(["c"]));
  await settled();
  lines[2].handlers.lost("the browser has not started a worker", "failed");
  await settled();
  expect(supervisors.length).toBe(4);
  worker().finish();
  expect(await state(later)).toBe("done");
});

test("a run that was heard of before the sandbox failed by itself has that as its error", async () => {
  const { sandbox, worker, events, lines, supervisors } = host();
  const outcome = sandbox.run(request(["a"]));
  await settled();
  worker().event(start("a"));
  lines[0].handlers.lost("the browser has not started a worker", "failed");
  expect(await state(outcome)).toBe("stopped");
  expect(events.at(-1)).toMatchObject({ type: "error", cell: "a", error: { message: "this run was ended: the browser has not started a worker" } });
  await settled();
  expect(supervisors.at(-1)!.workers.flatMap(({ received }) => received)).toEqual([]);
});

test("events of another run, or of a cell that is not on the page, are dropped", async () => {
  const { sandbox, events, lines, worker } = host();
  void sandbox.run(request(["a"]));
  await settled();
  const { run } = worker().run;
  lines[0].handlers.receive({
    type: "batch",
    reports: [
      { type: "event", run: run + 1, event: start("a") },
      { type: "event", run, event: start("elsewhere") },
      { type: "event", run, event: { type: "output", cell: "a", index: 0, output: { kind: "html", html: "<b>" } } },
      null,
      { type: "event", run, event: start("a") },
    ],
  });
  expect(events).toEqual([start("a")]);
});

test("a cell's file is read by the page, and what goes wrong there is told to the cell", async () => {
  const { sandbox, worker } = host({
    files: ["p.json", "q.json"],
    readData: async (file) => {
      if (file === "q.json") throw new Error("offline");
      return new TextEncoder().encode(file);
    },
  });
  void sandbox.run(request(["a"]));
  await settled();
  worker().say({ type: "read", file: "p.json" });
  worker().say({ type: "read", file: "q.json" });
  await settled();
  expect(worker().received.slice(1)).toEqual([
    { type: "data", answer: { file: "p.json", bytes: new TextEncoder().encode("p.json") } },
    { type: "data", answer: { file: "q.json", error: "offline" } },
  ]);
});

test("after dispose nothing runs, and the frames are gone", async () => {
  const { sandbox, lines } = host();
  const outcome = sandbox.run(request(["a"]));
  await settled();
  sandbox.dispose();
  expect(await state(outcome)).toBe("stopped");
  expect(lines[0].closed).toBe(true);
  expect(await state(sandbox.run(request(["a"])))).toBe("stopped");
});

test("dispose while the frames are being made removes them", async () => {
  const { sandbox, lines } = host();
  sandbox.warm();
  sandbox.dispose();
  await settled();
  expect(lines[0].closed).toBe(true);
});

test("whatever the reader does and whatever the worker does, every request ends, and a done one was run in its final form", async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant("run" as const),
      target: fc.constantFrom("a", "b", "c", "d"),
      reason: fc.constantFrom("run" as const, "input" as const),
    }),
    fc.constantFrom("finish", "start a", "start b", "stop", "flood", "lost", "failed", "wait").map((name) => ({ do: name })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { sandbox, lines, supervisors } = host();
      const promises: { target: string; at: number; outcome: Promise<unknown> }[] = [];
      const busy = () =>
        supervisors
          .at(-1)
          ?.alive()
          .find((worker) => worker.received.length > 0);
      const runs: { targets: string[]; at: number }[] = [];
      let position = 0;
      const finish = (): void => {
        const worker = busy();
        if (!worker) return;
        const { targets, inputs } = worker.run.request;
        runs.push({ targets, at: Number(inputs.a.position) });
        worker.finish();
      };
      for (const step of steps) {
        if (step.do === "run" && "target" in step) {
          position++;
          promises.push({
            target: step.target,
            at: position,
            outcome: sandbox.run(request([step.target], { reason: step.reason, inputs: { a: { position } } })),
          });
        } else if (step.do === "finish") finish();
        else if (step.do === "start a" || step.do === "start b") {
          busy()?.plan({ a: [], b: ["a"] });
          busy()?.event(start(step.do.at(-1) as string));
        } else if (step.do === "stop") sandbox.stop();
        else if (step.do === "flood") busy()?.say("nonsense");
        else if (step.do === "lost" || step.do === "failed") lines.at(-1)?.handlers.lost("gone", step.do === "lost" ? "silent" : "failed");
        else await settled();
      }
      for (let i = 0; i < 5; i++) {
        await settled();
        for (const worker of supervisors.at(-1)?.alive() ?? []) worker.ready();
        finish();
      }
      for (const { target, at, outcome } of promises) {
        const how = await state(outcome);
        expect(how).toBeOneOf(["done", "stopped"]);
        if (how === "done") expect(runs.some((run) => run.targets.includes(target) && run.at >= at)).toBe(true);
      }
      sandbox.dispose();
    }),
    { numRuns: 500 },
  );
});

test("what asks for another look gives way to runs, is interrupted by none, and ends when it takes too long", async () => {
  const { sandbox, worker } = host();
  const look = () => sandbox.run(request(["a"], { reason: "look" }));
  const first = look();
  await settled();
  const run = sandbox.run(request(["a", "b"]));
  const second = look();
  expect(await state(first)).toBe("pending");
  worker().finish();
  expect(await state(first)).toBe("done");
  expect(worker().run.request).toEqual(request(["a", "b"]));
  worker().finish();
  expect([await state(run), await state(second)]).toEqual(["done", "done"]);
  // On a busy machine drawing takes its time. Only a run that waits for its end has it given up.
  const endless = look();
  await settled();
  await vi.advanceTimersByTimeAsync(1_500);
  void sandbox.run(request(["a"]));
  await vi.advanceTimersByTimeAsync(499);
  expect(await state(endless)).toBe("pending");
  await vi.advanceTimersByTimeAsync(1);
  expect(await state(endless)).toBe("stopped");
  worker().finish();
  const late = look();
  await settled();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await state(late)).toBe("pending");
  void sandbox.run(request(["a"]));
  await vi.advanceTimersByTimeAsync(0);
  expect(await state(late)).toBe("stopped");
  worker().finish();
  const alone = look();
  await settled();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(await state(alone)).toBe("pending");
  await vi.advanceTimersByTimeAsync(1);
  expect(await state(alone)).toBe("stopped");
});
