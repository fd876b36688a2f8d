import fc from "fast-check";
import { expect, test } from "vitest";
import { createMailbox } from "../../src/sandbox/mailbox.ts";
import type { Report } from "../../src/sandbox/messages.ts";

const output = (cell: string, index: number, text: string): Report => ({
  type: "event",
  run: 1,
  event: { type: "output", cell, index, output: { kind: "drawing", of: "text", tree: { tag: "pre", children: [text] } } },
});
const start = (cell: string): Report => ({ type: "event", run: 1, event: { type: "start", cell } });
const finished: Report = { type: "finished", run: 1 };

/** A mailbox and the batches that it has sent; what it gathers goes when `pass` is called. */
function box(credit?: number, onSend: (batch: Report[]) => void = () => {}) {
  const batches: Report[][] = [],
    tasks: (() => void)[] = [];
  const send = (batch: Report[]): void => {
    batches.push(batch);
    onSend(batch);
  };
  const mailbox = createMailbox({ send, later: (task) => void tasks.push(task), credit });
  return { mailbox, batches, pass: () => tasks.splice(0).forEach((task) => task()) };
}

test("a page that keeps up gets each report a moment after it was made", () => {
  const { mailbox, batches, pass } = box(1);
  for (let i = 0; i < 5; i++) {
    mailbox.put(output("a", i, String(i)));
    pass();
    mailbox.ack();
  }
  expect(batches).toEqual([0, 1, 2, 3, 4].map((i) => [output("a", i, String(i))]));
});

test("a short run is one batch, sent when the run has ended", () => {
  const { mailbox, batches, pass } = box();
  for (let run = 0; run < 3; run++) {
    const all: Report[] = [{ type: "plan", run: 1, upstream: {} }, start("a"), output("a", 0, "x"), start("b"), output("b", 0, "x"), finished];
    for (const report of all) mailbox.put(report);
    expect(batches.splice(0)).toEqual([all]);
    mailbox.ack();
  }
  pass();
  expect(batches).toEqual([]);
});

test("an answer that comes while reports are gathered does not part them", () => {
  const { mailbox, batches, pass } = box();
  mailbox.put(finished);
  mailbox.put(start("a"));
  mailbox.ack();
  mailbox.put(output("a", 0, "x"));
  expect(batches.splice(0)).toEqual([[finished]]);
  pass();
  expect(batches).toEqual([[start("a"), output("a", 0, "x")]]);
});

test("a page that does not answer gets no more than the credit, and then the latest state in one batch", () => {
  const { mailbox, batches, pass } = box(2);
  for (let i = 0; i < 1000; i++) {
    mailbox.put(output("a", 0, String(i)));
    pass();
  }
  expect(batches.length).toBe(2);
  mailbox.ack();
  expect(batches.length).toBe(3);
  expect(batches[2]).toEqual([output("a", 0, "999")]);
});

test("a batch has half a megabyte at most, or one report: the rest waits for the page", () => {
  const { mailbox, batches, pass } = box(2);
  const sizes = [200_000, 200_000, 200_000, 3_000_000, 10, 10];
  sizes.forEach((bytes, i) => mailbox.put(output("a", i, "x"), bytes));
  pass();
  const sent = () => batches.map((batch) => batch.map((report) => report.type === "event" && report.event.type === "output" && report.event.index));
  expect(sent()).toEqual([[0, 1], [2]]);
  // What was sent is not replaced, what waits is, and then has the size of what took its place.
  mailbox.put(output("a", 0, "new"), 10);
  mailbox.put(output("a", 3, "new"), 10);
  mailbox.ack();
  pass();
  expect(sent().slice(2)).toEqual([[3, 4, 5, 0]]);
  expect(batches[2]![0]).toEqual(output("a", 3, "new"));
});

test("of a stopped run one batch more goes, even to a page that does not keep up; requests for files wait on", () => {
  const { mailbox, batches, pass } = box(0);
  const read: Report = { type: "read", file: "iris.csv" };
  for (let i = 0; i < 10; i++) mailbox.put(output("a", i, "x"), 150_000);
  mailbox.put(read);
  mailbox.put(finished);
  mailbox.cut();
  expect(batches.splice(0)).toEqual([[0, 1, 2].map((i) => output("a", i, "x"))]);
  // The batch was one beyond the credit: the page answers for it first.
  mailbox.put(output("a", 5, "next run"));
  mailbox.ack();
  pass();
  expect(batches).toEqual([]);
  mailbox.ack();
  expect(batches).toEqual([[read, output("a", 5, "next run")]]);
});

test("outputs at other places, or before a cell's latest start, are never taken for the one replaced", () => {
  const { mailbox, batches } = box(0);
  const all = [output("a", 0, "x"), output("a", 1, "x"), output("b", 0, "x"), start("a"), output("a", 0, "y")];
  for (const report of all) mailbox.put(report);
  mailbox.cut();
  expect(batches).toEqual([all]);
});

test("whatever the order of puts, moments and acks, the page ends in the state of a page that got everything", () => {
  const report = fc.oneof(
    fc.record({ cell: fc.constantFrom("a", "b"), index: fc.nat(2), text: fc.string() }).map((o) => output(o.cell, o.index, o.text)),
    fc.constantFrom("a", "b").map(start),
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(report, fc.constant(finished), fc.constantFrom("ack" as const, "moment" as const)), { size: "medium" }),
      (steps) => {
        const received: Report[] = [];
        let unanswered = 0;
        const { mailbox, pass } = box(1, (batch) => {
          expect(++unanswered).toBe(1);
          received.push(...batch);
        });
        for (const step of steps) {
          if (step === "moment") pass();
          else if (step !== "ack") mailbox.put(step);
          else if (unanswered > 0) {
            unanswered--;
            mailbox.ack();
          }
        }
        // When all moments have passed and the page has answered, nothing waits.
        for (let turn = 0; turn < 2; turn++) {
          pass();
          if (unanswered > 0) {
            unanswered--;
            mailbox.ack();
          }
        }
        const sent = steps.filter((step) => step !== "ack" && step !== "moment");
        expect(stateOf(received)).toEqual(stateOf(sent));
      },
    ),
  );
});

/** How often each cell has started, and what it shows since. */
function stateOf(reports: Report[]): Record<string, { starts: number; shown: Record<number, unknown> }> {
  const state: Record<string, { starts: number; shown: Record<number, unknown> }> = {};
  for (const report of reports) {
    if (report.type !== "event") continue;
    const cell = (state[report.event.cell] ??= { starts: 0, shown: {} });
    if (report.event.type === "start") Object.assign(cell, { starts: cell.starts + 1, shown: {} });
    if (report.event.type === "output") cell.shown[report.event.index] = report.event.output;
  }
  return state;
}
