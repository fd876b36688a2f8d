import { finiteSum } from "./finiteSum.ts";
import { addProduct, type Factor } from "./product.ts";
import { random } from "./random.ts";
import { crossEntropy, largestInRows } from "./softmax.ts";
import { extend } from "./extend.ts";
import type { Classifier, Labelled, Vec } from "./types.ts";

/** A weight matrix or a bias (one column) inside θ, row after row from `offset`: `theta.subarray(offset, offset + rows * columns)`. */
export interface Part {
  name: string;
  offset: number;
  rows: number;
  columns: number;
}

/** What `network` makes: where its weights and biases are, and how they start. */
export interface Network extends Classifier {
  /** W1, b1, W2, b2 …: where each is in θ. Weights are (outputs × inputs). */
  parts: Part[];
  /** Weights from N(0, 2/inputs) (He et al. 2015), biases 0. */
  initial(seed: number): Vec;
}

/** Examples that go through the layers together: few enough that their activations stay in the processor's cache. */
const CHUNK = 32;

/**
 * A network for classification: `hidden` gives the widths of its hidden layers (one of 32 unless given), with ReLU between the layers
 * and softmax at the end; f is the mean cross-entropy in nats. Gradients by backpropagation. Its test loss is that of the same
 * network over the test examples: `network(mnist.test).f(theta)`.
 * @example
 * network({ X: matrix([[-1], [1]]), y: Uint8Array.of(0, 1), classes: 2 }, { hidden: [4] }).n; // 18
 */
export function network({ X, y, classes }: Labelled, { hidden = [32] }: { hidden?: number[] } = {}): Network {
  const { rows: size, columns: inputs } = X;
  if (y.length !== size) throw new RangeError(`invalid y: length ${y.length} (X has ${size} rows)`);
  for (const width of hidden) if (!(Number.isInteger(width) && width >= 1)) throw new RangeError(`invalid hidden: ${width} (whole numbers from 1)`);
  const widths = [inputs, ...hidden, classes];
  const depth = widths.length - 1;
  const parts = partsOf(widths);
  const n = parts.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  const weight = (l: number) => parts[2 * (l - 1)].offset;
  const bias = (l: number) => parts[2 * (l - 1) + 1].offset;
  // a[0] holds the inputs, a[l] the outputs of layer l; d[l] the gradient with respect to them.
  const a = widths.map((width) => new Float64Array(CHUNK * width));
  const d = widths.map((width) => new Float64Array(CHUNK * width));
  const labels = new Uint8Array(CHUNK);
  /** `data` as `width` columns, or turned on its side. */
  const straight = (data: Float64Array, width: number, start = 0): Factor => ({ data, start, row: width, column: 1 });
  const turned = (data: Float64Array, width: number, start = 0): Factor => ({ data, start, row: 1, column: width });

  function forward(rows: ArrayLike<number>, from: number, count: number, theta: Vec): void {
    for (let i = 0; i < count; i++) {
      const row = rows[from + i];
      for (let j = 0, k = row * inputs, at = i * inputs; j < inputs; j++) a[0][at++] = X.data[k++];
      labels[i] = y[row];
    }
    for (let l = 1; l <= depth; l++) {
      const width = widths[l],
        z = a[l];
      for (let i = 0, at = 0; i < count; i++) for (let j = 0; j < width; j++) z[at++] = theta[bias(l) + j];
      addProduct(z, 0, straight(a[l - 1], widths[l - 1]), turned(theta, widths[l - 1], weight(l)), count, width, widths[l - 1]);
      if (l < depth) for (let i = 0; i < count * width; i++) if (z[i] < 0) z[i] = 0;
    }
  }

  /** Adds to `out` the gradient of the chunk that went forward, `scale` times; a[depth] holds ∂loss/∂scores. */
  function backward(count: number, theta: Vec, out: Vec, scale: number): void {
    for (let i = 0; i < count * classes; i++) d[depth][i] = a[depth][i] * scale;
    for (let l = depth; l >= 1; l--) {
      const width = widths[l],
        below = widths[l - 1],
        delta = d[l];
      addProduct(out, weight(l), turned(delta, width), straight(a[l - 1], below), width, below, count);
      for (let i = 0, at = 0; i < count; i++) for (let j = 0; j < width; j++) out[bias(l) + j] += delta[at++];
      if (l === 1) return;
      d[l - 1].fill(0);
      addProduct(d[l - 1], 0, straight(delta, width), straight(theta, below, weight(l)), count, below, width);
      for (let i = 0; i < count * below; i++) if (a[l - 1][i] === 0) d[l - 1][i] = 0;
    }
  }

  function inChunks(rows: ArrayLike<number>, theta: Vec, visit: (count: number, from: number) => void): void {
    for (let from = 0; from < rows.length; from += CHUNK) {
      const count = Math.min(CHUNK, rows.length - from);
      forward(rows, from, count, theta);
      visit(count, from);
    }
  }

  const problem = finiteSum({
    n,
    size,
    lossOf(rows, theta) {
      let sum = 0;
      inChunks(rows, theta, (count) => (sum += crossEntropy(a[depth], labels, count, classes)));
      return sum / rows.length;
    },
    gradientOf(rows, theta, out) {
      out.fill(0);
      inChunks(rows, theta, (count) => {
        crossEntropy(a[depth], labels, count, classes);
        backward(count, theta, out, 1 / rows.length);
      });
    },
  });
  const all = Int32Array.from({ length: size }, (_, i) => i);
  const predict = (theta: Vec): Uint8Array => {
    const out = new Uint8Array(size);
    inChunks(all, theta, (count, from) => largestInRows(a[depth], count, classes, out, from));
    return out;
  };
  const initial = (seed: number): Vec => {
    const { normal } = random(seed);
    const theta = new Float64Array(n);
    for (let l = 1; l <= depth; l++) {
      const sd = Math.sqrt(2 / widths[l - 1]);
      for (let i = weight(l); i < bias(l); i++) theta[i] = normal(0, sd);
    }
    return theta;
  };
  return extend(problem, {
    parts,
    predict,
    accuracy: (theta: Vec) => predict(theta).reduce((right, label, i) => right + Number(label === y[i]), 0) / size,
    initial,
    get start() {
      return initial(1);
    },
  });
}

function partsOf(widths: number[]): Part[] {
  let offset = 0;
  return widths.slice(1).flatMap((rows, l) => {
    const weights = { name: `W${l + 1}`, offset, rows, columns: widths[l] };
    const bias = { name: `b${l + 1}`, offset: offset + rows * widths[l], rows, columns: 1 };
    offset = bias.offset + rows;
    return [weights, bias];
  });
}
