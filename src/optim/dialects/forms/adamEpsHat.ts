import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import { biasCorrection } from "../../biasCorrection.ts";
import { mHat, momentsBy, vHat } from "../../moments.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** Adam in the paper's "more efficient" order (§2): the corrections go into α, so that ε meets the uncorrected √v. ε = ε̂ there, ε̂/√(1 − β₂^t) in Algorithm 1. */
export function adamEpsHat({ lr, beta1, beta2, eps }: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps">) {
  return {
    name: "adam",
    options: checkOptions({ lr, beta1, beta2, eps }),
    init: (n: number): State<"m" | "v"> => ({ optimizer: "adam", t: 0, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v">): void {
      const { m, v } = state ?? noState;
      const n = checkStep("adam", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const alphaT = (alpha * Math.sqrt(biasCorrection(beta2, t))) / biasCorrection(beta1, t);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        theta[i] -= (alphaT * m[i]) / (Math.sqrt(v[i]) + eps);
      }
    },
    moments: momentsBy(mHat, vHat, { beta1, beta2 }),
  };
}
