import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Momentum as Sutskever et al. 2013 write it, α inside the velocity: u ← βu − αg, θ ← θ + u.
 * At constant α its path is that of `momentum`; after α drops, the velocity gathered before lives on for about 1/(1 − β) steps.
 * `step` overwrites `theta` and `state.u` (length n). Errors: see `Optimizer`.
 * @example
 * const theta = Float64Array.of(1), optimizer = sutskeverMomentum({ lr: 0.1, beta: 0.9 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.062]
 */
export function sutskeverMomentum({ lr = 1e-3, beta = 0.9, ...rest }: Options<"lr" | "beta"> = {}) {
  return {
    name: "sutskeverMomentum",
    options: checkOptions({ lr, beta }, rest),
    init: (n: number): State<"u"> => ({ optimizer: "sutskeverMomentum", t: 0, u: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"u">): void {
      const { u } = state ?? noState;
      const n = checkStep("sutskeverMomentum", state, theta, g, u);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        u[i] = beta * u[i] - alpha * g[i];                      // (1)
        theta[i] += u[i];                                       // (2)
      }
    },
  };
}
