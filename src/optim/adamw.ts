import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * AdamW (Loshchilov & Hutter 2019, Algorithm 2): Adam, with the weights themselves shrunk by 1 − αλ, untouched by √v̂.
 * `step` overwrites `theta`, `state.m` and `state.v` (length n). Errors: see `Optimizer`.
 * Differs: the decay is αλ as in PyTorch; the paper's is ηλ, where η is the schedule without α (`adamw` of "optim/paper").
 * @example
 * const theta = Float64Array.of(1), optimizer = adamw({ lr: 0.1, weightDecay: 0.5 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.574974]
 */
export function adamw({ lr = 1e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weightDecay = 1e-2, ...rest }: Options<"lr" | "beta1" | "beta2" | "eps" | "weightDecay"> = {}) {
  return {
    name: "adamw",
    options: checkOptions({ lr, beta1, beta2, eps, weightDecay }, rest),
    init: (n: number): State<"m" | "v"> => ({ optimizer: "adamw", t: 0, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v">): void {
      const { m, v } = state ?? noState;
      const n = checkStep("adamw", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t);             // 1 − β^t, once a step: a power costs more than all the rest of a coordinate
      const correction2 = biasCorrection(beta2, t);
      const keep = 1 - alpha * weightDecay;
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];               // (1)
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;          // (2)
        const mHat = m[i] / correction1;                        // (3)
        const vHat = v[i] / correction2;                        // (4)
        theta[i] = keep * theta[i] - (alpha * mHat) / (Math.sqrt(vHat) + eps); // (5)
      }
    },
  };
}
