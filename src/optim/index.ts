import { fourStep as makeFourStep } from "./fourStep.ts";
import { m, v } from "./moments.ts";
import type * as optimizers from "./optimizers.ts";
import { optimizer } from "./record.ts";

export { biasCorrect } from "./biasCorrect.ts";
export { ema } from "./ema.ts";
export type { Moment } from "./fourStep.ts";
export { biasCorrection } from "./biasCorrection.ts";
export { newtonSchulz } from "./newtonSchulz.ts";
export { constant, cosine, exponential, inverseSqrt, inverseTime, oneCycle, stepDecay, warmup, warmupStableDecay } from "./schedules.ts";
export { phi, psi } from "./slots.ts";
export { type RunResult, type Standing, standings } from "./standings.ts";
export { trace, type Trace, type TraceRow } from "./trace.ts";
export { train, type Trained } from "./train.ts";
export type { Hyperparameters, Optimizer, Options, Problem, Schedule, State, Vec } from "./types.ts";

export * from "./optimizers.ts";
/** The name of an optimizer of this module. */
export type OptimizerName = keyof typeof optimizers;
/** The framework itself, with a φ and a ψ of its reader's. */
export const fourStep = optimizer(makeFourStep, { m, v });
