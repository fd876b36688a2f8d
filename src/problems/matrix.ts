import type { Matrix, Vec } from "./types.ts";

/**
 * A matrix from an array of its rows.
 * @example
 * matrix([[1, 2], [3, 4]]).data; // [1, 2, 3, 4]
 */
export function matrix(rows: ArrayLike<number>[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (row.length !== columns) throw new RangeError(`invalid row ${i}: length ${row.length} (row 0 has ${columns})`);
    data.set(row, i * columns);
  });
  return { rows: rows.length, columns, data };
}

/**
 * AᵀA / rows, the mean of aaᵀ over the rows a of A.
 * @example
 * gram(matrix([[1, 2], [3, 4]])).data; // [5, 7, 7, 10]
 */
export function gram({ rows, columns: n, data }: Matrix): Matrix {
  const out = new Float64Array(n * n);
  for (let r = 0; r < rows; r++)
    for (let i = 0; i < n; i++) {
      const a = data[r * n + i] / rows;
      for (let j = 0; j < n; j++) out[i * n + j] += a * data[r * n + j];
    }
  return { rows: n, columns: n, data: out };
}

/**
 * The eigenvalues of a symmetric matrix, the smallest first, by Jacobi's rotations; meant for up to about 200 rows.
 * @example
 * eigenvalues(matrix([[2, 1], [1, 2]])); // [1, 3]
 */
export function eigenvalues({ rows: n, data }: Matrix): Vec {
  const a = data.slice();
  const offDiagonal = () => {
    let sum = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) sum += a[p * n + q] ** 2;
    return sum;
  };
  for (let sweep = 0, before = Infinity; sweep < 50; sweep++) {
    const left = offDiagonal();
    if (left === 0 || left >= before) break;
    before = left;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = a[p * n + q];
        if (apq === 0) continue;
        const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1),
          s = t * c;
        for (let k = 0; k < n; k++) {
          const x = a[k * n + p],
            y = a[k * n + q];
          a[k * n + p] = c * x - s * y;
          a[k * n + q] = s * x + c * y;
        }
        for (let k = 0; k < n; k++) {
          const x = a[p * n + k],
            y = a[q * n + k];
          a[p * n + k] = c * x - s * y;
          a[q * n + k] = s * x + c * y;
        }
        a[p * n + q] = a[q * n + p] = 0;
      }
  }
  return Float64Array.from({ length: n }, (_, i) => a[i * n + i]).sort();
}

/**
 * The x of Sx = b for a symmetric positive definite S, by Cholesky's factors; undefined when S is (nearly) singular.
 * @example
 * solve(matrix([[2, 0], [0, 4]]), [2, 2]); // [1, 0.5]
 */
export function solve({ rows: n, data }: Matrix, b: ArrayLike<number>): Vec | undefined {
  const l = data.slice();
  for (let j = 0; j < n; j++) {
    const diagonal = l[j * n + j];
    for (let i = j; i < n; i++) {
      let sum = l[i * n + j];
      for (let k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      if (i > j) l[i * n + j] = sum / l[j * n + j];
      else if (sum > 1e-13 * diagonal) l[j * n + j] = Math.sqrt(sum);
      else return undefined;
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= l[i * n + k] * x[k];
    x[i] /= l[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= l[k * n + i] * x[k];
    x[i] /= l[i * n + i];
  }
  return x;
}
