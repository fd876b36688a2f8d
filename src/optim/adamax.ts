import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Adamax (Kingma & Ba 2015, Algorithm 2): Adam with the decayed maximum of |g| in place of the root of the second moment.
 * `step` overwrites `theta`, `state.m` and `state.u` (length n). Errors: see `Optimizer`.
 * Differs: the paper has no ε and divides 0 by 0 where every gradient was 0; here it is inside the maximum, as in PyTorch.
 * @example
 * const theta = Float64Array.of(1), optimizer = adamax({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.715499]
 */
export function adamax({ lr = 2e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, ...rest }: Options<"lr" | "beta1" | "beta2" | "eps"> = {}) {
  return {
    name: "adamax",
    options: checkOptions({ lr, beta1, beta2, eps }, rest),
    init: (n: number): State<"m" | "u"> => ({ optimizer: "adamax", t: 0, m: zeros(n), u: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "u">): void {
      const { m, u } = state ?? noState;
      const n = checkStep("adamax", state, theta, g, m, u);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t);             // 1 − β^t, once a step: a power costs more than all the rest of a coordinate
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];               // (1)
        u[i] = Math.max(beta2 * u[i], Math.abs(g[i]) + eps);    // (2)
        const mHat = m[i] / correction1;                        // (3)
        theta[i] -= (alpha * mHat) / u[i];                      // (4)
      }
    },
  };
}
