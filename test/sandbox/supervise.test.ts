import type { Shown } from "../../src/notebook/types.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../../src/sandbox/limits.ts";
import { toReport } from "../../src/sandbox/messages.ts";
import { fakeSupervisor, request } from "./fakes.ts";

/** A supervisor with a ready worker and a ready spare, and a run of cell a that has started. */
function running(files: string[] = []) {
  const supervisor = fakeSupervisor(files);
  const [worker] = supervisor.workers;
  worker.ready();
  const spare = supervisor.workers[1];
  spare.ready();
  supervisor.receive({ type: "run", run: 1, request: request(["a"]) });
  worker.event({ type: "start", cell: "a" });
  return { ...supervisor, worker, spare };
}
const text = (line: string): Shown => ({ kind: "drawing", of: "text", tree: { tag: "pre", children: [line] } });

test("there is one worker at first, and one spare as soon as it is ready", () => {
  const { workers } = fakeSupervisor();
  expect(workers.length).toBe(1);
  workers[0].ready();
  expect(workers.length).toBe(2);
  workers[1].ready();
  expect(workers.length).toBe(2);
});

test("the spare is started before the page hears that it can send a run: where a start stands still, no run waits for it", () => {
  const { workers, sent, listen } = fakeSupervisor();
  const started: number[] = [];
  listen((message) => void (message.type === "ready" && started.push(workers.length)));
  workers[0].ready();
  expect([sent, started]).toEqual([[{ type: "ready" }], [2]]);
});

test("the page is told once that a worker is ready", () => {
  const { workers, sent, receive, alive } = fakeSupervisor();
  workers[0].ready();
  workers[1].ready();
  receive({ type: "run", run: 1, request: request(["a"]) });
  receive({ type: "stop", run: 1 });
  for (const worker of alive()) worker.ready();
  expect(sent.filter((message) => message.type === "ready").length).toBe(1);
});

test("a stop ends the worker, sends what it had said, and gives the next run to the spare", () => {
  const { worker, spare, receive, sent, reports } = running();
  for (let i = 0; i < 10; i++) worker.event({ type: "output", cell: "a", index: i, output: text(String(i)) });
  receive({ type: "stop", run: 1 });
  expect(worker.terminated).toBe(true);
  expect(reports().length).toBe(11);
  expect(sent.at(-1)).toEqual({ type: "stopped", run: 1 });
  receive({ type: "run", run: 2, request: request(["b"]) });
  expect(spare.run.run).toBe(2);
});

test("a stop does not wait for all that a run had to say: a batch of it goes, and the rest is forgotten", () => {
  const { worker, receive, sent, reports } = running();
  for (let i = 0; i < 50; i++) worker.event({ type: "output", cell: "a", index: i, output: text("x".repeat(100_000)) });
  const before = reports().length;
  receive({ type: "stop", run: 1 });
  expect(reports().length).toBe(before + 2);
  expect(sent.at(-1)).toEqual({ type: "stopped", run: 1 });
  receive({ type: "ack" });
  receive({ type: "ack" });
  receive({ type: "ack" });
  expect(reports().length).toBe(before + 2);
});

test("a spare is started again after a stop, but not while a run goes on", () => {
  const { receive, workers, spare, elapse } = running();
  receive({ type: "stop", run: 1 });
  receive({ type: "run", run: 2, request: request(["b"]) });
  elapse();
  expect(workers.length).toBe(2);
  spare.finish();
  expect(workers.length).toBe(3);
});

test("a spare is started again after a stop that no run follows", () => {
  const { receive, workers, elapse } = running();
  receive({ type: "stop", run: 1 });
  expect(workers.length).toBe(2);
  elapse();
  expect(workers.length).toBe(3);
});

test("a stop that comes after the end of its run keeps the worker and its values", () => {
  const { worker, receive, sent } = running();
  worker.finish();
  receive({ type: "stop", run: 1 });
  expect(worker.terminated).toBe(false);
  expect(sent.at(-1)).toEqual({ type: "stopped", run: 1 });
});

test("nothing that an ended worker says is passed on", () => {
  const { worker, receive, reports, elapse } = running();
  receive({ type: "stop", run: 1 });
  const before = reports().length;
  receive({ type: "run", run: 2, request: request(["a"]) });
  for (const run of [1, 2]) {
    worker.say({ type: "event", run, event: { type: "output", cell: "a", index: 0, output: text("ghost") } });
    worker.say({ type: "finished", run });
  }
  elapse();
  expect(reports().length).toBe(before);
});

