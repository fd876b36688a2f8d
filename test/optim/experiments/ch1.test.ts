import { describe, expect, test } from "vitest";
import type { Optimizer } from "../../../src/optim/index.ts";
import {
  adadelta,
  adagrad,
  adam,
  constant,
  cosine,
  inverseSqrt,
  inverseTime,
  momentum,
  nesterov,
  nesterovLookahead,
  rmsprop,
  sgd,
  stepDecay,
  train,
  type Schedule,
} from "../../../src/optim/index.ts";
import { noisy, quadratic, random, saddle } from "../../../src/problems/index.ts";
import { ellipse, end, iterations } from "./measure.ts";

describe("1E1: gradient descent on ½(x² + 25y²)", () => {
  test("takes 5381, 532, 173, 330, 1341 iterations at α = .0799, .079, 2/26, .04, .01", () => {
    expect([0.0799, 0.079, 2 / 26, 0.04, 0.01].map((lr) => iterations(sgd({ lr }), ellipse(25)))).toEqual([5381, 532, 173, 330, 1341]);
  });

  test("at α = .08 = 2/L, y stays ±1", () => {
    expect(Math.abs(end(sgd({ lr: 0.08 }), ellipse(25), [1, 1], 1001)[1])).toBeCloseTo(1, 12);
  });

  test("beyond, it passes 1e12 at t = 11067 (α = .0801) and t = 69 (α = .1)", () => {
    const leaves = (lr: number) => train(sgd({ lr }), ellipse(25), [1, 1], 20_000, { until: (theta) => Math.hypot(...theta) > 1e12 }).t;
    expect([0.0801, 0.1].map(leaves)).toEqual([11067, 69]);
  });
});

test("1E2: iterations for κ = 2, 10, 25, 100, 1000 at α = 2/(1 + κ) and at 1/L", () => {
  const kappas = [2, 10, 25, 100, 1000];
  expect(kappas.map((kappa) => iterations(sgd({ lr: 2 / (1 + kappa) }), ellipse(kappa)))).toEqual([13, 69, 173, 691, 6908]);
  expect(kappas.map((kappa) => iterations(sgd({ lr: 1 / kappa }), ellipse(kappa)))).toEqual([20, 128, 330, 1341, 13463]);
});

/** Mean of x² over the last steps of one long run, or over many runs. */
function meanSquare(lr: number, seed: number, steps = 200_000): number {
  let sum = 0;
  train(sgd({ lr }), noisy(quadratic([1]), { seed }), [0], steps, { until: ([x], t) => ((sum += t > 1000 ? x * x : 0), false) });
  return sum / (steps - 1000);
}

test("1E3: the noise floor of x² is α/(2 − α): .3333, .05263, .005025 at α = .5, .1, .01", () => {
  for (const [lr, floor] of [
    [0.5, 0.3333],
    [0.1, 0.05263],
    [0.01, 0.005025],
  ]) {
    expect(lr / (2 - lr)).toBeCloseTo(floor, 4);
    expect(meanSquare(lr, 11) / floor).toBeGreaterThan(0.9);
    expect(meanSquare(lr, 11) / floor).toBeLessThan(1.1);
  }
});

describe("1E4: schedules against noise, from 5, 10⁴ steps: the mean of the final x²", () => {
  const steps = 10_000;
  test.each([
    ["const .1", constant(0.1), 0.0526],
    ["const .01", constant(0.01), 0.0049],
    ["0.1/√t", inverseSqrt(0.1), 4.9e-4],
    ["1/t", inverseTime(1), 1.0e-4],
    ["cosine .1 → 0", cosine(0.1, { steps }), 8.0e-4],
    ["step .1/.01/.001", stepDecay(0.1, { after: [5000, 8000] }), 5.7e-4],
  ] as [string, Schedule, number][])("%s", (_, lr, wanted) => {
    const { normal } = random(5);
    const runs = 500,
      x = new Float64Array(runs).fill(5),
      g = new Float64Array(runs);
    const optimizer = sgd({ lr }),
      state = optimizer.init(runs);
    for (let t = 1; t <= steps; t++) {
      for (let i = 0; i < runs; i++) g[i] = x[i] + normal();
      optimizer.step(x, g, state);
    }
    const ratio = x.reduce((sum, xi) => sum + xi * xi, 0) / runs / wanted;
    expect(ratio).toBeGreaterThan(0.8); // 500 runs: a standard deviation of 6 %
    expect(ratio).toBeLessThan(1.2);
  });

  test("with ½(x − z_t)² and α = 1/t SGD is the running mean, to 1e-14", () => {
    const { normals } = random(3);
    const z = normals(1000),
      theta = new Float64Array(1),
      optimizer = sgd({ lr: inverseTime(1) }),
      state = optimizer.init(1);
    let sum = 0;
    z.forEach((zt, i) => {
      optimizer.step(theta, Float64Array.of(theta[0] - zt), state);
      sum += zt;
      expect(Math.abs(theta[0] - sum / (i + 1))).toBeLessThan(1e-14);
    });
  });
});

describe("1E5: steps to leave the saddle x² − y² from (1, 1e-6), α = 0.1", () => {
  const lr = 0.1;
  const leaves = (optimizer: Optimizer, y = 1e-6) => train(optimizer, saddle, [1, y], 1000, { until: ([, y]) => Math.abs(y) > 1 });
  test.each([
    ["GD", sgd({ lr }), 76],
    ["heavy ball", momentum({ lr }), 36],
    ["Nesterov", nesterovLookahead({ lr }), 31],
    ["Nesterov, which holds the look-ahead point", nesterov({ lr }), 30],
    ["AdaDelta", adadelta(), 33],
    ["AdaGrad", adagrad({ lr }), 17],
    ["Adam", adam({ lr }), 11],
    ["RMSProp", rmsprop({ lr }), 4],
  ] as [string, Optimizer, number][])("%s", (_, optimizer, steps) => expect(leaves(optimizer).t).toBe(steps));

  test("from y = 0 exactly none ever leaves", () => {
    for (const optimizer of [
      sgd({ lr }),
      momentum({ lr }),
      nesterovLookahead({ lr }),
      adadelta(),
      adagrad({ lr }),
      adam({ lr }),
      rmsprop({ lr }),
    ] as Optimizer[]) {
      expect(leaves(optimizer, 0).reached).toBe(false);
    }
  });
});
