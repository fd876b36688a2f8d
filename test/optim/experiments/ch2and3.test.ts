import { describe, expect, test } from "vitest";
import { biasCorrect, ema, fourStep, phi, psi } from "../../../src/optim/index.ts";
import { random } from "../../../src/problems/index.ts";
import { digits, steps } from "./measure.ts";

describe("2E1: the weights of an average", () => {
  /** The weights (1 − β)β^k of the newest, the one before …, as ema itself gives them. */
  const weights = (beta: number, n: number) => Array.from(ema([1, ...new Array<number>(n - 1).fill(0)], beta));
  const upTo = (beta: number, n: number) => weights(beta, n).reduce((a, b) => a + b, 0);

  test.each([
    [0.9, 6.58, 28.4, 0.6513],
    [0.98, 34.3, 148, 0.6358],
    [0.99, 69.0, 298, 0.634],
    [0.999, 692.8, 2994, 0.6323],
  ])("β = %f: half-life %f, 95 % of the mass in %f, in 1/(1 − β) %f", (beta, half, most, mass) => {
    const exact = Math.log(0.5) / Math.log(beta),
      w = weights(beta, Math.ceil(exact) + 1);
    expect(exact).toBeCloseTo(half, 1);
    expect(w[Math.floor(exact)] / w[0]).toBeGreaterThanOrEqual(0.5);
    expect(w[Math.ceil(exact)] / w[0]).toBeLessThanOrEqual(0.5);
    expect(upTo(beta, Math.floor(most))).toBeLessThan(0.95);
    expect(upTo(beta, Math.ceil(most + 0.5))).toBeGreaterThan(0.95);
    expect(upTo(beta, Math.round(1 / (1 - beta)))).toBeCloseTo(mass, 4);
  });

  test("β^(1/(1 − β)) → 1/e: .3487, .3660, .3677", () => {
    expect([0.9, 0.99, 0.999].map((beta) => digits(4)(beta ** (1 / (1 - beta))))).toEqual([0.3487, 0.366, 0.3677]);
  });
});

test("2E2: on white noise the variance at β = .9 is .1/1.9 = .0526", () => {
  const m = ema(random(2).normals(400_000), 0.9).subarray(200);
  const variance = m.reduce((sum, x) => sum + x * x, 0) / m.length;
  expect(variance / 0.0526).toBeGreaterThan(0.95);
  expect(variance / 0.0526).toBeLessThan(1.05);
});

test("2E3: on a ramp it lags by β/(1 − β) = 9 at β = .9", () => {
  const ramp = Array.from({ length: 500 }, (_, i) => i + 1);
  expect(500 - ema(ramp, 0.9)[499]).toBeCloseTo(9, 9);
});

test("2E5: 10, 20, 30 at β = .9 average to 1, 2.9, 5.61; corrected 10, 15.2632, 20.7011", () => {
  expect(Array.from(ema([10, 20, 30], 0.9), digits(9))).toEqual([1, 2.9, 5.61]);
  expect(Array.from(biasCorrect(ema([10, 20, 30], 0.9), 0.9), digits(4))).toEqual([10, 15.2632, 20.7011]);
});

test("chapter 2's exercise: the streaming average is the explicit sum, to 1e-12", () => {
  const x = random(1).normals(200),
    m = ema(x, 0.93);
  m.forEach((mt, t) => {
    let sum = 0;
    for (let k = 0; k <= t; k++) sum += 0.07 * 0.93 ** k * x[t - k];
    expect(Math.abs(mt - sum)).toBeLessThan(1e-12);
  });
});

describe("3E1", () => {
  test("the first average is (1 − β)x; of a constant c it is (1 − β^t)c: .009955c at β = .999, t = 10", () => {
    expect(ema([7], 0.9)[0]).toBeCloseTo(0.7, 14);
    expect(ema(new Array(10).fill(1), 0.999)[9]).toBeCloseTo(0.009955, 6);
  });
  test("corrected, it is c from the first on", () => {
    for (const x of biasCorrect(ema(new Array(50).fill(3), 0.999), 0.999)) expect(x).toBeCloseTo(3, 10);
  });
});

test("3E2: of N(3, 1) at β = .9 the mean is .3, 1.2285, 1.954, 2.7046 at t = 1, 5, 10, 22; corrected it is 3, with spread 1, .455, .331, .251", () => {
  const at = [1, 5, 10, 22],
    runs = 20_000,
    { normals } = random(9);
  const sums = at.map(() => [0, 0, 0]);
  for (let run = 0; run < runs; run++) {
    const m = ema(normals(22, 3, 1), 0.9),
      mHat = biasCorrect(m, 0.9);
    at.forEach((t, i) => [m[t - 1], mHat[t - 1], (mHat[t - 1] - 3) ** 2].forEach((x, j) => (sums[i][j] += x / runs)));
  }
  sums.forEach(([mean, corrected, variance], i) => {
    expect(mean / [0.3, 1.2285, 1.954, 2.7046][i]).toBeCloseTo(1, 1);
    expect(corrected).toBeCloseTo(3, 1);
    expect(Math.sqrt(variance) / [1, 0.455, 0.331, 0.251][i]).toBeCloseTo(1, 1);
  });
});

describe("3E3: Adam without correction on a constant gradient", () => {
  const uncorrected = steps(fourStep({ lr: 1, phi: phi.ema(0.9), psi: psi.ema(0.999) }), () => 1, 10_000);
  test("steps 3.1623α at once, most at t = 12 (6.5685α), 3.241α at 100, 1.258α at 1000", () => {
    expect(uncorrected[0]).toBeCloseTo(3.1623, 4);
    expect(Math.max(...uncorrected)).toBeCloseTo(6.5685, 4);
    expect(uncorrected.indexOf(Math.max(...uncorrected)) + 1).toBe(12);
    expect([uncorrected[99], uncorrected[999]].map(digits(3))).toEqual([3.241, 1.258]);
  });
  test("is within 1 % of α from t = 3925 on, and travels 55.3α in the first ten steps", () => {
    expect(uncorrected.findLastIndex((step) => Math.abs(step - 1) > 0.01) + 2).toBe(3925);
    expect(uncorrected.slice(0, 10).reduce((a, b) => a + b, 0)).toBeCloseTo(55.3, 1);
  });
});

test("chapter 3's exercise: m/(1 − β^t) and the recursion with β_t agree", () => {
  const x = random(4).normals(300, 1, 2),
    mHat = biasCorrect(ema(x, 0.95), 0.95),
    corrected = phi.corrected(0.95);
  let previous = 0;
  x.forEach((xt, i) => {
    previous = corrected(xt, previous, i + 1, new Float64Array(1), 0);
    expect(Math.abs(previous - mHat[i])).toBeLessThan(1e-12);
  });
});
