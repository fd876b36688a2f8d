import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * AMSGrad (Reddi, Kale & Kumar 2018): Adam whose second moment never shrinks, so that a rare large gradient is not forgotten.
 * `step` overwrites `theta`, `state.m`, `state.v` and `state.vMax` (length n). Errors: see `Optimizer`.
 * Differs: bias-corrected and with ε as in PyTorch; the paper corrects nothing (`amsgrad` of "optim/paper").
 * @example
 * const theta = Float64Array.of(1), optimizer = amsgrad({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.701586]
 */
export function amsgrad({ lr = 1e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, ...rest }: Options<"lr" | "beta1" | "beta2" | "eps"> = {}) {
  return {
    name: "amsgrad",
    options: checkOptions({ lr, beta1, beta2, eps }, rest),
    init: (n: number): State<"m" | "v" | "vMax"> => ({ optimizer: "amsgrad", t: 0, m: zeros(n), v: zeros(n), vMax: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v" | "vMax">): void {
      const { m, v, vMax } = state ?? noState;
      const n = checkStep("amsgrad", state, theta, g, m, v, vMax);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t);             // 1 − β^t, once a step: a power costs more than all the rest of a coordinate
      const correction2 = biasCorrection(beta2, t);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];               // (1)
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;          // (2)
        vMax[i] = Math.max(vMax[i], v[i]);                      // (3)
        const mHat = m[i] / correction1;                        // (4)
        const vHat = vMax[i] / correction2;                     // (5)
        theta[i] -= (alpha * mHat) / (Math.sqrt(vHat) + eps);   // (6)
      }
    },
  };
}
