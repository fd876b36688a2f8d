import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Centered RMSProp (Graves 2013): the step αg/(√(v − ḡ²) + ε), divided by the gradient's spread instead of its size.
 * `step` overwrites `theta`, `state.v` and `state.gBar` (length n). Errors: see `Optimizer`.
 * Differs: Graves adds ε inside the root, and momentum; this is PyTorch's form, his is `centeredRmsprop` of "optim/paper". v − ḡ² is never
 * negative, but rounding may make it so: then it counts as 0 here, while PyTorch's root is NaN.
 * @example
 * const theta = Float64Array.of(1), optimizer = centeredRmsprop({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.323569]
 */
export function centeredRmsprop({ lr = 1e-2, rho = 0.9, eps = 1e-8, ...rest }: Options<"lr" | "rho" | "eps"> = {}) {
  return {
    name: "centeredRmsprop",
    options: checkOptions({ lr, rho, eps }, rest),
    init: (n: number): State<"v" | "gBar"> => ({ optimizer: "centeredRmsprop", t: 0, v: zeros(n), gBar: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"v" | "gBar">): void {
      const { v, gBar } = state ?? noState;
      const n = checkStep("centeredRmsprop", state, theta, g, v, gBar);
      const alpha = at(lr, state.t + 1);
      state.t++;
      for (let i = 0; i < n; i++) {
        v[i] = rho * v[i] + (1 - rho) * g[i] ** 2;              // (1)
        gBar[i] = rho * gBar[i] + (1 - rho) * g[i];             // (2)
        theta[i] -= (alpha * g[i]) / (Math.sqrt(Math.max(v[i] - gBar[i] ** 2, 0)) + eps); // (3)
      }
    },
  };
}
