/**
 * How fast the optimizers are: `node test/bench/optim.ts`. Prints medians and ratios; the two sides of a ratio are measured in turns, in one process.
 * Goals: step ≤ 1.10 × a hand-fused loop from n = 1,000 on; with trace, n = 2, ≤ 1.5 ×; TensorFlow.js (cpu) ≥ 1,000 × slower at n = 2 and
 * ≥ 40 × at 10⁶; a step after 10⁶ steps ≤ 1.1 × one after 10³.
 */
import * as tf from "@tensorflow/tfjs";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import { trace, type Optimizer, type Problem } from "../../src/optim/index.ts";
import { all, type PlainName } from "../optim/all.ts";
import { handLoops } from "./optimHandLoops.ts";

const median = (xs: number[]) => [...xs].sort((a, b) => a - b)[xs.length >> 1];
const time = (run: () => void) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

/**
 * Medians of ours and of theirs in ns for one of `count` steps, and the median of their ratio round by round. Rounds are short and take turns at
 * going first, so that what else the machine does falls on both sides.
 */
function compare(ours: () => void, theirs: () => void, count: number, rounds: number): [ours: number, theirs: number, ratio: number] {
  const mine: number[] = [],
    other: number[] = [];
  for (let round = 0; round < rounds + 20; round++) {
    const first = time(round % 2 ? ours : theirs),
      second = time(round % 2 ? theirs : ours);
    if (round < 20) continue;
    mine.push(round % 2 ? first : second);
    other.push(round % 2 ? second : first);
  }
  return [(median(mine) / count) * 1e6, (median(other) / count) * 1e6, median(mine.map((a, i) => a / other[i]))];
}

const duration = (ns: number) =>
  (ns < 1e3 ? `${ns.toFixed(1)} ns` : ns < 1e6 ? `${(ns / 1e3).toFixed(2)} µs` : `${(ns / 1e6).toFixed(2)} ms`).padStart(11);
const shown = (ratio: number, goal: number) => `${ratio.toFixed(2).padStart(6)}${ratio > goal ? " *" : "  "}`;
const noise = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(12.9898 * (i + 1)) + 1e-3);

function againstHandLoops(): void {
  console.log("step against a hand-fused loop: ours, theirs, ratio (goal ≤ 1.10 from n = 1,000; * above it)\n");
  console.log(["".padEnd(18), ..."2 1,000 1,000,000".split(" ").map((n) => `n = ${n}`.padStart(22).padEnd(32))].join(""));
  for (const [name, make] of Object.entries(all)) {
    const cells = [2, 1000, 1_000_000].map((n) => {
      const count = n === 2 ? 20_000 : n === 1000 ? 300 : 1;
      const optimizer = make(1e-3),
        state = optimizer.init(n),
        theta = noise(n),
        thetaHand = noise(n),
        g = noise(n);
      const [a, b, c] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)],
        hand = handLoops[name as PlainName];
      let t = 0;
      const [ours, theirs, ratio] = compare(
        () => {
          for (let k = 0; k < count; k++) optimizer.step(theta, g, state);
        },
        () => {
          for (let k = 0; k < count; k++) hand(thetaHand, g, a, b, c, ++t);
        },
        count,
        n === 1_000_000 ? 60 : 150,
      );
      return `${duration(ours)}${duration(theirs)}${shown(ratio, n === 2 ? Infinity : 1.1)}  `;
    });
    console.log(name.padEnd(18) + cells.join(""));
  }
}

const ravine: Problem = {
  n: 2,
  f: (theta) => (theta[0] * theta[0] + 25 * theta[1] * theta[1]) / 2,
  gradient(theta, out) {
    out[0] = theta[0];
    out[1] = 25 * theta[1];
  },
};

/** A run in the plane that records what trace records, by hand, for Adam, momentum and SGD: [the m and v of the step just made]. */
function tracedByHand(name: "sgd" | "momentum" | "adam", steps: number): Float64Array[] {
  const columns = ["t", "loss"].map(() => new Float64Array(steps + 1)),
    [t_, loss] = columns;
  const wide = ["theta", "g", "m", "v", "delta"].map(() => new Float64Array(2 * (steps + 1))),
    [thetas, gs, ms, vs, deltas] = wide;
  const theta = Float64Array.of(1, 1),
    g = new Float64Array(2),
    a = new Float64Array(2),
    b = new Float64Array(2),
    hand = handLoops[name];
  for (let t = 1; t <= steps; t++) {
    ravine.gradient(theta, g);
    const x = theta[0],
      y = theta[1];
    hand(theta, g, a, b, b, t);
    const c1 = 1 / (1 - 0.9 ** t),
      c2 = 1 / (1 - 0.999 ** t),
      k = 2 * t;
    t_[t] = t;
    loss[t] = ravine.f(theta);
    thetas[k] = theta[0];
    thetas[k + 1] = theta[1];
    gs[k] = g[0];
    gs[k + 1] = g[1];
    ms[k] = name === "sgd" ? g[0] : name === "momentum" ? a[0] : a[0] * c1;
    ms[k + 1] = name === "sgd" ? g[1] : name === "momentum" ? a[1] : a[1] * c1;
    vs[k] = name === "adam" ? b[0] * c2 : 1;
    vs[k + 1] = name === "adam" ? b[1] * c2 : 1;
    deltas[k] = x - theta[0];
    deltas[k + 1] = y - theta[1];
  }
  return [...columns, ...wide];
}

