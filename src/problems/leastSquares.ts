import { extend } from "./extend.ts";
import { finiteSum } from "./finiteSum.ts";
import { eigenvalues, gram, solve } from "./matrix.ts";
import type { Curvatures, FiniteSum, Matrix, Minimum, Vec } from "./types.ts";

/** Linear regression: a quadratic whose curvatures are those of AᵀA/N. They and the minimum are computed when first read. */
export interface LeastSquares extends FiniteSum, Curvatures {
  /** The Hessian AᵀA/N. */
  hessian: Matrix;
  /** The one minimum; none is listed when AᵀA is singular. */
  minima: Minimum[];
}

/**
 * Linear regression, ‖Aθ − b‖² / 2N over the N rows of A, each an example.
 * @example
 * leastSquares(matrix([[1, 1], [2, 1], [3, 1]]), [2, 3, 4]).minima[0].theta; // [1, 1]
 */
export function leastSquares(A: Matrix, b: ArrayLike<number>): LeastSquares {
  const { rows: size, columns: n, data } = A;
  if (b.length !== size) throw new RangeError(`invalid b: length ${b.length} (A has ${size} rows)`);
  const residual = (row: number, theta: Vec): number => {
    let sum = -b[row];
    for (let j = 0, k = row * n; j < n; j++, k++) sum += data[k] * theta[j];
    return sum;
  };
  const problem = finiteSum({
    n,
    size,
    lossOf(rows, theta) {
      let sum = 0;
      for (let i = 0; i < rows.length; i++) sum += residual(rows[i], theta) ** 2;
      return sum / (2 * rows.length);
    },
    gradientOf(rows, theta, out) {
      out.fill(0);
      for (let i = 0; i < rows.length; i++) {
        const r = residual(rows[i], theta) / rows.length;
        for (let j = 0, k = rows[i] * n; j < n; j++, k++) out[j] += r * data[k];
      }
    },
  });
  const hessian = once(() => gram(A));
  const curvatures = once(() => eigenvalues(hessian()));
  const minima = once(() => {
    const zero = new Float64Array(n);
    const theta = solve(
      hessian(),
      problem.gradient(zero).map((g) => -g),
    );
    return theta ? [{ theta: Array.from(theta), f: problem.f(theta), global: true }] : [];
  });
  return extend(problem, {
    get hessian() {
      return hessian();
    },
    get L() {
      return curvatures()[n - 1];
    },
    get mu() {
      return curvatures()[0];
    },
    get kappa() {
      return curvatures()[n - 1] / curvatures()[0];
    },
    get minima() {
      return minima();
    },
  });
}

function once<T>(make: () => T): () => T {
  let value: { made: T } | undefined;
  return () => (value ??= { made: make() }).made;
}
