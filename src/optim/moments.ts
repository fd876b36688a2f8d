import { at } from "./check.ts";
import type { Optimizer, Schedule, Vec } from "./types.ts";

/** What a reading may look at, after the step: the state's vectors by name, the step's gradient, the optimizer's options. */
interface Step {
  t: number;
  g: Vec;
  state: Record<string, Vec>;
  lr: number | Schedule;
  beta: number;
  beta1: number;
  beta2: number;
  eps: number;
}
type Reading = (out: Vec, step: Step) => void;

const g: Reading = (out, { g }) => copy(out, g, 1);
const m: Reading = (out, { state }) => copy(out, state.m, 1);
const mHat: Reading = (out, { state, t, beta1 }) => copy(out, state.m, 1 / (1 - beta1 ** t));
const velocity: Reading = (out, { state, t, lr }) => copy(out, state.u, -1 / at(lr, t));
const one: Reading = (out) => void out.fill(1);
const v: Reading = (out, { state }) => copy(out, state.v, 1);
const vHat: Reading = (out, { state, t, beta2 }) => copy(out, state.v, 1 / (1 - beta2 ** t));

/** The framework's table as code: m_t and v_t of Δ = α·m/√v, read from an optimizer's state after a step. */
const readings: Record<string, [m: Reading, v: Reading]> = {
  sgd: [g, one],
  momentum: [m, one],
  nesterov: [(out, { state, g, beta }) => each(out, (i) => g[i] + beta * state.m[i]), one],
  nesterovLookahead: [velocity, one],
  adagrad: [g, v],
  rmsprop: [g, v],
  adadelta: [g, (out, { state, eps }) => each(out, (i) => state.v[i] + eps)],
  adam: [mHat, vHat],
};

/**
 * Overwrites `m` and `v` with the framework's moments of the step just made with gradient `g`.
 * An optimizer that the table does not know is read by its state's `m` and `v`; where it has none, m is the gradient and v is 1.
 */
export function moments(optimizer: Pick<Optimizer, "name" | "options">, gradient: Vec, state: unknown, mOut: Vec, vOut: Vec): void {
  const vectors = state as Record<string, Vec> & { t: number };
  const [readM, readV] = readings[optimizer.name ?? ""] ?? [vectors?.m instanceof Float64Array ? m : g, vectors?.v instanceof Float64Array ? v : one];
  const { lr = 1, beta = 0, beta1 = 0, beta2 = 0, eps = 0 } = optimizer.options ?? {};
  const step = { t: vectors?.t, g: gradient, state: vectors, lr, beta, beta1, beta2, eps };
  readM(mOut, step);
  readV(vOut, step);
}

function copy(out: Vec, from: Vec, factor: number): void {
  for (let i = 0; i < out.length; i++) out[i] = from[i] * factor;
}

function each(out: Vec, value: (i: number) => number): void {
  for (let i = 0; i < out.length; i++) out[i] = value(i);
}
