import { checkRun } from "./check.ts";
import { takeGradient, takeStep } from "./run.ts";
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
 * Ends early after the first step for which `until(theta, t)` is true. `state` resumes an earlier run. Errors: those of `trace`.
 * @example
 * const square = { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) };
 * const run = train(sgd({ lr: 0.1 }), square, [1], 100, { until: ([x]) => x < 0.1 });
 * run.t; // 11
 * run.theta; // [0.0859]
 */
export function train<S>(
  optimizer: Optimizer<S>,
  problem: Problem,
  theta0: ArrayLike<number>,
  steps: number,
  options: { until?: (theta: Vec, t: number) => boolean; state?: S } = {},
): Trained<S> {
  checkRun(optimizer, problem, theta0, steps, options, ["until", "state"]);
  const { until, state: earlier } = options;
  if (until !== undefined && typeof until !== "function") throw new TypeError(`invalid until: ${String(until)} (a function of theta, t)`);
  const n = problem.n, state = earlier ?? optimizer.init(n);
  const theta = Float64Array.from(theta0), g = new Float64Array(n);
  const point = optimizer.lookAhead ? new Float64Array(n) : theta;
  for (let t = 1; t <= steps; t++) {
    optimizer.lookAhead?.(theta, state, point);
    takeGradient(problem, point, g, t);
    takeStep(optimizer, theta, g, state);
    if (until?.(theta, t)) return { theta, state, t, reached: true };
  }
  return { theta, state, t: steps, reached: false };
}
