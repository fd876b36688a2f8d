/** Parameters, gradients and moments: one number for each parameter. */
export type Vec = Float64Array;

/** A learning rate that depends on the step counter t, which starts at 1. */
export type Schedule = (t: number) => number;

/** What can be minimized. `src/problems` adds minima, start, view box and data to it. */
export interface Problem {
  /** Number of parameters. */
  n: number;
  /** The loss at `theta` (length n). */
  f(theta: Vec): number;
  /** Overwrites `out` (length n) with ∇f(theta), or with an estimate of it; leaves `theta` as it is. Returns `out` or nothing: `trace` and `train` refuse another array. */
  gradient(theta: Vec, out: Vec): void;
}

/** Every option that an optimizer of this room may have, one meaning each. */
export interface Hyperparameters {
  /** α, the learning rate: a number ≥ 0, or a schedule. */
  lr: number | Schedule;
  /** β, decay of the first moment, in [0, 1). */
  beta: number;
  /** β₁, decay of the first moment, in [0, 1). */
  beta1: number;
  /** β₂, decay of the second moment, in [0, 1). */
  beta2: number;
  /** ρ, decay of the second moment where its paper says so, in [0, 1). */
  rho: number;
  /** ε ≥ 0, keeps the division finite. */
  eps: number;
  /** λ ≥ 0, decoupled weight decay. */
  weightDecay: number;
  /** Rows of the matrix of parameters, a whole number > 0. */
  rows: number;
  /** Its columns, a whole number > 0. */
  columns: number;
}

/** Some of the hyperparameters, each with a default: `Options<"lr" | "beta">`. */
export type Options<K extends keyof Hyperparameters = keyof Hyperparameters> = Partial<Pick<Hyperparameters, K>>;

/**
 * What an optimizer remembers: whose it is, how many steps were made, and named vectors of length n: `State<"m" | "v">`.
 * Plain data: it can be plotted, cloned (`structuredClone`), stored and resumed.
 */
export type State<K extends string = never> = { optimizer: string; t: number } & Record<K, Vec>;

/**
 * The one interface of all optimizers; a reader's own needs `init` and `step` only.
 * The functions that make them take one object of options, or nothing. They throw a TypeError for what is no object, an unknown or missing option
 * and a value of another type, and a RangeError for a number out of its range; each names the option, its value and what would be right.
 */
export interface Optimizer<S = State> {
  /** Its function's name, which its states carry too. */
  readonly name?: string;
  /** The hyperparameters in force, defaults filled in. */
  readonly options?: Options;
  /** A fresh state for n parameters. Throws a TypeError or RangeError unless n is a whole number ≥ 0, `muon`'s unless it is rows · columns; `sgd`, which keeps no vector, takes any. */
  init(n: number): S;
  /**
   * One step: overwrites `theta` and `state`, leaves `g` as it is, allocates nothing.
   * Throws a TypeError (wrong array type, no state or that of another optimizer) or a RangeError (wrong length, invalid learning rate)
   * before anything is overwritten. Returns nothing, or what it overwrote: `trace` and `train` refuse a new array.
   */
  step(theta: Vec, g: Vec, state: S): void;
  /** Overwrites `m` and `v` with the framework's moments, Δ = αm/(√v + ε), of the step just made with `g`, where `state` has others under these names. */
  moments?(state: S, g: Vec, m: Vec, v: Vec): void;
  /** Overwrites `out` with the point where `step` wants its gradient, where that is not `theta` itself. */
  lookAhead?(theta: Vec, state: S, out: Vec): void;
}
