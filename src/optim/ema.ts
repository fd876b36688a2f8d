import { checkOptions, checkSeries } from "./check.ts";
import type { Vec } from "./types.ts";

/**
 * The exponential moving averages of a series: m_t = βm_{t−1} + (1 − β)x_t from m_0 = 0, a new array as long as `x`.
 * It starts cold: only the share 1 − β^t of the weight is on values that were seen. `biasCorrect` divides by it.
 * @example
 * ema([10, 20, 30], 0.9); // [1, 2.9, 5.61]
 */
export function ema(x: ArrayLike<number>, beta: number): Vec {
  checkSeries("x", x);
  checkOptions({ beta });
  const series = Float64Array.from(x);
  let m = 0;
  for (let i = 0; i < series.length; i++) {
    m = beta * m + (1 - beta) * series[i];                      // (1)
    series[i] = m;
  }
  return series;
}
