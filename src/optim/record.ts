import { checkObject } from "./check.ts";
import { momentsBy, type Reading } from "./moments.ts";
import type { Optimizer, Options } from "./types.ts";

/** What this room knows of an optimizer besides its file. */
export interface OptimizerRecord {
  /** m_t and v_t of the framework's Δ = αm/(√v + ε), with the ε of its options or none, as they are after a step. */
  m: Reading;
  v: Reading;
  /** How it leaves the framework, where it does: a test compares all others with it. Decoupled weight decay, which is added to Δ, does not count. */
  leaves?: string;
  /** Why a step-through cannot write its lines with the numbers of one coordinate, where it cannot: it shows θ ← θ − Δ instead. */
  unread?: string;
  /** An example of the options that must be given. */
  needs?: Readonly<Options>;
}

type Needed<Make extends (options: never) => object> = undefined extends Parameters<Make>[0] ? object : { needs: Parameters<Make>[0] };

/**
 * An optimizer as callers get it, from the function of its file: it takes one object of options, or nothing, and refuses everything else by name; what it
 * makes tells its `moments`. Its record stays with it as `record`.
 */
export function optimizer<Make extends (options: never) => object>(make: Make, record: OptimizerRecord & Needed<Make>): Make & { readonly record: OptimizerRecord } {
  const { needs = {} } = record;
  const { name = "" } = make(needs as never) as Optimizer<never>;
  const given = Object.entries(needs).map(([option, value]) => `${option}: ${value}, `).join("");
  const take = (options: unknown = {}) => {
    checkObject(options, (lr) => `${name}({ ${given}lr: ${lr} })`);
    const made = make(options as never) as Optimizer<never>;
    return { ...made, moments: momentsBy(record.m, record.v, made.options ?? {}) };
  };
  return Object.defineProperty(Object.assign(take, { record }), "name", { value: name }) as unknown as Make & { readonly record: OptimizerRecord };
}
