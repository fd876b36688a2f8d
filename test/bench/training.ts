/**
 * Network training against @tensorflow/tfjs on its cpu backend: the showdown's 196-32-10 on MNIST 14×14, batches of 20, Adam, the same start and the same
 * batches. Prints the median time of a step of each, and the ratio; goal: ours at least 3 times faster.
 *
 *     node test/bench/training.ts
 */
import { readFile } from "node:fs/promises";
import * as tf from "@tensorflow/tfjs";
import { adam } from "../../src/optim/index.ts";
import { readDataWith } from "../../src/problems/data.ts";
import { batches, dataset, type Labelled, network, type Network } from "../../src/problems/index.ts";

const goal = 3;
const size = 20,
  stepsPerRound = 50,
  rounds = 15,
  lr = 0.01;

readDataWith((file) => readFile(new URL(`../../public/data/${file}`, import.meta.url)));
const { train } = await dataset("mnist");
const model = network(train);
const start = model.initial(1);
const rows = batches(train.X.rows, size, { seed: 1 });
const order = Array.from({ length: stepsPerRound * (rounds + 2) }, () => rows.next().value.slice());

await tf.setBackend("cpu");
const ours = oursOf(model);
const theirs = theirsOf(train, model);
const times = { ours: [] as number[], theirs: [] as number[] };
for (let round = 0; round < rounds + 2; round++) {
  const part = order.slice(round * stepsPerRound, (round + 1) * stepsPerRound);
  // One after the other within a round, so that a busy machine slows both; the first two rounds warm up.
  const [a, b] = [perStep(ours.step, part), perStep(theirs.step, part)];
  if (round < 2) continue;
  times.ours.push(a);
  times.theirs.push(b);
}
const [a, b] = [model.f(ours.theta), model.f(theirs.theta())];
const ratio = median(times.theirs) / median(times.ours);
console.log(`training 196-32-10, batches of ${size}, Adam, ${order.length} steps; medians of ${rounds} rounds`);
console.log(`ours   ${median(times.ours).toFixed(0).padStart(6)} µs a step   loss after it ${a.toFixed(5)}`);
console.log(`tfjs   ${median(times.theirs).toFixed(0).padStart(6)} µs a step   loss after it ${b.toFixed(5)}`);
console.log(`ratio  ${ratio.toFixed(1).padStart(6)}            goal ≥ ${goal}: ${ratio >= goal ? "met" : "missed"}`);
if (Math.abs(a - b) > 0.1 * b) throw new Error(`the two did not learn the same: losses ${a} and ${b}`);
if (ratio < goal) process.exitCode = 1;

function oursOf(model: Network) {
  const theta = start.slice(),
    g = new Float64Array(model.n),
    optimizer = adam({ lr }),
    state = optimizer.init(model.n);
  return {
    theta,
    step(rows: Int32Array) {
      model.gradientOf(rows, theta, g);
      optimizer.step(theta, g, state);
    },
  };
}

function theirsOf({ X, y, classes }: Labelled, { parts, n }: Network) {
  const images = tf.tensor2d(Float32Array.from(X.data), [X.rows, X.columns]);
  const labels = tf.oneHot(tf.tensor1d(Int32Array.from(y), "int32"), classes).toFloat();
  const [W1, b1, W2, b2] = parts.map(({ offset, rows, columns }) => {
    const values = Float32Array.from(start.subarray(offset, offset + rows * columns));
    return tf.variable(columns === 1 ? tf.tensor1d(values) : tf.tensor2d(values, [rows, columns]));
  });
  const optimizer = tf.train.adam(lr);
  return {
    theta() {
      const theta = new Float64Array(n);
      [W1, b1, W2, b2].forEach((variable, i) => theta.set(variable.dataSync(), parts[i].offset));
      return theta;
    },
    step(rows: Int32Array) {
      tf.tidy(() => {
        const chosen = tf.tensor1d(rows, "int32");
        const [x, t] = [tf.gather(images, chosen), tf.gather(labels, chosen)];
        optimizer.minimize(() => {
          const hidden = tf.relu(tf.add(tf.matMul(x, W1 as tf.Tensor2D, false, true), b1));
          return tf.losses.softmaxCrossEntropy(t, tf.add(tf.matMul(hidden as tf.Tensor2D, W2 as tf.Tensor2D, false, true), b2)) as tf.Scalar;
        });
      });
    },
  };
}

/** Microseconds a step. */
function perStep(step: (rows: Int32Array) => void, batches: Int32Array[]): number {
  const before = performance.now();
  for (const rows of batches) step(rows);
  return ((performance.now() - before) / batches.length) * 1000;
}

function median(values: number[]): number {
  return values.toSorted((x, y) => x - y)[values.length >> 1];
}
