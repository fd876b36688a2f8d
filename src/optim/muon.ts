import { at, checkOptions, checkStep, noState, zeros } from "./check.ts";
import { newtonSchulz, newtonSchulzWork } from "./newtonSchulz.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Muon (Jordan et al. 2024, Algorithm 2) for one weight matrix of `rows` × `columns`, stored row by row in `theta`:
 * the momentum M with its singular values replaced by values near 1, M(MᵀM)^(−1/2) ≈ UVᵀ.
 * `step` overwrites `theta` and `state.m` (length n = rows · columns). Errors: see `Optimizer`.
 * Differs: plain momentum as in the text; Jordan's program and PyTorch step with g + βM (`muon` of "optim/pytorch").
 * @example
 * const theta = new Float64Array(4), optimizer = muon({ lr: 1, rows: 2, columns: 2 }), state = optimizer.init(4);
 * optimizer.step(theta, Float64Array.of(3, 0, 0, -4), state);
 * theta; // [-0.722876, 0, 0, 1.119204]
 */
export function muon({ lr = 0.02, beta = 0.95, eps = 1e-7, rows, columns, ...rest }: Options<"lr" | "beta" | "eps"> & { rows: number; columns: number }) {
  const options = checkOptions({ lr, beta, eps, rows, columns }, rest);
  const X = zeros(rows * columns), work = newtonSchulzWork(rows, columns); // no memory between steps: made once, so that a step allocates nothing
  return {
    name: "muon",
    options,
    init(n: number): State<"m"> {
      if (n !== rows * columns) throw new RangeError(`invalid n: ${n} (a ${rows} × ${columns} matrix has ${rows * columns} entries)`);
      return { optimizer: "muon", t: 0, m: zeros(n) };
    },
    step(theta: Vec, g: Vec, state: State<"m">): void {
      const { m } = state ?? noState;
      const n = checkStep("muon", state, theta, g, m, X);
      const alpha = at(lr, state.t + 1);
      state.t++;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        m[i] = beta * m[i] + g[i];                              // (1)
        squares += m[i] ** 2;
      }
      const norm = Math.sqrt(squares) + eps;
      for (let i = 0; i < n; i++) {
        X[i] = m[i] / norm;                                     // (2)
      }
      newtonSchulz(X, rows, columns, 5, work);                  // (3)
      for (let i = 0; i < n; i++) {
        theta[i] -= alpha * X[i];                               // (4)
      }
    },
  };
}
