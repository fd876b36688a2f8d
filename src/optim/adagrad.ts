import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * AdaGrad (Duchi, Hazan & Singer 2011, diagonal form): the step αg/(√v + ε) with v = Σg², a clock for each parameter.
 * `step` overwrites `theta` and `state.v` (length n). Errors: see `Optimizer`.
 * @example
 * const theta = Float64Array.of(1), optimizer = adagrad({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.780456]
 */
export function adagrad({ lr = 1e-2, eps = 1e-10, ...rest }: Options<"lr" | "eps"> = {}) {
  return {
    name: "adagrad",
    options: checkOptions({ lr, eps }, rest),
    init: (n: number): State<"v"> => ({ optimizer: "adagrad", t: 0, v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"v">): void {
      const { v } = state ?? noState;
      const n = checkStep("adagrad", state, theta, g, v);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        v[i] += g[i] ** 2;                                      // (1)
        theta[i] -= (alpha * g[i]) / (Math.sqrt(v[i]) + eps);   // (2)
      }
    },
  };
}
