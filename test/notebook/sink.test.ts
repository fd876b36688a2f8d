import { expect, it } from "vitest";
import type { CellEvent, Output } from "../../src/notebook/index.ts";
import { createSink } from "../../src/notebook/sink.ts";

const progress = (fraction: number): Output => ({ kind: "progress", label: "", fraction });

function opened() {
  const events: CellEvent[] = [];
  const clock = { time: 0 };
  const sink = createSink({ cell: "a", emit: (event) => void events.push(event), now: () => clock.time });
  const taken = () => events.splice(0).map((event) => (event.type === "output" ? [event.index, event.output] : []));
  return { sink, clock, taken };
}

it("what is held back is sent when the cell pauses", async () => {
  const { sink, taken } = opened();
  sink.progress(progress(0));
  sink.progress(progress(0.1));
  sink.progress(progress(0.2));
  expect(taken()).toEqual([[0, progress(0)]]);
  await Promise.resolve();
  expect(taken()).toEqual([[0, progress(0.2)]]);
});

it("what is held back is sent when time has gone by", () => {
  const { sink, clock, taken } = opened();
  sink.log("a");
  sink.log("b");
  clock.time = 29;
  sink.log("c");
  expect(taken()).toEqual([[0, { kind: "text", text: "a" }]]);
  clock.time = 30;
  sink.log("d");
  expect(taken()).toEqual([[0, { kind: "text", text: "a\nb\nc\nd" }]]);
});

it("what is held back is sent before what follows a log, and at the end", async () => {
  const { sink, taken } = opened();
  sink.log("a");
  sink.log("b");
  sink.progress(progress(0));
  sink.add({ kind: "text", text: "x" });
  sink.log("c");
  sink.progress(progress(1));
  sink.close();
  expect(taken()).toEqual([
    [0, { kind: "text", text: "a" }],
    [1, progress(0)],
    [0, { kind: "text", text: "a\nb" }],
    [2, { kind: "text", text: "x" }],
    [3, { kind: "text", text: "c" }],
    [1, progress(1)],
  ]);
  await Promise.resolve();
  expect(taken()).toEqual([]);
});
