import { at, checkOptions, checkStep, zeros } from "../../check.ts";
import { mass } from "../../mass.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** AMSGrad with the maximum over the corrected v̂, whose first ones are the largest where gradients shrink. */
export function amsgradOfCorrected({ lr, beta1, beta2, eps }: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps">) {
  return {
    name: "amsgradOfCorrected",
    options: checkOptions({ lr, beta1, beta2, eps }),
    init: (n: number): State<"m" | "v" | "vMax"> => ({ optimizer: "amsgradOfCorrected", t: 0, m: zeros(n), v: zeros(n), vMax: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v" | "vMax">): void {
      const { m, v, vMax } = state;
      const n = checkStep("amsgradOfCorrected", state, theta, g, m, v, vMax);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const mass1 = mass(beta1, t), mass2 = mass(beta2, t);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        vMax[i] = Math.max(vMax[i], v[i] / mass2);
        theta[i] -= (alpha * (m[i] / mass1)) / (Math.sqrt(vMax[i]) + eps);
      }
    },
  };
}
