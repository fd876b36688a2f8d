import { at, checkOptions, checkSide, checkStep, noState, zeros } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import { diagonal, multiply } from "./matrix.ts";
import { eigenWork, symmetricEigen } from "./symmetricEigen.ts";
import type { Options, State, Vec } from "./types.ts";

/**
 * SOAP (Vyas et al. 2024, Algorithm 3) for one weight matrix of `rows` × `columns`, stored row by row in `theta`: Adam in the eigenbasis of Shampoo's L
 * and R, here averages of GGᵀ and GᵀG. Gradient and first moment are turned into that basis by QL and QR, and Adam's step is turned back.
 * `step` overwrites `theta`, `state.m`, `state.v` (length n = rows · columns; v is in the basis), `state.L`, `state.QL` (rows × rows) and `state.R`,
 * `state.QR` (columns × columns). Errors: see `Optimizer`.
 * Differs: the basis is made anew in every step, and from the gradient of that step too; the paper's is up to ten steps old, and its first step only makes it.
 * @example
 * const theta = new Float64Array(4), optimizer = soap({ lr: 1, rows: 2, columns: 2 }), state = optimizer.init(4);
 * optimizer.step(theta, Float64Array.of(3, 0, 0, -4), state);
 * theta; // [-1, 0, 0, 1]
 */
export function soap({ lr = 3e-3, beta1 = 0.95, beta2 = 0.95, eps = 1e-8, rows, columns, ...rest }: Options<"lr" | "beta1" | "beta2" | "eps"> & { rows: number; columns: number }) {
  const options = checkOptions({ lr, beta1, beta2, eps, rows, columns }, rest);
  const n = rows * columns; // what follows has no memory between steps: made once, so that a step allocates nothing
  const GGt = zeros(rows ** 2), GtG = zeros(columns ** 2), half = zeros(n), gTurned = zeros(n), mTurned = zeros(n), X = zeros(n), XBack = zeros(n);
  const valuesL = zeros(rows), valuesR = zeros(columns), workL = eigenWork(rows), workR = eigenWork(columns);
  return {
    name: "soap",
    options,
    init(given: number): State<"m" | "v" | "L" | "R" | "QL" | "QR"> {
      if (given !== n) throw new RangeError(`invalid n: ${given} (a ${rows} × ${columns} matrix has ${n} entries)`);
      return { optimizer: "soap", t: 0, m: zeros(n), v: zeros(n), L: zeros(rows ** 2), R: zeros(columns ** 2), QL: diagonal(rows, 1), QR: diagonal(columns, 1) };
    },
    step(theta: Vec, g: Vec, state: State<"m" | "v" | "L" | "R" | "QL" | "QR">): void {
      const { m, v, L, R, QL, QR } = state ?? noState;
      checkStep("soap", state, theta, g, m, v, X);
      checkSide(L, rows ** 2);
      checkSide(QL, rows ** 2);
      checkSide(R, columns ** 2);
      checkSide(QR, columns ** 2);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const correction1 = biasCorrection(beta1, t);
      const correction2 = biasCorrection(beta2, t);
      multiply(GGt, g, g, rows, columns, rows, "second");
      for (let k = 0; k < L.length; k++) {
        L[k] = beta2 * L[k] + (1 - beta2) * GGt[k];             // (1)
      }
      multiply(GtG, g, g, columns, rows, columns, "first");
      for (let k = 0; k < R.length; k++) {
        R[k] = beta2 * R[k] + (1 - beta2) * GtG[k];             // (2)
      }
      symmetricEigen(L, rows, QL, valuesL, workL);
      symmetricEigen(R, columns, QR, valuesR, workR);
      for (let k = 0; k < n; k++) {
        m[k] = beta1 * m[k] + (1 - beta1) * g[k];               // (3)
      }
      multiply(half, g, QR, rows, columns, columns);
      multiply(gTurned, QL, half, rows, rows, columns, "first");
      multiply(half, m, QR, rows, columns, columns);
      multiply(mTurned, QL, half, rows, rows, columns, "first");
      for (let k = 0; k < n; k++) {
        v[k] = beta2 * v[k] + (1 - beta2) * gTurned[k] ** 2;    // (4)
        const mHat = mTurned[k] / correction1;                  // (5)
        const vHat = v[k] / correction2;                        // (6)
        X[k] = mHat / (Math.sqrt(vHat) + eps);                  // (7)
      }
      multiply(half, X, QR, rows, columns, columns, "second");
      multiply(XBack, QL, half, rows, rows, columns);
      for (let k = 0; k < n; k++) {
        theta[k] -= alpha * XBack[k];                           // (8)
      }
    },
  };
}
