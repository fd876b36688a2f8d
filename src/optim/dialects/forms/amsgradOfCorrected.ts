import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import { biasCorrection } from "../../biasCorrection.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** AMSGrad with the maximum over the corrected v̂, whose first ones are the largest where gradients shrink. */
export function amsgradOfCorrected({ lr, beta1, beta2, eps }: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps">) {
  return {
    name: "amsgradOfCorrected",
    options: checkOptions({ lr, beta1, beta2, eps }),
    init: (n: number): State<"m" | "v" | "vMax"> => ({ optimizer: "amsgradOfCorrected", t: 0, m: zeros(n), v: zeros(n), vMax: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v" | "vMax">): void {
      const { m, v, vMax } = state ?? noState;
      const n = checkStep("amsgradOfCorrected", state, theta, g, m, v, vMax);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t),
        correction2 = biasCorrection(beta2, t);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        vMax[i] = Math.max(vMax[i], v[i] / correction2);
        theta[i] -= (alpha * (m[i] / correction1)) / (Math.sqrt(vMax[i]) + eps);
      }
    },
    moments({ t, m, vMax }: State<"m" | "v" | "vMax">, _g: Vec, mOut: Vec, vOut: Vec): void {
      const correction1 = biasCorrection(beta1, t);
      for (let i = 0; i < m.length; i++) mOut[i] = m[i] / correction1;
      vOut.set(vMax);
    },
  };
}
