import { describe, expect, test } from "vitest";
import { adam } from "../../../src/optim/index.ts";
import { quadratic, random } from "../../../src/problems/index.ts";
import { digits, ellipse, iterations, steps } from "./measure.ts";

test("8: the bound |m̂|/√v̂ ≤ (1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)) = 7.270 is approached by g_t ∝ (β₂/β₁)^t: 1, 1.043, 2.24, 5.78 at t = 1, 10, 100, 1000; β₂ = .99: 2.345", () => {
  const path = steps(adam({ lr: 1, eps: 0 }), (t) => (0.999 / 0.9) ** (t - 1000), 1000);
  expect(digits(3)(0.1 / Math.sqrt(0.001 * (1 - 0.81 / 0.999)))).toBe(7.27);
  expect(digits(3)(0.1 / Math.sqrt(0.01 * (1 - 0.81 / 0.99)))).toBe(2.345);
  [1, 1.043, 2.24, 5.78].forEach((wanted, i) => expect(path[10 ** i - 1]).toBeCloseTo(wanted, i === 1 ? 3 : 2));
  expect(Math.max(...path)).toBeLessThan(7.27);
});

test("8E1: the first step at α = .001 and ε = 1e-8 for g = 1e4, 1, 1e-4, 1e-8, 1e-9", () => {
  expect([1e4, 1, 1e-4, 1e-8, 1e-9].map((g) => Number(steps(adam(), () => g, 1)[0].toPrecision(3 + 1)))).toEqual([
    0.001, 0.001, 0.0009999, 0.0005, 0.00009091,
  ]);
});

describe("8E2", () => {
  test("one gradient of 1 at t = 10⁴ after zeros: a step of 3.162α, 31.8α in all", () => {
    const path = steps(adam({ lr: 1 }), (t) => (t === 10_000 ? 1 : 0), 30_000);
    expect(path[9999]).toBeCloseTo(3.162, 3);
    expect(path.reduce((a, b) => a + b, 0)).toBeCloseTo(31.8, 0);
  });
  test("gradients that grow as 1.11^t: 7.09α at t = 3000", () => {
    expect(steps(adam({ lr: 1, eps: 0 }), (t) => 1.11 ** (t - 3000), 3000)[2999]).toBeCloseTo(7.09, 2);
  });
});

test("8E3: g = μ + N(0, 1): the mean step at SNR 0, .1, 1, 10 is 0, .096, .708, .995 α; its spread at SNR 0 is .228", () => {
  const tail = (mu: number) => {
    const { normal } = random(31);
    return steps(adam({ lr: 1 }), () => mu + normal(), 200_000).slice(5000);
  };
  const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
  [0, 0.1, 1, 10].forEach((mu, i) => expect(Math.abs(mean(tail(mu)) - [0, 0.096, 0.708, 0.995][i])).toBeLessThan(0.01));
  const noise = tail(0);
  expect(Math.sqrt(mean(noise.map((x) => x * x))) / 0.228).toBeCloseTo(1, 1);
});

test("8E4: Adam .1 takes 189 iterations for κ = 25 and for κ = 10⁴, 294 where κ = 25 is turned by 45°", () => {
  const lr = 0.1;
  expect([iterations(adam({ lr }), ellipse(25)), iterations(adam({ lr }), ellipse(10_000))]).toEqual([189, 189]);
  expect(iterations(adam({ lr }), quadratic([1, 25], { angle: Math.PI / 4 }), [Math.SQRT2, 0])).toBe(294);
});

test("8E5: on ½x² with α = .01, long after it arrived, Adam jumps beyond 1e-3, and then α/√v̂ hovers at 32–39", () => {
  const optimizer = adam({ lr: 0.01 }),
    state = optimizer.init(1),
    x = Float64Array.of(1),
    g = new Float64Array(1);
  let largest = 0,
    sum = 0,
    count = 0;
  for (let t = 1; t <= 20_000; t++) {
    g[0] = x[0];
    optimizer.step(x, g, state);
    if (t > 5000) largest = Math.max(largest, Math.abs(x[0]));
    if (t > 17_000) {
      sum += 0.01 / Math.sqrt(state.v[0]);
      count++;
    }
  }
  expect(largest).toBeGreaterThan(1e-3);
  expect(sum / count).toBeGreaterThan(30);
  expect(sum / count).toBeLessThan(40);
});
