import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchStarts } from "../../src/sandbox/startWatch.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const refusals: string[] = [];
  const hear = watchStarts({ refuse: (message) => void refusals.push(message), later: (task, ms) => setTimeout(task, ms), drop: clearTimeout });
  return { hear, refusals };
}

test("a start that does not end within two seconds is told once", () => {
  const { hear, refusals } = watch();
  hear("starting");
  vi.advanceTimersByTime(1_999);
  expect(refusals).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(refusals).toEqual(["the browser has not started a worker"]);
});

test("starts that end are not told, however many follow each other", () => {
  const { hear, refusals } = watch();
  for (let i = 0; i < 20; i++) {
    hear("starting");
    vi.advanceTimersByTime(1_900);
    hear("started");
  }
  vi.advanceTimersByTime(60_000);
  expect([refusals, vi.getTimerCount()]).toEqual([[], 0]);
});

test("a thread that stood still itself hears first what has come meanwhile", () => {
  const refusals: string[] = [];
  const due: (() => void)[] = [];
  const dropped: unknown[] = [];
  const hear = watchStarts({
    refuse: (message) => void refusals.push(message),
    later: (task) => (due.push(task) - 1) as unknown as ReturnType<typeof setTimeout>,
    drop: (timer) => void dropped.push(timer),
  });
  hear("starting");
  // As it goes on, both a timer and "started" wait for their turn, and the timer has it first.
  due[0]();
  hear("started");
  expect([refusals, dropped.at(-1), due.length]).toEqual([[], 1, 2]);
});
