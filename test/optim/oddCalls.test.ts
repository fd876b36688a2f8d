/** Calls that mean nothing, each with the error that says so. A row is the call as a reader would write it, and the message in full. */
import { describe, expect, test } from "vitest";
import * as keras from "../../src/optim/dialects/keras.ts";
import * as optax from "../../src/optim/dialects/optax.ts";
import * as paper from "../../src/optim/dialects/paper.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import * as optim from "../../src/optim/index.ts";
import { quadratic } from "../../src/problems/index.ts";
import { names as optimizers, needsShape } from "./all.ts";

const square: optim.Problem = { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) };
const names = { ...optim, keras, optax, paper, pytorch, tfjs, quadratic, square };
/** Runs a call that no type check has seen. */
const call = (code: string): unknown => new Function(...Object.keys(names), `return ${code};`)(...Object.values(names));

function messageOf(code: string): string {
  try {
    call(code);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return `${error.name}: ${error.message}`;
    throw error;
  }
  return "nothing was thrown";
}

const rows: Record<string, [call: string, message: string][]> = {
  "options that are no object": [
    ["adam(0.1)", "TypeError: invalid options: 0.1 (write adam({ lr: 0.1 }))"],
    ["adam('0.1')", 'TypeError: invalid options: "0.1" (write adam({ lr: 0.1 }))'],
    ["adam(null)", "TypeError: invalid options: null (write adam({ lr: 0.1 }))"],
    ["adam(true)", "TypeError: invalid options: true (write adam({ lr: 0.1 }))"],
    ["adam([0.1])", "TypeError: invalid options: an array (write adam({ lr: 0.1 }))"],
    ["adam((t) => 0.1 / t)", "TypeError: invalid options: a function (write adam({ lr: 0.1 }))"],
    ["sgd(-1)", "TypeError: invalid options: -1 (write sgd({ lr: 0.1 }))"],
    ["sgd(NaN)", "TypeError: invalid options: NaN (write sgd({ lr: 0.1 }))"],
    ["muon(0.02)", "TypeError: invalid options: 0.02 (write muon({ rows: 2, columns: 3, lr: 0.02 }))"],
    ["muon()", "TypeError: missing option: rows (a whole number > 0)"],
    ["muon({ rows: 2 })", "TypeError: missing option: columns (a whole number > 0)"],
    ["keras.adam(0.1)", "TypeError: invalid options: 0.1 (write adam({ learningRate: 0.1 }))"],
    ["pytorch.sgd(0.5)", "TypeError: invalid options: 0.5 (write sgd({ lr: 0.5 }))"],
    ["pytorch.muon(0.5)", "TypeError: invalid options: 0.5 (write muon({ rows: 2, columns: 3, lr: 0.5 }))"],
    ["tfjs.momentum(0.5)", "TypeError: invalid options: 0.5 (write momentum({ learningRate: 0.5, momentum: 0.9 }))"],
    ["paper.adadelta(0.5)", "TypeError: invalid options: 0.5 (write adadelta({ rho: 0.5 }))"],
    ["optax.adam(null)", "TypeError: invalid options: null (write adam({ learningRate: 0.1 }))"],
    ["optax.adam()", "TypeError: missing option: learningRate (as in adam({ learningRate: 0.1 }))"],
    ["paper.momentum({ lr: 0.1 })", "TypeError: missing option: beta (as in momentum({ lr: 0.1, beta: 0.9 }))"],
  ],
  "a value out of range": [
    [
      "optax.radam({ learningRate: 0.1, threshold: 3 })",
      "RangeError: invalid threshold: 3 (a finite number ≥ 4: below, the rectification r is no number)",
    ],
    ["adam().init('2')", "TypeError: invalid n: 2 of type string (a whole number ≥ 0)"],
    ["adam().init(1.5)", "RangeError: invalid n: 1.5 (a whole number ≥ 0)"],
  ],
  "a step without its state": [
    [
      "adam().step(new Float64Array(1), new Float64Array(1))",
      "TypeError: invalid state: of no optimizer (adam.step needs the state that adam.init gave)",
    ],
    [
      "adam().step(new Float64Array(1), new Float64Array(1), null)",
      "TypeError: invalid state: of no optimizer (adam.step needs the state that adam.init gave)",
    ],
    [
      "nesterovLookahead().lookAhead(new Float64Array(1), undefined, new Float64Array(1))",
      "TypeError: invalid state: of no optimizer (nesterovLookahead.step needs the state that nesterovLookahead.init gave)",
    ],
    [
      "pytorch.adam({ weightDecay: 1 }).step(new Float64Array(1), new Float64Array(1))",
      "TypeError: invalid state: of no optimizer (adam.step needs the state that adam.init gave)",
    ],
  ],
  "what is returned and not written": [
    [
      "trace(sgd(), { ...square, gradient: ([x]) => [2 * x] }, [1], 3)",
      "TypeError: invalid gradient: it returned an array (write into its second argument, out)",
    ],
    [
      "train(sgd(), { ...square, gradient: (theta) => theta.map((x) => 2 * x) }, [1], 3)",
      "TypeError: invalid gradient: it returned a new Float64Array (write into its second argument, out)",
    ],
    [
      "train(sgd(), { ...square, gradient: async ([x], out) => { out[0] = x; } }, [1], 3)",
      "TypeError: invalid gradient: it returned a promise (write into its second argument, out)",
    ],
    [
      "trace({ init: () => 0, step: (theta, g) => theta.map((x, i) => x - g[i]) }, square, [1], 3)",
      "TypeError: invalid step: it returned a new Float64Array (overwrite its first argument, theta, and its third, state)",
    ],
    [
      "train({ init: () => ({ t: 0 }), step: (theta, g, state) => ({ t: state.t + 1 }) }, square, [1], 3)",
      "TypeError: invalid step: it returned an object (overwrite its first argument, theta, and its third, state)",
    ],
  ],
  "gradients that are no numbers, where the loss is one": [
    [
      "trace(sgd({ lr: 0.25 }), { ...square, gradient: ([x], out) => { out[0] = x < 0.3 ? NaN : 2 * x; } }, [1], 9)",
      "RangeError: invalid gradient at t = 3: g[0] is NaN (finite numbers: theta is [0.25], the loss 0.0625)",
    ],
    [
      "train(sgd({ lr: 1 }), { ...square, gradient: ([x], out) => { out[0] = 1 / x; } }, [0], 9)",
      "RangeError: invalid gradient at t = 1: g[0] is Infinity (finite numbers: theta is [0], the loss 0)",
    ],
    [
      "trace(sgd(), { n: 6, f: () => 2, gradient: (_, out) => { out[5] = NaN; } }, [1, 2, 3, 4, 5, 6], 9)",
      "RangeError: invalid gradient at t = 1: g[5] is NaN (finite numbers: theta is [1, 2, 3, 4, …], the loss 2)",
    ],
  ],
  runs: [
    ["trace(optax.adam, square, [1], 3)", "TypeError: invalid optimizer: a function (call it: adam())"],
    ["trace(adam(), square, [1], '10')", "TypeError: invalid steps: 10 of type string (a whole number ≥ 0)"],
    ["train(adam(), square, [1], 1.5)", "RangeError: invalid steps: 1.5 (a whole number ≥ 0)"],
    ["trace(adam(), square, '1', 3)", "RangeError: invalid theta0: length 1 (the problem has 1 parameters)"],
    ["trace(adam(), square, [1], 3, { evry: 2 })", "TypeError: unknown option: evry (known: every, name)"],
    ["trace(adam(), square, [1], 3, 2)", "TypeError: invalid options: 2 (an object with some of every, name)"],
    ["trace(adam(), square, [1], 3, null)", "TypeError: invalid options: null (an object with some of every, name)"],
    ["trace(adam(), square, [1], 3, { every: '2' })", "TypeError: invalid every: 2 of type string (a whole number > 0)"],
    ["trace(adam(), square, [1], 3, { name: 3 })", "TypeError: invalid name: 3 of type number (a string)"],
    ["train(adam(), square, [1], 3, { every: 2 })", "TypeError: unknown option: every (known: until, state)"],
    ["train(adam(), square, [1], 3, { until: 0.1 })", "TypeError: invalid until: 0.1 (a function of theta, t)"],
    [
      "trace(adam(), square, [1], 3e8)",
      "RangeError: invalid steps: 300000000 (a trace of 300000001 rows takes 17 GB, and may take 1; { every: 17 } keeps fewer rows)",
    ],
    [
      "trace(adam(), square, [1], 3e8, { every: 2 })",
      "RangeError: invalid steps: 300000000 (with every 2, a trace of 150000001 rows takes 8.4 GB, and may take 1; { every: 17 } keeps fewer rows)",
    ],
  ],
  comparisons: [
    ["standings({}, { by: 'loss' })", "TypeError: invalid runs: an object (a list of runs)"],
    ["standings([], 'loss')", 'TypeError: invalid options: "loss" (write standings(runs, { by: "loss" }))'],
    ["standings([], undefined)", 'TypeError: invalid options: undefined (write standings(runs, { by: "loss" }))'],
    ["standings([], {})", 'TypeError: missing option: by (the name of a column, such as "loss")'],
    ["standings([], { by: 'loss', smallest: true })", "TypeError: unknown option: smallest (known: by, largest)"],
    ["standings([], { by: 'loss', largest: 1 })", "TypeError: invalid largest: 1 (true or false)"],
  ],
  schedules: [
    ["oneCycle(1, { steps: 100, end: 0.001 })", "TypeError: unknown option: end (known: steps, rise, divFactor, finalDivFactor)"],
    ["oneCycle(1, { steps: 100, divFactor: 0.5 })", "RangeError: invalid divFactor: 0.5 (a finite number ≥ 1: α is divided by it)"],
    ["oneCycle(1, { steps: 100, finalDivFactor: 0 })", "RangeError: invalid finalDivFactor: 0 (a finite number ≥ 1: α is divided by it)"],
    ["oneCycle(1, 200)", "TypeError: invalid options: 200 (write oneCycle(0.1, { steps: 200 }))"],
    ["oneCycle(1, {})", "TypeError: missing option: steps (as in oneCycle(0.1, { steps: 100 }))"],
    ["cosine(1)", "TypeError: missing option: steps (as in cosine(0.1, { steps: 100 }))"],
    ["cosine(1, null)", "TypeError: invalid options: null (write cosine(0.1, { steps: 100 }))"],
    ["exponential(1, 0.9)", "TypeError: invalid options: 0.9 (write exponential(0.1, { factor: 0.9 }))"],
    ["stepDecay(1, [50])", "TypeError: invalid options: an array (write stepDecay(0.1, { after: [100] }))"],
    ["warmupStableDecay(1, { steps: 10, rise: 6, fall: 5 })", "RangeError: invalid fall: 5 (at most steps − rise = 4)"],
    ["inverseTime(1, 0.5)", "TypeError: invalid options: 0.5 (write inverseTime(0.1, { decay: 0.5 }))"],
  ],
  "averages and matrices": [
    ["biasCorrect(0.5, 0.9)", "TypeError: invalid m: 0.5 (a list of numbers)"],
    ["ema(0.5, 0.9)", "TypeError: invalid x: 0.5 (a list of numbers)"],
    ["ema('123', 0.9)", 'TypeError: invalid x: "123" (a list of numbers)'],
    ["newtonSchulz([1], 1, 1)", "TypeError: invalid X: [object Array] (a Float64Array)"],
    ["newtonSchulz(new Float64Array(1))", "TypeError: invalid rows: undefined of type undefined (a whole number > 0)"],
    ["newtonSchulz(new Float64Array(6), 2, 3, 1.5)", "RangeError: invalid rounds: 1.5 (a whole number ≥ 0)"],
  ],
  problems: [
    ["quadratic(25)", "TypeError: invalid curvatures: 25 (a list of finite numbers: quadratic([1, 25]))"],
    ["quadratic([1, 25], { angel: 1 })", "TypeError: unknown option: angel (known: angle, start)"],
    ["quadratic([1, 25], 0.5)", "TypeError: invalid options: 0.5 (an object with some of angle, start)"],
    ["quadratic([1, 25], { angle: NaN })", "RangeError: invalid angle: NaN (a finite number, in radians)"],
    ["quadratic([1, 25], { start: 3 })", "TypeError: invalid start: 3 (a list of 2 finite numbers)"],
    ["quadratic([1, 25], { start: [1, NaN] })", "RangeError: invalid start: [1, NaN] (finite numbers)"],
  ],
};

