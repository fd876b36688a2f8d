import { describe, expect, test } from "vitest";
import type { Optimizer } from "../../../src/optim/index.ts";
import { adagrad, adam, rmsprop, sgd } from "../../../src/optim/index.ts";
import { quadratic, random } from "../../../src/problems/index.ts";
import { ellipse, iterations, steps } from "./measure.ts";

describe("6E1: AdaGrad on a constant gradient", () => {
  const path = steps(adagrad({ lr: 1, eps: 0 }), () => 1, 10_000);
  test("travels 18.590α in 100 steps and 198.54α in 10⁴, about 2α√T − 1.46α", () => {
    const total = (T: number) => path.slice(0, T).reduce((a, b) => a + b, 0);
    expect(total(100)).toBeCloseTo(18.59, 3);
    expect(total(10_000)).toBeCloseTo(198.54, 2);
    for (const T of [100, 10_000]) expect(Math.abs(total(T) - (2 * Math.sqrt(T) - 1.46))).toBeLessThan(0.06);
  });
  test("its lemma Σ g²/√v ≤ 2√v_T holds on heavy-tailed noise, and its v never shrinks while RMSProp's does", () => {
    const { normal } = random(6);
    const gradients = Array.from({ length: 1000 }, () => normal() / Math.abs(normal()));
    const sumOptimizer = adagrad(),
      average = rmsprop(),
      a = sumOptimizer.init(1),
      b = average.init(1),
      theta = new Float64Array(1);
    let sum = 0,
      shrank = 0;
    for (const g of gradients) {
      const before = [a.v[0], b.v[0]];
      sumOptimizer.step(theta, Float64Array.of(g), a);
      average.step(theta, Float64Array.of(g), b);
      sum += g ** 2 / Math.sqrt(a.v[0]);
      expect(a.v[0]).toBeGreaterThanOrEqual(before[0]);
      if (b.v[0] < before[1]) shrank++;
    }
    expect(sum).toBeLessThanOrEqual(2 * Math.sqrt(a.v[0]));
    expect(shrank).toBeGreaterThan(500);
  });
});

describe("6E2: κ = 25 from (7, −3), iterations with the axes straight and turned by 45°", () => {
  const turned = quadratic([1, 25], { angle: Math.PI / 4 }),
    c = Math.SQRT1_2;
  const start = [7, -3],
    turnedStart = [c * 7 + c * 3, c * 7 - c * 3]; // the same point of the turned ravine
  test.each([
    ["AdaGrad 1", () => adagrad({ lr: 1 }), 219, 949],
    ["AdaGrad 3", () => adagrad({ lr: 3 }), 33, 269],
    ["AdaGrad 10", () => adagrad({ lr: 10 }), 12, 283],
    ["GD", () => sgd({ lr: 2 / 26 }), 173, 173],
    ["Adam .1", () => adam({ lr: 0.1 }), 295, 814],
  ] as [string, () => Optimizer, number, number][])("%s", (_, make, straight, oblique) => {
    expect([iterations(make(), ellipse(25), start), iterations(make(), turned, turnedStart)]).toEqual([straight, oblique]);
  });
});

test("6E5: after 500 gradients of 100 AdaGrad's step stays .00045α at a gradient of 1, to t = 1000", () => {
  const path = steps(adagrad({ lr: 1 }), (t) => (t <= 500 ? 100 : 1), 1000).slice(500);
  for (const step of path) expect(step).toBeCloseTo(0.00045, 5);
});
