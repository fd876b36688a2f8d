import type { FiniteSum, Vec } from "./types.ts";

/** A finite sum that starts at 0, from its loss and gradient on some of the examples. */
export function finiteSum(
  model: Pick<FiniteSum, "n" | "size" | "lossOf"> & { gradientOf(rows: ArrayLike<number>, theta: Vec, out: Vec): void },
): FiniteSum {
  const { n, size, lossOf } = model;
  const all = Int32Array.from({ length: size }, (_, i) => i);
  const gradientOf = (rows: ArrayLike<number>, theta: Vec, out: Vec = new Float64Array(n)): Vec => {
    model.gradientOf(rows, theta, out);
    return out;
  };
  return {
    n,
    size,
    get start() {
      return new Float64Array(n);
    },
    lossOf,
    gradientOf,
    f: (theta) => lossOf(all, theta),
    gradient: (theta, out) => gradientOf(all, theta, out),
  };
}
