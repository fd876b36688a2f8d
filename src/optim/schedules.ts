/**
 * Learning-rate schedules: each makes a function of the step counter t = 1, 2, …, which any optimizer takes as its `lr`.
 * A missing, unknown or invalid option is a TypeError or RangeError that names it.
 */
import { amounts, checkKnown, checkNumber, checkObject, counts, decays, sizes, type Range } from "./check.ts";
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
  const { after, factor = 0.1, ...rest } = given(options, "stepDecay", "after", "[100]");
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
export function inverseTime(lr: number, options: { decay?: number } = {}): Schedule {
  checkObject(options, (decay) => `inverseTime(0.1, { decay: ${decay} })`);
  const { decay = 1, ...rest } = options;
  check({ lr, decay }, rest);
  return (t) => lr / (1 + decay * (t - 1));
}

/**
 * α·factor^(t − 1).
 * @example
 * [1, 2, 4].map(exponential(0.8, { factor: 0.5 })); // [0.8, 0.4, 0.1]
 */
export function exponential(lr: number, options: { factor: number }): Schedule {
  const { factor, ...rest } = given(options, "exponential", "factor", "0.99");
  check({ lr, factor }, rest);
  return (t) => lr * factor ** (t - 1);
}

/**
 * Half a cosine from α at t = 1 to `end` after `steps` steps, `end` from there on (Loshchilov & Hutter 2017).
 * @example
 * [1, 51, 101].map(cosine(0.1, { steps: 100 })); // [0.1, 0.05, 0]
 */
export function cosine(lr: number, options: { steps: number; end?: number }): Schedule {
  const { steps, end = 0, ...rest } = given(options, "cosine", "steps", "100");
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
 * Warm-up, stable, decay (Hu et al. 2024): rises to α over the first `rise` steps as `warmup` does, keeps it, and over the last `fall` of `steps` steps (a
 * fifth unless given) goes straight down from α to `end`, which it reaches after `steps` steps, as `cosine` does.
 * @example
 * [1, 4, 8, 9, 10, 11].map(warmupStableDecay(1, { steps: 10, rise: 4, fall: 2 })); // [0.25, 1, 1, 1, 0.5, 0]
 */
export function warmupStableDecay(lr: number, options: { steps: number; rise?: number; fall?: number; end?: number }): Schedule {
  const { steps, rise = 0, fall = Math.ceil(steps / 5), end = 0, ...rest } = given(options, "warmupStableDecay", "steps", "100");
  checkNumber("steps", steps, counts);
  checkNumber("rise", rise, sizes);
  checkNumber("fall", fall, counts);
  check({ lr, steps, rise, fall, end }, rest);
  if (rise + fall > steps) throw new RangeError(`invalid fall: ${fall} (at most steps − rise = ${steps - rise})`);
  const stable = steps - fall + 1;
  return (t) => (t > stable ? lr + ((end - lr) * Math.min(t - stable, fall)) / fall : t < rise ? (lr * t) / rise : lr);
}

/**
 * One cycle (Smith 2018, shaped and named as PyTorch's): cosine from lr/divFactor up to lr in the first `rise` of `steps`, then down to
 * lr/(divFactor·finalDivFactor).
 *
 * Differs: PyTorch's OneCycleLR cycles momentum too, unless it is told `cycle_momentum=False`.
 * @example
 * [1, 30, 100].map(oneCycle(1, { steps: 100 })); // [0.04, 1, 0.000004]
 */
export function oneCycle(lr: number, options: { steps: number; rise?: number; divFactor?: number; finalDivFactor?: number }): Schedule {
  const { steps, rise = 0.3, divFactor = 25, finalDivFactor = 1e4, ...rest } = given(options, "oneCycle", "steps", "100");
  checkNumber("steps", steps, counts);
  checkNumber("rise", rise, decays);
  checkNumber("divFactor", divFactor, divisors);
  checkNumber("finalDivFactor", finalDivFactor, divisors);
  check({ lr, steps, rise, divFactor, finalDivFactor }, rest);
  const peak = rise * steps - 1;
  return (t) => (t - 1 < peak ? halfCosine(lr / divFactor, lr, (t - 1) / peak) : halfCosine(lr, lr / divFactor / finalDivFactor, (t - 1 - peak) / (steps - 1 - peak)));
}

function halfCosine(from: number, to: number, fraction: number): number {
  const p = Math.min(Math.max(fraction, 0), 1);
  return to + ((from - to) * (1 + Math.cos(Math.PI * p))) / 2;
}

/** What an option that divides α may be. */
const divisors: Range = { is: (x) => x >= 1 && x < Infinity, want: "a finite number ≥ 1: α is divided by it" };

function check(options: Record<string, number>, rest: object = {}): void {
  const { lr: _, ...known } = options;
  checkKnown(rest, Object.keys(known));
  for (const [name, value] of Object.entries(options)) checkNumber(name, value, amounts);
}

/** The options of a schedule, one of which it must have; an error shows the right call, with what was given in it where that can be meant. */
function given<O extends object>(options: O, schedule: string, needed: string & keyof O, example: string): O {
  const call = (value: unknown) => `${schedule}(0.1, { ${needed}: ${value} })`;
  if (options !== undefined) checkObject(options, (value) => call(needed === "factor" || (needed === "steps" && counts.is(value)) ? value : example));
  if (options?.[needed] === undefined) throw new TypeError(`missing option: ${needed} (as in ${call(example)})`);
  return options;
}
