import { at, checkOptions, checkSide, checkStep, noState, zeros } from "./check.ts";
import { diagonal, multiply } from "./matrix.ts";
import { powerWork, symmetricPower } from "./symmetricEigen.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Shampoo (Gupta, Koren & Singer 2018, Algorithm 1) for one weight matrix of `rows` × `columns`, stored row by row in `theta`: AdaGrad with whole
 * matrices in the place of v, the sums L of GGᵀ and R of GᵀG, and the step L^(−1/4)GR^(−1/4). The first step is UVᵀ of G: Muon is Shampoo without memory.
 * `step` overwrites `theta` (length n = rows · columns), `state.L` (rows × rows) and `state.R` (columns × columns). Errors: see `Optimizer`.
 * @example
 * const theta = new Float64Array(4), optimizer = shampoo({ lr: 1, rows: 2, columns: 2 }), state = optimizer.init(4);
 * optimizer.step(theta, Float64Array.of(3, 0, 0, -4), state);
 * theta; // [-0.999994, 0, 0, 0.999997]
 */
export function shampoo({ lr = 0.1, eps = 1e-4, rows, columns, ...rest }: Options<"lr" | "eps"> & { rows: number; columns: number }) {
  const options = checkOptions({ lr, eps, rows, columns }, rest);
  const X = zeros(rows * columns), GR = zeros(rows * columns); // no memory between steps: made once, so that a step allocates nothing
  const [GGt, rootL, GtG, rootR] = [rows, rows, columns, columns].map((side) => zeros(side ** 2));
  const workL = powerWork(rows), workR = powerWork(columns);
  return {
    name: "shampoo",
    options,
    init(n: number): State<"L" | "R"> {
      if (n !== rows * columns) throw new RangeError(`invalid n: ${n} (a ${rows} × ${columns} matrix has ${rows * columns} entries)`);
      return { optimizer: "shampoo", t: 0, L: diagonal(rows, eps), R: diagonal(columns, eps) };
    },
    step(theta: Vec, g: Vec, state: State<"L" | "R">): void {
      const { L, R } = state ?? noState;
      const n = checkStep("shampoo", state, theta, g, X);
      checkSide(L, rows ** 2);
      checkSide(R, columns ** 2);
      const alpha = at(lr, state.t + 1);
      state.t++;
      multiply(GGt, g, g, rows, columns, rows, "second");
      for (let k = 0; k < L.length; k++) {
        L[k] += GGt[k];                                         // (1)
      }
      multiply(GtG, g, g, columns, rows, columns, "first");
      for (let k = 0; k < R.length; k++) {
        R[k] += GtG[k];                                         // (2)
      }
      symmetricPower(rootL, L, rows, -1 / 4, eps, workL);
      symmetricPower(rootR, R, columns, -1 / 4, eps, workR);
      multiply(GR, g, rootR, rows, columns, columns);
      multiply(X, rootL, GR, rows, rows, columns);
      for (let k = 0; k < n; k++) {
        theta[k] -= alpha * X[k];                               // (3)
      }
    },
  };
}
