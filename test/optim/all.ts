/** The optimizers of `src/optim`, all of them, made with a given α and otherwise their defaults, a decay of the weights at 0.01. */
import type { Optimizer, OptimizerName, Options, Schedule } from "../../src/optim/index.ts";
import * as optimizers from "../../src/optim/optimizers.ts";
import type { OptimizerRecord } from "../../src/optim/record.ts";

type Needing = { [K in OptimizerName]: undefined extends Parameters<(typeof optimizers)[K]>[0] ? never : K }[OptimizerName];
/** Those that work parameter by parameter, and need no option. */
export type PlainName = Exclude<OptimizerName, Needing>;

type Make = ((options?: object) => Optimizer) & { readonly record: OptimizerRecord };
/** Each as a caller without types meets it. */
export const makers = optimizers as unknown as Readonly<Record<OptimizerName, Make>>;
export const names = Object.keys(makers) as OptimizerName[];
export const needsShape = (name: OptimizerName): name is Needing => makers[name].record.needs !== undefined;

const decaying = (make: Make) => ("weightDecay" in make(make.record.needs).options! ? { weightDecay: 0.01 } : {});

export const all = Object.fromEntries(
  names.filter((name) => !needsShape(name)).map((name) => [name, (lr?: number | Schedule) => makers[name]({ lr, ...decaying(makers[name]) })]),
) as Record<PlainName, (lr?: number | Schedule) => Optimizer>;

/** Those that work on a matrix, 2 × 2 unless said. */
export const matrices = Object.fromEntries(
  names.filter(needsShape).map((name) => [name, (options?: Options) => makers[name]({ rows: 2, columns: 2, ...decaying(makers[name]), ...options })]),
) as Record<Needing, (options?: Options) => Optimizer>;

/** θ after each of the gradients, which do not depend on θ: one row a step. */
export function follow<S>(
  optimizer: Optimizer<S>,
  gradients: readonly (readonly number[])[],
  theta0: readonly number[] = gradients[0].map(() => 0),
): number[][] {
  const theta = Float64Array.from(theta0);
  const state = optimizer.init(theta.length);
  return gradients.map((g) => {
    optimizer.step(theta, Float64Array.from(g), state);
    return [...theta];
  });
}
