import { expect, test } from "vitest";
import type { ForPoolMember } from "../../src/sandbox/poolMessages.ts";
import { limits } from "../../src/sandbox/limits.ts";
import { fakeSupervisor, request, type FakeWorker } from "./fakes.ts";

/** A supervisor whose worker runs cell a; the spare is there and idle. */
function running(cores = 4) {
  const supervisor = fakeSupervisor([], cores);
  const [worker] = supervisor.workers;
  worker.ready();
  supervisor.workers[1].ready();
  supervisor.receive({ type: "run", run: 1, request: request(["a"]) });
  const spread = (job: number, keys: string[], run = 1) => worker.say({ type: "spread", run, job, cell: "a", call: 0, keys });
  return {
    ...supervisor,
    worker,
    spread,
    helpers: () => supervisor.workers.slice(2),
    living: () => supervisor.workers.slice(2).filter(({ terminated }) => !terminated),
  };
}
const told = (worker: FakeWorker) =>
  worker.received.filter((message): message is ForPoolMember => ["kept", "idle", "answer", "lost", "task"].includes(message.type));
const keys = (count: number) => Array.from({ length: count }, (_, i) => `key ${i}`);

test("as many helpers start as there are processors, not more than tasks, and never more than the limit", () => {
  const count = (cores: number, tasks: number) => {
    const { spread, helpers } = running(cores);
    spread(1, keys(tasks));
    return helpers().length;
  };
  expect([count(4, 100), count(4, 3), count(1, 100), count(0, 100), count(1000, 100)]).toEqual([4, 3, 1, 1, limits.helpers]);
});

test("a helper gets the request of the run, a task and its answer go through, and nothing of it reaches the page", () => {
  const { spread, worker, helpers, sent } = running(1);
  spread(7, ["k"]);
  const [helper] = helpers();
  helper.ready();
  expect(helper.received).toEqual([{ type: "help", run: 1, request: request(["a"]), cell: "a", call: 0 }]);
  const before = sent.length;
  helper.say({ type: "idle", run: 1 });
  worker.say({ type: "task", run: 1, job: 7, helper: 1, index: 0, task: { lr: 0.1 } });
  helper.say({ type: "event", run: 1, event: { type: "start", cell: "a" } });
  helper.say({ type: "answer", run: 1, index: 0, value: [1, 2] });
  expect(told(helper)).toEqual([{ type: "task", index: 0, task: { lr: 0.1 } }]);
  expect(told(worker)).toEqual([
    { type: "kept", job: 7, results: [], helpers: 1 },
    { type: "idle", job: 7, helper: 1 },
    { type: "answer", job: 7, helper: 1, index: 0, value: [1, 2] },
  ]);
  expect(sent.length).toBe(before);
});

test.each<[string, (of: ReturnType<typeof running>) => void]>([
  ["a stop", ({ receive }) => receive({ type: "stop", run: 1 })],
  ["the end of the run", ({ worker }) => worker.finish()],
  ["the end of the job", ({ worker }) => worker.say({ type: "dismiss", run: 1 })],
  ["a crash of the worker that they help", ({ worker }) => worker.say(42)],
])("%s ends all helpers", (_, end) => {
  const all = running();
  all.spread(1, keys(10));
  expect(all.living().length).toBe(4);
  end(all);
  for (const helper of all.helpers().slice(0, 4)) expect(helper.terminated).toBe(true);
});

test("what was done before a stop is given to the next run, and only helpers for the rest start", () => {
  const { spread, worker, helpers, receive, alive, workers, elapse } = running();
  spread(1, keys(3));
  helpers()[0].ready();
  helpers()[0].say({ type: "answer", run: 1, index: 1, value: "done" });
  receive({ type: "stop", run: 1 });
  receive({ type: "run", run: 2, request: request(["a"]) });
  const next = alive().find(({ received }) => received.length > 0)!;
  expect(next).not.toBe(worker);
  const before = workers.length;
  next.say({ type: "spread", run: 2, job: 1, cell: "a", call: 0, keys: keys(3) });
  expect(told(next)).toEqual([{ type: "kept", job: 1, results: [[1, "done"]], helpers: 2 }]);
  elapse(limits.helpersPauseMs);
  expect(workers.length - before).toBe(2);
});

