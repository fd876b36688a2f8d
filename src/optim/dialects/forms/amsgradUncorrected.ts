import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** AMSGrad as printed (Reddi, Kale & Kumar 2018, Algorithm 2): no bias correction. */
export function amsgradUncorrected({ lr, beta1, beta2, eps }: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps">) {
  return {
    name: "amsgradUncorrected",
    options: checkOptions({ lr, beta1, beta2, eps }),
    init: (n: number): State<"m" | "v" | "vMax"> => ({ optimizer: "amsgradUncorrected", t: 0, m: zeros(n), v: zeros(n), vMax: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v" | "vMax">): void {
      const { m, v, vMax } = state ?? noState;
      const n = checkStep("amsgradUncorrected", state, theta, g, m, v, vMax);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        vMax[i] = Math.max(vMax[i], v[i]);
        theta[i] -= (alpha * m[i]) / (Math.sqrt(vMax[i]) + eps);
      }
    },
    moments({ m, vMax }: State<"m" | "v" | "vMax">, _g: Vec, mOut: Vec, vOut: Vec): void {
      mOut.set(m);
      vOut.set(vMax);
    },
  };
}
