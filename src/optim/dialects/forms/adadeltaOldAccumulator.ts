import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import { gradient, momentsBy, vWithEps } from "../../moments.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** AdaDelta that divides by the average of g² before this step. Differs: a slip of TF.js, whose first step is αg; the paper divides by the new average. */
export function adadeltaOldAccumulator({ lr, rho, eps }: Pick<Hyperparameters, "lr" | "rho" | "eps">) {
  return {
    name: "adadelta",
    options: checkOptions({ lr, rho, eps }),
    init: (n: number): State<"v" | "D"> => ({ optimizer: "adadelta", t: 0, v: zeros(n), D: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"v" | "D">): void {
      const { v, D } = state ?? noState;
      const n = checkStep("adadelta", state, theta, g, v, D);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        const delta = (Math.sqrt(D[i] + eps) / Math.sqrt(v[i] + eps)) * g[i];
        v[i] = rho * v[i] + (1 - rho) * g[i] ** 2;
        D[i] = rho * D[i] + (1 - rho) * delta ** 2;
        theta[i] -= alpha * delta;
      }
    },
    moments: momentsBy(gradient, vWithEps, { eps }),
  };
}
