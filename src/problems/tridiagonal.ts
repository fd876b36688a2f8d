import type { Surface } from "./types.ts";

/**
 * Nesterov's hard quadratic ½xᵀTx − x₁ from x = 0, T being 2 on the diagonal and −1 beside it: a chain of n springs, pulled at one end, along
 * which news travels one link a step. Curvatures lie between 0 and 4; f* = −n/(2n + 2).
 * @example
 * tridiagonal(3).minima[0].theta; // [0.75, 0.5, 0.25]
 */
export function tridiagonal(n: number): Surface {
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`invalid n: ${n} (a whole number from 1)`);
  return {
    n,
    name: `Chain of ${n}`,
    formula: String.raw`\tfrac12 x^\top T x - x_1`,
    f(x) {
      let sum = -2 * x[0];
      for (let i = 0; i < n; i++) sum += x[i] * (2 * x[i] - 2 * (i + 1 < n ? x[i + 1] : 0));
      return sum / 2;
    },
    gradient(x, out = new Float64Array(n)) {
      for (let i = 0; i < n; i++) out[i] = 2 * x[i] - (i > 0 ? x[i - 1] : 1) - (i + 1 < n ? x[i + 1] : 0);
      return out;
    },
    minima: [{ theta: Array.from({ length: n }, (_, i) => 1 - (i + 1) / (n + 1)), f: -n / (2 * n + 2), global: true }],
    get start() {
      return new Float64Array(n);
    },
  };
}
