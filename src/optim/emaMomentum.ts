import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Momentum as a moving average of the gradients: m ← βm + (1 − β)g, θ ← θ − αm.
 * At constant α and β it is `momentum` with the learning rate α(1 − β): copying α between the two is off by 1/(1 − β).
 * `step` overwrites `theta` and `state.m` (length n). Errors: see `Optimizer`.
 * @example
 * const theta = Float64Array.of(1), optimizer = emaMomentum({ lr: 1, beta: 0.9 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.062]
 */
export function emaMomentum({ lr = 1e-2, beta = 0.9, ...rest }: Options<"lr" | "beta"> = {}) {
  return {
    name: "emaMomentum",
    options: checkOptions({ lr, beta }, rest),
    init: (n: number): State<"m"> => ({ optimizer: "emaMomentum", t: 0, m: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m">): void {
      const { m } = state ?? noState;
      const n = checkStep("emaMomentum", state, theta, g, m);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        m[i] = beta * m[i] + (1 - beta) * g[i];                 // (1)
        theta[i] -= alpha * m[i];                               // (2)
      }
    },
  };
}
