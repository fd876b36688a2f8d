import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import { train, type Optimizer, type Problem } from "../../src/optim/index.ts";

/** ½(x² + 10y²) + x from (3, −2): what TensorFlow.js itself does after 1, 2 … steps, in float32. */
function run(optimizer: tf.Optimizer, steps: number): number[][] {
  const theta = tf.variable(tf.tensor1d([3, -2])),
    scale = tf.tensor1d([0.5, 5]),
    tilt = tf.tensor1d([1, 0]);
  const path = Array.from({ length: steps }, () => {
    optimizer.minimize(() => tf.add(tf.sum(tf.mul(scale, tf.square(theta))), tf.sum(tf.mul(tilt, theta))) as tf.Scalar, false, [theta]);
    return [...theta.dataSync()];
  });
  tf.dispose([theta, scale, tilt]);
  optimizer.dispose();
  return path;
}
const problem: Problem = { n: 2, f: ([x, y]) => (x * x + 10 * y * y) / 2 + x, gradient: ([x, y], out) => void ((out[0] = x + 1), (out[1] = 10 * y)) };

beforeAll(async () => void (await tf.setBackend("cpu")));

describe("the dialect tfjs does what TensorFlow.js does when run beside it, 20 steps, in float32's precision", () => {
  const learningRate = 0.02;
  test.each([
    ["sgd", () => tf.train.sgd(learningRate), tfjs.sgd({ learningRate })],
    ["momentum", () => tf.train.momentum(learningRate, 0.9), tfjs.momentum({ learningRate, momentum: 0.9 })],
    ["momentum, Nesterov", () => tf.train.momentum(learningRate, 0.9, true), tfjs.momentum({ learningRate, momentum: 0.9, useNesterov: true })],
    ["adagrad", () => tf.train.adagrad(learningRate), tfjs.adagrad({ learningRate })],
    ["rmsprop", () => tf.train.rmsprop(learningRate), tfjs.rmsprop({ learningRate })],
    [
      "rmsprop with momentum",
      () => tf.train.rmsprop(learningRate, 0.8, 0.5, 1e-3),
      tfjs.rmsprop({ learningRate, decay: 0.8, momentum: 0.5, epsilon: 1e-3 }),
    ],
    [
      "rmsprop, centered, with its slip",
      () => tf.train.rmsprop(learningRate, 0.95, 0.5, 1e-3, true),
      tfjs.rmsprop({ learningRate, decay: 0.95, momentum: 0.5, epsilon: 1e-3, centered: true }),
    ],
    ["adadelta, with its slip", () => tf.train.adadelta(learningRate, 0.9, 1e-2), tfjs.adadelta({ learningRate, rho: 0.9, epsilon: 1e-2 })],
    ["adadelta by default", () => tf.train.adadelta(), tfjs.adadelta()],
    ["adam", () => tf.train.adam(learningRate), tfjs.adam({ learningRate })],
    ["adam by default", () => tf.train.adam(), tfjs.adam()],
    ["adamax", () => tf.train.adamax(learningRate), tfjs.adamax({ learningRate })],
    ["adamax by default, with decay", () => tf.train.adamax(undefined, undefined, undefined, undefined, 0.1), tfjs.adamax({ decay: 0.1 })],
  ] as [string, () => tf.Optimizer, Optimizer][])("%s", (_, theirs, ours) => {
    const path = run(theirs(), 20);
    let theta: ArrayLike<number> = [3, -2],
      state = ours.init(2);
    path.forEach((wanted) => {
      ({ theta, state } = train(ours, problem, theta, 1, { state }));
      wanted.forEach((x, i) => expect(Math.abs(theta[i] - x)).toBeLessThan(5e-5 * Math.max(1, Math.abs(x))));
    });
  });
});
