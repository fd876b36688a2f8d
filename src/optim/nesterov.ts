import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Nesterov's accelerated gradient in the form of Bengio et al. 2012, PyTorch and optax: m ← βm + g, θ ← θ − α(g + βm).
 * It holds the look-ahead point itself, so `g` is the gradient at `theta`; `nesterovLookahead` keeps the two points apart.
 * `step` overwrites `theta` and `state.m` (length n). Errors: see `Optimizer`.
 * @example
 * const theta = Float64Array.of(1), optimizer = nesterov({ lr: 0.1, beta: 0.9 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [-0.108352]
 */
export function nesterov({ lr = 1e-3, beta = 0.9, ...rest }: Options<"lr" | "beta"> = {}) {
  return {
    name: "nesterov",
    options: checkOptions({ lr, beta }, rest),
    init: (n: number): State<"m"> => ({ optimizer: "nesterov", t: 0, m: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m">): void {
      const { m } = state ?? noState;
      const n = checkStep("nesterov", state, theta, g, m);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        m[i] = beta * m[i] + g[i];                              // (1)
        theta[i] -= alpha * (g[i] + beta * m[i]);               // (2)
      }
    },
  };
}
