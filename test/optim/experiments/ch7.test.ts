import { describe, expect, test } from "vitest";
import type { Optimizer } from "../../../src/optim/index.ts";
import { adadelta, adagrad, adam, lion, momentum, rmsprop, sgd, trace } from "../../../src/optim/index.ts";
import { quadratic } from "../../../src/problems/index.ts";
import { digits, ellipse, end, iterations, line, steps } from "./measure.ts";

test.each([
  [0.9, 3.162, 38],
  [0.99, 10, 391],
  [0.999, 31.62, 3925],
])("7E1: RMSProp(%f) steps %f α first and is within 1 % from t = %i on", (rho, first, from) => {
  const path = steps(rmsprop({ lr: 1, rho }), () => 1, 5000);
  expect(path[0] / first).toBeCloseTo(1, 3);
  expect(path.findLastIndex((step) => Math.abs(step - 1) > 0.01) + 2).toBe(from);
});

test("7E2: gradients 100, from t = 501 on 1: RMSProp(.9) steps .01054α at 501, .138 at 550, .889 at 600, ≥ .99 after 125 steps", () => {
  const path = steps(rmsprop({ lr: 1 }), (t) => (t <= 500 ? 100 : 1), 1000);
  expect(path[500]).toBeCloseTo(0.01054, 5);
  expect([path[549], path[599]].map(digits(3))).toEqual([0.138, 0.889]);
  expect(path.findIndex((step, i) => i >= 500 && step >= 0.99) + 1 - 500).toBe(125);
});

test("7E3: on ½x² with α = .01 RMSProp ends in a 2-cycle of ±α/2, Lion hovers within α", () => {
  const tail = (optimizer: Optimizer) => trace(optimizer, quadratic([1]), [1], 5000).theta.slice(-100);
  const cycle = tail(rmsprop({ lr: 0.01 }));
  cycle.forEach((x) => expect(Math.abs(x)).toBeCloseTo(0.005, 4));
  cycle.slice(1).forEach((x, i) => expect(Math.sign(x)).toBe(-Math.sign(cycle[i])));
  const hover = tail(lion({ lr: 0.01 }));
  expect(Math.max(...hover) - Math.min(...hover)).toBeGreaterThan(0.005);
  expect(Math.max(...hover.map(Math.abs))).toBeLessThanOrEqual(0.1);
});

describe("7E4: AdaDelta, ρ = .95, ε = 1e-6", () => {
  test("its first step is √(ε/(1 − ρ)) = .00447 for g = 1 and 1000, .000976 for g = .001", () => {
    expect([1, 1000, 0.001].map((g) => steps(adadelta(), () => g, 1)[0]).map((x) => Number(x.toPrecision(3)))).toEqual([0.00447, 0.00447, 0.000976]);
  });
  test("on a constant gradient it steps .0047 at t = 10 and .0085 at t = 1000", () => {
    const path = steps(adadelta(), () => 1, 1000);
    expect([path[9], path[999]].map(digits(4))).toEqual([0.0047, 0.0085]);
  });
  test("κ = 25: ‖θ‖ < .01 after 2198, 419, 76, 7 iterations at ε = 1e-8, 1e-6, 1e-4, 1e-2: ε is the hidden learning rate", () => {
    expect([1e-8, 1e-6, 1e-4, 1e-2].map((eps) => iterations(adadelta({ eps }), ellipse(25), [1, 1], 0.01 / Math.SQRT2))).toEqual([2198, 419, 76, 7]);
  });
});

describe("7E5: x measured in units of u = .01, 1, 100", () => {
  /** ½x², its parameter z = x/u starting at 1/u; gives x after 50 steps. */
  const after50 = (u: number, options: Parameters<typeof adadelta>[0]) =>
    u *
    end(
      adadelta(options),
      line((z) => u * u * z),
      [1 / u],
      50,
    )[0];
  test("with the same ε x(50) is 0, .782, .998", () => {
    [100, 1, 0.01].map((u) => after50(u, { eps: 1e-6 })).forEach((x, i) => expect(x).toBeCloseTo([0, 0.782, 0.998][i], 3));
  });
  test("with ε in its units, u²ε for g² and ε/u² for Δ², x(50) is .782083 in all three", () => {
    // with u²ε in both roots the step comes out u² too large, which α = 1/u² takes back
    for (const u of [0.01, 1, 100]) expect(after50(u, { eps: u * u * 1e-6, lr: 1 / (u * u) })).toBeCloseTo(0.782083, 6);
  });
});

describe("7E6: .1x² + 2y² from (−5, −2), the loss after 20 steps", () => {
  const problem = quadratic([0.2, 4]);
  test.each([
    ["SGD .4", sgd({ lr: 0.4 }), 0.089],
    ["SGD .6", sgd({ lr: 0.6 }), 5.6e6],
    ["heavy ball .6/.5", momentum({ lr: 0.6, beta: 0.5 }), 1.8e-5],
    ["AdaGrad .4", adagrad({ lr: 0.4 }), 0.618],
    ["AdaGrad 2", adagrad({ lr: 2 }), 5.3e-7],
    ["RMSProp .4", rmsprop({ lr: 0.4 }), 1.1e-5],
    ["Adam .4", adam({ lr: 0.4 }), 0.19],
    ["AdaDelta", adadelta(), 9.69],
  ] as [string, Optimizer, number][])("%s", (_, optimizer, loss) => {
    expect(problem.f(end(optimizer, problem, [-5, -2], 20)) / loss).toBeCloseTo(1, 1);
  });
});