test("where all is kept no helper starts", () => {
  const { spread, worker, helpers } = running();
  spread(1, ["k"]);
  helpers()[0].ready();
  helpers()[0].say({ type: "answer", run: 1, index: 0, value: 5 });
  spread(2, ["k"]);
  expect(told(worker).at(-1)).toEqual({ type: "kept", job: 2, results: [[0, 5]], helpers: 0 });
  expect(helpers().length).toBe(1);
});

test("what failed is not kept", () => {
  const { spread, worker, helpers } = running();
  spread(1, ["k"]);
  helpers()[0].ready();
  helpers()[0].say({ type: "answer", run: 1, index: 0, error: { name: "Error", message: "no", stack: "" } });
  spread(2, ["k"]);
  expect(told(worker).at(-1)).toMatchObject({ type: "kept", results: [] });
});

test("a helper that is ended is told of, with how many are left, and the others go on", () => {
  const { spread, worker, helpers } = running();
  spread(1, keys(10));
  for (const helper of helpers()) helper.ready();
  helpers()[1].say("no message");
  helpers()[2].fail("no memory");
  expect(told(worker).slice(1)).toEqual([{ type: "lost", job: 1, helper: 2, left: 3 }]);
  helpers()[3].say({ type: "finished", run: 1 });
  expect(told(worker).at(-1)).toEqual({ type: "lost", job: 1, helper: 4, left: 2 });
  expect(helpers().map(({ terminated }) => terminated)).toEqual([false, true, false, true]);
});

test("helpers that cannot start leave the work to the worker itself", () => {
  const { spread, worker, helpers, sent } = running(2);
  spread(1, keys(10));
  for (const helper of helpers()) helper.fail("no more threads");
  expect(told(worker).at(-1)).toMatchObject({ type: "lost", left: 0 });
  expect(sent.filter(({ type }) => type === "failed")).toEqual([]);
});

test("however often a worker calls for helpers, no more than the limit live, and no more than that many start in half a second", () => {
  const { spread, living, helpers, clock, elapse } = running(100);
  for (let job = 1; job <= 1000; job++) spread(job, keys(100));
  expect(living().length).toBeLessThanOrEqual(limits.helpers);
  expect(helpers().length).toBeLessThanOrEqual(limits.helpers);
  clock.ms += limits.helpersPauseMs;
  elapse(limits.helpersPauseMs);
  expect(living().length).toBe(limits.helpers);
  expect(helpers().length).toBeLessThanOrEqual(2 * limits.helpers);
});

test("messages of a job that has ended, of another run or for a helper that is none change nothing", () => {
  const { spread, worker, helpers } = running(1);
  spread(1, ["k"]);
  const [helper] = helpers();
  helper.ready();
  spread(2, ["l"]);
  const before = [told(worker).length, told(helper).length];
  helper.say({ type: "idle", run: 1 });
  worker.say({ type: "task", run: 1, job: 1, helper: 1, index: 0, task: 0 });
  worker.say({ type: "task", run: 2, job: 2, helper: 2, index: 0, task: 0 });
  worker.say({ type: "task", run: 1, job: 2, helper: 99, index: 0, task: 0 });
  worker.say({ type: "dismiss", run: 2 });
  expect([told(worker).length, told(helper).length]).toEqual(before);
});

test("results beyond the bound push out the oldest", () => {
  const { spread, worker, helpers, clock, elapse } = running(1);
  const big = new Float64Array(2e6); // 16 MB
  spread(1, keys(5));
  helpers()[0].ready();
  for (let index = 0; index < 5; index++) {
    clock.ms += 1000;
    helpers()[0].say({ type: "answer", run: 1, index, value: big });
  }
  elapse(limits.helpersPauseMs);
  spread(2, keys(5));
  const last = told(worker).at(-1);
  expect(last?.type === "kept" && last.results.map(([index]) => index)).toEqual([2, 3, 4]);
});
