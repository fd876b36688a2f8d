import { extend } from "./extend.ts";
import { leastSquares, type LeastSquares } from "./leastSquares.ts";
import { random } from "./random.ts";
import type { Matrix, Vec } from "./types.ts";

/** What `wilson` makes: a least squares that tells how many examples it gets right. */
export interface Wilson extends LeastSquares {
  /** The share of training examples that sign(x·θ) gets right. */
  trainAccuracy(theta: Vec): number;
  /** The same on fresh examples, of which `theta` knows only the first three features. */
  testAccuracy(theta: Vec): number;
}

/**
 * The least squares of Wilson et al. (2017, section 3.3), which plain gradients solve so that they generalize and adaptive ones do not.
 * Of n examples each is of class +1 with probability p, else −1. Feature 1 is the class itself, features 2 and 3 are always 1, and then
 * each example has features of its own: one if it is of class +1, five if −1. More parameters (3 + 5n) than examples.
 * @example
 * wilson({ n: 10, seed: 1 }).n; // 53
 */
export function wilson({ n = 100, p = 0.7, seed, fresh = 1000 }: { n?: number; p?: number; seed: number; fresh?: number }): Wilson {
  if (!(p >= 0.5 && p <= 1)) throw new RangeError(`invalid p: ${p} (from 0.5 to 1)`);
  const { uniform } = random(seed);
  const draw = (count: number) => Float64Array.from({ length: count }, () => (uniform() < p ? 1 : -1));
  const y = draw(n),
    yTest = draw(fresh);
  const columns = 3 + 5 * n;
  const A: Matrix = { rows: n, columns, data: new Float64Array(n * columns) };
  y.forEach((label, i) => {
    const row = A.data.subarray(i * columns, (i + 1) * columns);
    row.set([label, 1, 1]);
    row.fill(1, 3 + 5 * i, 3 + 5 * i + (label > 0 ? 1 : 5));
  });
  const share = (right: (i: number) => boolean, count: number) =>
    Array.from({ length: count }, (_, i) => Number(right(i))).reduce((a, b) => a + b, 0) / count;
  return extend(leastSquares(A, y), {
    trainAccuracy: (theta: Vec) =>
      share((i) => A.data.subarray(i * columns, (i + 1) * columns).reduce((sum, a, j) => sum + a * theta[j], 0) * y[i] > 0, n),
    testAccuracy: (theta: Vec) => share((i) => (theta[0] * yTest[i] + theta[1] + theta[2]) * yTest[i] > 0, fresh),
  });
}
