/**
 * 1 − β^t: how much weight a moving average that began at 0 has on what it has seen after t steps.
 * From t(1 − β) > 40 on that is 1 to the last bit, and the power, slow and slower still where it becomes denormal, is spared.
 * @example
 * [biasCorrection(0.9, 1), biasCorrection(0.9, 2), biasCorrection(0.9, 1e9)]; // [0.1, 0.19, 1]
 */
export function biasCorrection(beta: number, t: number): number {
  return t * (1 - beta) > 40 ? 1 : 1 - beta ** t;
}
