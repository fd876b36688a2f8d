import { describe, expect, test } from "vitest";
import * as paper from "../../src/optim/dialects/paper.ts";
import { adam, inverseSqrt, nesterov, type Optimizer, rmsprop, sgd, train } from "../../src/optim/index.ts";
import { type Reddi, reddi, tridiagonal } from "../../src/problems/index.ts";

describe("5E4: the chain of 200, α = ¼: the gap to its minimum", () => {
  const chain = tridiagonal(200);
  const gap = (theta: ArrayLike<number>) => chain.f(theta) - chain.minima[0].f;
  test("GD has .03728 at t = 100 and .01534 at t = 500", () => {
    for (const [t, left] of [
      [100, 0.03728],
      [500, 0.01534],
    ])
      expect(gap(train(sgd({ lr: 0.25 }), chain, chain.start, t).theta)).toBeCloseTo(left, 5);
  });
  test("Nesterov with β_t = (t − 1)/(t + 2) has .00801 and 2.08e-5, within 2L‖x₀ − x*‖²/(t + 1)²", () => {
    // x⁺ = y − α∇f(y); y = x⁺ + β_t(x⁺ − x): form C, whose β changes with t.
    let x = chain.start,
      y = chain.start;
    const distance2 = chain.minima[0].theta.reduce((sum, value) => sum + value ** 2, 0);
    const gaps = Array.from({ length: 500 }, (_, i) => {
      const g = chain.gradient(y);
      const next = y.map((value, j) => value - 0.25 * g[j]);
      y = next.map((value, j) => value + (i / (i + 3)) * (value - x[j]));
      x = next;
      return gap(x);
    });
    expect(gaps[99]).toBeCloseTo(0.00801, 5);
    expect(gaps[499] / 2.08e-5).toBeCloseTo(1, 2);
    expect(gaps.every((left, i) => left <= (2 * 4 * distance2) / (i + 2) ** 2)).toBe(true);
  });
  test("a constant β cannot do both: Nesterov .9 is behind β_t at t = 500", () => {
    expect(gap(train(nesterov({ lr: 0.25, beta: 0.9 }), chain, chain.start, 500).theta)).toBeGreaterThan(2e-4);
  });
});

describe("9: Reddi's counterexample as a problem", () => {
  /** Where `rounds` rounds of `problem` lead, from 0. */
  function play(optimizer: Optimizer, problem: Reddi, rounds: number): number {
    const theta = new Float64Array(1),
      g = new Float64Array(1),
      state = optimizer.init(1);
    for (let t = 0; t < rounds; t++) {
      problem.gradient(theta, g);
      optimizer.step(theta, g, state);
      problem.project(theta);
    }
    return theta[0];
  }
  const lr = inverseSqrt(0.1);

  test("C = 3: Adam with β₁ = 0, β₂ = 1/(1 + C²), uncorrected, is driven to +1, the worst point; AMSGrad and SGD find −1, and so does Adam with its usual window", () => {
    expect(play(rmsprop({ lr, rho: 0.1, eps: 0 }), reddi(), 30_000)).toBeGreaterThan(0.99);
    for (const optimizer of [paper.amsgrad({ lr, beta1: 0, beta2: 0.1 }), sgd({ lr }), adam({ lr })] as Optimizer[]) {
      expect(play(optimizer, reddi(), 30_000)).toBeCloseTo(reddi().minima[0].theta[0], 2);
    }
  });
  test("9E3: 1010 every 101 rounds, else −10: Adam (.9, .99) ends at +.994, AMSGrad at −1", () => {
    const options = { lr: inverseSqrt(0.5), beta1: 0.9, beta2: 0.99 };
    const rare = () => reddi({ rare: 1010, common: -10, period: 101 });
    expect(play(adam(options), rare(), 200_000)).toBeCloseTo(0.994, 2);
    expect(play(paper.amsgrad(options), rare(), 200_000)).toBeLessThan(-0.999);
  });
});
