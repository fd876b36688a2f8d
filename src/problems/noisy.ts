import { extend } from "./extend.ts";
import { random } from "./random.ts";
import type { Problem, Vec } from "./types.ts";

type Noisy<P extends Problem> = Omit<P, "gradient"> & { gradient(theta: Vec, out?: Vec): Vec };

/**
 * The same problem seen through noise: every number of each gradient is off by an independent N(0, sd²); f stays exact.
 * It draws on as long as it is used: make a fresh one for each run that shall be repeatable.
 * @example
 * noisy(ravine, { sd: 1, seed: 1 }).gradient(ravine.start); // [7.60681, -74.50368]
 */
export function noisy<P extends Problem>(problem: P, { sd = 1, seed }: { sd?: number; seed: number }): Noisy<P> {
  if (!(sd >= 0 && Number.isFinite(sd))) throw new RangeError(`invalid sd: ${sd} (a number from 0)`);
  const { normal } = random(seed);
  return extend(problem, {
    gradient(theta: Vec, out: Vec = new Float64Array(problem.n)): Vec {
      problem.gradient(theta, out);
      for (let i = 0; i < out.length; i++) out[i] += normal(0, sd);
      return out;
    },
  });
}
