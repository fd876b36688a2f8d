import { expect, test } from "vitest";
import type { CellEvent, Output } from "../../src/notebook/types.ts";
import { createGate } from "../../src/sandbox/gate.ts";
import { limits } from "../../src/sandbox/limits.ts";
import { toReport } from "../../src/sandbox/messages.ts";
import { sizeOf } from "../../src/sandbox/plainData.ts";

function gate() {
  const events: CellEvent[] = [];
  return { events, pass: createGate((event) => void events.push(event)) };
}
const output = (index: number, of: Output): CellEvent => ({ type: "output", cell: "a", index, output: of });
const plot = (numbers: number): Output => ({ kind: "plot", spec: { data: new Float64Array(numbers) } });
const told = (event: CellEvent | undefined): unknown => event?.type === "output" && event.output.kind === "text" && event.output.text;

test("what is within the limits passes unchanged", () => {
  const { events, pass } = gate();
  const all: CellEvent[] = [{ type: "start", cell: "a" }, output(0, plot(1000)), output(1, { kind: "text", text: "x" }), { type: "done", cell: "a", elapsedMs: 1, warnings: [] }];
  for (const event of all) pass(event);
  expect(events).toEqual(all);
});

test("an output that is too large becomes a line that says so and that the supervisor lets through", () => {
  const { events, pass } = gate();
  pass(output(3, plot(limits.outputBytes)));
  expect(told(events[0])).toMatch(/^output too large \(at most 32 MB\)/);
  expect(toReport({ type: "event", run: 1, event: events[0] })).not.toBeNull();
});

test("outputs that are too much together are cut, anew for each run of the cell", () => {
  const { events, pass } = gate();
  const part = plot(limits.outputBytes / 10);
  const fit = Math.floor(limits.cellBytes / sizeOf(part));
  for (let run = 0; run < 2; run++) {
    events.length = 0;
    pass({ type: "start", cell: "a" });
    for (let i = 0; i <= fit; i++) pass(output(i, part));
    expect(events.slice(1, -1).every((event) => told(event) === false)).toBe(true);
    expect(told(events.at(-1))).toMatch(/^too much output/);
  }
});

test("an output that is none of the known shapes becomes a line as well", () => {
  const { events, pass } = gate();
  pass(output(0, { kind: "html", html: "<b>" } as unknown as Output));
  expect(told(events[0])).toBe("invalid output: html");
});
