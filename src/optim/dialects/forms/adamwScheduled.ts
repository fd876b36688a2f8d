import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import { biasCorrection } from "../../biasCorrection.ts";
import { mHat, momentsBy, vHat } from "../../moments.ts";
import type { Hyperparameters, Schedule, State, Vec } from "../../types.ts";

/** AdamW as printed (Loshchilov & Hutter 2019, Algorithm 2): η_t(αm̂/(√v̂ + ε) + λθ), the schedule η apart from α. */
export function adamwScheduled({
  lr,
  beta1,
  beta2,
  eps,
  weightDecay,
  eta,
}: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps" | "weightDecay"> & { eta: number | Schedule }) {
  return {
    name: "adamw",
    options: checkOptions({ lr, beta1, beta2, eps, weightDecay }),
    init: (n: number): State<"m" | "v"> => ({ optimizer: "adamw", t: 0, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v">): void {
      const { m, v } = state ?? noState;
      const n = checkStep("adamw", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1),
        etaT = at(eta, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t),
        correction2 = biasCorrection(beta2, t);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        theta[i] -= etaT * ((alpha * (m[i] / correction1)) / (Math.sqrt(v[i] / correction2) + eps) + weightDecay * theta[i]);
      }
    },
    moments: momentsBy(mHat, vHat, { beta1, beta2 }),
  };
}
