import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addMinutes, clockText, fresh, isCountdown, leftOf, mostMinutes, pause, reset, start, type Countdown } from "../../src/lecture/countdown.ts";

type Act = { act: "start" | "pause" | "reset" | "more" | "less" | "wait"; ms: number };
const acts = fc.array(
  fc.record({ act: fc.constantFrom("start", "pause", "reset", "more", "less", "wait"), ms: fc.nat(200_000) }) as fc.Arbitrary<Act>,
  { maxLength: 30 },
);

test("a countdown is the same as one that ticks every millisecond, whatever is pressed", () => {
  fc.assert(
    fc.property(acts, (some) => {
      let countdown: Countdown = fresh;
      let now = 1_000_000;
      // The slow model: what is left, whether it runs, and whether it was begun.
      let [left, runs, begun, minutes] = [180_000, false, false, 3];
      for (const { act, ms } of some) {
        if (act === "start") {
          countdown = start(countdown, now);
          [runs, begun] = [true, true];
        } else if (act === "pause") {
          countdown = pause(countdown, now);
          runs = false;
        } else if (act === "reset") {
          countdown = reset(countdown);
          [runs, begun, left] = [false, false, minutes * 60_000];
        } else if (act === "wait") {
          now += ms;
          if (runs) left = Math.max(0, left - ms);
        } else {
          const by = act === "more" ? 1 : -1;
          countdown = addMinutes(countdown, by, now);
          minutes = Math.min(mostMinutes, Math.max(1, minutes + by));
          left = begun ? Math.max(0, left + by * 60_000) : minutes * 60_000;
        }
        expect(leftOf(countdown, now)).toBe(left);
        expect(countdown.minutes).toBe(minutes);
        expect(isCountdown(JSON.parse(JSON.stringify(countdown)))).toBe(true);
      }
    }),
  );
});

test("a second that has begun counts, so that a minute starts at 1:00 and only the end is 0:00", () => {
  expect([60_000, 59_999, 59_000, 1, 0, 5_400_000, 125_000].map(clockText)).toEqual(["1:00", "1:00", "0:59", "0:01", "0:00", "90:00", "2:05"]);
});

test("what storage or another window holds is a countdown or is refused", () => {
  for (const bad of [
    null,
    1,
    {},
    { ...fresh, minutes: 0 },
    { ...fresh, minutes: 1.5 },
    { ...fresh, minutes: 91 },
    { ...fresh, endsAt: "soon" },
    { ...fresh, isShown: 1 },
    { ...fresh, leftMs: undefined },
  ])
    expect(isCountdown(bad), JSON.stringify(bad)).toBe(false);
});
