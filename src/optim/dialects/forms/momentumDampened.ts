import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** Momentum with dampening: m ← βm + (1 − dampening)g, save that the first m is g undampened. */
export function momentumDampened({ lr, beta, dampening }: Pick<Hyperparameters, "lr" | "beta"> & { dampening: number }) {
  return {
    name: "momentum",
    options: checkOptions({ lr, beta }),
    init: (n: number): State<"m"> => ({ optimizer: "momentum", t: 0, m: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m">): void {
      const { m } = state ?? noState;
      const n = checkStep("momentum", state, theta, g, m);
      const alpha = at(lr, state.t + 1);
      state.t++;
      const weight = state.t === 1 ? 1 : 1 - dampening;
      for (let i = 0; i < n; i++) {
        m[i] = beta * m[i] + weight * g[i];
        theta[i] -= alpha * m[i];
      }
    },
  };
}
