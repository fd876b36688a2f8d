import { amounts, checkKnown, checkNumber, checkObject, counts, decays, rates, type Range } from "../check.ts";
import type { Optimizer, Schedule } from "../types.ts";

/** An option of a library: what it may be, and its default there; without one it must be given. */
export interface Rule<T = unknown, Needed extends boolean = boolean> {
  fallback?: T;
  needed: Needed;
  /** The values that it may have, in words. */
  want: string;
  check(name: string, value: unknown): void;
}
type Rules = Record<string, Rule<unknown, boolean>>;
type Value<R> = R extends Rule<infer T, boolean> ? T : never;
type NeededNames<R extends Rules> = { [K in keyof R]: R[K]["needed"] extends true ? K : never }[keyof R];
type Given<R extends Rules> = { [K in NeededNames<R>]: Value<R[K]> } & { [K in Exclude<keyof R, NeededNames<R>>]?: Value<R[K]> };
type Arguments<R extends Rules> = [NeededNames<R>] extends [never] ? [given?: Given<R>] : [given: Given<R>];

/** A function from a library's options to its optimizer; `defaults` holds the library's defaults, `rules` all that is known of each option. */
type Dialect<R extends Rules, O> = ((...given: Arguments<R>) => O) & { readonly defaults: Readonly<Record<string, unknown>>; readonly rules: Readonly<R> };

/**
 * The optimizer `name` under a library's option names: checks what is given, fills in the library's defaults, and makes it.
 * It throws a TypeError for what is no object, an unknown or missing option and a value of another type, and a RangeError for a number out of its
 * range; each names the option as the library does. `init` and `step` throw what `Optimizer` says.
 */
export function dialect<R extends Rules, O extends Optimizer>(name: string, rules: R, make: (options: { [K in keyof R]: Value<R[K]> }) => O): Dialect<R, O> {
  const defaults = Object.fromEntries(Object.entries(rules).filter(([, rule]) => !rule.needed).map(([name, rule]) => [name, rule.fallback]));
  const known = Object.keys(rules), first = known.find((option) => /^(lr|learningRate)$/.test(option)) ?? known[0];
  const call = (value: number) => `${name}({ ${known.filter((option) => rules[option].needed || option === first).map((option) => `${option}: ${option === first ? value : needed[option]}`).join(", ")} })`;
  const optimizer = (...[given = {}]: [given?: object]) => {
    checkObject(given, call);
    checkKnown(Object.fromEntries(Object.entries(given).filter(([option]) => !Object.hasOwn(rules, option))), known);
    const options: Record<string, unknown> = {};
    for (const [name, rule] of Object.entries(rules)) {
      const value = (given as Record<string, unknown>)[name] ?? rule.fallback;
      if (value === undefined) throw new TypeError(`missing option: ${name} (as in ${call(0.1)})`);
      rule.check(name, value);
      options[name] = value;
    }
    return make(options as { [K in keyof R]: Value<R[K]> });
  };
  return Object.defineProperty(Object.assign(optimizer, { defaults, rules }), "name", { value: name }) as Dialect<R, O>;
}

/** Values of the options that must be given, besides the rate, in the call that an error proposes. */
const needed: Record<string, number> = { rows: 2, columns: 3, momentum: 0.9, beta: 0.9 };

/** A learning rate: a number or a schedule. */
export function rate(): Rule<number | Schedule, true>;
export function rate(fallback: number): Rule<number | Schedule, false>;
export function rate(fallback?: number): Rule<number | Schedule, boolean> {
  return { fallback, needed: fallback === undefined, want: rates.want, check: (name, value) => void (typeof value === "function" || checkNumber(name, value, rates)) };
}
const number = (range: Range) => (fallback: number): Rule<number, false> => ({ fallback, needed: false, want: range.want, check: (name, value) => checkNumber(name, value, range) });
/** A decay in [0, 1). */
export const decay = number(decays);
/** A finite number ≥ 0. */
export const amount = number(amounts);
/** A ρ from which RAdam can be rectified. */
export const rectifiable = number({ is: (x) => x >= 4 && x < Infinity, want: "a finite number ≥ 4: below, the rectification r is no number" });
/** A decay that must be given. */
export const neededDecay: Rule<number, true> = { needed: true, want: decays.want, check: (name, value) => checkNumber(name, value, decays) };
/** PyTorch's `betas`. */
export const betas = (fallback: readonly [number, number]): Rule<readonly [number, number], false> => ({
  fallback,
  needed: false,
  want: "two numbers, each 0 ≤ number < 1",
  check(name, value) {
    if (!Array.isArray(value) || value.length !== 2) throw new TypeError(`invalid ${name}: ${String(value)} (two numbers)`);
    value.forEach((beta, i) => checkNumber(`${name}[${i}]`, beta, decays));
  },
});
/** A switch. */
export const flag = (fallback = false): Rule<boolean, false> => ({
  fallback,
  needed: false,
  want: "true or false",
  check(name, value) {
    if (typeof value !== "boolean") throw new TypeError(`invalid ${name}: ${String(value)} (true or false)`);
  },
});
/** A whole number > 0 that must be given. */
export const neededCount: Rule<number, true> = { needed: true, want: counts.want, check: (name, value) => checkNumber(name, value, counts) };
/** A whole number > 0. */
export const count = number(counts);
