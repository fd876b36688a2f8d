import { at, checkOptions, checkSide, checkStep, noState, zeros } from "./check.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * Adafactor (Shazeer & Stern 2018, Algorithm 4) for one weight matrix of `rows` × `columns`, stored row by row in `theta`: of the average of g² only
 * the sums of its rows and of its columns are kept, R and C, and RCᵀ/ΣR stands in for it. β₂ grows as 1 − t^(−0.8), so that nothing need be corrected,
 * and a step whose root mean square exceeds 1 is scaled down to it.
 * `step` overwrites `theta` (length n = rows · columns), `state.R` (length rows) and `state.C` (length columns). Errors: see `Optimizer`.
 * Differs: α is given; the paper's is relative to the size of θ, max(10⁻³, RMS(θ))·min(10⁻², 1/√t). No momentum, as the paper proposes.
 * @example
 * const theta = new Float64Array(4), optimizer = adafactor({ lr: 1, rows: 2, columns: 2 }), state = optimizer.init(4);
 * optimizer.step(theta, Float64Array.of(3, 1, 1, 2), state);
 * theta; // [-1.114172, -0.525226, -0.525226, -1.485563]
 */
export function adafactor({ lr = 1e-2, eps = 1e-30, rows, columns, ...rest }: Options<"lr" | "eps"> & { rows: number; columns: number }) {
  const options = checkOptions({ lr, eps, rows, columns }, rest);
  const U = zeros(rows * columns); // no memory between steps: made once, so that a step allocates nothing
  return {
    name: "adafactor",
    options,
    init(n: number): State<"R" | "C"> {
      if (n !== rows * columns) throw new RangeError(`invalid n: ${n} (a ${rows} × ${columns} matrix has ${rows * columns} entries)`);
      return { optimizer: "adafactor", t: 0, R: zeros(rows), C: zeros(columns) };
    },
    step(theta: Vec, g: Vec, state: State<"R" | "C">): void {
      const { R, C } = state ?? noState;
      const n = checkStep("adafactor", state, theta, g, U);
      checkSide(R, rows);
      checkSide(C, columns);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const beta2T = 1 - t ** -0.8;
      let total = 0;
      for (let i = 0; i < rows; i++) {
        let rowSum = 0;
        for (let j = 0; j < columns; j++) rowSum += g[i * columns + j] ** 2 + eps;
        R[i] = beta2T * R[i] + (1 - beta2T) * rowSum;           // (1)
        total += R[i];
      }
      for (let j = 0; j < columns; j++) {
        let columnSum = 0;
        for (let i = 0; i < rows; i++) columnSum += g[i * columns + j] ** 2 + eps;
        C[j] = beta2T * C[j] + (1 - beta2T) * columnSum;        // (2)
      }
      let squares = 0;
      for (let k = 0; k < n; k++) {
        const vHat = (R[Math.floor(k / columns)] * C[k % columns]) / total; // (3)
        U[k] = g[k] / Math.sqrt(vHat);                          // (4)
        squares += U[k] ** 2;
      }
      const rms = Math.sqrt(squares / n);
      for (let k = 0; k < n; k++) {
        theta[k] -= (alpha * U[k]) / Math.max(1, rms);          // (5)
      }
    },
  };
}
