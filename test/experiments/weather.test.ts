import { beforeAll, expect, test } from "vitest";
import { biasCorrect, ema } from "../../src/optim/index.ts";
import { dataset } from "../../src/problems/index.ts";
import { readPublicData } from "./data.ts";

let days: number[];
beforeAll(async () => {
  readPublicData();
  days = (await dataset("seattle-weather")).map((day) => day.tempMax);
});

const mean = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0) / x.length;
const changes = (x: ArrayLike<number>) =>
  Array.from(x)
    .slice(1)
    .map((value, i) => value - x[i]);
const products = (x: ArrayLike<number>, y: ArrayLike<number>) => {
  const [a, b] = [mean(x), mean(y)];
  return mean(Array.from(x, (value, i) => (value - a) * (y[i] - b)));
};
const sd = (x: ArrayLike<number>) => Math.sqrt(products(x, x));

/** By how many days `smooth` looks most like `x`. */
function lag(x: number[], smooth: number[]): number {
  const likeness = Array.from({ length: 80 }, (_, days) => {
    const [now, then] = [smooth.slice(days), x.slice(0, x.length - days)];
    return products(now, then) / (sd(now) * sd(then));
  });
  return likeness.indexOf(Math.max(...likeness));
}

test("2E4: Seattle's daily maximum changes by 2.88 degrees from day to day; averaged at β = .9 by .348, 2 days late, at β = .98 by .111, 39 days late", () => {
  expect(days).toHaveLength(1461);
  expect(sd(changes(days))).toBeCloseTo(2.88, 2);
  // Measured from the second month on, when the corrected averages have settled.
  const month = 30;
  for (const [beta, change, late] of [
    [0.9, 0.348, 2],
    [0.98, 0.111, 39],
  ]) {
    const smooth = Array.from(biasCorrect(ema(days, beta), beta)).slice(month);
    expect(sd(changes(smooth))).toBeCloseTo(change, 3);
    expect(lag(days.slice(month), smooth)).toBe(late);
  }
});

test("3E4: at β = .98 the average of day 1 is .256 of 12.8, corrected 12.8; of day 10 it is 1.69, corrected 9.23, where the plain mean is 9.33", () => {
  const m = ema(days, 0.98),
    mHat = biasCorrect(m, 0.98);
  expect(days[0]).toBe(12.8);
  expect([m[0], mHat[0]].map((x) => Number(x.toFixed(3)))).toEqual([0.256, 12.8]);
  expect([m[9], mHat[9], mean(days.slice(0, 10))].map((x) => Number(x.toFixed(2)))).toEqual([1.69, 9.23, 9.33]);
});
