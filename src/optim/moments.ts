import { at } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Optimizer, Options, Vec } from "./types.ts";

/** What a reading may look at after the step: the state's vectors by name, the step's gradient, the optimizer's options. */
interface Step extends Required<Omit<Options, "lr" | "rows" | "columns">> {
  t: number;
  alpha: number;
  g: Vec;
  state: Record<string, Vec>;
}

/** Overwrites `out` with a moment of the step just made. */
export type Reading = (out: Vec, step: Step) => void;

/** The moment whose entry i is `value(step, i)`. */
export const each = (value: (step: Step, i: number) => number): Reading => (out, step) => {
  for (let i = 0; i < out.length; i++) out[i] = value(step, i);
};
/** The state's vector `name`, times `factor(step)`. */
const stored = (name: string, factor: (step: Step) => number = () => 1): Reading => (out, step) => {
  const vector = step.state[name], scale = factor(step);
  for (let i = 0; i < out.length; i++) out[i] = vector[i] * scale;
};

export const gradient: Reading = (out, { g }) => out.set(g);
export const one: Reading = (out) => void out.fill(1);
/** Of a second moment that is no number for each parameter. */
export const none: Reading = (out) => void out.fill(NaN);
export const m = stored("m");
export const v = stored("v");
export const mHat = stored("m", ({ t, beta1 }) => 1 / biasCorrection(beta1, t));
export const vHat = stored("v", ({ t, beta2 }) => 1 / biasCorrection(beta2, t));
export const vMaxHat = stored("vMax", ({ t, beta2 }) => 1 / biasCorrection(beta2, t));
/** AdaDelta's, with ε inside the root. */
export const vWithEps = each(({ state, eps }, i) => state.v[i] + eps);
/** Adamax's: u stands where √v does. */
export const uSquared = each(({ state }, i) => state.u[i] ** 2);
export const velocity = stored("u", ({ alpha }) => -1 / alpha);
/** v before the step, which a state after it holds no more: it follows from the average and its newest entry. */
export const vBefore = each(({ state, g, beta2 }, i) => Math.max((state.v[i] - (1 - beta2) * g[i] ** 2) / beta2, 0) || 0);

/** Adafactor's, from the sums of its rows and columns. */
export const factoredV: Reading = (out, { state: { R, C } }) => {
  const total = R.reduce((sum, r) => sum + r, 0);
  for (let k = 0; k < out.length; k++) out[k] = (R[Math.floor(k / C.length)] * C[k % C.length]) / total;
};

const rectified = ({ t, beta2 }: Step) => rectification(t, beta2);
/** RAdam's: r·m̂ and v̂, or m̂ and 1 while r is not defined. */
export const rectifiedM = stored("m", (step) => (rectified(step) || 1) / biasCorrection(step.beta1, step.t));
export const rectifiedV: Reading = (out, step) => (rectified(step) ? vHat : one)(out, step);

/** RAdam's r at step t, 0 while it is not defined (ρ_t ≤ 4). */
function rectification(t: number, beta2: number): number {
  const rhoMax = 2 / (1 - beta2) - 1;
  const correction2 = biasCorrection(beta2, t), rho = rhoMax - (2 * t * (1 - correction2)) / correction2;
  return rho > 4 ? Math.sqrt(((rho - 4) * (rho - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rho)) : 0;
}

/** An optimizer's `moments` from the readings of its record. */
export function momentsBy(readM: Reading, readV: Reading, { lr = 1, beta = 0, beta1 = 0, beta2 = 0, rho = 0, eps = 0, weightDecay = 0 }: Options) {
  const step: Step = { t: 0, alpha: 0, g: new Float64Array(0), state: {}, beta, beta1, beta2, rho, eps, weightDecay };
  return (state: unknown, g: Vec, mOut: Vec, vOut: Vec): void => {
    step.state = state as Record<string, Vec>;
    step.t = (state as { t: number }).t;
    step.alpha = at(lr, step.t);
    step.g = g;
    readM(mOut, step);
    readV(vOut, step);
  };
}

/**
 * A function to call after each step: it overwrites `mOut` and `vOut` with the framework's moments of the step just made with `g`, or with
 * the gradient that its weight decay (`dialects/forms/decay.ts`) made of it. An optimizer without `moments`, another library's form or a reader's
 * own, is read by its state's `m` and `v`; where it has none, m is the gradient and v is 1.
 */
export function momentsOf<S>(optimizer: Pick<Optimizer<S>, "options" | "moments">, state: S, given: Vec, mOut: Vec, vOut: Vec): () => void {
  const vectors = (state ?? {}) as Record<string, unknown>;
  const g = vectors.decayed instanceof Float64Array ? vectors.decayed : given;
  if (optimizer.moments) return () => optimizer.moments!(state, g, mOut, vOut);
  const own = (name: "m" | "v") => (vectors[name] instanceof Float64Array ? vectors[name] : undefined);
  const ownM = own("m") ?? g, ownV = own("v");
  return () => {
    mOut.set(ownM);
    if (ownV) vOut.set(ownV);
    else vOut.fill(1);
  };
}