function traced(): void {
  console.log("\na traced run of 5,000 steps in the plane, one step: ours, by hand, ratio (goal ≤ 1.5)\n");
  const steps = 5000;
  for (const name of ["sgd", "momentum", "adam"] as const) {
    const optimizer = all[name](1e-3);
    const [ours, theirs, ratio] = compare(
      () => void trace(optimizer, ravine, [1, 1], steps),
      () => void tracedByHand(name, steps),
      steps,
      150,
    );
    console.log(name.padEnd(18) + duration(ours) + duration(theirs) + shown(ratio, 1.5));
  }
}

async function againstTfjs(): Promise<void> {
  await tf.setBackend("cpu");
  console.log("\nstep against TensorFlow.js 4.22 (cpu): ours, theirs, how many times slower (goal ≥ 1,000 at n = 2, ≥ 40 at 10⁶; * below it)\n");
  const learningRate = 1e-3;
  const pairs: Record<string, [Optimizer, () => tf.Optimizer]> = {
    sgd: [tfjs.sgd({ learningRate }), () => tf.train.sgd(learningRate)],
    momentum: [tfjs.momentum({ learningRate, momentum: 0.9 }), () => tf.train.momentum(learningRate, 0.9)],
    adagrad: [tfjs.adagrad({ learningRate }), () => tf.train.adagrad(learningRate)],
    rmsprop: [tfjs.rmsprop({ learningRate }), () => tf.train.rmsprop(learningRate)],
    adadelta: [tfjs.adadelta({ learningRate }), () => tf.train.adadelta(learningRate)],
    adam: [tfjs.adam({ learningRate }), () => tf.train.adam(learningRate)],
    adamax: [tfjs.adamax({ learningRate }), () => tf.train.adamax(learningRate)],
  };
  for (const [name, [optimizer, make]] of Object.entries(pairs)) {
    const cells = [2, 1000, 1_000_000].map((n) => {
      const ourCount = n === 2 ? 100_000 : n === 1000 ? 1000 : 3,
        theirCount = n === 1_000_000 ? 1 : 50;
      const theta = noise(n),
        g = noise(n),
        state = optimizer.init(n),
        theirs = make();
      const variable = tf.variable(tf.tensor1d(Float32Array.from(theta))),
        gradient = tf.tensor1d(Float32Array.from(g));
      const mine: number[] = [],
        other: number[] = [];
      for (let round = 0; round < (n === 1_000_000 ? 7 : 25); round++) {
        mine.push(
          time(() => {
            for (let k = 0; k < ourCount; k++) optimizer.step(theta, g, state);
          }) / ourCount,
        );
        other.push(
          time(() => {
            for (let k = 0; k < theirCount; k++) theirs.applyGradients([{ name: variable.name, tensor: gradient }]);
          }) / theirCount,
        );
      }
      theirs.dispose();
      tf.dispose([variable, gradient]);
      const [a, b] = [median(mine) * 1e6, median(other) * 1e6],
        goal = n === 2 ? 1000 : n === 1000 ? 0 : 40;
      return `${duration(a)}${duration(b)}${Math.round(b / a)
        .toString()
        .padStart(7)}${b / a < goal ? " *" : "  "}  `;
    });
    console.log(name.padEnd(18) + cells.join(""));
  }
}

/** A step late in a run must cost what an early one did: no power that grows, no number that becomes denormal. */
function lateSteps(): void {
  console.log("\na step after 10³ and after 10⁶ steps, n = 2, gradients of ±1: early, late, ratio (goal ≤ 1.1)\n");
  const count = 10_000,
    g = [Float64Array.of(1, -1), Float64Array.of(-1, 1), Float64Array.of(1, 1)];
  for (const [name, make] of Object.entries(all)) {
    const optimizer = make(1e-3),
      theta = Float64Array.of(1, 1);
    const run = (state: ReturnType<typeof optimizer.init>, steps: number) => {
      for (let k = 0; k < steps; k++) optimizer.step(theta, g[k % 3], state);
    };
    const young = optimizer.init(2),
      old = optimizer.init(2);
    run(young, 1000);
    run(old, 1_000_000);
    const [late, early, ratio] = compare(
      () => run(structuredClone(old), count),
      () => run(structuredClone(young), count),
      count,
      100,
    );
    console.log(name.padEnd(18) + duration(early) + duration(late) + shown(ratio, 1.1));
  }
}

againstHandLoops();
traced();
await againstTfjs();
lateSteps();
