/** How the course measures a run. */
import { trace, train, type Optimizer, type Problem } from "../../../src/optim/index.ts";
import { quadratic } from "../../../src/problems/index.ts";

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) => Math.hypot(...Array.from(a, (x, i) => x - b[i]));

/** it(1e-6): the first t with ‖θ_t − θ*‖ ≤ 1e-6 ‖θ_0 − θ*‖, minimum at 0; Infinity if not within `steps`. */
export function iterations<S>(optimizer: Optimizer<S>, problem: Problem, theta0: ArrayLike<number> = [1, 1], share = 1e-6, steps = 100_000): number {
  const zero = new Float64Array(theta0.length);
  const goal = share * distance(theta0, zero);
  const { reached, t } = train(optimizer, problem, theta0, steps, { until: (theta) => distance(theta, zero) <= goal });
  return reached ? t : Infinity;
}

/** θ_1, θ_2 … of a run. */
export function path<S>(optimizer: Optimizer<S>, problem: Problem, theta0: ArrayLike<number>, steps: number): number[][] {
  return trace(optimizer, problem, theta0, steps)
    .rows()
    .slice(1)
    .map(({ theta }) => [...theta]);
}

/** Where a run ends. */
export function end<S>(optimizer: Optimizer<S>, problem: Problem, theta0: ArrayLike<number>, steps: number): number[] {
  return [...train(optimizer, problem, theta0, steps).theta];
}

/** ½(x² + κy²). */
export const ellipse = (kappa: number) => quadratic([1, kappa]);

/** A problem in one parameter from its gradient. */
export const line = (slope: (x: number) => number): Problem => ({ n: 1, f: () => NaN, gradient: ([x], out) => void (out[0] = slope(x)) });

/** Steps −Δ/α of one parameter for gradients g(t), t = 1 … T, that do not depend on θ. */
export function steps<S>(optimizer: Optimizer<S>, g: (t: number) => number, T: number): number[] {
  const theta = new Float64Array(1),
    gradient = new Float64Array(1),
    state = optimizer.init(1);
  return Array.from({ length: T }, (_, i) => {
    theta[0] = 0;
    gradient[0] = g(i + 1);
    optimizer.step(theta, gradient, state);
    return -theta[0];
  });
}

/** Rounded to d digits behind the point. */
export const digits = (d: number) => (x: number) => Number(x.toFixed(d));
