import { at } from "./check.ts";
import { mass } from "./mass.ts";
import type { Optimizer, Options, Vec } from "./types.ts";

/** What a reading may look at after the step: the state's vectors by name, the step's gradient, the optimizer's options. */
interface Step extends Required<Omit<Options, "lr" | "rows" | "columns">> {
  t: number;
  alpha: number;
  g: Vec;
  state: Record<string, Vec>;
}
type Reading = (out: Vec, step: Step) => void;

const gradient: Reading = (out, { g }) => copy(out, g, 1);
const m: Reading = (out, { state }) => copy(out, state.m, 1);
const mHat: Reading = (out, { state, t, beta1 }) => copy(out, state.m, 1 / mass(beta1, t));
const velocity: Reading = (out, { state, alpha }) => copy(out, state.u, -1 / alpha);
const one: Reading = (out) => each(out, () => 1);
const v: Reading = (out, { state }) => copy(out, state.v, 1);
const vHat: Reading = (out, { state, t, beta2 }) => copy(out, state.v, 1 / mass(beta2, t));
const rectified = ({ t, beta2 }: Step) => rectification(t, beta2);

/**
 * The framework's table as code: m_t and v_t of Δ = α·m/(√v + ε), read from a state after a step.
 * Where a method leaves the framework: AdaDelta puts √(D + ε) in α's place, AdamW and Lion add the decay to Δ, Muon's v is a matrix.
 */
const readings: Record<string, [m: Reading, v: Reading]> = {
  sgd: [gradient, one],
  momentum: [m, one],
  emaMomentum: [m, one],
  sutskeverMomentum: [velocity, one],
  nesterov: [(out, { state, g, beta }) => each(out, (i) => g[i] + beta * state.m[i]), one],
  nesterovLookahead: [velocity, one],
  adagrad: [gradient, v],
  rmsprop: [gradient, v],
  centeredRmsprop: [gradient, (out, { state }) => each(out, (i) => state.v[i] - state.gBar[i] ** 2)],
  adadelta: [gradient, (out, { state, eps }) => each(out, (i) => state.v[i] + eps)],
  adam: [mHat, vHat],
  adamw: [mHat, vHat],
  amsgrad: [mHat, (out, { state, t, beta2 }) => copy(out, state.vMax, 1 / mass(beta2, t))],
  adamax: [mHat, (out, { state }) => each(out, (i) => state.u[i] ** 2)],
  nadam: [
    (out, { state, g, t, beta1 }) => {
      const next = beta1 / mass(beta1, t + 1), now = (1 - beta1) / mass(beta1, t);
      each(out, (i) => next * state.m[i] + now * g[i]);
    },
    vHat,
  ],
  radam: [
    (out, step) => copy(out, step.state.m, (rectified(step) || 1) / mass(step.beta1, step.t)),
    (out, step) => (rectified(step) ? vHat : one)(out, step),
  ],
  // The average before the step is not kept; it follows from the one after it.
  lion: [(out, { state, g, beta1, beta2 }) => each(out, (i) => Math.sign(beta1 * ((state.m[i] - (1 - beta2) * g[i]) / beta2) + (1 - beta1) * g[i])), one],
  amsgradUncorrected: [m, (out, { state }) => copy(out, state.vMax, 1)],
  amsgradOfCorrected: [mHat, (out, { state }) => copy(out, state.vMax, 1)],
  nesterovVelocity: [(out, { state, g, alpha, beta }) => each(out, (i) => g[i] - (beta * state.u[i]) / alpha), one],
  muon: [m, (out) => each(out, () => NaN)],
};

/** RAdam's r at step t, 0 while it is not defined (ρ_t ≤ 4). */
function rectification(t: number, beta2: number): number {
  const rhoMax = 2 / (1 - beta2) - 1;
  const mass2 = mass(beta2, t), rho = rhoMax - (2 * t * (1 - mass2)) / mass2;
  return rho > 4 ? Math.sqrt(((rho - 4) * (rho - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rho)) : 0;
}

/**
 * A function to call after each step: it overwrites `mOut` and `vOut` with the framework's moments of the step just made with `g`.
 * A state that the table does not know is read by its own `m` and `v`; where it has none, m is the gradient and v is 1.
 */
export function momentsOf(optimizer: Pick<Optimizer, "options">, state: unknown, g: Vec, mOut: Vec, vOut: Vec): () => void {
  const vectors = (state ?? {}) as Record<string, Vec> & { t: number; optimizer: string };
  const [readM, readV] = readings[vectors.optimizer] ?? [vectors.m instanceof Float64Array ? m : gradient, vectors.v instanceof Float64Array ? v : one];
  const { lr = 1, beta = 0, beta1 = 0, beta2 = 0, rho = 0, eps = 0, weightDecay = 0 } = optimizer.options ?? {};
  const step = { t: 0, alpha: 0, g, state: vectors, beta, beta1, beta2, rho, eps, weightDecay };
  return () => {
    step.t = vectors.t;
    step.alpha = at(lr, step.t);
    readM(mOut, step);
    readV(vOut, step);
  };
}

function copy(out: Vec, from: Vec, factor: number): void {
  for (let i = 0; i < out.length; i++) out[i] = from[i] * factor;
}

function each(out: Vec, value: (i: number) => number): void {
  for (let i = 0; i < out.length; i++) out[i] = value(i);
}
