import type { Options, Schedule, Vec } from "./types.ts";

const rate = { is: (x: number) => x >= 0 && x < Infinity, want: "a finite number ≥ 0, or a schedule" };
const decay = { is: (x: number) => x >= 0 && x < 1, want: "0 ≤ number < 1" };
const amount = { is: (x: number) => x >= 0 && x < Infinity, want: "a finite number ≥ 0" };
const count = { is: (x: number) => Number.isInteger(x) && x > 0, want: "a whole number > 0" };
const rules = { lr: rate, beta: decay, beta1: decay, beta2: decay, rho: decay, eps: amount, weightDecay: amount, rows: count, columns: count };

/** Returns `options` if each is within its range and `rest` is empty; else throws an error that names the option and its value. */
export function checkOptions<O extends Options>(options: O, rest: object = {}): O {
  for (const name of Object.keys(rest)) throw new TypeError(`unknown option: ${name} (known: ${Object.keys(options).join(", ")})`);
  for (const [name, value] of Object.entries(options)) {
    if (name === "lr" && typeof value === "function") continue;
    checkNumber(name, value, rules[name as keyof typeof rules]);
  }
  return options;
}

function checkNumber(name: string, value: unknown, { is, want }: typeof rate): void {
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

/** A vector of n zeros; a RangeError where n is no count. */
export function zeros(n: number): Vec {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`invalid n: ${n} (a whole number ≥ 0)`);
  return new Float64Array(n);
}

/**
 * Throws, before a step overwrites anything, unless `state` is of the optimizer `name`, and `theta`, `g` and the state's
 * vectors `a`, `b`, `c` are Float64Arrays of one length.
 */
export function checkStep(name: string, state: { optimizer: string }, theta: Vec, g: Vec, a: Vec = g, b: Vec = g, c: Vec = g): void {
  if (state.optimizer !== name) {
    throw new TypeError(`invalid state: of ${state.optimizer ?? "no optimizer"} (${name}.step needs the state that ${name}.init gave)`);
  }
  if (isVec(theta) && isVec(g) && isVec(a) && isVec(b) && isVec(c)) {
    const n = theta.length;
    if (g.length === n && a.length === n && b.length === n && c.length === n) return;
  }
  refuse(theta, { theta, g, "state vector": a, "second state vector": b, "third state vector": c });
}

const isVec = (x: unknown): x is Vec => x instanceof Float64Array;

function refuse(theta: Vec, vectors: Record<string, Vec>): never {
  for (const [name, vector] of Object.entries(vectors)) {
    if (!isVec(vector)) throw new TypeError(`invalid ${name}: ${Object.prototype.toString.call(vector)} (a Float64Array)`);
  }
  for (const [name, { length }] of Object.entries(vectors)) {
    if (length !== theta.length) throw new RangeError(`invalid ${name}: length ${length} (theta has ${theta.length})`);
  }
  throw new TypeError("invalid theta");
}
