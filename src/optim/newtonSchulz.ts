import { checkNumber, counts, sizes, zeros } from "./check.ts";
import type { Vec } from "./types.ts";

/** Coefficients of Jordan et al. 2024: steep at 0, so that five rounds bring every singular value of [0.0015, 1] to between 0.68 and 1.21. */
const quintic = { a: 3.4445, b: -4.775, c: 2.0315 };

/**
 * Overwrites `X`, a matrix of `rows` × `columns` stored row by row with singular values ≤ 1, by `rounds` rounds of
 * X ← aX + (bA + cA²)X with A = XXᵀ: it keeps the singular vectors and sends each singular value σ to p(p(…p(σ))) with
 * p(σ) = aσ + bσ³ + cσ⁵, so that X comes near UVᵀ. A σ below 0.0015 stays behind: five rounds make at most a⁵σ = 485σ of it. With `work` of `newtonSchulzWork` it allocates nothing.
 * @example
 * const X = Float64Array.of(0.6, 0, 0, -0.8);
 * newtonSchulz(X, 2, 2);
 * X; // [0.722876, 0, 0, -1.119204]
 */
export function newtonSchulz(X: Vec, rows: number, columns: number, rounds = 5, work = newtonSchulzWork(rows, columns), { a, b, c } = quintic): void {
  checkNumber("rounds", rounds, sizes);
  if (!(X instanceof Float64Array)) throw new TypeError(`invalid X: ${Object.prototype.toString.call(X)} (a Float64Array)`);
  if (X.length !== rows * columns) throw new RangeError(`invalid X: length ${X.length} (a ${rows} × ${columns} matrix has ${rows * columns} entries)`);
  const { A, B, column } = work;
  const k = Math.min(rows, columns), l = Math.max(rows, columns);
  const down = rows <= columns ? columns : 1, along = rows <= columns ? 1 : columns; // of a tall matrix the transposed one, whose A is smaller
  for (let round = 0; round < rounds; round++) {
    for (let p = 0; p < k; p++) {
      for (let q = 0; q <= p; q++) {
        let sum = 0;
        for (let j = 0; j < l; j++) sum += X[p * down + j * along] * X[q * down + j * along];
        A[p * k + q] = A[q * k + p] = sum;
      }
    }
    for (let p = 0; p < k; p++) {
      for (let q = 0; q < k; q++) {
        let sum = 0;
        for (let r = 0; r < k; r++) sum += A[p * k + r] * A[r * k + q];
        B[p * k + q] = b * A[p * k + q] + c * sum;
      }
    }
    for (let j = 0; j < l; j++) {
      for (let p = 0; p < k; p++) {
        let sum = a * X[p * down + j * along];
        for (let q = 0; q < k; q++) sum += B[p * k + q] * X[q * down + j * along];
        column[p] = sum;
      }
      for (let p = 0; p < k; p++) X[p * down + j * along] = column[p];
    }
  }
}

/** What `newtonSchulz` computes in: A, B (k × k, k the shorter side) and a column. */
export function newtonSchulzWork(rows: number, columns: number): { A: Vec; B: Vec; column: Vec } {
  checkNumber("rows", rows, counts);
  checkNumber("columns", columns, counts);
  const k = Math.min(rows, columns);
  return { A: zeros(k * k), B: zeros(k * k), column: zeros(k) };
}
