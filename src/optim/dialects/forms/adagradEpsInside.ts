import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/** AdaGrad with ε inside the root. */
export function adagradEpsInside({ lr, eps }: Pick<Hyperparameters, "lr" | "eps">) {
  return {
    name: "adagrad",
    options: checkOptions({ lr, eps }),
    init: (n: number): State<"v"> => ({ optimizer: "adagrad", t: 0, v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"v">): void {
      const { v } = state ?? noState;
      const n = checkStep("adagrad", state, theta, g, v);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        v[i] += g[i] ** 2;
        theta[i] -= (alpha * g[i]) / Math.sqrt(v[i] + eps);
      }
    },
  };
}
