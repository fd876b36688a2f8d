import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Adam (Kingma & Ba 2015, Algorithm 1): the step αm̂/(√v̂ + ε) from two moving averages, each corrected for its start at 0.
 * `step` overwrites `theta`, `state.m` and `state.v` (length n). Errors: see `Optimizer`.
 * @example
 * const theta = Float64Array.of(1), optimizer = adam({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.701586]
 */
export function adam({ lr = 1e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, ...rest }: Options<"lr" | "beta1" | "beta2" | "eps"> = {}) {
  return {
    name: "adam",
    options: checkOptions({ lr, beta1, beta2, eps }, rest),
    init: (n: number): State<"m" | "v"> => ({ optimizer: "adam", t: 0, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v">): void {
      const { m, v } = state ?? noState;
      const n = checkStep("adam", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t);             // 1 − β^t, once a step: a power costs more than all the rest of a coordinate
      const correction2 = biasCorrection(beta2, t);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];               // (1)
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;          // (2)
        const mHat = m[i] / correction1;                        // (3)
        const vHat = v[i] / correction2;                        // (4)
        theta[i] -= (alpha * mHat) / (Math.sqrt(vHat) + eps);   // (5)
      }
    },
  };
}
