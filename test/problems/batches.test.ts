import { expect, test } from "vitest";
import { batches, leastSquares, matrix, miniBatch, noisy, quadratic, random, saddle } from "../../src/problems/index.ts";

const problem = leastSquares(
  matrix([
    [1, 0],
    [1, 1],
    [1, 2],
    [1, 3],
    [1, 4],
  ]),
  [1, 0, 2, 5, 3],
);

test("each epoch has each row once, in an order of its own; the last batch is what is left", () => {
  const drawn = Array.from(batches(10, 4, { seed: 1, epochs: 3 }), (rows) => Array.from(rows));
  expect(drawn.map((rows) => rows.length)).toEqual([4, 4, 2, 4, 4, 2, 4, 4, 2]);
  const epochs = [0, 3, 6].map((i) => drawn.slice(i, i + 3).flat());
  for (const rows of epochs) expect(rows.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(new Set(epochs.map(String)).size).toBe(3);
});

test("a seed gives the same batches again", () => {
  const take = (seed: number) => Array.from(batches(10, 3, { seed, epochs: 2 }), String);
  expect(take(1)).toEqual(take(1));
  expect(take(1)).not.toEqual(take(2));
});

test("miniBatch draws the batches of its seed and keeps f and the facts of the problem", () => {
  const theta = Float64Array.of(0.5, -1);
  const stochastic = miniBatch(problem, { size: 2, seed: 3 });
  for (const rows of batches(5, 2, { seed: 3, epochs: 4 })) expect(stochastic.gradient(theta)).toEqual(problem.gradientOf(rows, theta));
  expect(stochastic.f(theta)).toBe(problem.f(theta));
  expect(stochastic.stepsPerEpoch).toBe(3);
  expect(stochastic.minima).toEqual(problem.minima);
});

test("a batch of all rows is the whole gradient", () => {
  const theta = Float64Array.of(0.5, -1);
  miniBatch(problem, { size: 5, seed: 3 })
    .gradient(theta)
    .forEach((g, i) => expect(g).toBeCloseTo(problem.gradient(theta)[i], 14));
});

test("without replacement a batch's variance is σ²/B · (N − B)/(N − 1)", () => {
  const theta = Float64Array.of(0.5, -1);
  const full = problem.gradient(theta);
  const variance = (B: number) => {
    const { sample } = random(4);
    let sum = 0;
    for (let k = 0; k < 40_000; k++) sum += problem.gradientOf(sample(5, B), theta).reduce((s, g, j) => s + (g - full[j]) ** 2, 0);
    return sum / 40_000;
  };
  const sigma2 = [0, 1, 2, 3, 4].reduce((sum, i) => sum + problem.gradientOf([i], theta).reduce((s, g, j) => s + (g - full[j]) ** 2, 0) / 5, 0);
  for (const B of [1, 2, 3, 4]) expect(variance(B) / ((sigma2 / B) * ((5 - B) / 4))).toBeCloseTo(1, 1);
  expect(variance(5)).toBeLessThan(1e-25);
});

test("noise has its standard deviation and no bias, in each coordinate of its own; f stays exact", () => {
  const seen = noisy(quadratic([1, 25], { start: [7, -3] }), { sd: 0.5, seed: 1 });
  const theta = seen.start;
  const off = Array.from({ length: 20_000 }, () => {
    const g = seen.gradient(theta);
    return [g[0] - 7, g[1] + 75];
  });
  const mean = (value: (pair: number[]) => number) => off.reduce((sum, pair) => sum + value(pair), 0) / off.length;
  for (const i of [0, 1]) {
    expect(mean((pair) => pair[i])).toBeCloseTo(0, 1);
    expect(mean((pair) => pair[i] ** 2)).toBeCloseTo(0.25, 2);
  }
  expect(mean((pair) => pair[0] * pair[1])).toBeCloseTo(0, 1);
  expect(seen.f(theta)).toBe(137);
  expect(seen.kappa).toBe(25);
});

test("a noisy surface still starts afresh and draws the same noise for the same seed", () => {
  const seen = noisy(saddle, { sd: 1, seed: 2 });
  seen.start.fill(NaN);
  expect(seen.start).toEqual(saddle.start);
  expect(seen.gradient(seen.start)).toEqual(noisy(saddle, { sd: 1, seed: 2 }).gradient(saddle.start));
});

test.each([
  [() => batches(5, 0, { seed: 1 }), "invalid size: 0 (a whole number from 1 to the number of rows, 5)"],
  [() => miniBatch(problem, { size: 6, seed: 1 }), "invalid size: 6 (a whole number from 1 to the number of rows, 5)"],
  [() => batches(5, 1, { seed: 1, epochs: -1 }), "invalid epochs: -1 (a number from 0)"],
  [() => noisy(saddle, { sd: -1, seed: 1 }), "invalid sd: -1 (a number from 0)"],
])("bad input is named (%#)", (make, message) => {
  expect(make).toThrow(new RangeError(message));
});
