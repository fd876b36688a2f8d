/** Learning-rate schedules: each makes a function of the step counter t = 1, 2, …, which any optimizer takes as its `lr`. */
import { amounts, checkNumber, counts, decays } from "./check.ts";
import type { Schedule } from "./types.ts";

/** α at every step. */
export function constant(lr: number): Schedule {
  check({ lr });
  return () => lr;
}

/** α times `factor` after each of the steps in `after`: `stepDecay(0.1, { after: [5000, 8000] })` is 0.1, from t = 5001 0.01, from t = 8001 0.001. */
export function stepDecay(lr: number, { after, factor = 0.1 }: { after: readonly number[]; factor?: number }): Schedule {
  check({ lr, factor });
  for (const last of after) check({ after: last });
  return (t) => lr * factor ** after.filter((last) => t > last).length;
}

/** α/√t. */
export function inverseSqrt(lr: number): Schedule {
  check({ lr });
  return (t) => lr / Math.sqrt(t);
}

/** α/(1 + decay·(t − 1)): α/t unless `decay` is given (Robbins & Monro 1951). */
export function inverseTime(lr: number, { decay = 1 } = {}): Schedule {
  check({ lr, decay });
  return (t) => lr / (1 + decay * (t - 1));
}

/** α·factor^(t − 1). */
export function exponential(lr: number, { factor }: { factor: number }): Schedule {
  check({ lr, factor });
  return (t) => lr * factor ** (t - 1);
}

/** Half a cosine from α at t = 1 to `end` after `steps` steps, `end` from there on (Loshchilov & Hutter 2017). */
export function cosine(lr: number, { steps, end = 0 }: { steps: number; end?: number }): Schedule {
  check({ lr, end });
  checkNumber("steps", steps, counts);
  return (t) => halfCosine(lr, end, (t - 1) / steps);
}

/** Rises linearly over the first `steps` steps, 1/steps of it at t = 1, to `then` (α or a schedule), which it follows from there, its clock starting at 1. */
export function warmup(steps: number, then: number | Schedule): Schedule {
  const after = typeof then === "number" ? constant(then) : then;
  check({ steps });
  return (t) => (t < steps ? (after(1) * t) / steps : after(t - steps + 1));
}

/** One cycle (Smith 2018, shaped as PyTorch's): cosine from lr/start up to lr in the first `rise` of `steps`, then down to lr/(start·end). */
export function oneCycle(lr: number, { steps, rise = 0.3, start = 25, end = 1e4 }: { steps: number; rise?: number; start?: number; end?: number }): Schedule {
  check({ lr, start, end });
  checkNumber("steps", steps, counts);
  checkNumber("rise", rise, decays);
  const peak = rise * steps - 1;
  return (t) => (t - 1 < peak ? halfCosine(lr / start, lr, (t - 1) / peak) : halfCosine(lr, lr / start / end, (t - 1 - peak) / (steps - 1 - peak)));
}

function halfCosine(from: number, to: number, fraction: number): number {
  const p = Math.min(Math.max(fraction, 0), 1);
  return to + ((from - to) * (1 + Math.cos(Math.PI * p))) / 2;
}

function check(options: Record<string, number>): void {
  for (const [name, value] of Object.entries(options)) checkNumber(name, value, amounts);
}
