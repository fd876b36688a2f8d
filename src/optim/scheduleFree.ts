import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Schedule-Free SGD (Defazio et al. 2024): SGD on z, the plain average x of z₁ … z_t in place of a schedule that lowers α, and the gradient between the two.
 * While training `theta` is that point between, the paper's y; the answer, where the loss is to be measured, is `state.x`.
 * `step` overwrites `theta`, `state.z` and `state.x` (length n). Errors: see `Optimizer`.
 * Differs: the paper counts the start in the average, with the weight 1/(t + 1); here, as in its program, x₁ is z₁. The program weighs z_t by the square of
 * the largest α so far, which is the same at constant α.
 * @example
 * const theta = Float64Array.of(1), optimizer = scheduleFree({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * [theta[0], state.x[0]]; // [0.63104, 0.645867]
 */
export function scheduleFree({ lr = 1e-3, beta = 0.9, ...rest }: Options<"lr" | "beta"> = {}) {
  return {
    name: "scheduleFree",
    options: checkOptions({ lr, beta }, rest),
    init: (n: number): State<"z" | "x"> => ({ optimizer: "scheduleFree", t: 0, z: zeros(n), x: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"z" | "x">): void {
      const { z, x } = state ?? noState;
      const n = checkStep("scheduleFree", state, theta, g, z, x);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      for (let i = 0; i < n; i++) {
        z[i] = (t > 1 ? z[i] : theta[i]) - alpha * g[i];        // (1)
        x[i] += (z[i] - x[i]) / t;                              // (2)
        theta[i] = z[i] + beta * (x[i] - z[i]);                 // (3)
      }
    },
  };
}
