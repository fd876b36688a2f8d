import { checkRun } from "./check.ts";
import { momentsOf } from "./moments.ts";
import type { Optimizer, Problem, Vec } from "./types.ts";

/**
 * A recorded run. Row k of each column belongs to step `t[k]`: θ_t and its loss after t steps, and the g_t, m_t, v_t and
 * Δ_t of the step that led there, in the framework's sense Δ = α·m/√v. Row 0 is the start: no step was made, so these are NaN.
 * `theta g m v delta` hold the rows one after the other, n numbers each.
 */
export interface Trace {
  name: string;
  n: number;
  /** Number of rows. */
  length: number;
  t: Vec;
  loss: Vec;
  theta: Vec;
  g: Vec;
  m: Vec;
  v: Vec;
  delta: Vec;
  /** The run as plain rows, ready to plot. */
  rows(): TraceRow[];
}

/** One recorded step; the vectors are views of the trace's columns. `x`, `y` are the first two parameters. */
export interface TraceRow {
  optimizer: string;
  t: number;
  loss: number;
  x: number;
  y: number;
  theta: Vec;
  g: Vec;
  m: Vec;
  v: Vec;
  delta: Vec;
}

/**
 * Runs `steps` steps of `optimizer` on `problem` from `theta0` (left as it is) and records the start, every `every`-th step and the last.
 * Everything is allocated before the first step. `name` names the run in its rows: the optimizer's name unless given.
 * @example
 * const square = { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) };
 * const run = trace(sgd({ lr: 0.1 }), square, [1], 3);
 * run.theta; // [1, 0.8, 0.64, 0.512]
 * run.loss; // [1, 0.64, 0.4096, 0.262144]
 */
export function trace<S>(
  optimizer: Optimizer<S>,
  problem: Problem,
  theta0: ArrayLike<number>,
  steps: number,
  { every = 1, name = optimizer?.name ?? "" }: { every?: number; name?: string } = {},
): Trace {
  checkRun(optimizer, problem, theta0, steps);
  const n = problem.n;
  if (!Number.isInteger(every) || every < 1) throw new RangeError(`invalid every: ${every} (a whole number ≥ 1)`);
  const length = 1 + Math.ceil(steps / every);
  const column = () => new Float64Array(length * n).fill(NaN);
  const run = { name, n, length, t: new Float64Array(length), loss: new Float64Array(length), theta: column(), g: column(), m: column(), v: column(), delta: column() };
  const theta = Float64Array.from(theta0), g = new Float64Array(n), m = new Float64Array(n), v = new Float64Array(n);
  const state = optimizer.init(n);
  const readMoments = momentsOf(optimizer, state, g, m, v);
  run.theta.set(theta);
  run.loss[0] = problem.f(theta);
  const before = optimizer.lookAhead ? new Float64Array(n) : theta;
  for (let t = 1, row = 1; t <= steps; t++) {
    optimizer.lookAhead?.(theta, state, before);
    problem.gradient(before, g);
    const recorded = t % every === 0 || t === steps;
    const start = row * n;
    if (recorded) for (let i = 0; i < n; i++) run.delta[start + i] = theta[i];
    optimizer.step(theta, g, state);
    if (!recorded) continue;
    readMoments();
    run.t[row] = t;
    run.loss[row] = problem.f(theta);
    for (let i = 0; i < n; i++) {
      run.theta[start + i] = theta[i];
      run.g[start + i] = g[i];
      run.m[start + i] = m[i];
      run.v[start + i] = v[i];
      run.delta[start + i] -= theta[i];
    }
    row++;
  }
  return { ...run, rows: () => rowsOf(run) };
}

function rowsOf({ name, n, length, t, loss, theta, g, m, v, delta }: Omit<Trace, "rows">): TraceRow[] {
  return Array.from({ length }, (_, row) => {
    const view = (column: Vec) => column.subarray(row * n, (row + 1) * n);
    return {
      optimizer: name, t: t[row], loss: loss[row], x: theta[row * n], y: n > 1 ? theta[row * n + 1] : NaN,
      theta: view(theta), g: view(g), m: view(m), v: view(v), delta: view(delta),
    };
  });
}
