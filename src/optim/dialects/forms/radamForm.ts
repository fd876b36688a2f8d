import { at, checkOptions, checkStep, zeros } from "../../check.ts";
import { mass } from "../../mass.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** RAdam as libraries have it: rectified from another ρ_t on (`rectify`), and ε met by √v̂ or by the uncorrected √v (`epsRaw`). */
export function radamForm({ lr, beta1, beta2, eps, rectify, epsRaw = false }: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps"> & { rectify: (rho: number) => boolean; epsRaw?: boolean }) {
  const rhoMax = 2 / (1 - beta2) - 1;
  return {
    name: "radamForm",
    options: checkOptions({ lr, beta1, beta2, eps }),
    init: (n: number): State<"m" | "v"> => ({ optimizer: "radamForm", t: 0, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v">): void {
      const { m, v } = state;
      const n = checkStep("radamForm", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const mass1 = mass(beta1, t), mass2 = mass(beta2, t);
      const rho = rhoMax - (2 * t * (1 - mass2)) / mass2, rectified = rectify(rho);
      const r = Math.sqrt(((rho - 4) * (rho - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rho));
      const epsHat = epsRaw ? eps / Math.sqrt(mass2) : eps;
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        const mHat = m[i] / mass1;
        theta[i] -= rectified ? (alpha * r * mHat) / (Math.sqrt(v[i] / mass2) + epsHat) : alpha * mHat;
      }
    },
  };
}
