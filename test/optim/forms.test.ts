/** The forms of other libraries against explicit sums over all gradients so far, with an ε large enough that its place shows and a schedule for α. */
import { describe, expect, test } from "vitest";
import { adadeltaOldAccumulator } from "../../src/optim/dialects/forms/adadeltaOldAccumulator.ts";
import { adagradEpsInside } from "../../src/optim/dialects/forms/adagradEpsInside.ts";
import { adamEpsHat } from "../../src/optim/dialects/forms/adamEpsHat.ts";
import { adamaxEpsAfter } from "../../src/optim/dialects/forms/adamaxEpsAfter.ts";
import { adamwScheduled } from "../../src/optim/dialects/forms/adamwScheduled.ts";
import { amsgradEpsHat } from "../../src/optim/dialects/forms/amsgradEpsHat.ts";
import { amsgradOfCorrected } from "../../src/optim/dialects/forms/amsgradOfCorrected.ts";
import { amsgradUncorrected } from "../../src/optim/dialects/forms/amsgradUncorrected.ts";
import { momentumDampened } from "../../src/optim/dialects/forms/momentumDampened.ts";
import { muonNesterov } from "../../src/optim/dialects/forms/muonNesterov.ts";
import { nadamScheduled } from "../../src/optim/dialects/forms/nadamScheduled.ts";
import { nesterovVelocity } from "../../src/optim/dialects/forms/nesterovVelocity.ts";
import { radamForm } from "../../src/optim/dialects/forms/radamForm.ts";
import { rmspropForm } from "../../src/optim/dialects/forms/rmspropForm.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import { newtonSchulz, newtonSchulzWork } from "../../src/optim/newtonSchulz.ts";
import { random } from "../../src/problems/index.ts";

const lr = (t: number) => 0.3 / Math.sqrt(t);
const [beta1, beta2, beta, rho, eps, weightDecay] = [0.8, 0.95, 0.7, 0.9, 0.1, 0.05];
const steps = 25;
/** Gradients that rise and fall, so that a running maximum is now its newest term and now an older one. */
const gradients = Array.from(random(7).normals(steps), (z, i) => 0.3 * z * (1 + (i % 7)));

/** Σ β^{t−i} x_i over the first t values. */
const decayed = (xs: readonly number[], decay: number) => xs.reduce((sum, x, i) => sum + decay ** (xs.length - 1 - i) * x, 0);
const average = (xs: readonly number[], decay: number) => (1 - decay) * decayed(xs, decay);
const squares = (gs: readonly number[]) => gs.map((g) => g * g);
const corrected = (xs: readonly number[], decay: number) => average(xs, decay) / (1 - decay ** xs.length);
/** The largest of f at 1, …, t. */
const largest = (gs: readonly number[], f: (gs: readonly number[]) => number) => Math.max(...gs.map((_, i) => f(gs.slice(0, i + 1))));
const v = (gs: readonly number[]) => average(squares(gs), beta2);
const vHat = (gs: readonly number[]) => corrected(squares(gs), beta2);

interface Form {
  make(): { init(n: number): never; step(theta: Float64Array, g: Float64Array, state: never): void };
  /** The step at time t = gs.length, from all gradients so far and the parameter before it. */
  step(gs: readonly number[], theta: number): number;
}

const form = (make: () => unknown, step: Form["step"]): Form => ({ make: make as Form["make"], step });
const epsHatRate = (t: number) => (lr(t) * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);

function rmspropSteps(gs: readonly number[], { centered = false, subtract = false, outside = false, rateOutside = false }): number {
  const u = gs.map((g, i) => {
    const seen = gs.slice(0, i + 1);
    const s = average(squares(seen), rho) - (centered ? average(seen, rho) ** 2 : 0);
    const root = outside ? Math.sqrt(s) + eps : Math.sqrt(s + (subtract ? -eps : eps));
    return g / root;
  });
  return rateOutside
    ? lr(gs.length) * decayed(u, beta)
    : decayed(
        u.map((x, i) => lr(i + 1) * x),
        beta,
      );
}

