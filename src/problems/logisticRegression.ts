import { extend } from "./extend.ts";
import { finiteSum } from "./finiteSum.ts";
import type { Classifier, Labelled, Matrix, SparseRows, Vec } from "./types.ts";

/**
 * Logistic regression on classes 0 and 1, convex: p(1) = 1/(1 + e^−z) with z = x·θ, f the mean of −log p(class) in nats.
 * With `bias` (unless switched off) θ has one number more than X has columns, added to each z. X may be sparse; then the
 * gradient of an example costs as much as it has ones, besides the zeroing of `out`.
 * @example
 * const model = logisticRegression({ X: matrix([[-1], [1]]), y: Uint8Array.of(0, 1), classes: 2 });
 * model.f(model.start); // 0.693147
 * model.accuracy(Float64Array.of(1, 0)); // 1
 */
export function logisticRegression({ X, y, classes }: Labelled<Matrix | SparseRows>, { bias = true } = {}): Classifier {
  if (classes !== 2) throw new RangeError(`invalid classes: ${classes} (logistic regression tells 2 apart)`);
  if (y.length !== X.rows) throw new RangeError(`invalid y: length ${y.length} (X has ${X.rows} rows)`);
  const { dot, add } = "indices" in X ? sparse(X) : dense(X);
  const n = X.columns + Number(bias);
  const score = (row: number, theta: Vec) => dot(row, theta) + (bias ? theta[n - 1] : 0);

  const problem = finiteSum({
    n,
    size: X.rows,
    lossOf(rows, theta) {
      let sum = 0;
      for (let i = 0; i < rows.length; i++) {
        const z = score(rows[i], theta);
        // log(1 + e^z) − yz, in the form that cannot overflow.
        sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y[rows[i]] * z;
      }
      return sum / rows.length;
    },
    gradientOf(rows, theta, out) {
      out.fill(0);
      for (let i = 0; i < rows.length; i++) {
        const p = 1 / (1 + Math.exp(-score(rows[i], theta)));
        const error = (p - y[rows[i]]) / rows.length;
        add(rows[i], error, out);
        if (bias) out[n - 1] += error;
      }
    },
  });
  const predict = (theta: Vec) => Uint8Array.from({ length: X.rows }, (_, row) => Number(score(row, theta) > 0));
  return extend(problem, {
    predict,
    accuracy: (theta: Vec) => predict(theta).reduce((right, label, i) => right + Number(label === y[i]), 0) / X.rows,
  });
}

interface RowProducts {
  /** Row · theta. */
  dot(row: number, theta: Vec): number;
  /** out += scale · row. */
  add(row: number, scale: number, out: Vec): void;
}

function dense({ columns, data }: Matrix): RowProducts {
  return {
    dot(row, theta) {
      let sum = 0;
      for (let j = 0, k = row * columns; j < columns; j++, k++) sum += data[k] * theta[j];
      return sum;
    },
    add(row, scale, out) {
      for (let j = 0, k = row * columns; j < columns; j++, k++) out[j] += scale * data[k];
    },
  };
}

function sparse({ indices, offsets }: SparseRows): RowProducts {
  return {
    dot(row, theta) {
      let sum = 0;
      for (let k = offsets[row]; k < offsets[row + 1]; k++) sum += theta[indices[k]];
      return sum;
    },
    add(row, scale, out) {
      for (let k = offsets[row]; k < offsets[row + 1]; k++) out[indices[k]] += scale;
    },
  };
}
