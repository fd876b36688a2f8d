import { describe, expect, test } from "vitest";
import { momentum, nesterov, nesterovLookahead, sgd, trace, train, type Problem } from "../../../src/optim/index.ts";
import { quadratic } from "../../../src/problems/index.ts";
import { ellipse, end, iterations } from "./measure.ts";

describe("5E1: four forms of Nesterov agree over 100 steps, to 1e-12", () => {
  const problem = ellipse(25),
    lr = 0.02,
    beta = 0.8;
  const ahead = trace(nesterovLookahead({ lr, beta }), problem, [1, 1], 100).theta;

  test("C, in two points: x⁺ = y − α∇f(y), y = x⁺ + β(x⁺ − x); its x is the θ of form A", () => {
    let x = [1, 1],
      y = [1, 1];
    for (let t = 1; t <= 100; t++) {
      const g = problem.gradient(y);
      const next = y.map((yi, i) => yi - lr * g[i]);
      y = next.map((xi, i) => xi + beta * (xi - x[i]));
      x = next;
      x.forEach((xi, i) => expect(Math.abs(xi - ahead[2 * t + i])).toBeLessThanOrEqual(1e-12));
    }
  });
  test("B, of the look-ahead point φ alone, is PyTorch's form D", () => {
    const torch = trace(nesterov({ lr, beta }), problem, [1, 1], 100).theta;
    let point = [1, 1],
      u = [0, 0];
    for (let t = 1; t <= 100; t++) {
      const g = problem.gradient(point);
      const next = u.map((ui, i) => beta * ui - lr * g[i]);
      point = point.map((p, i) => p - beta * u[i] + (1 + beta) * next[i]);
      u = next;
      point.forEach((p, i) => expect(Math.abs(p - torch[2 * t + i])).toBeLessThanOrEqual(1e-12));
    }
  });
});

test("5E2: iterations for κ = 25, 100, 1000: standard 73, 155, 508; tuned 63, 133, 439; PyTorch's form one less", () => {
  const kappas = [25, 100, 1000];
  const standard = (kappa: number) => ({ lr: 1 / kappa, beta: (Math.sqrt(kappa) - 1) / (Math.sqrt(kappa) + 1) });
  const tuned = (kappa: number) => ({ lr: 4 / (3 * kappa + 1), beta: (Math.sqrt(3 * kappa + 1) - 2) / (Math.sqrt(3 * kappa + 1) + 2) });
  expect(kappas.map((kappa) => iterations(nesterovLookahead(standard(kappa)), ellipse(kappa)))).toEqual([73, 155, 508]);
  expect(kappas.map((kappa) => iterations(nesterovLookahead(tuned(kappa)), ellipse(kappa)))).toEqual([63, 133, 439]);
  expect(kappas.map((kappa) => iterations(nesterov(standard(kappa)), ellipse(kappa)))).toEqual([72, 154, 507]);
});

describe("5E3", () => {
  test("α = .1, β = .9, λ = 1: overshoot −.604 with heavy ball, −.355 with Nesterov", () => {
    const lowest = (optimizer: Parameters<typeof trace>[0]) => Math.min(...trace(optimizer, quadratic([1]), [1], 200).theta);
    expect(lowest(momentum({ lr: 0.1 }))).toBeCloseTo(-0.604, 3);
    expect(lowest(nesterovLookahead({ lr: 0.1 }))).toBeCloseTo(-0.355, 3);
  });
  test("κ = 100, α = .01, β = .99: 2179 iterations with heavy ball, 864 with Nesterov", () => {
    expect(iterations(momentum({ lr: 0.01, beta: 0.99 }), ellipse(100))).toBe(2179);
    expect(iterations(nesterovLookahead({ lr: 0.01, beta: 0.99 }), ellipse(100))).toBe(864);
  });
});

describe("5E4: ½θᵀAθ − θ₁, A tridiagonal (2, −1), n = 200, α = ¼, from 0", () => {
  const n = 200;
  const product = (theta: Float64Array, i: number) => 2 * theta[i] - (theta[i - 1] ?? 0) - (theta[i + 1] ?? 0);
  const tridiagonal: Problem = {
    n,
    f: (theta) => theta.reduce((sum, x, i) => sum + (x * product(theta, i)) / 2, 0) - theta[0],
    gradient: (theta, out) => out.forEach((_, i) => (out[i] = product(theta, i) - (i === 0 ? 1 : 0))),
  };
  const smallest = -n / (n + 1) / 2; // θ*_i = 1 − i/(n + 1), f* = −θ*_1/2
  const gap = <S>(optimizer: Parameters<typeof train<S>>[0], t: number) =>
    tridiagonal.f(train(optimizer, tridiagonal, new Float64Array(n), t).theta) - smallest;
  const accelerated = nesterovLookahead({ lr: 0.25, beta: (t) => Math.max(0, (t - 2) / (t + 1)) }); // y after step t − 1 has (t − 2)/(t + 1)

  test("the gap f − f* at t = 100 and 500: GD .03728, .01534; Nesterov .00801, 2.08e-5", () => {
    expect(gap(sgd({ lr: 0.25 }), 100)).toBeCloseTo(0.03728, 5);
    expect(gap(sgd({ lr: 0.25 }), 500)).toBeCloseTo(0.01534, 5);
    expect(gap(accelerated, 100)).toBeCloseTo(0.00801, 5);
    expect(gap(accelerated, 500) / 2.08e-5).toBeCloseTo(1, 2);
  });
  test("both stay under their bounds: 2L‖θ₀ − θ*‖²/(t + 1)² and L‖θ₀ − θ*‖²/(2t)", () => {
    const squared = Array.from({ length: n }, (_, i) => (1 - (i + 1) / (n + 1)) ** 2).reduce((a, b) => a + b, 0);
    for (const t of [10, 100, 500]) {
      expect(gap(accelerated, t)).toBeLessThan((2 * 4 * squared) / (t + 1) ** 2);
      expect(gap(sgd({ lr: 0.25 }), t)).toBeLessThan((4 * squared) / (2 * t));
    }
  });
});

test("5E5: β = .9, L = 25: Nesterov converges at α = .054231 and diverges at .05434; heavy ball bears .1518", () => {
  const size = (optimizer: Parameters<typeof trace>[0]) => Math.hypot(...end(optimizer, ellipse(25), [1, 1], 20_000));
  expect(size(nesterovLookahead({ lr: 0.054231 }))).toBeLessThan(1e-3);
  expect(size(nesterovLookahead({ lr: 0.05434 }))).toBeGreaterThan(10);
  expect(size(momentum({ lr: 0.1518 }))).toBeLessThan(1e-3);
});
