import { describe, expect, test } from "vitest";
import { adadelta, adagrad, adam, momentum, nesterov, nesterovLookahead, rmsprop, sgd, trace, train, type Problem } from "../../src/optim/index.ts";

const ravine: Problem = {
  n: 2,
  f: ([x, y]) => (x * x + 25 * y * y) / 2,
  gradient([x, y], out) {
    out[0] = x;
    out[1] = 25 * y;
  },
};
const saddle: Problem = {
  n: 2,
  f: ([x, y]) => x * x - y * y,
  gradient([x, y], out) {
    out[0] = 2 * x;
    out[1] = -2 * y;
  },
};
const square: Problem = { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) };

test("0E1: one step on ½(x² + 25y²) at (10, 1) with lr 0.1", () => {
  const step = (optimizer: Parameters<typeof trace>[0]) => [...trace(optimizer, ravine, [10, 1], 1).delta.slice(2)];
  expect(step(sgd({ lr: 0.1 }))).toEqual([1, 2.5]);
  expect(step(momentum({ lr: 0.1 }))).toEqual([1, 2.5]);
  expect(step(adagrad({ lr: 0.1 }))[1]).toBeCloseTo(0.1, 9);
  expect(step(adam({ lr: 0.1 }))[0]).toBeCloseTo(0.1, 8);
  expect(step(rmsprop({ lr: 0.1 }))[0]).toBeCloseTo(0.316228, 6);
  expect(step(rmsprop({ lr: 0.1, rho: 0.99 }))[1]).toBeCloseTo(1, 6);
  expect(step(adadelta({ rho: 0.95, eps: 1e-6 }))[0]).toBeCloseTo(0.004472, 6);
});

test("0E2: three steps on x² from 1 with lr 0.1", () => {
  const path = (optimizer: Parameters<typeof trace>[0]) => [...trace(optimizer, square, [1], 3).theta.slice(1)].map((x) => Number(x.toFixed(9)));
  expect(path(momentum({ lr: 0.1 }))).toEqual([0.8, 0.46, 0.062]);
  expect(path(nesterovLookahead({ lr: 0.1 }))).toEqual([0.8, 0.496, 0.17792]);
  expect(path(adagrad({ lr: 0.1 })).map((x) => x.toFixed(6))).toEqual(["0.900000", "0.833104", "0.780456"]);
  expect(path(rmsprop({ lr: 0.1 })).map((x) => x.toFixed(6))).toEqual(["0.683772", "0.498871", "0.369181"]);
  expect(path(adam({ lr: 0.1 })).map((x) => x.toFixed(6))).toEqual(["0.900000", "0.800412", "0.701586"]);
  expect(path(adadelta()).map((x) => Number(x.toFixed(7)))).toEqual([0.9955279, 0.9910087, 0.9864645]);
});

test("1E1: how long gradient descent takes on the ravine", () => {
  const iterations = (lr: number) => train(sgd({ lr }), ravine, [1, 1], 10_000, { until: ([x, y]) => Math.hypot(x, y) <= 1e-6 * Math.SQRT2 }).t;
  expect([0.0799, 0.079, 2 / 26, 0.04, 0.01].map(iterations)).toEqual([5381, 532, 173, 330, 1341]);
});

describe("1E5: steps to leave the saddle x² − y² from (1, 1e-6) with lr 0.1", () => {
  const lr = 0.1;
  test.each([
    [sgd({ lr }), 76], [momentum({ lr }), 36], [nesterovLookahead({ lr }), 31], [nesterov({ lr }), 30], [adadelta(), 33], [adagrad({ lr }), 17], [adam({ lr }), 11], [rmsprop({ lr }), 4],
  ])("$name", (optimizer, steps) => {
    expect(train(optimizer, saddle, [1, 1e-6], 200, { until: ([, y]) => Math.abs(y) > 1 }).t).toBe(steps);
  });
});
