import type { Vec } from "./types.ts";

/**
 * The gradient of any function of n numbers, by central differences: (f(θ + heᵢ) − f(θ − heᵢ)) / 2h, off by O(h²).
 * The result overwrites `out` (a new array when left out) and returns it, so that
 * `{ n: 2, f, gradient: gradient(f) }` is a problem for every optimizer. `theta` is moved while it works, and put back.
 * @example
 * gradient(([x, y]) => x ** 2 * y)(Float64Array.of(1, 3)); // [6, 1]
 */
export function gradient(f: (theta: Vec) => number, h = 1e-5): (theta: Vec, out?: Vec) => Vec {
  if (!(h > 0 && Number.isFinite(h))) throw new RangeError(`invalid h: ${h} (a small positive number)`);
  return (theta, out = new Float64Array(theta.length)) => {
    for (let i = 0; i < theta.length; i++) {
      const here = theta[i];
      const right = here + h;
      const left = here - h;
      theta[i] = right;
      const above = f(theta);
      theta[i] = left;
      const below = f(theta);
      theta[i] = here;
      out[i] = (above - below) / (right - left);
    }
    return out;
  };
}
