import type { Vec } from "./types.ts";

/** Coefficients of Jordan et al. 2024: steep at 0, and every singular value of (0, 1] ends near 1 after five rounds. */
const quintic = { a: 3.4445, b: -4.775, c: 2.0315 };

/**
 * Overwrites `X`, a matrix of `rows` × `columns` stored row by row with singular values ≤ 1, by `rounds` rounds of
 * X ← aX + (bA + cA²)X with A = XXᵀ: it keeps the singular vectors and sends each singular value σ to p(p(…p(σ))) with
 * p(σ) = aσ + bσ³ + cσ⁵, so that X comes near UVᵀ. `work` (2k² + k numbers, k the shorter side) spares the allocation.
 */
export function newtonSchulz(X: Vec, rows: number, columns: number, rounds = 5, work: Vec = new Float64Array(workSize(rows, columns)), { a, b, c } = quintic): void {
  const k = Math.min(rows, columns), l = Math.max(rows, columns);
  const down = rows <= columns ? columns : 1, along = rows <= columns ? 1 : columns; // XᵀX is the same on the transposed matrix
  const A = work.subarray(0, k * k), B = work.subarray(k * k, 2 * k * k), column = work.subarray(2 * k * k);
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

/** Numbers that `newtonSchulz` needs as `work`. */
export function workSize(rows: number, columns: number): number {
  const k = Math.min(rows, columns);
  return 2 * k * k + k;
}
