import type { Optimizer, Options, Problem, Schedule, Vec } from "./types.ts";

/** The numbers that an option may be, and how an error says so. */
export interface Range {
  is(x: number): boolean;
  want: string;
}
export const rates: Range = { is: (x) => x >= 0 && x < Infinity, want: "a finite number ≥ 0, or a schedule" };
export const decays: Range = { is: (x) => x >= 0 && x < 1, want: "0 ≤ number < 1" };
export const amounts: Range = { is: (x) => x >= 0 && x < Infinity, want: "a finite number ≥ 0" };
/** The whole numbers from 0 on. */
export const sizes: Range = { is: (x) => Number.isInteger(x) && x >= 0, want: "a whole number ≥ 0" };
export const counts: Range = { is: (x) => Number.isInteger(x) && x > 0, want: "a whole number > 0" };
const rules = { lr: rates, beta: decays, beta1: decays, beta2: decays, rho: decays, eps: amounts, weightDecay: amounts, rows: counts, columns: counts };

/** Returns `options` if each is within its range and `rest` is empty; else throws an error that names the option and its value. */
export function checkOptions<O extends Options>(options: O, rest: object = {}): O {
  checkKnown(rest, Object.keys(options));
  for (const [name, value] of Object.entries(options)) {
    if (name === "lr" && typeof value === "function") continue;
    const range = rules[name as keyof typeof rules];
    if (value === undefined) throw new TypeError(`missing option: ${name} (${range.want})`);
    checkNumber(name, value, range);
  }
  return options;
}

/** Throws a TypeError unless `rest`, what is left of some options when the `known` ones are taken out, is empty. */
export function checkKnown(rest: object, known: readonly string[]): void {
  for (const name of Object.keys(rest)) throw new TypeError(`unknown option: ${name} (known: ${known.join(", ")})`);
}

/** Throws a TypeError unless `given` is an object of options; `write` gives the right call, from the number that was given or 0.1. */
export function checkObject(given: unknown, write: (value: number) => string): void {
  if (typeof given === "object" && given !== null && !isList(given)) return;
  throw new TypeError(`invalid options: ${shown(given)} (write ${write(typeof given === "number" && given >= 0 ? given : 0.1)})`);
}

/** A value as an error shows it. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (value instanceof Promise) return "a promise";
  if (isList(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

const isList = (value: unknown) => Array.isArray(value) || ArrayBuffer.isView(value);

/** Throws an error that names the option and its value unless `value` is a number of the range. */
export function checkNumber(name: string, value: unknown, { is, want }: Range): void {
  if (typeof value !== "number") throw new TypeError(`invalid ${name}: ${String(value)} of type ${typeof value} (${want})`);
  if (!is(value)) throw new RangeError(`invalid ${name}: ${value} (${want})`);
}

/** The value at step `t` of the option `name`: a number itself, or its schedule's value, which is checked. */
export function at(option: number | Schedule, t: number, name: "lr" | "beta" = "lr"): number {
  if (typeof option !== "function") return option;
  const value = option(t);
  checkNumber(`${name} at t = ${t}`, value, rules[name]);
  return value;
}

/** A vector of n zeros; a TypeError or RangeError where n is no count. */
export function zeros(n: number): Vec {
  checkNumber("n", n, sizes);
  return new Float64Array(n);
}

/** A missing state, from which a step can take its vectors all the same, so that `checkStep` is the one that refuses it. */
export const noState = Object.freeze({}) as never;

/** Throws a TypeError unless `series` is a list. */
export function checkSeries(name: string, series: unknown, of = "numbers"): void {
  if (!isList(series)) throw new TypeError(`invalid ${name}: ${shown(series)} (a list of ${of})`);
}

/**
 * Returns n, the length of `theta`. Throws, before a step overwrites anything, unless `state` is of the optimizer `name`, and `theta`, `g` and the state's
 * vectors `a` … `d` are Float64Arrays of one length.
 */
export function checkStep(name: string, state: { optimizer: string }, theta: Vec, g: Vec, a: Vec = g, b: Vec = g, c: Vec = g, d: Vec = g): number {
  if (state?.optimizer === name && isVec(theta)) {
    const n = theta.length;
    if (fits(g, n) && (a === g || fits(a, n)) && (b === g || fits(b, n)) && (c === g || fits(c, n)) && (d === g || fits(d, n))) return n;
  }
  return refuse(name, state, { theta, g, "state vector": a, "second state vector": b, "third state vector": c, "fourth state vector": d });
}

/** The same for every vector of a state, whatever they are called. */
export function checkVectors(name: string, state: { optimizer: string; t: number }, theta: Vec, g: Vec): void {
  checkStep(name, state, theta, g);
  for (const key in state) {
    const value: unknown = state[key as keyof typeof state];
    if (typeof value === "object") checkStep(name, state, theta, g, value as Vec);
  }
}

/** Throws unless `vector`, which a state keeps of the matrix of parameters, is a Float64Array of `length`. */
export function checkSide(vector: Vec, length: number): void {
  if (!isVec(vector)) throw new TypeError(`invalid state vector: ${Object.prototype.toString.call(vector)} (a Float64Array)`);
  if (vector.length !== length) throw new RangeError(`invalid state vector: length ${vector.length} (of this matrix ${length})`);
}

/** Throws, before a run begins, unless its optimizer, problem, start, number of steps and options are such. */
export function checkRun(optimizer: Optimizer<unknown>, problem: Problem, theta0: ArrayLike<number>, steps: number, options: object, known: readonly string[]): void {
  if (typeof optimizer === "function") throw new TypeError(`invalid optimizer: a function (call it: ${(optimizer as { name: string }).name}())`);
  if (typeof optimizer?.init !== "function" || typeof optimizer.step !== "function") throw new TypeError("invalid optimizer (an object with init and step)");
  if (typeof problem?.f !== "function" || typeof problem.gradient !== "function") throw new TypeError("invalid problem (an object with n, f and gradient)");
  if (typeof theta0 === "string" || theta0?.length !== problem.n) throw new RangeError(`invalid theta0: length ${theta0?.length} (the problem has ${problem.n} parameters)`);
  checkNumber("steps", steps, sizes);
  if (typeof options !== "object" || options === null) throw new TypeError(`invalid options: ${shown(options)} (an object with some of ${known.join(", ")})`);
  checkKnown(Object.fromEntries(Object.entries(options).filter(([name]) => !known.includes(name))), known);
}

const isVec = (x: unknown): x is Vec => x instanceof Float64Array;
const fits = (x: unknown, n: number) => isVec(x) && x.length === n;

function refuse(name: string, state: { optimizer: string }, vectors: Record<string, Vec>): never {
  if (state?.optimizer !== name) {
    throw new TypeError(`invalid state: of ${state?.optimizer ?? "no optimizer"} (${name}.step needs the state that ${name}.init gave)`);
  }
  for (const [vector, value] of Object.entries(vectors)) {
    if (!isVec(value)) throw new TypeError(`invalid ${vector}: ${Object.prototype.toString.call(value)} (a Float64Array)`);
  }
  const n = vectors.theta.length;
  const [vector, { length }] = Object.entries(vectors).find(([, value]) => value.length !== n)!;
  throw new RangeError(`invalid ${vector}: length ${length} (theta has ${n})`);
}
