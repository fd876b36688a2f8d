/**
 * n numbers in equal steps from `low` to `high`, both included.
 * @example
 * linspace(0, 1, 5); // [0, 0.25, 0.5, 0.75, 1]
 */
export function linspace(low: number, high: number, n = 201): number[] {
  if (!(Number.isInteger(n) && n >= 2)) throw new RangeError(`invalid n: ${n} (a whole number from 2)`);
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? high : low + ((high - low) * i) / (n - 1)));
}

/**
 * n numbers in equal ratios from `low` to `high`, both included and positive: a grid of learning rates.
 * @example
 * logspace(0.01, 1, 3); // [0.01, 0.1, 1]
 */
export function logspace(low: number, high: number, n: number): number[] {
  if (!(low > 0 && high > 0)) throw new RangeError(`invalid bounds: ${low}, ${high} (both positive)`);
  return linspace(Math.log(low), Math.log(high), n).map((x, i) => (i === 0 ? low : i === n - 1 ? high : Math.exp(x)));
}
