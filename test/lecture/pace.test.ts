import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createStopWatch, formatTime, paceOf } from "../../src/lecture/pace.ts";

test("a slide that is shown between its beginning and its end is on time; else the nearer of the two says by how much not", () => {
  expect([0, 239, 240].map((elapsed) => paceOf([0, 4, 5], 1, elapsed).late)).toEqual([0, 0, 0]);
  expect(paceOf([0, 4, 5], 1, 300)).toEqual({ planned: 540, from: 0, to: 240, late: 60 });
  expect(paceOf([0, 4, 5], 2, 180).late).toBe(-60);
  fc.assert(fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }), fc.nat(11), fc.nat(20_000), (minutes, at, elapsed) => {
    const index = at % minutes.length;
    const { from, to, late, planned } = paceOf(minutes, index, elapsed);
    // By walking second by second: the distance to the nearest second at which this slide is due.
    let nearest = Infinity;
    for (let second = from; second <= to; second++) nearest = Math.min(nearest, Math.abs(elapsed - second));
    expect(Math.abs(late)).toBe(nearest);
    expect(planned).toBe(minutes.reduce((a, b) => a + b) * 60);
  }), { numRuns: 40 });
});

test("times are written as clocks write them", () => {
  expect([0, 9.9, 65, 3599, 3600, 36_065, -3].map(formatTime)).toEqual(["0:00", "0:09", "1:05", "59:59", "1:00:00", "10:01:05", "0:00"]);
});

function watchAt(start: number, kept: string | null = null) {
  const box = { now: start, kept };
  return { box, watch: () => createStopWatch({ now: () => box.now, kept: { read: () => box.kept, write: (text) => { box.kept = text; } } }) };
}

test("a stopwatch counts while it runs, and a window that is reloaded goes on with it", () => {
  const { box, watch } = watchAt(1_000_000);
  const first = watch();
  expect([first.elapsed(), first.isRunning()]).toEqual([0, false]);
  first.toggle();
  box.now += 5000;
  expect(watch().elapsed()).toBe(5000);
  expect(watch().isRunning()).toBe(true);
  first.toggle();
  box.now += 60_000;
  expect([first.elapsed(), watch().elapsed(), watch().isRunning()]).toEqual([5000, 5000, false]);
  first.toggle();
  box.now += 1000;
  expect(watch().elapsed()).toBe(6000);
  first.reset();
  expect([first.elapsed(), watch().elapsed(), first.isRunning()]).toEqual([0, 0, false]);
});

test("what cannot be read, or says a time to come, is nothing kept; storage that is forbidden stops no clock", () => {
  for (const kept of ["", "x", "null", "[]", '{"before":-5,"since":null}', '{"before":1,"since":2e12}', '{"before":"1","since":null}', '{"before":1}'])
    expect(watchAt(1e12, kept).watch().elapsed(), kept).toBe(0);
  const box = { now: 0 };
  const fail = () => { throw new Error("forbidden"); };
  const watch = createStopWatch({ now: () => box.now, kept: { read: fail, write: fail } });
  watch.toggle();
  box.now = 700;
  expect(watch.elapsed()).toBe(700);
});