test("a worker that floods is ended, and its run is reported as crashed once", () => {
  const { worker, spare, reports, receive } = running();
  for (let i = 0; i <= limits.messagesPerSecond; i++) worker.event({ type: "output", cell: "a", index: 0, output: text(String(i)) });
  expect(worker.terminated).toBe(true);
  expect(spare.terminated).toBe(false);
  for (let i = 0; i < 5; i++) receive({ type: "ack" });
  expect(reports().filter((report) => (report as { type: string }).type === "crashed")).toEqual([
    { type: "crashed", run: 1, message: "too many messages in a second" },
  ]);
});

test("as many messages spread over time are no flood", () => {
  const { worker, clock } = running();
  for (let i = 0; i <= 2 * limits.messagesPerSecond; i++) {
    clock.ms += 0.1;
    worker.event({ type: "output", cell: "a", index: 0, output: text(String(i)) });
  }
  expect(worker.terminated).toBe(false);
});

test("a slow page never has more than the latest state of each output waiting for it", () => {
  const { worker, receive, sent } = running();
  for (let i = 0; i < 5_000; i++) worker.event({ type: "output", cell: "a", index: i % 10, output: text(String(i)) });
  receive({ type: "ack" });
  const last = sent.at(-1);
  expect(last?.type === "batch" && last.reports.length).toBe(10);
});

test.each([
  ["an output of a cell that is not on the page", { type: "event", run: 1, event: { type: "start", cell: "nowhere" } }],
  ["an output beyond the count", { type: "event", run: 1, event: { type: "output", cell: "a", index: limits.outputs, output: text("") } }],
  [
    "an output beyond the size",
    {
      type: "event",
      run: 1,
      event: {
        type: "output",
        cell: "a",
        index: 0,
        output: { kind: "drawing", of: "plot", tree: { tag: "svg", pixels: new Float64Array(limits.outputBytes / 8) } },
      },
    },
  ],
  [
    "a text that is too long",
    {
      type: "event",
      run: 1,
      event: { type: "error", cell: "a", elapsedMs: 1, error: { kind: "runtime", message: "x".repeat(limits.textLength + 1) } },
    },
  ],
  [
    "an output of an unknown kind",
    { type: "event", run: 1, event: { type: "output", cell: "a", index: 0, output: { kind: "html", html: "<img>" } } },
  ],
  ["a file outside the folder", { type: "read", file: "../secret" }],
  ["no message", 42],
])("a worker that sends %s is ended", (_, message) => {
  const { worker, reports, receive } = running();
  worker.say(message);
  expect(worker.terminated).toBe(true);
  receive({ type: "ack" });
  expect(reports().at(-1)).toMatchObject({ type: "crashed", run: 1 });
});

test("whatever a worker says, nothing throws and only well-formed reports of its own run reach the page", () => {
  const garbage = fc.oneof(
    fc.anything({ withDate: true, withTypedArray: true, withMap: true, withSet: true, withBigInt: true, withSparseArray: true }),
    fc.record({
      type: fc.constantFrom("event", "plan", "finished", "crashed", "read", "ready", "__proto__"),
      run: fc.oneof(fc.nat(3), fc.anything()),
      id: fc.anything(),
      file: fc.anything(),
      upstream: fc.anything(),
      message: fc.anything(),
      event: fc.anything(),
    }),
  );
  fc.assert(
    fc.property(fc.array(garbage, { maxLength: 5 }), (messages) => {
      const { worker, reports, receive } = running();
      for (const message of messages) worker.say(message);
      for (let i = 0; i < 3; i++) receive({ type: "ack" });
      for (const report of reports()) expect(toReport(report)).not.toBeNull();
      for (const report of reports()) expect((report as { run: number }).run).toBe(1);
    }),
  );
});

test("a worker that fails before it is ready is not started over and over", () => {
  const { workers, sent } = fakeSupervisor();
  workers[0].fail("blocked");
  expect(sent).toEqual([{ type: "failed", message: "blocked" }]);
  expect(workers.length).toBe(1);
});

test("a spare that fails costs nothing but itself", () => {
  const { workers, sent, receive } = fakeSupervisor();
  workers[0].ready();
  workers[1].fail("no memory");
  receive({ type: "run", run: 1, request: request(["a"]) });
  expect(workers[0].run.run).toBe(1);
  expect(sent).toEqual([{ type: "ready" }]);
});

