import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Schedule-Free AdamW (Defazio et al. 2024): `scheduleFree`, whose step on z is divided by Adam's √v̂ and shrinks the weights. There is no m: the average x is
 * in its place, and β₁ says how near to x the gradient is taken. `theta` is that point, the paper's y; the answer, where the loss is to be measured, is `state.x`.
 * `step` overwrites `theta`, `state.v`, `state.z` and `state.x` (length n). Errors: see `Optimizer`.
 * Differs: as `scheduleFree`, x is a plain average; in the authors' program z_t weighs the square of the largest α so far, the same at constant α. Its
 * first version left v uncorrected and multiplied α by √(1 − β₂^t), which then shaped those weights too.
 * @example
 * const theta = Float64Array.of(1), optimizer = scheduleFreeAdamw({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * [theta[0], state.x[0]]; // [0.79683, 0.806141]
 */
export function scheduleFreeAdamw({ lr = 2.5e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weightDecay = 0, ...rest }: Options<"lr" | "beta1" | "beta2" | "eps" | "weightDecay"> = {}) {
  return {
    name: "scheduleFreeAdamw",
    options: checkOptions({ lr, beta1, beta2, eps, weightDecay }, rest),
    init: (n: number): State<"v" | "z" | "x"> => ({ optimizer: "scheduleFreeAdamw", t: 0, v: zeros(n), z: zeros(n), x: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"v" | "z" | "x">): void {
      const { v, z, x } = state ?? noState;
      const n = checkStep("scheduleFreeAdamw", state, theta, g, v, z, x);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction2 = biasCorrection(beta2, t);
      for (let i = 0; i < n; i++) {
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;          // (1)
        const vHat = v[i] / correction2;                        // (2)
        z[i] = (t > 1 ? z[i] : theta[i]) - alpha * (g[i] / (Math.sqrt(vHat) + eps) + weightDecay * theta[i]); // (3)
        x[i] += (z[i] - x[i]) / t;                              // (4)
        theta[i] = z[i] + beta1 * (x[i] - z[i]);                // (5)
      }
    },
  };
}
