import { describe, expect, test } from "vitest";
import * as paper from "../../../src/optim/dialects/paper.ts";
import * as pytorch from "../../../src/optim/dialects/pytorch.ts";
import type { Optimizer } from "../../../src/optim/index.ts";
import { adam, adamax, adamw, inverseSqrt, lion, nadam, newtonSchulz, radam, rmsprop, sgd } from "../../../src/optim/index.ts";
import { random } from "../../../src/problems/index.ts";
import { digits, steps } from "./measure.ts";

test("9E1: pure noise of sd .01, 1, 100, α = .001, λ = .1, 5000 steps from 1: Adam + L2 ends at 1e-4, .606, .996; AdamW at .6065 throughout; Adam without decay at 1", () => {
  const n = 300;
  const endMean = (optimizer: Optimizer, sd: number) => {
    const { normal } = random(17),
      theta = new Float64Array(n).fill(1),
      g = new Float64Array(n),
      state = optimizer.init(n);
    for (let t = 0; t < 5000; t++) {
      for (let i = 0; i < n; i++) g[i] = normal(0, sd);
      optimizer.step(theta, g, state);
    }
    return theta.reduce((a, b) => a + b, 0) / n;
  };
  [0.01, 1, 100].forEach((sd, i) => {
    expect(endMean(pytorch.adam({ weightDecay: 0.1 }), sd)).toBeCloseTo([1e-4, 0.606, 0.996][i], 1);
    expect(endMean(adamw({ weightDecay: 0.1 }), sd)).toBeCloseTo(0.6065, 1);
  });
  expect(endMean(adam(), 1)).toBeCloseTo(1, 1);
});

describe("9: Reddi's counterexample, g = C every third step, else −1, on [−1, 1]", () => {
  /** θ_1 … θ_T, kept in [−1, 1]. */
  function walk(optimizer: Optimizer, g: (t: number) => number, T: number): number[] {
    const theta = new Float64Array(1),
      state = optimizer.init(1);
    return Array.from({ length: T }, (_, i) => {
      optimizer.step(theta, Float64Array.of(g(i + 1)), state);
      return (theta[0] = Math.min(1, Math.max(-1, theta[0])));
    });
  }
  const g = (t: number) => (t % 3 === 1 ? 3 : -1),
    lr = inverseSqrt(0.1),
    T = 30_000;

  test("Adam with β₁ = 0, β₂ = 1/(1 + C²), uncorrected, steps −1.047, +.762, +.966 α in a cycle and ends at +1, the worst point", () => {
    const adamOfReddi = (lr: Parameters<typeof rmsprop>[0] = {}) => rmsprop({ rho: 0.1, eps: 0, ...lr });
    expect(
      steps(adamOfReddi({ lr: 1 }), g, 300)
        .slice(297)
        .map((step) => digits(3)(-step)),
    ).toEqual([-1.047, 0.762, 0.966]);
    expect(walk(adamOfReddi({ lr }), g, T).at(-1)).toBeGreaterThan(0.99);
  });
  test.each([
    ["AMSGrad", paper.amsgrad({ lr, beta1: 0, beta2: 0.1 })],
    ["SGD", sgd({ lr })],
    ["Adam .9/.999: the failure needs a window shorter than the rare event", adam({ lr })],
  ] as [string, Optimizer][])("%s ends at −1, the optimum", (_, optimizer) => {
    expect(walk(optimizer, g, T).at(-1)).toBeLessThan(-0.99);
  });
  test("9E3: 1010 every 101 steps, else −10: Adam (.9, .99) ends at +.994, AMSGrad at −1", () => {
    const rare = (t: number) => (t % 101 === 1 ? 1010 : -10),
      options = { lr: inverseSqrt(0.5), beta1: 0.9, beta2: 0.99 };
    expect(walk(adam(options), rare, 200_000).at(-1)).toBeGreaterThan(0.99);
    expect(walk(paper.amsgrad(options), rare, 200_000).at(-1)).toBeLessThan(-0.99);
  });
});

test("9: first steps on g ≡ 1: Nadam 1.474, 1.157, 1.078 α; Adamax, Adam, Lion α", () => {
  expect(steps(nadam({ lr: 1 }), () => 1, 3).map(digits(3))).toEqual([1.474, 1.157, 1.078]);
  for (const optimizer of [adamax({ lr: 1 }), adam({ lr: 1 }), lion({ lr: 1 })] as Optimizer[])
    expect(steps(optimizer, () => 1, 3).map(digits(6))).toEqual([1, 1, 1]);
});

test("9: RAdam's factor r is .0173, .049, .215, .645 at t = 5, 10, 100, 1000", () => {
  const path = steps(radam({ lr: 1 }), () => 1, 1000);
  expect(path.slice(0, 4).map(digits(9))).toEqual([1, 1, 1, 1]);
  [
    [5, 0.0173],
    [10, 0.049],
    [100, 0.215],
    [1000, 0.645],
  ].forEach(([t, r]) => expect(path[t - 1]).toBeCloseTo(r, t === 5 ? 4 : 3));
});

test("9: five Newton–Schulz rounds map [.01, 1] into [.682, 1.134] and .001 to .47", () => {
  const map = (sigma: number) => {
    const X = Float64Array.of(sigma);
    newtonSchulz(X, 1, 1);
    return X[0];
  };
  const images = Array.from({ length: 9901 }, (_, i) => map(0.01 + i / 10_000));
  expect([Math.min(...images), Math.max(...images), map(0.001)].map(digits(3))).toEqual([0.682, 1.134, 0.471]);
});
