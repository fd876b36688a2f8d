import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * ADOPT (Taniguchi et al. 2024, Algorithm 1): each gradient is divided by the second moment of those before it, and only then averaged; so it converges
 * with any β₂. The first step only starts v, at g².
 * `step` overwrites `theta`, `state.m` and `state.v` (length n). Errors: see `Optimizer`.
 * Differs: the paper counts from the second gradient on, and its later version clips g/max(√v, ε) to ±t^(1/4), against a first gradient near 0.
 * @example
 * const theta = Float64Array.of(1), optimizer = adopt({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.9711]
 */
export function adopt({ lr = 1e-3, beta1 = 0.9, beta2 = 0.9999, eps = 1e-6, ...rest }: Options<"lr" | "beta1" | "beta2" | "eps"> = {}) {
  return {
    name: "adopt",
    options: checkOptions({ lr, beta1, beta2, eps }, rest),
    init: (n: number): State<"m" | "v"> => ({ optimizer: "adopt", t: 0, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v">): void {
      const { m, v } = state ?? noState;
      const n = checkStep("adopt", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      for (let i = 0; i < n; i++) {
        m[i] = t > 1 ? beta1 * m[i] + ((1 - beta1) * g[i]) / Math.max(Math.sqrt(v[i]), eps) : 0; // (1)
        theta[i] -= alpha * m[i];                               // (2)
        v[i] = t > 1 ? beta2 * v[i] + (1 - beta2) * g[i] ** 2 : g[i] ** 2; // (3)
      }
    },
  };
}
