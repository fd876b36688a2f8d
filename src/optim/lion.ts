import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Lion (Chen et al. 2023, Algorithm 2): the sign of a moving average, every step of length α; the average kept is a slower one.
 * `step` overwrites `theta` and `state.m` (length n). Errors: see `Optimizer`.
 * @example
 * const theta = Float64Array.of(1), optimizer = lion({ lr: 0.1, weightDecay: 0.5 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.572125]
 */
export function lion({ lr = 1e-4, beta1 = 0.9, beta2 = 0.99, weightDecay = 0, ...rest }: Options<"lr" | "beta1" | "beta2" | "weightDecay"> = {}) {
  return {
    name: "lion",
    options: checkOptions({ lr, beta1, beta2, weightDecay }, rest),
    init: (n: number): State<"m"> => ({ optimizer: "lion", t: 0, m: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m">): void {
      const { m } = state ?? noState;
      const n = checkStep("lion", state, theta, g, m);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        const cT = beta1 * m[i] + (1 - beta1) * g[i];           // (1)
        theta[i] -= alpha * (Math.sign(cT) + weightDecay * theta[i]); // (2)
        m[i] = beta2 * m[i] + (1 - beta2) * g[i];               // (3)
      }
    },
  };
}
