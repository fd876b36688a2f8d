import { amounts, checkNumber, counts, decays, rates, type Range } from "../check.ts";
import type { Optimizer, Schedule } from "../types.ts";

/** An option of a library: what it may be, and its default there; without one it must be given. */
interface Rule<T, Needed extends boolean> {
  fallback?: T;
  needed: Needed;
  check(name: string, value: unknown): void;
}
type Rules = Record<string, Rule<unknown, boolean>>;
type Value<R> = R extends Rule<infer T, boolean> ? T : never;
type NeededNames<R extends Rules> = { [K in keyof R]: R[K]["needed"] extends true ? K : never }[keyof R];
type Given<R extends Rules> = { [K in NeededNames<R>]: Value<R[K]> } & { [K in Exclude<keyof R, NeededNames<R>>]?: Value<R[K]> };
type Arguments<R extends Rules> = [NeededNames<R>] extends [never] ? [given?: Given<R>] : [given: Given<R>];

/** A function from a library's options to its optimizer; `defaults` holds the library's defaults. */
type Dialect<R extends Rules, O> = ((...given: Arguments<R>) => O) & { readonly defaults: Readonly<Record<string, unknown>> };

/** An optimizer under a library's option names: checks what is given, fills in the library's defaults, and makes it. */
export function dialect<R extends Rules, O extends Optimizer>(rules: R, make: (options: { [K in keyof R]: Value<R[K]> }) => O): Dialect<R, O> {
  const defaults = Object.fromEntries(Object.entries(rules).filter(([, rule]) => !rule.needed).map(([name, rule]) => [name, rule.fallback]));
  const optimizer = (...[given = {}]: [given?: object]) => {
    for (const name of Object.keys(given)) {
      if (!Object.hasOwn(rules, name)) throw new TypeError(`unknown option: ${name} (known: ${Object.keys(rules).join(", ")})`);
    }
    const options: Record<string, unknown> = {};
    for (const [name, rule] of Object.entries(rules)) {
      const value = (given as Record<string, unknown>)[name] ?? rule.fallback;
      if (value === undefined) throw new TypeError(`missing option: ${name}`);
      rule.check(name, value);
      options[name] = value;
    }
    return make(options as { [K in keyof R]: Value<R[K]> });
  };
  return Object.assign(optimizer, { defaults }) as Dialect<R, O>;
}

/** A learning rate: a number or a schedule. */
export function rate(): Rule<number | Schedule, true>;
export function rate(fallback: number): Rule<number | Schedule, false>;
export function rate(fallback?: number): Rule<number | Schedule, boolean> {
  return { fallback, needed: fallback === undefined, check: (name, value) => void (typeof value === "function" || checkNumber(name, value, rates)) };
}
const number = (range: Range) => (fallback: number): Rule<number, false> => ({ fallback, needed: false, check: (name, value) => checkNumber(name, value, range) });
/** A decay in [0, 1). */
export const decay = number(decays);
/** A finite number ≥ 0. */
export const amount = number(amounts);
/** A decay that must be given. */
export const neededDecay: Rule<number, true> = { needed: true, check: (name, value) => checkNumber(name, value, decays) };
/** PyTorch's `betas`. */
export const betas = (fallback: readonly [number, number]): Rule<readonly [number, number], false> => ({
  fallback,
  needed: false,
  check(name, value) {
    if (!Array.isArray(value) || value.length !== 2) throw new TypeError(`invalid ${name}: ${String(value)} (two numbers)`);
    value.forEach((beta, i) => checkNumber(`${name}[${i}]`, beta, decays));
  },
});
/** A switch. */
export const flag = (fallback = false): Rule<boolean, false> => ({
  fallback,
  needed: false,
  check(name, value) {
    if (typeof value !== "boolean") throw new TypeError(`invalid ${name}: ${String(value)} (true or false)`);
  },
});
/** A whole number > 0 that must be given. */
export const neededCount: Rule<number, true> = { needed: true, check: (name, value) => checkNumber(name, value, counts) };
/** A whole number > 0. */
export const count = number(counts);
