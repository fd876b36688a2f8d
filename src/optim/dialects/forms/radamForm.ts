import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import { biasCorrection } from "../../biasCorrection.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** RAdam as libraries have it: rectified from another ρ_t on (`rectify`), and ε met by √v̂ or by the uncorrected √v (`epsRaw`). */
export function radamForm({
  lr,
  beta1,
  beta2,
  eps,
  rectify,
  epsRaw = false,
}: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps"> & { rectify: (rho: number) => boolean; epsRaw?: boolean }) {
  const rhoMax = 2 / (1 - beta2) - 1;
  const rhoAt = (t: number, correction2: number) => rhoMax - (2 * t * (1 - correction2)) / correction2;
  const rectification = (rho: number) => Math.sqrt(((rho - 4) * (rho - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rho));
  return {
    name: "radamForm",
    options: checkOptions({ lr, beta1, beta2, eps }),
    init: (n: number): State<"m" | "v"> => ({ optimizer: "radamForm", t: 0, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v">): void {
      const { m, v } = state ?? noState;
      const n = checkStep("radamForm", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t),
        correction2 = biasCorrection(beta2, t);
      const rho = rhoAt(t, correction2),
        rectified = rectify(rho);
      const r = rectification(rho);
      const epsHat = epsRaw ? eps / Math.sqrt(correction2) : eps;
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        const mHat = m[i] / correction1;
        theta[i] -= rectified ? (alpha * r * mHat) / (Math.sqrt(v[i] / correction2) + epsHat) : alpha * mHat;
      }
    },
    /** m is r·m̂ and v is v̂; while not rectified, m̂ and 1. */
    moments({ t, m, v }: State<"m" | "v">, _g: Vec, mOut: Vec, vOut: Vec): void {
      const correction1 = biasCorrection(beta1, t),
        correction2 = biasCorrection(beta2, t),
        rho = rhoAt(t, correction2),
        rectified = rectify(rho);
      const r = rectified ? rectification(rho) : 1;
      for (let i = 0; i < m.length; i++) {
        mOut[i] = (r * m[i]) / correction1;
        vOut[i] = rectified ? v[i] / correction2 : 1;
      }
    },
  };
}
