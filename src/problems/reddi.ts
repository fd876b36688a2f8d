import type { Problem, Vec } from "./types.ts";

/** A sequence of slopes on [−1, 1]; f is their mean over a period. */
export interface Reddi extends Problem {
  /** Each call is one round: overwrites `out` (a new array when left out) with its slope and goes to the next. */
  gradient(theta: Vec, out?: Vec): Vec;
  /** Puts `theta` back on [−1, 1]; belongs after each step. */
  project(theta: Vec): void;
  minima: { theta: number[]; f: number; global: boolean }[];
}

/**
 * The counterexample of Reddi, Kale & Kumar (2018, section 3): in round t the slope is `rare` if t ≡ 1 modulo `period`, else `common`, so that
 * the mean slope is positive and −1 is best, while an optimizer that soon forgets `rare` is drawn to +1. `{ rare: 1010, common: -10,
 * period: 101 }` is their example of section 5. It counts its rounds: make a fresh one for each run.
 * @example
 * const slopes = reddi();
 * [1, 2, 3].map(() => slopes.gradient(Float64Array.of(0))[0]); // [3, -1, -1]
 */
export function reddi({ rare = 3, common = -1, period = 3 } = {}): Reddi {
  if (!(Number.isInteger(period) && period >= 1)) throw new RangeError(`invalid period: ${period} (a whole number from 1)`);
  const slope = (rare + (period - 1) * common) / period;
  let t = 0;
  return {
    n: 1,
    f: (theta) => slope * theta[0],
    gradient(_theta, out = new Float64Array(1)) {
      out[0] = ++t % period === 1 % period ? rare : common;
      return out;
    },
    project(theta) {
      theta[0] = Math.min(1, Math.max(-1, theta[0]));
    },
    minima: slope === 0 ? [] : [{ theta: [-Math.sign(slope)], f: -Math.abs(slope), global: true }],
  };
}
