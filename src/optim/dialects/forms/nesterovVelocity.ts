import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** Nesterov with α inside the velocity: u ← βu − αg, θ ← θ + βu − αg. At constant α its path is that of `nesterov`. */
export function nesterovVelocity({ lr, beta }: Pick<Hyperparameters, "lr" | "beta">) {
  return {
    name: "nesterovVelocity",
    options: checkOptions({ lr, beta }),
    init: (n: number): State<"u"> => ({ optimizer: "nesterovVelocity", t: 0, u: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"u">): void {
      const { u } = state ?? noState;
      const n = checkStep("nesterovVelocity", state, theta, g, u);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        u[i] = beta * u[i] - alpha * g[i];
        theta[i] += beta * u[i] - alpha * g[i];
      }
    },
    moments({ t, u }: State<"u">, g: Vec, mOut: Vec, vOut: Vec): void {
      const alpha = at(lr, t);
      for (let i = 0; i < u.length; i++) mOut[i] = g[i] - (beta * u[i]) / alpha;
      vOut.fill(1);
    },
  };
}
