/**
 * Learning-rate schedules: each makes a function of the step counter t = 1, 2, …, which any optimizer takes as its `lr`.
 * A missing, unknown or invalid option is a TypeError or RangeError that names it.
 */
import { amounts, checkNumber, counts, decays } from "./check.ts";
import type { Schedule } from "./types.ts";

/**
 * α at every step.
 * @example
 * constant(0.1)(1000); // 0.1
 */
export function constant(lr: number): Schedule {
  check({ lr });
  return () => lr;
}

/**
 * α times `factor` after each of the steps in `after`.
 * @example
 * [5000, 5001, 8001].map(stepDecay(0.1, { after: [5000, 8000] })); // [0.1, 0.01, 0.001]
 */
export function stepDecay(lr: number, options: { after: readonly number[]; factor?: number }): Schedule {
  const { after, factor = 0.1, ...rest } = options ?? missing("after");
  check({ lr, after: 0, factor }, rest);
  if (!Array.isArray(after)) throw new TypeError(`invalid after: ${String(after)} (a list of steps)`);
  for (const last of after) check({ after: last });
  return (t) => lr * factor ** after.filter((last) => t > last).length;
}

/**
 * α/√t.
 * @example
 * [1, 4, 9].map(inverseSqrt(0.6)); // [0.6, 0.3, 0.2]
 */
export function inverseSqrt(lr: number): Schedule {
  check({ lr });
  return (t) => lr / Math.sqrt(t);
}

/**
 * α/(1 + decay·(t − 1)): α/t unless `decay` is given (Robbins & Monro 1951).
 * @example
 * [1, 2, 3].map(inverseTime(0.6)); // [0.6, 0.3, 0.2]
 */
export function inverseTime(lr: number, { decay = 1, ...rest }: { decay?: number } = {}): Schedule {
  check({ lr, decay }, rest);
  return (t) => lr / (1 + decay * (t - 1));
}

/**
 * α·factor^(t − 1).
 * @example
 * [1, 2, 4].map(exponential(0.8, { factor: 0.5 })); // [0.8, 0.4, 0.1]
 */
export function exponential(lr: number, options: { factor: number }): Schedule {
  const { factor, ...rest } = options ?? missing("factor");
  check({ lr, factor }, rest);
  return (t) => lr * factor ** (t - 1);
}

/**
 * Half a cosine from α at t = 1 to `end` after `steps` steps, `end` from there on (Loshchilov & Hutter 2017).
 * @example
 * [1, 51, 101].map(cosine(0.1, { steps: 100 })); // [0.1, 0.05, 0]
 */
export function cosine(lr: number, options: { steps: number; end?: number }): Schedule {
  const { steps, end = 0, ...rest } = options ?? missing("steps");
  checkNumber("steps", steps, counts);
  check({ lr, steps, end }, rest);
  return (t) => halfCosine(lr, end, (t - 1) / steps);
}

/**
 * Rises linearly over the first `steps` steps, 1/steps of it at t = 1, to `then` (α or a schedule), which it follows from there, its clock starting at 1.
 * @example
 * [1, 2, 3, 4, 5].map(warmup(4, inverseTime(0.8))); // [0.2, 0.4, 0.6, 0.8, 0.4]
 */
export function warmup(steps: number, then: number | Schedule): Schedule {
  const after = typeof then === "function" ? then : constant(then);
  check({ steps });
  return (t) => (t < steps ? (after(1) * t) / steps : after(t - steps + 1));
}

/**
 * One cycle (Smith 2018, shaped as PyTorch's): cosine from lr/start up to lr in the first `rise` of `steps`, then down to lr/(start·end).
 * @example
 * [1, 30, 100].map(oneCycle(1, { steps: 100 })); // [0.04, 1, 0.000004]
 */
export function oneCycle(lr: number, options: { steps: number; rise?: number; start?: number; end?: number }): Schedule {
  const { steps, rise = 0.3, start = 25, end = 1e4, ...rest } = options ?? missing("steps");
  checkNumber("steps", steps, counts);
  checkNumber("rise", rise, decays);
  check({ lr, steps, rise, start, end }, rest);
  const peak = rise * steps - 1;
  return (t) => (t - 1 < peak ? halfCosine(lr / start, lr, (t - 1) / peak) : halfCosine(lr, lr / start / end, (t - 1 - peak) / (steps - 1 - peak)));
}

function halfCosine(from: number, to: number, fraction: number): number {
  const p = Math.min(Math.max(fraction, 0), 1);
  return to + ((from - to) * (1 + Math.cos(Math.PI * p))) / 2;
}

function check(options: Record<string, number>, rest: object = {}): void {
  const { lr: _, ...known } = options;
  for (const name of Object.keys(rest)) throw new TypeError(`unknown option: ${name} (known: ${Object.keys(known).join(", ")})`);
  for (const [name, value] of Object.entries(options)) checkNumber(name, value, amounts);
}

function missing(option: string): never {
  throw new TypeError(`missing option: ${option}`);
}
