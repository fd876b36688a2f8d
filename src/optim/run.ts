/** The two calls that a run makes to what readers write, and what it refuses to take from them. */
import { shown } from "./check.ts";
import type { Optimizer, Problem, Vec } from "./types.ts";

/**
 * Overwrites `g` with the gradient at `point`, that of step `t`. Throws where the gradient returns another array instead of writing into `g`, and where
 * it is NaN or infinite though the parameters and the loss are finite; where these are not, the run has diverged, and it may go on.
 */
export function takeGradient(problem: Problem, point: Vec, g: Vec, t: number): void {
  const returned: unknown = problem.gradient(point, g);
  if (returned !== undefined && returned !== g) checkReturned("gradient", returned, "write into its second argument, out");
  let zero = 0; // NaN as soon as one entry is NaN or infinite: cheaper than a question for each
  for (let i = 0; i < g.length; i++) zero += 0 * g[i];
  if (zero !== 0) checkFinite(problem, point, g, t);
}

/** Makes a step; throws where the optimizer returns another array instead of writing into `theta`. */
export function takeStep<S>(optimizer: Optimizer<S>, theta: Vec, g: Vec, state: S): void {
  const returned: unknown = optimizer.step(theta, g, state);
  if (returned !== undefined && returned !== theta && returned !== state) checkReturned("step", returned, "overwrite its first argument, theta, and its third, state");
}

function checkReturned(name: string, returned: unknown, want: string): void {
  if (typeof returned === "object" && returned !== null) throw new TypeError(`invalid ${name}: it returned ${returned instanceof Float64Array ? "a new Float64Array" : shown(returned)} (${want})`);
}

function checkFinite(problem: Problem, point: Vec, g: Vec, t: number): void {
  const loss = point.every(Number.isFinite) ? problem.f(point) : NaN;
  if (!Number.isFinite(loss)) return;
  const list = (vector: Vec) => `[${vector.subarray(0, 4).join(", ")}${vector.length > 4 ? ", …" : ""}]`;
  const i = g.findIndex((x) => !Number.isFinite(x));
  throw new RangeError(`invalid gradient at t = ${t}: g[${i}] is ${g[i]} (finite numbers: theta is ${list(point)}, the loss ${loss})`);
}
