import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * RMSProp (Tieleman & Hinton 2012, lecture 6.5): AdaGrad that forgets, v ← ρv + (1 − ρ)g². The step is αg/(√v + ε), ε as in PyTorch.
 * `step` overwrites `theta` and `state.v` (length n). Errors: see `Optimizer`.
 * Differs: ρ is 0.9 as in the lecture, where PyTorch has 0.99.
 * @example
 * const theta = Float64Array.of(1), optimizer = rmsprop({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.369181]
 */
export function rmsprop({ lr = 1e-2, rho = 0.9, eps = 1e-8, ...rest }: Options<"lr" | "rho" | "eps"> = {}) {
  return {
    name: "rmsprop",
    options: checkOptions({ lr, rho, eps }, rest),
    init: (n: number): State<"v"> => ({ optimizer: "rmsprop", t: 0, v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"v">): void {
      const { v } = state ?? noState;
      const n = checkStep("rmsprop", state, theta, g, v);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        v[i] = rho * v[i] + (1 - rho) * g[i] ** 2;              // (1)
        theta[i] -= (alpha * g[i]) / (Math.sqrt(v[i]) + eps);   // (2)
      }
    },
  };
}