describe.each(Object.entries(rows))("%s", (_, calls) => {
  test.each(calls)("%s", (code, message) => {
    expect(messageOf(code)).toBe(message);
  });
});

describe("a number where options belong is refused by all", () => {
  test.each(optimizers)("%s", (name) => {
    expect(messageOf(`${name}(0.3)`)).toMatch(new RegExp(`^TypeError: invalid options: 0.3 \\(write ${name}\\(\\{.* lr: 0.3 \\}\\)\\)$`));
    expect(messageOf(`${name}().step(new Float64Array(1), new Float64Array(1))`)).toMatch(
      needsShape(name) ? "missing option: rows" : "invalid state: of no optimizer",
    );
  });
  const dialects = Object.entries({ keras, optax, paper, pytorch, tfjs }).flatMap(([dialect, all]) =>
    Object.keys(all).map((name) => [`${dialect}.${name}`, name]),
  );
  test.each(dialects)("%s, whose call in the message is right", (code, name) => {
    const message = messageOf(`${code}(0.3)`);
    expect(message).toMatch(new RegExp(`^TypeError: invalid options: 0.3 \\(write ${name}\\(\\{.* 0.3.*\\}\\)\\)$`));
    expect(() => call(`${code.split(".")[0]}.${/\(write (.*)\)$/.exec(message)![1]}`)).not.toThrow();
  });
});

