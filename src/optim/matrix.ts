import { zeros } from "./check.ts";
import type { Vec } from "./types.ts";

/** Overwrites `out` (p × r) with the product of `A` (p × q) and `B` (q × r), each stored row by row; the one that `turned` names is stored transposed.
 * @example
 * const out = new Float64Array(2);
 * multiply(out, Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6), 2, 2, 1);
 * out; // [17, 39]
 */
export function multiply(out: Vec, A: Vec, B: Vec, p: number, q: number, r: number, turned?: "first" | "second"): void {
  const down = turned === "first" ? 1 : q, along = turned === "first" ? p : 1;
  const below = turned === "second" ? 1 : r, beside = turned === "second" ? q : 1;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < r; j++) {
      let sum = 0;
      for (let k = 0; k < q; k++) sum += A[i * down + k * along] * B[k * below + j * beside];
      out[i * r + j] = sum;
    }
  }
}

/** The n × n matrix with `scale` on its diagonal. */
export function diagonal(n: number, scale: number): Vec {
  const matrix = zeros(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = scale;
  return matrix;
}
