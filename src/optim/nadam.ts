import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Nadam (Dozat 2016): Adam whose first moment looks one step ahead, as Nesterov's does. Constant β₁, as in optax.
 * `step` overwrites `theta`, `state.m` and `state.v` (length n). Errors: see `Optimizer`.
 * Differs: the paper, Keras and PyTorch warm β₁ up by a schedule (`nadam` of "optim/paper", "optim/keras", "optim/pytorch").
 * @example
 * const theta = Float64Array.of(1), optimizer = nadam({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.640611]
 */
export function nadam({ lr = 2e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, ...rest }: Options<"lr" | "beta1" | "beta2" | "eps"> = {}) {
  return {
    name: "nadam",
    options: checkOptions({ lr, beta1, beta2, eps }, rest),
    init: (n: number): State<"m" | "v"> => ({ optimizer: "nadam", t: 0, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v">): void {
      const { m, v } = state ?? noState;
      const n = checkStep("nadam", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t);             // 1 − β^t, once a step: a power costs more than all the rest of a coordinate
      const correction2 = biasCorrection(beta2, t);
      const next1 = biasCorrection(beta1, t + 1);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];               // (1)
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;          // (2)
        const mHat = (beta1 * m[i]) / next1 + ((1 - beta1) * g[i]) / correction1; // (3)
        const vHat = v[i] / correction2;                        // (4)
        theta[i] -= (alpha * mHat) / (Math.sqrt(vHat) + eps);   // (5)
      }
    },
  };
}
