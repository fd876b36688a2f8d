import type { PlainName } from "./all.ts";

/**
 * The optimizers a second time, slow and without recursion: each moment is the explicit sum over all gradients so far, as the
 * framework's table writes it. One parameter; `gs` are g_1 … g_t; gives Δ_t.
 */
interface ModelOptions {
  lr: number;
  beta: number;
  beta1: number;
  beta2: number;
  rho: number;
  eps: number;
}
type Model = (gs: number[], options: ModelOptions, theta: number) => number;

const sum = (xs: number[]) => xs.reduce((a, b) => a + b, 0);
/** Σ β^{t−i} x_i. */
const discounted = (xs: number[], beta: number) => sum(xs.map((x, i) => beta ** (xs.length - 1 - i) * x));
const average = (xs: number[], beta: number) => (1 - beta) * discounted(xs, beta);
const corrected = (xs: number[], beta: number) => discounted(xs, beta) / sum(xs.map((_, i) => beta ** i));
const squares = (gs: number[]) => gs.map((g) => g ** 2);
const last = (gs: number[]) => gs[gs.length - 1];
const prefixes = (gs: number[]) => gs.map((_, i) => gs.slice(0, i + 1));
const adamStep: Model = (gs, { lr, beta1, beta2, eps }) => (lr * corrected(gs, beta1)) / (Math.sqrt(corrected(squares(gs), beta2)) + eps);

export const models = {
  sgd: (gs, { lr }) => lr * last(gs),
  momentum: (gs, { lr, beta }) => lr * discounted(gs, beta),
  emaMomentum: (gs, { lr, beta }) => lr * average(gs, beta),
  sutskeverMomentum: (gs, { lr, beta }) => lr * discounted(gs, beta),
  nesterov: (gs, { lr, beta }) => lr * (last(gs) + beta * discounted(gs, beta)),
  nesterovLookahead: (gs, { lr, beta }) => lr * discounted(gs, beta),
  adagrad: (gs, { lr, eps }) => (lr * last(gs)) / (Math.sqrt(sum(squares(gs))) + eps),
  rmsprop: (gs, { lr, rho, eps }) => (lr * last(gs)) / (Math.sqrt(average(squares(gs), rho)) + eps),
  centeredRmsprop: (gs, { lr, rho, eps }) => (lr * last(gs)) / (Math.sqrt(average(squares(gs), rho) - average(gs, rho) ** 2) + eps),
  adadelta(gs, { lr, rho, eps }) {
    const deltas: number[] = [];
    for (const prefix of prefixes(gs)) {
      deltas.push((Math.sqrt(average(squares(deltas), rho) + eps) / Math.sqrt(average(squares(prefix), rho) + eps)) * last(prefix));
    }
    return lr * last(deltas);
  },
  adam: adamStep,
  adamw: (gs, options, theta) => adamStep(gs, options, theta) + options.lr * 0.01 * theta,
  amsgrad: (gs, { lr, beta1, beta2, eps }) =>
    (lr * corrected(gs, beta1)) /
    (Math.sqrt(Math.max(...prefixes(gs).map((prefix) => average(squares(prefix), beta2))) / (1 - beta2 ** gs.length)) + eps),
  adamax: (gs, { lr, beta1, beta2, eps }) =>
    (lr * corrected(gs, beta1)) / Math.max(...gs.map((g, i) => beta2 ** (gs.length - 1 - i) * (Math.abs(g) + eps))),
  nadam(gs, { lr, beta1, beta2, eps }) {
    const mHat = (beta1 * average(gs, beta1)) / (1 - beta1 ** (gs.length + 1)) + ((1 - beta1) * last(gs)) / (1 - beta1 ** gs.length);
    return (lr * mHat) / (Math.sqrt(corrected(squares(gs), beta2)) + eps);
  },
  radam(gs, { lr, beta1, beta2, eps }) {
    const t = gs.length,
      rhoMax = 2 / (1 - beta2) - 1;
    const rho = rhoMax - (2 * t * beta2 ** t) / (1 - beta2 ** t);
    if (rho <= 4) return lr * corrected(gs, beta1);
    const r = Math.sqrt((rho - 4) / (rhoMax - 4)) * Math.sqrt((rho - 2) / (rhoMax - 2)) * Math.sqrt(rhoMax / rho);
    return (lr * r * corrected(gs, beta1)) / (Math.sqrt(corrected(squares(gs), beta2)) + eps);
  },
  lion: (gs, { lr, beta1, beta2 }, theta) => lr * (Math.sign(beta1 * average(gs.slice(0, -1), beta2) + (1 - beta1) * last(gs)) + 0.01 * theta),
  adopt(gs, { lr, beta1, beta2, eps }) {
    const v = (k: number) => beta2 ** (k - 1) * gs[0] ** 2 + average(squares(gs.slice(1, k)), beta2); // after k gradients
    const divided = gs.slice(1).map((g, k) => g / Math.max(Math.sqrt(v(k + 1)), eps));
    return lr * average(divided, beta1);
  },
  scheduleFree(gs, { lr, beta }) {
    // From 0: the step does not depend on the start.
    const z = gs.map((_, i) => -lr * sum(gs.slice(0, i + 1)));
    const theta = (t: number) => (t === 0 ? 0 : (1 - beta) * z[t - 1] + (beta * sum(z.slice(0, t))) / t);
    return theta(gs.length - 1) - theta(gs.length);
  },
  scheduleFreeAdamw(gs, { lr, beta1, beta2, eps }) {
    // From 1, as the test starts: the weight decay of a step depends on all θ before it.
    const theta = [1];
    for (const t of gs.keys()) {
      const moves = theta.map((at, k) => gs[k] / (Math.sqrt(corrected(squares(gs.slice(0, k + 1)), beta2)) + eps) + 0.01 * at);
      const z = moves.map((_, k) => 1 - lr * sum(moves.slice(0, k + 1)));
      theta.push((1 - beta1) * z[t] + (beta1 * sum(z)) / (t + 1));
    }
    return theta[gs.length - 1] - theta[gs.length];
  },
} satisfies Record<PlainName, Model>;
