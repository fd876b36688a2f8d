import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * AdaDelta (Zeiler 2012, Algorithm 1): the step g·√(D + ε)/√(v + ε), where D averages the squares of the past steps, so that a step has θ's units.
 * `step` overwrites `theta`, `state.v` and `state.D` (length n). Errors: see `Optimizer`.
 * Differs: the paper has no α; here it is a factor of the step, 1 unless given, as in PyTorch.
 * @example
 * const theta = Float64Array.of(1), optimizer = adadelta(), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.9864645]
 */
export function adadelta({ lr = 1, rho = 0.95, eps = 1e-6, ...rest }: Options<"lr" | "rho" | "eps"> = {}) {
  return {
    name: "adadelta",
    options: checkOptions({ lr, rho, eps }, rest),
    init: (n: number): State<"v" | "D"> => ({ optimizer: "adadelta", t: 0, v: zeros(n), D: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"v" | "D">): void {
      const { v, D } = state ?? noState;
      const n = checkStep("adadelta", state, theta, g, v, D);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        v[i] = rho * v[i] + (1 - rho) * g[i] ** 2;              // (1)
        const delta = (Math.sqrt(D[i] + eps) / Math.sqrt(v[i] + eps)) * g[i]; // (2)
        D[i] = rho * D[i] + (1 - rho) * delta ** 2;             // (3)
        theta[i] -= alpha * delta;                              // (4)
      }
    },
  };
}
