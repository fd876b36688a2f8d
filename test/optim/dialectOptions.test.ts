/** Weight decay and the switches of the dialects, each against sums over all gradients so far; and that `trace` reads the framework's moments of all. */
import { describe, expect, test } from "vitest";
import * as keras from "../../src/optim/dialects/keras.ts";
import * as optax from "../../src/optim/dialects/optax.ts";
import * as paper from "../../src/optim/dialects/paper.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import { trace, type Optimizer } from "../../src/optim/index.ts";
import { random } from "../../src/problems/index.ts";
import { models } from "./model.ts";

const lr = (t: number) => 0.3 / Math.sqrt(t);
const [beta1, beta2, beta, rho, eps, weightDecay] = [0.8, 0.95, 0.7, 0.9, 0.1, 0.2];
const gradients = Array.from(random(11).normals(25), (z, i) => 0.3 * z * (1 + (i % 7)));
const adam = { lr, betas: [beta1, beta2] as const, eps },
  kerasAdam = { learningRate: lr, beta1, beta2, epsilon: eps },
  optaxAdam = { learningRate: lr, b1: beta1, b2: beta2, eps };

/** The step at time t = gs.length from the gradients that the moments have seen. */
type Step = (gs: number[]) => number;
const model =
  (name: keyof typeof models): Step =>
  (gs) =>
    models[name](gs, { lr: lr(gs.length), beta, beta1, beta2, rho, eps }, 0);
const average = (xs: readonly number[], decay: number) => xs.reduce((m, x) => decay * m + (1 - decay) * x, 0);
const squares = (gs: readonly number[]) => gs.map((g) => g * g);
const prefixes = (gs: readonly number[]) => gs.map((_, i) => gs.slice(0, i + 1));
const vHat = (gs: readonly number[]) => average(squares(gs), beta2) / (1 - beta2 ** gs.length);

const nadam =
  (momentumDecay: number): Step =>
  (gs) => {
    const mu = (t: number) => beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    const t = gs.length,
      product = gs.reduce((p, _, i) => p * mu(i + 1), 1);
    const mHat = (mu(t + 1) * average(gs, beta1)) / (1 - product * mu(t + 1)) + ((1 - mu(t)) * gs[t - 1]) / (1 - product);
    return (lr(t) * mHat) / (Math.sqrt(vHat(gs)) + eps);
  };
