import { describe, expect, test } from "vitest";
import type { Optimizer, Schedule } from "../../../src/optim/index.ts";
import { adam, emaMomentum, momentum, nesterovLookahead, sgd, sutskeverMomentum, trace, train } from "../../../src/optim/index.ts";
import { lessard, noisy, quadratic, tiltedDoubleWell } from "../../../src/problems/index.ts";
import { digits, ellipse, end, iterations, steps } from "./measure.ts";

test("4E1: iterations for κ = 10, 25, 100, 1000, 10⁴: GD at its best, heavy ball at its best", () => {
  const kappas = [10, 25, 100, 1000, 10_000];
  expect(kappas.map((kappa) => iterations(sgd({ lr: 2 / (1 + kappa) }), ellipse(kappa)))).toEqual([69, 173, 691, 6908, 69078]);
  const best = (kappa: number) => ({ lr: 4 / (Math.sqrt(kappa) + 1) ** 2, beta: ((Math.sqrt(kappa) - 1) / (Math.sqrt(kappa) + 1)) ** 2 });
  expect(kappas.map((kappa) => iterations(momentum(best(kappa)), ellipse(kappa)))).toEqual([27, 44, 93, 315, 1056]);
  expect(digits(6)(best(100).lr)).toBe(0.033058);
  expect(digits(6)(best(100).beta)).toBe(0.669421);
});

test("4E2: κ = 100, α = .01: 1341, 654, 365, 187, 155, 258, 495, 2179 for β = 0, .5, .7, .8, .81, .9, .95, .99", () => {
  expect([0, 0.5, 0.7, 0.8, 0.81, 0.9, 0.95, 0.99].map((beta) => iterations(momentum({ lr: 0.01, beta }), ellipse(100)))).toEqual([
    1341, 654, 365, 187, 155, 258, 495, 2179,
  ]);
});

test.each([
  [0.5, 336, 0],
  [0.7, 189, 0],
  [0.81, 88, 0],
  [0.9, 124, -0.153],
  [0.95, 265, -0.44],
  [0.99, 1354, -0.855],
])("4E3: λ = 1, α = .01, β = %f: |x| ≤ 1e-3 from t = %i on, overshoot %f", (beta, from, overshoot) => {
  const x = trace(momentum({ lr: 0.01, beta }), quadratic([1]), [1], 4000).theta;
  expect(x.findLastIndex((xi) => Math.abs(xi) > 1e-3) + 1).toBe(from);
  expect(Math.min(...x, 0)).toBeCloseTo(overshoot, 3);
});

test("4E4: κ = 25, β = .9: converges at α = .151848 (268 iterations), diverges at .152152, around 2(1 + β)/25", () => {
  expect(iterations(momentum({ lr: 0.151848, beta: 0.9 }), ellipse(25), [1, 1], 1e-2, 5000)).toBeLessThan(Infinity);
  expect(Math.hypot(...end(momentum({ lr: 0.152152, beta: 0.9 }), ellipse(25), [1, 1], 5000))).toBeGreaterThan(10);
});

describe("4E5: the tilted double well from 2, α = .01", () => {
  const finish = (optimizer: Optimizer) => end(optimizer, tiltedDoubleWell, [2], 20_000)[0];
  const crosses = (optimizer: Optimizer) => finish(optimizer) < 0;
  const heavy = (beta: number) => crosses(momentum({ lr: 0.01, beta }));

  test("β ≤ .85 ends in the local minimum .9456, β = .9 and .95 in the global one −1.0467", () => {
    for (const beta of [0, 0.5, 0.8, 0.85]) expect(finish(momentum({ lr: 0.01, beta }))).toBeCloseTo(0.9456, 4);
    for (const beta of [0.9, 0.95]) expect(finish(momentum({ lr: 0.01, beta }))).toBeCloseTo(-1.0467, 4);
  });
  test("on a grid of .005 it crosses for .895–.965 and .98–.99, not for .97 and .975", () => {
    const grid = Array.from({ length: 29 }, (_, i) => digits(3)(0.85 + 0.005 * i));
    expect(grid.filter(heavy)).toEqual(grid.filter((beta) => (beta >= 0.895 && beta <= 0.965) || (beta >= 0.98 && beta <= 0.99)));
  });
  test("Nesterov .9 stays, .95 crosses; Adam .01 and .1 stay, .3 crosses", () => {
    expect([0.9, 0.95].map((beta) => crosses(nesterovLookahead({ lr: 0.01, beta })))).toEqual([false, true]);
    expect([0.01, 0.1, 0.3].map((lr) => crosses(adam({ lr })))).toEqual([false, false, true]);
  });
});

describe("4E6: g ≡ 1, β = .9, α from .1 to .01 at steady state", () => {
  const drop: Schedule = (t) => (t <= 1000 ? 0.1 : 0.01);
  test("PyTorch's form steps .1 at once, Sutskever's .91, .829, .7561 and 8.1 further in all", () => {
    const torch = steps(momentum({ lr: drop, beta: 0.9 }), () => -1, 2000)
        .slice(1000)
        .map((x) => -x),
      sutskever = steps(sutskeverMomentum({ lr: drop, beta: 0.9 }), () => -1, 2000)
        .slice(1000)
        .map((x) => -x);
    expect(torch[0]).toBeCloseTo(0.1, 9);
    expect(sutskever.slice(0, 3).map(digits(4))).toEqual([0.91, 0.829, 0.7561]);
    expect(sutskever.reduce((sum, step, i) => sum + step - torch[i], 0)).toBeCloseTo(8.1, 6);
  });
  test("copying α from the average's form to PyTorch's is off by 10 at β = .9", () => {
    expect(steps(momentum({ lr: 1 }), () => 1, 500)[499] / steps(emaMomentum({ lr: 1 }), () => 1, 500)[499]).toBeCloseTo(10, 9);
  });
  test.each([
    ["heavy ball .01/.9", momentum({ lr: 0.01 }), 0.0501],
    ["SGD .1", sgd({ lr: 0.1 }), 0.0526],
    ["heavy ball .1/.9", momentum({ lr: 0.1 }), 0.5135],
  ] as [string, Optimizer, number][])("noise floor of %s", (_, optimizer, floor) => {
    let sum = 0;
    const T = 400_000;
    train(optimizer, noisy(quadratic([1]), { seed: 21 }), [0], T, { until: ([x], t) => ((sum += t > 2000 ? x * x : 0), false) });
    expect(sum / (T - 2000) / floor).toBeGreaterThan(0.9);
    expect(sum / (T - 2000) / floor).toBeLessThan(1.1);
  });
});

describe("4E7: Lessard's counterexample", () => {
  test("the heavy ball at α = 1/9, β = 4/9 goes round 2.11592, .64653, −1.80245 for ever", () => {
    const x = trace(momentum({ lr: 1 / 9, beta: 4 / 9 }), lessard, [3.3], 3000).theta;
    [...x.slice(-3)].sort((a, b) => a - b).forEach((xi, i) => expect(xi).toBeCloseTo([-1.80245, 0.64653, 2.11592][i], 5));
  });
  test("GD at 2/26 comes within 1e-6 in 174, Nesterov at its best for quadratics in 52", () => {
    expect(iterations(sgd({ lr: 2 / 26 }), lessard, [3.3], 1e-6 / 3.3)).toBe(174);
    const L = 25,
      mu = 1,
      root = Math.sqrt(3 * (L / mu) + 1);
    expect(iterations(nesterovLookahead({ lr: 4 / (3 * L + mu), beta: (root - 2) / (root + 2) }), lessard, [3.3], 1e-6 / 3.3)).toBe(52);
  });
});
