import type { Shown } from "../../src/notebook/types.ts";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createSharedSandbox, type SharedSandbox, type SharedSandboxOptions } from "../../src/lecture/sharedSandbox.ts";
import type { RunRequest } from "../../src/notebook/types.ts";
import type { Sandbox } from "../../src/sandbox/host.ts";
import { createPage } from "./cellModel.ts";
import { createNetwork, type Network } from "./network.ts";
import { cell } from "../sandbox/fakes.ts";

// Two windows never compute within one millisecond; tests are quicker than windows.
let ms = 0;
vi.spyOn(Date, "now").mockImplementation(() => ++ms);

const cells = ["a", "b", "c"].map((id) => cell(id, `${id} as built`));
const text = (text: string): Shown => ({ kind: "drawing", of: "text", tree: { tag: "pre", children: [text] } });
const built = Object.fromEntries(cells.map(({ id, source }) => [id, { source, outputs: [text(`${id} as built`)] }]));
const notebook = {
  locale: "en",
  cells,
  outputs: Object.fromEntries(cells.map(({ id }) => [id, [...built[id].outputs]])),
  dependsOn: {},
  optimizers: [],
};

/** The lock: granted to the window that has waited longest, after what the last one had said was heard. */
function createTurns(network: Network) {
  const queue: (() => void)[] = [];
  const next = () => queue[0]?.();
  return {
    take() {
      let grant: () => void;
      const granted = new Promise<void>((resolve) => {
        grant = resolve;
      });
      const mine = () => grant();
      queue.push(mine);
      if (queue.length === 1) next();
      return {
        others: Promise.resolve(queue.length > 1),
        granted,
        giveUp() {
          while (network.deliver(() => 0));
          const was = queue[0] === mine;
          queue.splice(queue.indexOf(mine), 1);
          if (was) next();
        },
      };
    },
  };
}

/** A sandbox that runs the targets of a request one step at a time: each says what its source is and ends. */
function createFakeSandbox(events: Parameters<SharedSandboxOptions["start"]>[0]) {
  type Job = { request: RunRequest; waiting: ((outcome: "done" | "stopped") => void)[] };
  let running: (Job & { left: string[]; started?: string }) | undefined, pending: Job | undefined;
  const settle = (job: Job | undefined, outcome: "done" | "stopped") => job?.waiting.splice(0).forEach((resolve) => resolve(outcome));
  function begin(): void {
    if (running || !pending) return;
    running = { ...pending, left: [...pending.request.targets] };
    pending = undefined;
    events.onRun?.(running.request);
    for (const id of running.left) events.onEvent({ type: "queued", cell: id });
  }
  const sandbox: Sandbox = {
    warm() {},
    keepWaiting() {},
    dispose() {},
    run: (request) =>
      new Promise((resolve) => {
        pending = {
          request: { ...request, targets: [...new Set([...(pending?.request.targets ?? []), ...request.targets])] },
          waiting: [...(pending?.waiting ?? []), resolve],
        };
        begin();
      }),
    stop() {
      const jobs = [running, pending];
      running = pending = undefined;
      for (const job of jobs) settle(job, "stopped");
    },
  };
  function step(): boolean {
    if (!running) return false;
    const [id] = running.left;
    if (id === undefined) {
      const job = running;
      running = undefined;
      settle(job, "done");
      begin();
    } else if (running.started !== id) {
      running.started = id;
      events.onEvent({ type: "start", cell: id });
    } else {
      const { source } = running.request.cells.find((cell) => cell.id === id)!;
      events.onEvent({ type: "output", cell: id, index: 0, output: text(`${source} with ${JSON.stringify(running.request.inputs[id] ?? {})}`) });
      if (source.startsWith("throw")) events.onEvent({ type: "error", cell: id, error: { kind: "runtime", message: source }, elapsedMs: 2 });
      else events.onEvent({ type: "done", cell: id, elapsedMs: 1, warnings: [] });
      running.left.shift();
    }
    return true;
  }
  return { sandbox, step, busy: () => running?.started };
}

interface Window {
  shared: SharedSandbox;
  page: ReturnType<typeof createPage>;
  tasks: (() => void)[];
  fake: { current?: ReturnType<typeof createFakeSandbox> };
}

function openWindow(network: Network, turns: ReturnType<typeof createTurns>, by: string): Window {
  const page = createPage(built);
  const tasks: (() => void)[] = [];
  const fake: Window["fake"] = {};
  const shared = createSharedSandbox({
    name: "deck",
    by,
    notebook,
    computing: turns.take(),
    openLine: network.openLine,
    apply: page.apply,
    start(events) {
      fake.current = createFakeSandbox(events);
      return fake.current.sandbox;
    },
    later: (task) => void tasks.push(task),
  });
  return { shared, page, tasks, fake };
}

const request = (targets: string[], sources: Record<string, string> = {}, inputs: RunRequest["inputs"] = {}): RunRequest => ({
  cells: cells.map((one) => ({ ...one, source: sources[one.id] ?? one.source })),
  shown: cells,
  targets,
  inputs,
  reason: "run",
});

/** Promises settle between what the tests do. */
const breathe = async () => {
  for (let i = 0; i < 8; i++) await Promise.resolve();
};

async function settle(network: Network, windows: readonly Window[]): Promise<void> {
  for (let isBusy = true; isBusy;) {
    await breathe();
    isBusy = false;
    while (network.deliver(() => 0)) isBusy = true;
    for (const { tasks, fake } of windows) {
      for (const task of tasks.splice(0)) task();
      if (fake.current?.step()) isBusy = true;
    }
    await breathe();
    if (windows.some(({ tasks }) => tasks.length > 0)) isBusy = true;
  }
}

