import { describe, expect, test } from "vitest";
import { constant, cosine, exponential, inverseSqrt, inverseTime, oneCycle, stepDecay, warmup, warmupStableDecay } from "../../src/optim/index.ts";

const at = (schedule: (t: number) => number, ...ts: number[]) => ts.map((t) => Number(schedule(t).toPrecision(12)));

describe("schedules, read at t = 1, 2, …", () => {
  test("constant", () => expect(at(constant(0.3), 1, 1000)).toEqual([0.3, 0.3]));
  test("stepDecay drops after the steps it names", () =>
    expect(at(stepDecay(0.1, { after: [5000, 8000] }), 1, 5000, 5001, 8000, 8001)).toEqual([0.1, 0.1, 0.01, 0.01, 0.001]));
  test("inverseSqrt", () => expect(at(inverseSqrt(0.6), 1, 4, 9)).toEqual([0.6, 0.3, 0.2]));
  test("inverseTime is α/t, or α/(1 + decay·(t − 1))", () => {
    expect(at(inverseTime(0.6), 1, 2, 3)).toEqual([0.6, 0.3, 0.2]);
    expect(at(inverseTime(0.6, { decay: 0.5 }), 1, 3, 5)).toEqual([0.6, 0.3, 0.2]);
  });
  test("exponential", () => expect(at(exponential(0.8, { factor: 0.5 }), 1, 2, 4)).toEqual([0.8, 0.4, 0.1]));
  test("cosine goes from α over the mean to its end, and stays there", () => {
    expect(at(cosine(0.1, { steps: 100 }), 1, 51, 101, 500)).toEqual([0.1, 0.05, 0, 0]);
    expect(at(cosine(0.1, { steps: 100, end: 0.02 }), 51, 101)).toEqual([0.06, 0.02]);
  });
  test("warmup rises to a number, or to a schedule whose clock starts there", () => {
    expect(at(warmup(4, 0.8), 1, 2, 3, 4, 5)).toEqual([0.2, 0.4, 0.6, 0.8, 0.8]);
    expect(at(warmup(4, inverseTime(0.8)), 3, 4, 5, 7)).toEqual([0.6, 0.8, 0.4, 0.2]);
    expect(at(warmup(0, 0.8), 1)).toEqual([0.8]);
  });
  test("oneCycle starts at α/25, peaks at α after 30 % and ends at α/250000, as PyTorch's OneCycleLR", () => {
    const schedule = oneCycle(1, { steps: 100 });
    expect(at(schedule, 1, 30, 100, 200)).toEqual([0.04, 1, 4e-6, 4e-6]);
    const values = Array.from({ length: 100 }, (_, i) => schedule(i + 1));
    expect(values.indexOf(Math.max(...values))).toBe(29);
    for (let i = 1; i < 100; i++) expect(values[i] > values[i - 1]).toBe(i <= 29);
  });
  test("warmupStableDecay is warmup, then α, then a straight line to its end, which it keeps", () => {
    const schedule = warmupStableDecay(0.8, { steps: 20, rise: 4, fall: 5, end: 0.3 });
    for (let t = 1; t <= 15; t++) expect(schedule(t)).toBe(warmup(4, 0.8)(t));
    expect(at(schedule, 16, 17, 20, 21, 100)).toEqual([0.8, 0.7, 0.4, 0.3, 0.3]);
    expect(at(warmupStableDecay(1, { steps: 10 }), 1, 9, 10, 11)).toEqual([1, 1, 0.5, 0]);
    expect(at(warmupStableDecay(1, { steps: 4, rise: 2, fall: 2 }), 1, 2, 3, 4, 5)).toEqual([0.5, 1, 1, 0.5, 0]);
  });
  test("no schedule is negative or undefined at any step", () => {
    for (const schedule of [
      constant(1),
      stepDecay(1, { after: [] }),
      inverseSqrt(1),
      inverseTime(1),
      exponential(1, { factor: 0.9 }),
      cosine(1, { steps: 3 }),
      warmup(3, 1),
      warmupStableDecay(1, { steps: 10, rise: 3 }),
      oneCycle(1, { steps: 10 }),
      oneCycle(1, { steps: 1 }),
      oneCycle(1, { steps: 10, rise: 0 }),
    ]) {
      for (let t = 1; t <= 30; t++) expect(schedule(t)).toBeGreaterThanOrEqual(0);
    }
  });
  test("an invalid option is named", () => {
    expect(() => constant(-1)).toThrow("invalid lr: -1 (a finite number ≥ 0)");
    expect(() => cosine(1, { steps: NaN })).toThrow("invalid steps: NaN");
    expect(() => cosine(1, { steps: 0 })).toThrow("invalid steps: 0 (a whole number > 0)");
    expect(() => oneCycle(1, { steps: 10, rise: 1 })).toThrow("invalid rise: 1 (0 ≤ number < 1)");
    expect(() => exponential(1, { factor: -0.1 })).toThrow("invalid factor: -0.1");
    expect(() => stepDecay(1, { after: [5, NaN] })).toThrow("invalid after: NaN");
    expect(() => warmup(-1, 1)).toThrow("invalid steps: -1");
    expect(() => warmupStableDecay(1, { steps: 10, rise: 0.5 })).toThrow("invalid rise: 0.5 (a whole number ≥ 0)");
    expect(() => warmupStableDecay(1, { steps: 10, rise: 6, fall: 5 })).toThrow("invalid fall: 5 (at most steps − rise = 4)");
  });
  test("so is a missing or unknown one, where no type-check has seen it", () => {
    const untyped = { cosine, exponential, inverseTime, oneCycle, stepDecay, warmup } as unknown as Record<string, (...given: unknown[]) => unknown>;
    for (const [name, option] of [
      ["cosine", "steps"],
      ["oneCycle", "steps"],
      ["exponential", "factor"],
      ["stepDecay", "after"],
    ])
      expect(() => untyped[name](1)).toThrow(`missing option: ${option}`);
    expect(() => untyped.cosine(1, { steps: 10, stop: 0 })).toThrow("unknown option: stop (known: steps, end)");
    expect(() => untyped.inverseTime(1, { rate: 1 })).toThrow("unknown option: rate (known: decay)");
    expect(() => untyped.exponential(1, { factor: 0.5, steps: 3 })).toThrow("unknown option: steps (known: factor)");
    expect(() => untyped.stepDecay(1, { after: [5], by: 2 })).toThrow("unknown option: by (known: after, factor)");
    expect(() => untyped.oneCycle(1, { steps: 5, up: 1 })).toThrow("unknown option: up (known: steps, rise, divFactor, finalDivFactor)");
    expect(() => untyped.stepDecay(1, { after: 5 })).toThrow("invalid after: 5 (a list of steps)");
    expect(() => untyped.warmup(3)).toThrow("invalid lr: undefined");
  });
});
