import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * What φ or ψ is for one parameter: from the gradient `g`, its own previous value (0 at the start) and the step counter t
 * it gives the moment of this step. One that must remember more has a vector `memory` (zeros at the start) and its place `i` in it.
 */
export type Moment = (g: number, previous: number, t: number, memory: Vec, i: number) => number;

/**
 * The four steps of the framework with any φ and ψ: g ← ∇f(θ); m ← φ, v ← ψ; Δ = αm/(√v + ε); θ ← θ − Δ. SGD unless told otherwise.
 * Where m is 0 the step is 0, even where v is 0 too. Ready-made moments: `phi`, `psi`.
 * `step` overwrites `theta` and the state's `m`, `v` (the moments), `mMemory` and `vMemory` (length n). Errors: see `Optimizer`.
 * @example
 * const theta = Float64Array.of(1), state = fourStep().init(1);
 * const optimizer = fourStep({ lr: 0.1, phi: (g, m) => 0.9 * m + g, psi: () => 1 });
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.062]
 */
export function fourStep({ lr = 1e-3, eps = 0, phi = (g) => g, psi = () => 1, ...rest }: Options<"lr" | "eps"> & {
  /** What the step follows: the gradient unless given. */
  phi?: Moment;
  /** What it is divided by the root of: 1 unless given. */
  psi?: Moment;
} = {}) {
  for (const [name, moment] of Object.entries({ phi, psi })) {
    if (typeof moment !== "function") throw new TypeError(`invalid ${name}: ${moment} (a function of g, previous, t)`);
  }
  return {
    name: "fourStep",
    options: checkOptions({ lr, eps }, rest),
    init: (n: number): State<"m" | "v" | "mMemory" | "vMemory"> => ({ optimizer: "fourStep", t: 0, m: zeros(n), v: zeros(n), mMemory: zeros(n), vMemory: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v" | "mMemory" | "vMemory">): void {
      const { m, v, mMemory, vMemory } = state ?? noState;
      const n = checkStep("fourStep", state, theta, g, m, v, mMemory, vMemory);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      for (let i = 0; i < n; i++) {
        m[i] = phi(g[i], m[i], t, mMemory, i);                  // (1)
        v[i] = psi(g[i], v[i], t, vMemory, i);                  // (2)
        const delta = m[i] === 0 ? 0 : (alpha * m[i]) / (Math.sqrt(v[i]) + eps); // (3)
        theta[i] -= delta;                                      // (4)
      }
    },
  };
}
