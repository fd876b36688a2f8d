/**
 * The loss of `count` examples of classes `labels` under the scores `z` (count × classes, row after row): the sum of −log p(label).
 * Overwrites `z` with its gradient: softmax(z) − onehot(label).
 */
export function crossEntropy(z: Float64Array, labels: ArrayLike<number>, count: number, classes: number): number {
  let loss = 0;
  for (let i = 0; i < count; i++) {
    const row = i * classes;
    let top = z[row];
    for (let j = 1; j < classes; j++) if (z[row + j] > top) top = z[row + j];
    let sum = 0;
    const atLabel = z[row + labels[i]] - top;
    // Scores less their largest cannot overflow.
    for (let j = 0; j < classes; j++) sum += z[row + j] = Math.exp(z[row + j] - top);
    loss += Math.log(sum) - atLabel;
    for (let j = 0; j < classes; j++) z[row + j] /= sum;
    z[row + labels[i]] -= 1;
  }
  return loss;
}

/** The column of the largest number in each of `count` rows of `z`. */
export function largestInRows(z: Float64Array, count: number, columns: number, out: Uint8Array, from: number): void {
  for (let i = 0; i < count; i++) {
    let best = 0;
    for (let j = 1; j < columns; j++) if (z[i * columns + j] > z[i * columns + best]) best = j;
    out[from + i] = best;
  }
}
