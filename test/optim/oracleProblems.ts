/** The gradients that the sources of the oracles used, by the id of a case's problem. */

export interface OracleProblem {
  id: string;
  rate?: number[];
  g?: number[];
}
type Gradient = (theta: ArrayLike<number>, out: Float64Array, t: number) => void;

export function gradientOf(problem: OracleProblem, given: number[][] | undefined): Gradient {
  const { rate = [], g = [] } = problem;
  const each =
    (value: (x: number, i: number, t: number) => number): Gradient =>
    (theta, out, t) => {
      for (let i = 0; i < out.length; i++) out[i] = value(theta[i], i, t);
    };
  const gradients: Record<string, Gradient> = {
    given: each((_x, i, t) => given![t - 1][i]),
    const: each((_x, i) => g[i]),
    sumsq: each((x) => 2 * x),
    burn50: each((_x, i, t) => (i < 36 ? 0.2 * t : 2)),
    dfdx_mean_sq: each((x, i) => (2 * rate[i] ** 2 * x) / 5),
    dfdx_mean_exp2: each((x) => (2 * Math.exp(2 * x)) / 5),
    dfdx_sum_sq: each((x, i) => 2 * rate[i] ** 2 * x),
    dfdx_mean_lin: each((_x, i) => rate[i] / 5),
    quad10: each((x, i) => (i === 0 ? x : 10 * x)),
    rosenbrock: ({ 0: x, 1: y }, out) => {
      out[0] = -400 * x * (y - x * x) - 2 * (1 - x);
      out[1] = 200 * (y - x * x);
    },
    torch7_rosenbrock: ({ 0: x, 1: y }, out) => {
      out[0] = -400 * x * (y - x * x) - 2 * (1 - x);
      out[1] = 200 * x * (y - x * x); // as in the source, though it is not the gradient
    },
    linreg4: linearRegression,
    mlp231: network,
  };
  const gradient = gradients[problem.id];
  if (!gradient) throw new Error(`unknown problem: ${problem.id}`);
  return gradient;
}

function linearRegression({ 0: w0, 1: w1, 2: c }: ArrayLike<number>, out: Float64Array): void {
  const data = [
    [2, 1, 5],
    [7, 4, 23],
    [-4, 12, -2],
    [5, 8, 21],
  ];
  out.fill(0);
  for (const [a, b, y] of data) {
    const r = w0 * a + w1 * b + c - y;
    out[0] += 2 * r * a;
    out[1] += 2 * r * b;
    out[2] += 2 * r;
  }
}

/** 2-3-1 with sigmoids; the loss is the sum of its outputs. Parameters: W1 row by row (6), b1 (3), W2 (3), b2. */
function network(theta: ArrayLike<number>, out: Float64Array): void {
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  out.fill(0);
  for (const x of [
    [0.1, 0.2],
    [0.3, 0.4],
    [0.5, 0.6],
  ]) {
    const h = [0, 1, 2].map((j) => sigmoid(theta[2 * j] * x[0] + theta[2 * j + 1] * x[1] + theta[6 + j]));
    const o = sigmoid(h[0] * theta[9] + h[1] * theta[10] + h[2] * theta[11] + theta[12]);
    const d = o * (1 - o);
    out[12] += d;
    h.forEach((hj, j) => {
      const back = d * theta[9 + j] * hj * (1 - hj);
      out[9 + j] += d * hj;
      out[6 + j] += back;
      out[2 * j] += back * x[0];
      out[2 * j + 1] += back * x[1];
    });
  }
}