const radam: Step = (gs) => {
  const t = gs.length,
    rhoMax = 2 / (1 - beta2) - 1,
    rhoT = rhoMax - (2 * t * beta2 ** t) / (1 - beta2 ** t),
    m = (lr(t) * average(gs, beta1)) / (1 - beta1 ** t);
  if (rhoT <= 5) return m;
  const r = Math.sqrt(((rhoT - 4) * (rhoT - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rhoT));
  return (m * r * Math.sqrt(1 - beta2 ** t)) / (Math.sqrt(average(squares(gs), beta2)) + eps);
};
const dampened: Step = (gs) => lr(gs.length) * gs.reduce((m, g, i) => (i === 0 ? g : beta * m + 0.6 * g), 0);
const kerasVelocity: Step = (gs) => gs.reduce((u, g, i) => beta * u + lr(i + 1) * g, 0);
const kerasNesterov: Step = (gs) => beta * kerasVelocity(gs) + lr(gs.length) * gs[gs.length - 1];
const kerasAmsgrad: Step = (gs) => {
  const t = gs.length,
    vMax = Math.max(...prefixes(gs).map((seen) => average(squares(seen), beta2)));
  return (((lr(t) * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t)) * average(gs, beta1)) / (Math.sqrt(vMax) + eps);
};
const rms =
  (centered: boolean, momentum: number, rateOutside: boolean): Step =>
  (gs) => {
    const u = prefixes(gs).map((seen) => {
      const s = average(squares(seen), rho) - (centered ? average(seen, rho) ** 2 : 0);
      return seen[seen.length - 1] / (rateOutside ? Math.sqrt(s) + eps : Math.sqrt(s + eps));
    });
    return rateOutside ? lr(gs.length) * u.reduce((m, x) => momentum * m + x, 0) : u.reduce((m, x, i) => momentum * m + lr(i + 1) * x, 0);
  };
const epsAfterMax: Step = (gs) =>
  (lr(gs.length) * average(gs, beta1)) / (1 - beta1 ** gs.length) / (gs.reduce((u, g) => Math.max(beta2 * u, Math.abs(g)), 0) + eps);

const coupled: Record<string, [Optimizer, Step]> = {
  "pytorch.sgd": [pytorch.sgd({ lr, weightDecay }), model("sgd")],
  "pytorch.sgd, momentum": [pytorch.sgd({ lr, momentum: beta, weightDecay }), model("momentum")],
  "pytorch.sgd, dampening": [pytorch.sgd({ lr, momentum: beta, dampening: 0.4, weightDecay }), dampened],
  "pytorch.sgd, nesterov": [pytorch.sgd({ lr, momentum: beta, nesterov: true, weightDecay }), model("nesterov")],
  "pytorch.adagrad": [pytorch.adagrad({ lr, eps, weightDecay }), model("adagrad")],
  "pytorch.rmsprop": [pytorch.rmsprop({ lr, alpha: rho, eps, weightDecay }), model("rmsprop")],
  "pytorch.rmsprop, centered": [pytorch.rmsprop({ lr, alpha: rho, eps, centered: true, weightDecay }), model("centeredRmsprop")],
  "pytorch.rmsprop, centered, momentum": [
    pytorch.rmsprop({ lr, alpha: rho, eps, centered: true, momentum: beta, weightDecay }),
    rms(true, beta, true),
  ],
  "pytorch.adadelta": [pytorch.adadelta({ lr, rho, eps, weightDecay }), model("adadelta")],
  "optax.adadelta": [optax.adadelta({ learningRate: lr, rho, eps, weightDecay }), model("adadelta")],
  "pytorch.adam": [pytorch.adam({ ...adam, weightDecay }), model("adam")],
  "pytorch.adam, amsgrad": [pytorch.adam({ ...adam, amsgrad: true, weightDecay }), model("amsgrad")],
  "pytorch.adamax": [pytorch.adamax({ ...adam, weightDecay }), model("adamax")],
  "pytorch.nadam": [pytorch.nadam({ ...adam, momentumDecay: 0.5, weightDecay }), nadam(0.5)],
  "pytorch.radam": [pytorch.radam({ ...adam, weightDecay }), radam],
};
const decoupled: Record<string, [Optimizer, Step]> = {
  "pytorch.adamw": [pytorch.adamw({ ...adam, weightDecay }), model("adam")],
  "pytorch.adamw, amsgrad": [pytorch.adamw({ ...adam, amsgrad: true, weightDecay }), model("amsgrad")],
  "pytorch.nadam": [pytorch.nadam({ ...adam, momentumDecay: 0.5, weightDecay, decoupledWeightDecay: true }), nadam(0.5)],
  "pytorch.radam": [pytorch.radam({ ...adam, weightDecay, decoupledWeightDecay: true }), radam],
  "keras.sgd": [keras.sgd({ learningRate: lr, weightDecay }), model("sgd")],
  "keras.sgd, momentum": [keras.sgd({ learningRate: lr, momentum: beta, weightDecay }), kerasVelocity],
  "keras.sgd, nesterov": [keras.sgd({ learningRate: lr, momentum: beta, nesterov: true, weightDecay }), kerasNesterov],
  "keras.rmsprop, centered": [keras.rmsprop({ learningRate: lr, rho, epsilon: eps, centered: true, weightDecay }), rms(true, 0, false)],
  "keras.rmsprop, centered, momentum": [
    keras.rmsprop({ learningRate: lr, rho, epsilon: eps, centered: true, momentum: beta, weightDecay }),
    rms(true, beta, false),
  ],
  "keras.rmsprop, momentum": [keras.rmsprop({ learningRate: lr, rho, epsilon: eps, momentum: beta, weightDecay }), rms(false, beta, false)],
  "keras.adadelta": [keras.adadelta({ learningRate: lr, rho, epsilon: eps, weightDecay }), model("adadelta")],
  "keras.adam, amsgrad": [keras.adam({ ...kerasAdam, amsgrad: true, weightDecay }), kerasAmsgrad],
  "keras.adamw, amsgrad": [keras.adamw({ ...kerasAdam, amsgrad: true, weightDecay }), kerasAmsgrad],
  "keras.adamax": [keras.adamax({ ...kerasAdam, weightDecay }), epsAfterMax],
  "keras.nadam": [keras.nadam({ ...kerasAdam, weightDecay }), nadam(1)],
  "optax.adamw": [optax.adamw({ ...optaxAdam, weightDecay }), model("adam")],
  "optax.adamaxw": [optax.adamaxw({ ...optaxAdam, weightDecay }), model("adamax")],
  "optax.nadamw": [optax.nadamw({ ...optaxAdam, weightDecay }), model("nadam")],
};

describe.each([
  ["L2: λθ is added to g, and the moments see it", coupled, true],
  ["decoupled: θ shrinks by 1 − αλ, and the moments do not see it", decoupled, false],
] as const)("%s", (_, all, isCoupled) => {
  test.each(Object.entries(all))("%s", (_, [optimizer, step]) => {
    const theta = Float64Array.of(1.5),
      state = optimizer.init(1),
      seen: number[] = [];
    let wanted = 1.5;
    gradients.forEach((g, i) => {
      seen.push(isCoupled ? g + weightDecay * wanted : g);
      wanted = (isCoupled ? wanted : (1 - lr(i + 1) * weightDecay) * wanted) - step(seen);
      optimizer.step(theta, Float64Array.of(g), state);
      expect(theta[0]).toBeCloseTo(wanted, 11);
    });
  });
});

test("optax.adamaxw decays by 1e-4 unless told otherwise", () => {
  const adamaxw = optax.adamaxw({ learningRate: 0.5 }),
    adamax = optax.adamax({ learningRate: 0.5 }),
    [a, b] = [Float64Array.of(2), Float64Array.of(2)];
  adamaxw.step(a, Float64Array.of(1), adamaxw.init(1));
  adamax.step(b, Float64Array.of(1), adamax.init(1));
  expect(b[0] - a[0]).toBeCloseTo(0.5 * 1e-4 * 2, 15);
});

describe("trace's m and v are the framework's, Δ = αm/(√v + ε), in every dialect", () => {
  const ravine = {
    n: 2,
    f: ([x, y]: Float64Array) => (x * x + 25 * y * y) / 2,
    gradient: ([x, y]: Float64Array, out: Float64Array) => void ((out[0] = x), (out[1] = 25 * y)),
  };
  /** What stands in no such form: AdaDelta has √(D + ε) in α's place, Muon's v is a matrix; decay is a part of Δ besides. */
  const isOutside = (name: string) => /adadelta|muon/.test(name);
  const rate = (t: number) => 0.01 / t;
  const wanted: Record<string, unknown> = { lr: rate, learningRate: rate, eps: 1e-14, epsilon: 1e-14, weightDecay: 0, beta: 0.9 };
  const cases = Object.entries({ keras, optax, paper, pytorch, tfjs }).flatMap(([dialect, all]) =>
    Object.entries(all)
      .filter(([name]) => !isOutside(name))
      .map(([name, make]) => {
        const known = /known: (.*)\)/.exec(messageOf(() => (make as unknown as (options: object) => Optimizer)({ typo: 1 })))![1].split(", ");
        const own = Object.fromEntries(Object.entries(wanted).filter(([option]) => known.includes(option)));
        return [`${dialect}.${name}`, known, (more: object) => (make as unknown as (options: object) => Optimizer)({ ...own, ...more })] as const;
      }),
  );
  const switches: Record<string, object> = {
    momentum: { momentum: 0.7 },
    centered: { centered: true, momentum: 0.7 },
    nesterov: { momentum: 0.7, nesterov: true },
    useNesterov: { momentum: 0.7, useNesterov: true },
    amsgrad: { amsgrad: true },
    dampening: { momentum: 0.7, dampening: 0.2 },
  };
  const runs = cases.flatMap(([name, known, make]) => [
    ...(name === "tfjs.momentum" ? [] : [[name, () => make({})] as const]),
    ...Object.entries(switches)
      .filter(([option]) => known.includes(option))
      .map(([option, more]) => [`${name}, ${option}`, () => make(more)] as const),
    ...(known.includes("betas")
      ? [[`${name}, β₂ = 0.9`, () => make({ betas: [0.8, 0.9] })] as const]
      : known.includes("b2")
        ? [[`${name}, β₂ = 0.9`, () => make({ b2: 0.9 })] as const]
        : []),
    ...(name.startsWith("pytorch") && known.includes("weightDecay") && !/adamw/.test(name)
      ? [[`${name}, L2`, () => make({ weightDecay: 0.3 })] as const]
      : []),
  ]);
  test.each(runs.filter(([name]) => !(name === "tfjs.rmsprop, centered")))("%s", (_, make) => {
    for (const { t, m, v, delta } of trace(make(), ravine, [1, 1.3], 40).rows().slice(1)) {
      delta.forEach((step, i) => expect(Math.abs((rate(t) * m[i]) / Math.sqrt(v[i]) - step)).toBeLessThanOrEqual(1e-5 * Math.abs(step)));
    }
  });

  test("RMSProp without momentum follows the gradient itself", () => {
    const { g, m } = trace(keras.rmsprop(), ravine, [1, 1.3], 5);
    m.subarray(2).forEach((x, i) => expect(x).toBeCloseTo(g[2 + i], 12));
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}