function radam(gs: readonly number[], epsRaw: boolean, above = 4.5): number {
  const t = gs.length,
    rhoMax = 2 / (1 - beta2) - 1,
    rhoT = rhoMax - (2 * t * beta2 ** t) / (1 - beta2 ** t);
  const m = lr(t) * corrected(gs, beta1);
  if (rhoT <= above) return m;
  const r = Math.sqrt(((rhoT - 4) * (rhoT - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rhoT));
  return epsRaw ? (m * r * Math.sqrt(1 - beta2 ** t)) / (Math.sqrt(v(gs)) + eps) : (m * r) / (Math.sqrt(vHat(gs)) + eps);
}

function nadam(gs: readonly number[], asPrinted: boolean): number {
  const t = gs.length,
    decay = 0.5;
  const mu = (s: number) => beta1 * (1 - 0.5 * 0.96 ** (s * decay));
  const product = gs.reduce((p, _, i) => p * mu(i + 1), 1);
  let m = 0;
  gs.forEach((g, i) => {
    const b = asPrinted ? mu(i + 1) : beta1;
    m = b * m + (1 - b) * g;
  });
  const mHat = (mu(t + 1) * m) / (1 - product * mu(t + 1)) + ((1 - mu(t)) * gs[t - 1]) / (1 - product);
  return (lr(t) * mHat) / (Math.sqrt(vHat(gs) * (asPrinted ? beta2 : 1)) + eps);
}

/** AdaDelta that divides by the accumulator before this step: its two averages written out. */
function adadeltaOld(gs: readonly number[]): number {
  const deltas: number[] = [];
  gs.forEach((g, i) => deltas.push((Math.sqrt(average(squares(deltas), rho) + eps) / Math.sqrt(average(squares(gs.slice(0, i)), rho) + eps)) * g));
  return lr(gs.length) * deltas.at(-1)!;
}

const last = (gs: readonly number[]) => gs[gs.length - 1];
const adamOptions = { lr, beta1, beta2, eps };
const forms: Record<string, Form> = {
  adadeltaOldAccumulator: form(() => adadeltaOldAccumulator({ lr, rho, eps }), adadeltaOld),
  adagradEpsInside: form(
    () => adagradEpsInside({ lr, eps }),
    (gs) => (lr(gs.length) * last(gs)) / Math.sqrt(squares(gs).reduce((a, b) => a + b, 0) + eps),
  ),
  adamEpsHat: form(
    () => adamEpsHat(adamOptions),
    (gs) => (epsHatRate(gs.length) * average(gs, beta1)) / (Math.sqrt(v(gs)) + eps),
  ),
  adamaxEpsAfter: form(
    () => adamaxEpsAfter(adamOptions),
    (gs) => (lr(gs.length) * corrected(gs, beta1)) / (Math.max(...gs.map((g, i) => beta2 ** (gs.length - 1 - i) * Math.abs(g))) + eps),
  ),
  adamwScheduled: form(
    () => adamwScheduled({ ...adamOptions, weightDecay, eta: (t) => 1 / t }),
    (gs, theta) => (1 / gs.length) * ((lr(gs.length) * corrected(gs, beta1)) / (Math.sqrt(vHat(gs)) + eps) + weightDecay * theta),
  ),
  amsgradEpsHat: form(
    () => amsgradEpsHat(adamOptions),
    (gs) => (epsHatRate(gs.length) * average(gs, beta1)) / (Math.sqrt(largest(gs, v)) + eps),
  ),
  amsgradOfCorrected: form(
    () => amsgradOfCorrected(adamOptions),
    (gs) => (lr(gs.length) * corrected(gs, beta1)) / (Math.sqrt(largest(gs, vHat)) + eps),
  ),
  amsgradUncorrected: form(
    () => amsgradUncorrected(adamOptions),
    (gs) => (lr(gs.length) * average(gs, beta1)) / (Math.sqrt(largest(gs, v)) + eps),
  ),
  momentumDampened: form(
    () => momentumDampened({ lr, beta, dampening: 0.4 }),
    (gs) =>
      lr(gs.length) *
      decayed(
        gs.map((g, i) => (i === 0 ? g : 0.6 * g)),
        beta,
      ),
  ),
  nadamScheduled: form(
    () => nadamScheduled({ ...adamOptions, momentumDecay: 0.5 }),
    (gs) => nadam(gs, false),
  ),
  "nadamScheduled as printed": form(
    () => nadamScheduled({ ...adamOptions, momentumDecay: 0.5, asPrinted: true }),
    (gs) => nadam(gs, true),
  ),
  nesterovVelocity: form(
    () => nesterovVelocity({ lr, beta }),
    (gs) =>
      lr(gs.length) * last(gs) +
      beta *
        decayed(
          gs.map((g, i) => lr(i + 1) * g),
          beta,
        ),
  ),
  radamForm: form(
    () => radamForm({ ...adamOptions, rectify: (r) => r > 4.5 }),
    (gs) => radam(gs, false),
  ),
  "radamForm, ε uncorrected": form(
    () => radamForm({ ...adamOptions, rectify: (r) => r > 4.5, epsRaw: true }),
    (gs) => radam(gs, true),
  ),
  "rmspropForm, inside": form(
    () => rmspropForm({ lr, rho, beta, eps, epsPlace: "inside" }),
    (gs) => rmspropSteps(gs, {}),
  ),
  "rmspropForm, outside, rate outside": form(
    () => rmspropForm({ lr, rho, beta, eps, epsPlace: "outside", rateOutside: true }),
    (gs) => rmspropSteps(gs, { outside: true, rateOutside: true }),
  ),
  "RAdam of PyTorch": form(
    () => pytorch.radam({ lr, betas: [beta1, beta2], eps }),
    (gs) => radam(gs, true, 5),
  ),
  "RMSProp of PyTorch with momentum": form(
    () => pytorch.rmsprop({ lr, alpha: rho, momentum: beta, eps }),
    (gs) => rmspropSteps(gs, { outside: true, rateOutside: true }),
  ),
  "rmspropForm, centered": form(
    () => rmspropForm({ lr, rho, beta, eps, epsPlace: "inside", centered: true }),
    (gs) => rmspropSteps(gs, { centered: true }),
  ),
};

describe.each(Object.entries(forms))("%s", (_, { make, step }) => {
  test("takes the steps that the sums over all gradients give", () => {
    const optimizer = make();
    const theta = Float64Array.of(1, -2);
    const state = optimizer.init(2);
    gradients.forEach((g, i) => {
      const before = [...theta];
      optimizer.step(theta, Float64Array.of(g, -2 * g), state);
      const seen = gradients.slice(0, i + 1);
      expect(theta[0]).toBeCloseTo(before[0] - step(seen, before[0]), 11);
      expect(theta[1]).toBeCloseTo(
        before[1] -
          step(
            seen.map((x) => -2 * x),
            before[1],
          ),
        11,
      );
    });
  });

  test("refuses a state of another optimizer and vectors of another length, and leaves everything as it was", () => {
    const optimizer = make();
    const theta = Float64Array.of(1, -2);
    const own = optimizer.init(2) as Record<string, unknown>;
    const kept = structuredClone(own);
    const bad: [Float64Array, unknown][] = [
      [Float64Array.of(1, 1), { ...structuredClone(own), optimizer: "another" }],
      [Float64Array.of(1), own],
      [Float64Array.of(1, 1, 1), own],
      [Float64Array.of(1, 1), optimizer.init(3)],
    ];
    for (const [g, state] of bad) expect(() => optimizer.step(theta, g, state as never)).toThrow(/state|length/);
    expect([...theta]).toEqual([1, -2]);
    expect(own).toEqual(kept);
  });
});

test("muonNesterov orthogonalizes the look-ahead of its memory, and refuses what is not its own", () => {
  const [rows, columns, weight] = [3, 2, 0.4];
  const n = rows * columns;
  const optimizer = muonNesterov({ lr, beta, rows, columns, nesterov: true, rounds: 5, weight, normalize: (norm) => norm + eps });
  const theta = new Float64Array(n).fill(1);
  const state = optimizer.init(n);
  const normal = random(3);
  const seen: Float64Array[] = [];
  for (let t = 1; t <= 8; t++) {
    const g = normal.normals(n);
    seen.push(g);
    const X = Float64Array.from(
      g,
      (x, i) =>
        weight * x +
        beta *
          decayed(
            seen.map((past) => weight * past[i]),
            beta,
          ),
    );
    const norm = Math.sqrt(X.reduce((sum, x) => sum + x * x, 0)) + eps;
    for (let i = 0; i < n; i++) X[i] /= norm;
    newtonSchulz(X, rows, columns, 5, newtonSchulzWork(rows, columns));
    const expected = theta.map((x, i) => x - lr(t) * Math.sqrt(rows / columns) * X[i]);
    optimizer.step(theta, g, state);
    theta.forEach((x, i) => expect(x).toBeCloseTo(expected[i], 11));
  }
  const before = [...theta];
  expect(() => optimizer.step(theta, new Float64Array(n), { ...structuredClone(state), optimizer: "another" })).toThrow(/state/);
  expect(() => optimizer.step(theta, new Float64Array(n - 1), state)).toThrow(/length/);
  expect([...theta]).toEqual(before);
});
