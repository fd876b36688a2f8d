import { checkOptions, checkSeries } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Vec } from "./types.ts";

/**
 * The moving averages `m` of `ema` (its first entry is t = 1) divided by their weight so far: m̂_t = m_t/(1 − β^t), a new array.
 * @example
 * biasCorrect(ema([10, 20, 30], 0.9), 0.9); // [10, 15.263158, 20.701107]
 */
export function biasCorrect(m: ArrayLike<number>, beta: number): Vec {
  checkSeries("m", m);
  checkOptions({ beta });
  return Float64Array.from(m, (m, i) => m / biasCorrection(beta, i + 1)); // (1)
}
