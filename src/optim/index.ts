export type { Hyperparameters, Optimizer, Options, Problem, Schedule, State, Vec } from "./types.ts";
