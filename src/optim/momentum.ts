import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Momentum, the heavy ball (Polyak 1964) in PyTorch's form: m ← βm + g, θ ← θ − αm.
 * `step` overwrites `theta` and `state.m` (length n). Errors: see `Optimizer`.
 * Differs: the newest gradient has weight 1, not 1 − β as in `emaMomentum`; α is outside m, not inside as in `sutskeverMomentum`.
 * @example
 * const theta = Float64Array.of(1), optimizer = momentum({ lr: 0.1, beta: 0.9 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.062]
 */
export function momentum({ lr = 1e-3, beta = 0.9, ...rest }: Options<"lr" | "beta"> = {}) {
  return {
    name: "momentum",
    options: checkOptions({ lr, beta }, rest),
    init: (n: number): State<"m"> => ({ optimizer: "momentum", t: 0, m: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m">): void {
      const { m } = state ?? noState;
      const n = checkStep("momentum", state, theta, g, m);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        m[i] = beta * m[i] + g[i];                              // (1)
        theta[i] -= alpha * m[i];                               // (2)
      }
    },
  };
}