describe("what only looks odd is taken", () => {
  test.each([
    ["undefined", "adam(undefined)"],
    ["a gradient that returns out", "train(sgd(), quadratic([1, 25]), [1, 1], 3)"],
    ["a gradient that is one expression", "train(sgd(), { ...square, gradient: ([x], out) => out[0] = 2 * x }, [1], 3)"],
    ["a step that returns the theta that it overwrote", "train({ init: () => ({}), step: (theta) => theta }, square, [1], 3)"],
    ["a step that returns the state that it overwrote", "train({ init: () => ({}), step: (theta, g, state) => state }, square, [1], 3)"],
    ["a run that diverges: its loss is infinite, then so is its gradient", "trace(sgd({ lr: 1e200 }), square, [1], 9)"],
    ["a long run, of which few rows are kept", "trace(sgd(), { ...square, f: () => 0 }, [1], 2e5, { every: 1e5 })"],
  ])("%s", (_, code) => {
    expect(() => call(code)).not.toThrow();
  });
});

test("centered RMSProp is a number on every constant gradient, in all its forms but TensorFlow.js's slip", () => {
  const forms = [
    optim.centeredRmsprop({ eps: 1e-8 }),
    pytorch.rmsprop({ centered: true, momentum: 0.5 }),
    keras.rmsprop({ centered: true }),
    keras.rmsprop({ centered: true, epsilon: 1e-30 }),
    optim.fourStep({ psi: optim.psi.centered(0.9), eps: 1e-8 }),
  ] as optim.Optimizer[];
  for (const optimizer of forms) {
    for (let k = 1; k <= 200; k++) {
      const theta = new Float64Array(1),
        g = Float64Array.of(k * 0.037),
        state = optimizer.init(1);
      for (let t = 1; t <= 1000; t++) optimizer.step(theta, g, state);
      expect(theta[0], `${optimizer.name} on ${g[0]}`).not.toBeNaN();
    }
  }
  const { v } = optim.trace(
    optim.centeredRmsprop(),
    { n: 200, f: () => 0, gradient: (_, out) => out.forEach((_, k) => (out[k] = (k + 1) * 0.037)) },
    new Float64Array(200),
    1000,
    { every: 500 },
  );
  expect(v.subarray(200).every((x) => x >= 0)).toBe(true);
});
