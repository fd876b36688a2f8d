import type { Problem, Vec } from "../optim/types.ts";

export type { Problem, Vec };

/** Where a problem is smallest nearby. A valley's floor has many such points; then some of them are listed. */
export interface Minimum {
  theta: number[];
  f: number;
  global: boolean;
}

/** A box to plot, with the names of Plot's options, so that `Plot.contour({ ...view, fill: height })` needs no more. */
export interface View {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

/** A test function with its facts. Its methods take any array of numbers and need no `this`. */
export interface Surface extends Problem {
  name: string;
  /** The formula in TeX. */
  formula: string;
  f(theta: ArrayLike<number>): number;
  /** Overwrites `out` (a new array when left out) with the gradient at `theta`, and returns it. */
  gradient(theta: ArrayLike<number>, out?: Vec): Vec;
  minima: Minimum[];
  /** The customary start, a fresh copy each time it is read. */
  readonly start: Vec;
}

/** A surface over a line: n = 1. */
export interface LineSurface extends Surface {
  height(x: number): number;
  view: Pick<View, "x1" | "x2">;
}

/** A surface over the plane: n = 2. */
export interface PlaneSurface extends Surface {
  height(x: number, y: number): number;
  view: View;
}

/** Curvatures of a quadratic: the largest, the smallest, and their ratio, the condition number κ. */
export interface Curvatures {
  L: number;
  mu: number;
  kappa: number;
}

/**
 * A mean of `size` losses, one for each example, whose gradient can be estimated on some of them.
 * `f` and `gradient` are those of all examples.
 */
export interface FiniteSum extends Problem {
  /** Number of examples. */
  size: number;
  /** Where training customarily starts, a fresh copy each time it is read: 0, or `initial(1)` of a network. */
  readonly start: Vec;
  /** Overwrites `out` (a new array when left out) with the gradient of the mean loss of all examples, and returns it. */
  gradient(theta: Vec, out?: Vec): Vec;
  /** The mean loss of the examples `rows` (numbers from 0 to size − 1) at `theta`. */
  lossOf(rows: ArrayLike<number>, theta: Vec): number;
  /** Overwrites `out` (a new array when left out) with the gradient of the mean loss of the examples `rows`, and returns it. */
  gradientOf(rows: ArrayLike<number>, theta: Vec, out?: Vec): Vec;
}

/** A matrix, row after row. */
export interface Matrix {
  rows: number;
  columns: number;
  data: Float64Array;
}

/** A matrix with few numbers that are not 0, all of them 1: row i has ones in columns `indices[offsets[i]] … indices[offsets[i + 1] − 1]`. */
export interface SparseRows {
  rows: number;
  columns: number;
  indices: Uint16Array;
  offsets: Uint32Array;
}

/** Examples for classification: a row of X each, and its class from 0 to `classes` − 1. */
export interface Labelled<X = Matrix> {
  X: X;
  y: Uint8Array;
  classes: number;
}

/** A problem that learns to tell classes apart; its loss is the mean cross-entropy in nats. */
export interface Classifier extends FiniteSum {
  /** The likeliest class of each example. */
  predict(theta: Vec): Uint8Array;
  /** The share of examples whose likeliest class is the right one. */
  accuracy(theta: Vec): number;
}
