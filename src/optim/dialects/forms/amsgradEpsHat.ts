import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import { biasCorrection } from "../../biasCorrection.ts";
import { mHat, momentsBy, vMaxHat } from "../../moments.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** AMSGrad in the order of `adamEpsHat`: ε meets the uncorrected root. */
export function amsgradEpsHat({ lr, beta1, beta2, eps }: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps">) {
  return {
    name: "amsgrad",
    options: checkOptions({ lr, beta1, beta2, eps }),
    init: (n: number): State<"m" | "v" | "vMax"> => ({ optimizer: "amsgrad", t: 0, m: zeros(n), v: zeros(n), vMax: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v" | "vMax">): void {
      const { m, v, vMax } = state ?? noState;
      const n = checkStep("amsgrad", state, theta, g, m, v, vMax);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const alphaT = (alpha * Math.sqrt(biasCorrection(beta2, t))) / biasCorrection(beta1, t);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        vMax[i] = Math.max(vMax[i], v[i]);
        theta[i] -= (alphaT * m[i]) / (Math.sqrt(vMax[i]) + eps);
      }
    },
    moments: momentsBy(mHat, vMaxHat, { beta1, beta2 }),
  };
}
