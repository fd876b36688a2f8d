import fc from "fast-check";
import { expect, test } from "vitest";
import { createMailbox } from "../../src/sandbox/mailbox.ts";
import type { Report } from "../../src/sandbox/messages.ts";

const output = (cell: string, index: number, text: string): Report => ({
  type: "event", run: 1, event: { type: "output", cell, index, output: { kind: "text", text } },
});
const start = (cell: string): Report => ({ type: "event", run: 1, event: { type: "start", cell } });
const done = (cell: string): Report => ({ type: "event", run: 1, event: { type: "done", cell, elapsedMs: 1, warnings: [] } });

test("a page that keeps up gets each report at once", () => {
  const batches: Report[][] = [];
  const mailbox = createMailbox((batch) => batches.push(batch), 1);
  for (let i = 0; i < 5; i++) {
    mailbox.put(output("a", i, String(i)));
    mailbox.ack();
  }
  expect(batches).toEqual([0, 1, 2, 3, 4].map((i) => [output("a", i, String(i))]));
});

test("a page that does not answer gets the first reports, and then the latest state in one batch", () => {
  const batches: Report[][] = [];
  const mailbox = createMailbox((batch) => batches.push(batch), 2);
  for (let i = 0; i < 1000; i++) mailbox.put(output("a", 0, String(i)));
  expect(batches.length).toBe(2);
  mailbox.ack();
  expect(batches.length).toBe(3);
  expect(batches[2]).toEqual([output("a", 0, "999")]);
});

test("a short run reaches a page that is drawing whole, with no answer of the page's", () => {
  const received: Report[] = [];
  const mailbox = createMailbox((batch) => received.push(...batch));
  const run: Report[] = [
    { type: "plan", run: 1, upstream: {} }, start("a"), ...[0, 1, 2].map((i) => output("a", i, "x")), done("a"),
    start("b"), output("b", 0, "x"), done("b"), { type: "finished", run: 1 },
  ];
  for (const report of run) mailbox.put(report);
  expect(received).toEqual(run);
});

test("however large the batches, a page never has more of them to deal with than one beyond the first reports", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.oneof(fc.nat(40), fc.constant("ack" as const))), (most, steps) => {
      const onTheWay: number[] = [];
      const mailbox = createMailbox((batch) => {
        expect(onTheWay.reduce((sum, size) => sum + size, 0)).toBeLessThan(most);
        onTheWay.push(batch.length);
      }, most);
      let index = 0;
      for (const step of steps) {
        if (step !== "ack") for (let i = 0; i < step; i++) mailbox.put(output("a", index++, "x"));
        else if (onTheWay.shift() !== undefined) mailbox.ack();
      }
      // What was put is out as soon as the page has answered all.
      while (onTheWay.shift() !== undefined) mailbox.ack();
      expect(onTheWay).toEqual([]);
    }),
  );
});

test("outputs at other places, or before a cell's latest start, are never taken for the one replaced", () => {
  const batches: Report[][] = [];
  const mailbox = createMailbox((batch) => batches.push(batch), 0);
  const all = [output("a", 0, "x"), output("a", 1, "x"), output("b", 0, "x"), start("a"), output("a", 0, "y")];
  for (const report of all) mailbox.put(report);
  mailbox.flush();
  expect(batches).toEqual([all]);
});

test("whatever the order of puts and acks, the page ends in the state of a page that got everything", () => {
  const report = fc.oneof(
    fc.record({ cell: fc.constantFrom("a", "b"), index: fc.nat(2), text: fc.string() }).map((o) => output(o.cell, o.index, o.text)),
    fc.constantFrom("a", "b").map(start),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(report, fc.constant("ack" as const))), (steps) => {
      const received: Report[] = [];
      let unanswered = 0;
      const mailbox = createMailbox((batch) => {
        unanswered++;
        received.push(...batch);
      }, 1);
      for (const step of steps) {
        if (step !== "ack") mailbox.put(step);
        else if (unanswered > 0) {
          unanswered--;
          mailbox.ack();
        }
      }
      mailbox.flush();
      const sent = steps.filter((step) => step !== "ack");
      expect(stateOf(received)).toEqual(stateOf(sent));
    }),
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
