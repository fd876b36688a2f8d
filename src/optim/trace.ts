import { checkNumber, checkRun, counts } from "./check.ts";
import { momentsOf } from "./moments.ts";
import { takeGradient, takeStep } from "./run.ts";
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
 * Everything is allocated before the first step. Throws a TypeError or RangeError that names what is wrong: before the run an argument, an option, a
 * trace of more than 1 GB; at step t a gradient that is NaN or infinite while θ and the loss are finite, or one returned in a new array. `name` names the run in its rows: the optimizer's name unless given.
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
  options: { every?: number; name?: string } = {},
): Trace {
  checkRun(optimizer, problem, theta0, steps, options, ["every", "name"]);
  const { every = 1, name = optimizer.name ?? "" } = options;
  checkNumber("every", every, counts);
  if (typeof name !== "string") throw new TypeError(`invalid name: ${String(name)} of type ${typeof name} (a string)`);
  const n = problem.n, length = 1 + Math.ceil(steps / every);
  checkSize(length, n, steps, every);
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
    takeGradient(problem, before, g, t);
    const recorded = t % every === 0 || t === steps;
    const start = row * n;
    if (recorded) for (let i = 0; i < n; i++) run.delta[start + i] = theta[i];
    takeStep(optimizer, theta, g, state);
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

/** The numbers that a trace may hold: 1 GB of them. */
const mostNumbers = 125e6;

/** Throws a RangeError where a run would hold more than memory does, before any is taken. */
function checkSize(length: number, n: number, steps: number, every: number): void {
  const numbers = length * (2 + 5 * n);
  if (numbers <= mostNumbers) return;
  const enough = Math.ceil((steps * (2 + 5 * n)) / (mostNumbers - 2 * (2 + 5 * n)));
  const instead = enough > 0 ? `{ every: ${enough} } keeps fewer rows` : "train records nothing";
  throw new RangeError(`invalid steps: ${steps} (${every > 1 ? `with every ${every}, ` : ""}a trace of ${length} rows takes ${(numbers * 8e-9).toPrecision(2)} GB, and may take 1; ${instead})`);
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