const step = fc.tuple(
  fc.constantFrom("run", "run", "stop", "join", "leave", "deliver", "deliver", "deliver", "deliver", "work", "work", "work", "task", "task"),
  fc.nat(1000),
);

test("windows that come, go, run and stop as they like, with messages late, end with the same page, nothing running, and one of them computes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const network = createNetwork();
      const turns = createTurns(network);
      let opened = 0;
      const open = () => openWindow(network, turns, `w${opened++}`);
      const windows = [open(), open()];
      const closed: Window[] = [];
      for (const [type, n] of steps) {
        const window = windows[n % windows.length];
        if (type === "run")
          void window.shared.run(request([cells[n % 3].id], { [cells[n % 3].id]: n % 7 === 0 ? `throw ${n}` : `${n}` }, { a: { x: n } }));
        else if (type === "stop") window.shared.stop();
        else if (type === "deliver") network.deliver((m) => n % m);
        else if (type === "work") window.fake.current?.step();
        else if (type === "task") window.tasks.shift()?.();
        else if (type === "join") windows.push(open());
        else if (windows.length > 1) {
          windows.splice(windows.indexOf(window), 1);
          window.shared.dispose();
          closed.push(window);
        }
        await breathe();
      }
      await settle(network, windows);
      // One more run, after which every window has heard all the others.
      void windows[0].shared.run(request(["a"], { a: "last" }));
      await settle(network, windows);
      for (const { page } of windows) expect(page.shown).toEqual(windows[0].page.shown);
      expect(windows[0].page.shown["a"].outputs).toEqual([text("last with {}")]);
      for (const shown of Object.values(windows[0].page.shown)) expect(shown.running).toBe(false);
      expect(windows.filter(({ fake }) => fake.current).length).toBe(1);
    }),
    { numRuns: 400 },
  );
});

test("a run that no one stopped is run to its end, whichever windows close meanwhile, as long as one is left", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom("leave", "join", "deliver", "deliver", "deliver", "work", "task"), fc.nat(1000)), { maxLength: 60 }),
      async (steps) => {
        const network = createNetwork();
        const turns = createTurns(network);
        let opened = 0;
        const open = () => openWindow(network, turns, `w${opened++}`);
        const windows = [open(), open(), open()];
        await settle(network, windows);
        void windows[1].shared.run(request(["b", "c"], { b: "mine" }, { b: { x: 3 } }));
        for (const [type, n] of steps) {
          const window = windows[n % windows.length];
          if (type === "deliver") network.deliver((m) => n % m);
          else if (type === "work") window.fake.current?.step();
          else if (type === "task") window.tasks.shift()?.();
          else if (type === "join") {
            // A newcomer knows what was asked for once it was told: only then is it sure to run it when it is alone.
            windows.push(open());
            await settle(
              network,
              windows.map((window) => ({ ...window, fake: {} })),
            );
          } else if (windows.length > 1) {
            windows.splice(windows.indexOf(window), 1);
            window.shared.dispose();
          }
          await breathe();
        }
        await settle(network, windows);
        for (const { page } of windows) {
          expect(page.shown["b"].outputs).toEqual([text('mine with {"x":3}')]);
          expect(page.shown["c"]).toMatchObject({ outputs: [text("c as built with {}")], running: false, shown: "c as built done" });
        }
      },
    ),
    { numRuns: 800 },
  );
});

test("who comes late is told of the run under way and of what was shown before it, and that it is not the first", async () => {
  const network = createNetwork();
  const turns = createTurns(network);
  const first = openWindow(network, turns, "first");
  expect(await first.shared.joined).toBe(true);
  void first.shared.run(request(["a"], { a: "new" }));
  await settle(network, [first]);
  void first.shared.run(request(["a", "b"], { a: "newer" }));
  first.fake.current!.step();
  const late = openWindow(network, turns, "late");
  await breathe();
  for (let i = 0; i < 20; i++) {
    network.deliver(() => 0);
    for (const task of [...first.tasks.splice(0), ...late.tasks.splice(0)]) task();
    await breathe();
  }
  expect(await late.shared.joined).toBe(false);
  expect(late.page.shown["a"]).toMatchObject({ running: true, outputs: [text("new with {}")], finished: "new" });
  expect(late.page.shown["b"]).toMatchObject({ running: false, queued: "b as built", outputs: [text("b as built")] });
});

test("what is stopped while the window that computes closes is stopped, and not run again by the next", async () => {
  const network = createNetwork();
  const turns = createTurns(network);
  const [holder, other] = [openWindow(network, turns, "holder"), openWindow(network, turns, "other")];
  await settle(network, [holder, other]);
  void other.shared.run(request(["a"], { a: "new" }));
  for (let i = 0; i < 10; i++) {
    network.deliver(() => 0);
    if (holder.fake.current!.busy() === undefined) holder.fake.current!.step();
    for (const task of [...holder.tasks.splice(0), ...other.tasks.splice(0)]) task();
    await breathe();
  }
  expect(other.page.shown["a"].running).toBe(true);
  other.shared.stop();
  holder.shared.dispose();
  await settle(network, [other]);
  expect(other.page.shown["a"]).toMatchObject({ running: false, shown: "new stopped", outputs: [text("a as built")] });
  expect(other.fake.current!.step()).toBe(false);
});
