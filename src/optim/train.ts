import type { Optimizer, Problem, Vec } from "./types.ts";

/** Where a run stands; its `theta` and `state` resume it. */
export interface Trained<S> {
  theta: Vec;
  state: S;
  /** Steps made in this run. */
  t: number;
  /** Whether `until` ended the run. */
  reached: boolean;
}

/**
 * Runs at most `steps` steps of `optimizer` on `problem` from `theta0` (left as it is), recording nothing.
 * Ends early after the first step for which `until(theta, t)` is true. `state` resumes an earlier run.
 */
export function train<S>(
  optimizer: Optimizer<S>,
  problem: Problem,
  theta0: ArrayLike<number>,
  steps: number,
  { until, state = optimizer.init(problem.n) }: { until?: (theta: Vec, t: number) => boolean; state?: S } = {},
): Trained<S> {
  const n = theta0.length;
  if (n !== problem.n) throw new RangeError(`invalid theta0: length ${n} (the problem has ${problem.n} parameters)`);
  if (!Number.isInteger(steps) || steps < 0) throw new RangeError(`invalid steps: ${steps} (a whole number ≥ 0)`);
  const theta = Float64Array.from(theta0), g = new Float64Array(n);
  const point = optimizer.lookAhead ? new Float64Array(n) : theta;
  for (let t = 1; t <= steps; t++) {
    optimizer.lookAhead?.(theta, state, point);
    problem.gradient(point, g);
    optimizer.step(theta, g, state);
    if (until?.(theta, t)) return { theta, state, t, reached: true };
  }
  return { theta, state, t: steps, reached: false };
}
