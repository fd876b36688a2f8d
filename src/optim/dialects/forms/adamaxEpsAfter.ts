import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import { biasCorrection } from "../../biasCorrection.ts";
import { mHat, momentsBy, uSquared } from "../../moments.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** Adamax with ε added to u after the maximum. */
export function adamaxEpsAfter({ lr, beta1, beta2, eps }: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps">) {
  return {
    name: "adamax",
    options: checkOptions({ lr, beta1, beta2, eps }),
    init: (n: number): State<"m" | "u"> => ({ optimizer: "adamax", t: 0, m: zeros(n), u: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "u">): void {
      const { m, u } = state ?? noState;
      const n = checkStep("adamax", state, theta, g, m, u);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        u[i] = Math.max(beta2 * u[i], Math.abs(g[i]));
        theta[i] -= (alpha * (m[i] / correction1)) / (u[i] + eps);
      }
    },
    moments: momentsBy(mHat, uSquared, { beta1, beta2 }),
  };
}
