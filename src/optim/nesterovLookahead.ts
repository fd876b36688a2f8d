import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, Schedule, State, Vec } from "./types.ts";

/**
 * Nesterov's accelerated gradient (1983) as Sutskever et al. 2013 write it: u ← βu − α∇f(θ + βu), θ ← θ + u.
 * `g` is the gradient at the point that `lookAhead` gives; `trace` and `train` see to that. β may be a schedule,
 * max(0, (t − 2)/(t + 1)) for his rate 1/t².
 * `step` overwrites `theta` and `state.u` (length n). Errors: see `Optimizer`.
 * Differs: `nesterov` (PyTorch's form) holds the look-ahead point: its θ is this one's θ + βu.
 * @example
 * const theta = Float64Array.of(1), ahead = Float64Array.of(1), optimizer = nesterovLookahead({ lr: 0.1 }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) {
 *   optimizer.lookAhead(theta, state, ahead);
 *   optimizer.step(theta, ahead.map((x) => 2 * x), state);
 * }
 * theta; // [0.17792]
 */
export function nesterovLookahead({ lr = 1e-3, beta = 0.9, ...rest }: Options<"lr"> & { beta?: number | Schedule } = {}) {
  return {
    name: "nesterovLookahead",
    options: checkOptions({ lr, beta: at(beta, 1, "beta") }, rest),
    init: (n: number): State<"u"> => ({ optimizer: "nesterovLookahead", t: 0, u: zeros(n) }),
    lookAhead(theta: Vec, state: State<"u">, ahead: Vec): void {
      const { u } = state ?? noState;
      const n = checkStep("nesterovLookahead", state, theta, ahead, u);
      const b = at(beta, state.t + 1, "beta");
      for (let i = 0; i < n; i++) {
        ahead[i] = theta[i] + b * u[i];                         // (1)
      }
    },
    step(theta: Vec, g: Vec, state: State<"u">): void {
      const { u } = state ?? noState;
      const n = checkStep("nesterovLookahead", state, theta, g, u);
      const alpha = at(lr, state.t + 1), b = at(beta, state.t + 1, "beta");
      state.t++;
      for (let i = 0; i < n; i++) {
        u[i] = b * u[i] - alpha * g[i];                         // (2)
        theta[i] += u[i];                                       // (3)
      }
    },
  };
}
