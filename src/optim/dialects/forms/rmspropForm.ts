import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** Where ε stands: √s + ε, √(s + ε), or √(s − ε), the slip of TF.js's centered form. */
export type EpsPlace = "outside" | "inside" | "subtracted";

/**
 * The forms of RMSProp that libraries have besides `rmsprop` and `centeredRmsprop`: s = v or v − ḡ²; u = g over its root; then momentum
 * with α outside it, m ← βm + u, θ ← θ − αm (PyTorch), or inside, m ← βm + αu, θ ← θ − m (the others).
 */
export function rmspropForm({
  lr,
  rho,
  beta,
  eps,
  epsPlace,
  centered = false,
  rateOutside = false,
}: Pick<Hyperparameters, "lr" | "rho" | "beta" | "eps"> & { epsPlace: EpsPlace; centered?: boolean; rateOutside?: boolean }) {
  const name = `rmsprop, ε ${epsPlace}${centered ? ", centered" : ""}`;
  const epsOut = epsPlace === "outside" ? eps : 0;
  const epsIn = epsPlace === "inside" ? eps : epsPlace === "subtracted" ? -eps : 0;
  const spread = (v: number, gBar: number) => (epsPlace === "subtracted" ? v - gBar ** 2 : Math.max(v - gBar ** 2, 0)); // not below 0 by rounding; the slip is kept as it is
  return {
    name,
    options: checkOptions({ lr, rho, beta, eps }),
    init: (n: number): State<"m" | "v" | "gBar"> => ({ optimizer: name, t: 0, m: zeros(n), v: zeros(n), gBar: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v" | "gBar">): void {
      const { m, v, gBar } = state ?? noState;
      const n = checkStep(name, state, theta, g, m, v, gBar);
      const alpha = at(lr, state.t + 1);
      const inside = rateOutside ? 1 : alpha,
        outside = rateOutside ? alpha : 1;
      state.t++;
      for (let i = 0; i < n; i++) {
        v[i] = rho * v[i] + (1 - rho) * g[i] ** 2;
        if (centered) gBar[i] = rho * gBar[i] + (1 - rho) * g[i];
        const root = Math.sqrt(spread(v[i], gBar[i]) + epsIn) + epsOut;
        m[i] = beta * m[i] + (inside * g[i]) / root;
        theta[i] -= outside * m[i];
      }
    },
    /** v is s, and m is the momentum times its root, so that Δ = αm/(√v + ε) and m is g where β is 0. */
    moments({ t, m, v, gBar }: State<"m" | "v" | "gBar">, _g: Vec, mOut: Vec, vOut: Vec): void {
      const inside = rateOutside ? 1 : at(lr, t);
      for (let i = 0; i < m.length; i++) {
        vOut[i] = spread(v[i], gBar[i]);
        mOut[i] = (m[i] / inside) * (Math.sqrt(vOut[i] + epsIn) + epsOut);
      }
    },
  };
}