test("the page is asked once for a file of the list, however often cells ask, and each asker gets the answer", () => {
  const { worker, spare, reports, receive } = running(["penguins.json"]);
  const asked = () => reports().filter((report) => (report as { type: string }).type === "read");
  const data = { type: "data", answer: { file: "penguins.json", bytes: new Uint8Array([1, 2]) } } as const;
  worker.say({ type: "read", file: "penguins.json" });
  worker.say({ type: "read", file: "penguins.json" });
  expect(asked()).toEqual([{ type: "read", file: "penguins.json" }]);
  receive(data);
  expect(worker.received.slice(1)).toEqual([data, data]);
  receive({ type: "stop", run: 1 });
  spare.say({ type: "read", file: "penguins.json" });
  expect(spare.received).toEqual([data]);
  expect(asked().length).toBe(1);
});

test("a file that could not be read is asked for again, but not at once", () => {
  const { worker, reports, receive, clock } = running(["penguins.json"]);
  const asked = () => reports().filter((report) => (report as { type: string }).type === "read").length;
  const refused = { type: "data", answer: { file: "penguins.json", error: "offline" } } as const;
  worker.say({ type: "read", file: "penguins.json" });
  receive(refused);
  worker.say({ type: "read", file: "penguins.json" });
  expect(worker.received.slice(1)).toEqual([refused, refused]);
  expect(asked()).toBe(1);
  clock.ms += 2_000;
  worker.say({ type: "read", file: "penguins.json" });
  for (let i = 0; i < 3; i++) receive({ type: "ack" });
  expect(asked()).toBe(2);
});

test("a file that is not in the list is refused without asking the page", () => {
  const { worker, reports } = running(["penguins.json"]);
  const before = reports().length;
  worker.say({ type: "read", file: "secrets.json" });
  expect(worker.received.at(-1)).toEqual({ type: "data", answer: { file: "secrets.json", error: "unknown data file: secrets.json" } });
  expect(reports().length).toBe(before);
});

test("the answer to an ended worker reaches no other", () => {
  const { worker, spare, receive } = running(["penguins.json"]);
  worker.say({ type: "read", file: "penguins.json" });
  receive({ type: "stop", run: 1 });
  receive({ type: "data", answer: { file: "penguins.json", bytes: new Uint8Array() } });
  expect(spare.received).toEqual([]);
});

test("a ping is answered, whatever the worker does", () => {
  const { sent, receive } = running();
  receive({ type: "ping" });
  expect(sent.at(-1)).toEqual({ type: "pong" });
});

test("a worker that does not say within 200 ms that it has begun is replaced, and its successor gets the run", () => {
  const { worker, spare, receive, elapse, reports } = running();
  worker.finish();
  worker.hung = true;
  receive({ type: "run", run: 2, request: request(["b"]) });
  elapse(199);
  expect(worker.terminated).toBe(false);
  elapse(1);
  expect(worker.terminated).toBe(true);
  expect(spare.run).toEqual({ type: "run", run: 2, request: request(["b"]) });
  spare.finish();
  for (let i = 0; i < 3; i++) receive({ type: "ack" });
  expect(reports().at(-1)).toEqual({ type: "finished", run: 2 });
});

test("a worker that answers keeps its run, however long that takes", () => {
  const { worker, receive, elapse } = running();
  worker.finish();
  receive({ type: "run", run: 2, request: request(["b"]) });
  elapse();
  expect(worker.terminated).toBe(false);
});

test("a run whose cells have ended, in a worker that does not come back from what they left behind, is finished without it", () => {
  const { worker, spare, receive, elapse, reports } = running();
  worker.say({ type: "settled", run: 1 });
  elapse();
  expect(worker.terminated).toBe(true);
  expect(reports().at(-1)).toEqual({ type: "finished", run: 1 });
  receive({ type: "run", run: 2, request: request(["b"]) });
  expect(spare.run.run).toBe(2);
});

test("a successor that is still starting has its 200 ms from when it is ready", () => {
  const { worker, spare, receive, elapse, workers } = running();
  worker.finish();
  worker.hung = spare.hung = true;
  receive({ type: "run", run: 2, request: request(["b"]) });
  elapse();
  elapse();
  expect(spare.terminated).toBe(true);
  const next = workers.at(-1)!;
  elapse();
  expect(next.terminated).toBe(false);
  expect(next.run.run).toBe(2);
});

test("a message with a field __proto__ is told as what it is, not as a flood", () => {
  const { worker, reports, receive } = running();
  worker.say(JSON.parse('{"type":"event","run":1,"event":{"type":"done","cell":"a","elapsedMs":0,"warnings":[],"values":{"__proto__":1}}}'));
  receive({ type: "ack" });
  expect(reports().at(-1)).toEqual({ type: "crashed", run: 1, message: "a message that is too large, or is no plain data" });
});
