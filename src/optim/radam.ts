import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * RAdam (Liu et al. 2020, Algorithm 2): Adam, scaled down by r while v̂ rests on few gradients, and plain momentum m̂ while its variance is not defined.
 * `step` overwrites `theta`, `state.m` and `state.v` (length n). Errors: see `Optimizer`.
 * Differs: ε is added to √v̂ as in Adam (the paper has none). Rectified from ρ_t > 4 as in the paper; PyTorch and optax wait for 5.
 * @example
 * const theta = Float64Array.of(1), optimizer = radam({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 5; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.321297]
 */
export function radam({ lr = 1e-3, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, ...rest }: Options<"lr" | "beta1" | "beta2" | "eps"> = {}) {
  const rhoMax = 2 / (1 - beta2) - 1;                           // (1)
  return {
    name: "radam",
    options: checkOptions({ lr, beta1, beta2, eps }, rest),
    init: (n: number): State<"m" | "v"> => ({ optimizer: "radam", t: 0, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v">): void {
      const { m, v } = state ?? noState;
      const n = checkStep("radam", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t);             // 1 − β^t, once a step: a power costs more than all the rest of a coordinate
      const correction2 = biasCorrection(beta2, t);
      const rhoT = rhoMax - (2 * t * (1 - correction2)) / correction2; // (2)
      const rT = Math.sqrt(((rhoT - 4) * (rhoT - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rhoT)); // (3)
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];               // (4)
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;          // (5)
        const mHat = m[i] / correction1;                        // (6)
        const vHat = v[i] / correction2;                        // (7)
        theta[i] -= rhoT > 4 ? (alpha * rT * mHat) / (Math.sqrt(vHat) + eps) : alpha * mHat; // (8)
      }
    },
  };
}
