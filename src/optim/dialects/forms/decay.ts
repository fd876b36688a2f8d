/** What libraries wrap around an optimizer: weight decay in two forms, and a state that does not start at 0. */
import { at, checkVectors, noState, zeros } from "../../check.ts";
import type { Optimizer, State } from "../../types.ts";

/** L2: adds λθ to the gradient before the optimizer sees it, so that its moments see it too. */
export function coupledDecay<S extends State>(optimizer: Optimizer<S>, weightDecay: number): Optimizer<S> {
  if (weightDecay === 0) return optimizer;
  return {
    ...optimizer,
    init: (n) => ({ ...optimizer.init(n), decayed: zeros(n) }),
    step(theta, g, state) {
      const { decayed } = (state ?? noState) as S & State<"decayed">;
      checkVectors(optimizer.name ?? "", state, theta, g);
      if (decayed === undefined)
        throw new TypeError(`invalid state: without weight decay (${optimizer.name}.step needs the state that its own init gave)`);
      for (let i = 0; i < theta.length; i++) decayed[i] = g[i] + weightDecay * theta[i];
      optimizer.step(theta, decayed, state);
    },
  };
}

/** Decoupled: shrinks θ by 1 − αλ before the optimizer's step, whose moments never see it. */
export function decoupledDecay<S extends State>(optimizer: Optimizer<S>, weightDecay: number): Optimizer<S> {
  if (weightDecay === 0) return optimizer;
  const { lr = 0 } = optimizer.options ?? {};
  return {
    ...optimizer,
    step(theta, g, state) {
      checkVectors(optimizer.name ?? "", state, theta, g);
      const keep = 1 - at(lr, state.t + 1) * weightDecay;
      for (let i = 0; i < theta.length; i++) theta[i] *= keep;
      optimizer.step(theta, g, state);
    },
  };
}

/** Starts every entry of the named vector of the state at `value`. */
export function startAt<S extends State>(optimizer: Optimizer<S>, vector: string & keyof S, value: number): Optimizer<S> {
  return {
    ...optimizer,
    init(n) {
      const state = optimizer.init(n);
      (state as unknown as Record<string, Float64Array>)[vector].fill(value);
      return state;
    },
  };
}
