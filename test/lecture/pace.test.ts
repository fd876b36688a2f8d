import * as fc from "fast-check";
import { expect, test } from "vitest";
import { elapsedOn, formatTime, isWatch, paceOf, toggle } from "../../src/lecture/pace.ts";

test("a slide that is shown between its beginning and its end is on time; else the nearer of the two says by how much not", () => {
  expect([0, 239, 240].map((elapsed) => paceOf([0, 4, 5], 1, elapsed).late)).toEqual([0, 0, 0]);
  expect(paceOf([0, 4, 5], 1, 300)).toEqual({ planned: 540, from: 0, to: 240, late: 60 });
  expect(paceOf([0, 4, 5], 2, 180).late).toBe(-60);
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }), fc.nat(11), fc.nat(20_000), (minutes, at, elapsed) => {
      const index = at % minutes.length;
      const { from, to, late, planned } = paceOf(minutes, index, elapsed);
      // By walking second by second: the distance to the nearest second at which this slide is due.
      let nearest = Infinity;
      for (let second = from; second <= to; second++) nearest = Math.min(nearest, Math.abs(elapsed - second));
      expect(Math.abs(late)).toBe(nearest);
      expect(planned).toBe(minutes.reduce((a, b) => a + b) * 60);
    }),
    { numRuns: 40 },
  );
});

test("times are written as clocks write them", () => {
  expect([0, 9.9, 65, 3599, 3600, 36_065, -3].map(formatTime)).toEqual(["0:00", "0:09", "1:05", "59:59", "1:00:00", "10:01:05", "0:00"]);
});

test("a lecture that began later has no time for the slides before; one with less time than its slides shortens each of them", () => {
  const minutes = [0, 4, 5, 10, 5];
  expect(paceOf(minutes, 2, 0, { begin: 2 })).toEqual({ planned: 1200, from: 0, to: 300, late: 0 });
  expect(paceOf(minutes, 3, 1000, { begin: 2 }).late).toBe(100);
  // Ten minutes for twenty: half of each.
  expect(paceOf(minutes, 3, 500, { begin: 2, slot: 600 })).toEqual({ planned: 600, from: 150, to: 450, late: 50 });
  expect(paceOf(minutes, 3, 500, { begin: 2, slot: 6000 })).toEqual(paceOf(minutes, 3, 500, { begin: 2 }));
  expect(paceOf(minutes, 1, 60, { begin: 2 })).toMatchObject({ from: 0, to: 0 });
});

test("a watch counts while it runs, whoever looks", () => {
  const running = { before: 0, since: 1_000_000 };
  expect(elapsedOn(running, 1_005_000)).toBe(5000);
  const paused = toggle(running, 1_005_000);
  expect(elapsedOn(paused, 9_000_000)).toBe(5000);
  expect(elapsedOn(toggle(paused, 9_000_000), 9_001_000)).toBe(6000);
  // The clock of the computer was set back.
  expect(elapsedOn(running, 1)).toBe(0);
});

test("what is no state of a watch is none", () => {
  for (const kept of [undefined, "x", null, [], { before: -5, since: null }, { before: "1", since: null }, { before: 1 }, { before: 1, since: "2" }])
    expect(isWatch(kept), JSON.stringify(kept)).toBe(false);
  expect([isWatch({ before: 0, since: null }), isWatch({ before: 1, since: 2 })]).toEqual([true, true]);
});
