import { at, checkOptions, checkStep } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Gradient descent (Cauchy 1847), stochastic where g is an estimate (Robbins & Monro 1951): θ ← θ − αg.
 * `step` overwrites `theta` (length n) and counts in `state`. Errors: see `Optimizer`.
 * @example
 * const theta = Float64Array.of(1), optimizer = sgd({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.512]
 */
export function sgd({ lr = 1e-3, ...rest }: Options<"lr"> = {}) {
  return {
    name: "sgd",
    options: checkOptions({ lr }, rest),
    init: (_n: number): State => ({ optimizer: "sgd", t: 0 }),
    step(theta: Vec, g: Vec, state: State): void {
      const n = checkStep("sgd", state, theta, g);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        theta[i] -= alpha * g[i];                               // (1)
      }
    },
  };
}
