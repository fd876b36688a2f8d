/**
 * The optimizers of optax: its option names in camelCase, its defaults, its formulas. It has no default learning rate, so `learningRate` must
 * be given. `weightDecay` is decoupled, except in `adadelta`. Its `epsRoot` (0 there) is left out.
 */
import { adadelta as sharedAdadelta } from "../adadelta.ts";
import { adam as sharedAdam } from "../adam.ts";
import { adamax as sharedAdamax } from "../adamax.ts";
import { adamw as sharedAdamw } from "../adamw.ts";
import { lion as sharedLion } from "../lion.ts";
import { momentum as sharedMomentum } from "../momentum.ts";
import { nadam as sharedNadam } from "../nadam.ts";
import { nesterov as sharedNesterov } from "../nesterov.ts";
import { sgd as sharedSgd } from "../sgd.ts";
import type { Optimizer } from "../types.ts";
import { adagradEpsInside } from "./forms/adagradEpsInside.ts";
import { amsgradOfCorrected } from "./forms/amsgradOfCorrected.ts";
import { coupledDecay, decoupledDecay, startAt } from "./forms/decay.ts";
import { radamForm } from "./forms/radamForm.ts";
import { rmspropForm } from "./forms/rmspropForm.ts";
import { amount, decay, dialect, flag, rate } from "./options.ts";

/** optax.sgd: m ← βm + g, θ ← θ − αm, or with Nesterov θ ← θ − α(g + βm). */
export const sgd = dialect(
  { learningRate: rate(), momentum: decay(0), nesterov: flag() },
  ({ learningRate: lr, momentum: beta, nesterov }): Optimizer => {
    if (beta === 0) return sharedSgd({ lr });
    return nesterov ? sharedNesterov({ lr, beta }) : sharedMomentum({ lr, beta });
  },
);

/** optax.adagrad: αg/√(v + ε), v from 0.1. */
export const adagrad = dialect(
  { learningRate: rate(), initialAccumulatorValue: amount(0.1), eps: amount(1e-7) },
  ({ learningRate: lr, initialAccumulatorValue, eps }) => startAt(adagradEpsInside({ lr, eps }), "v", initialAccumulatorValue),
);

/** optax.rmsprop: m ← βm + αg/√(v + ε), θ ← θ − m (`epsInSqrt: false` puts ε outside the root); v from `initialScale`. */
export const rmsprop = dialect(
  { learningRate: rate(), decay: decay(0.9), eps: amount(1e-8), initialScale: amount(0), epsInSqrt: flag(true), centered: flag(), momentum: decay(0) },
  ({ learningRate: lr, decay: rho, eps, initialScale, epsInSqrt, centered, momentum: beta }) =>
    startAt(rmspropForm({ lr, rho, beta, eps, epsPlace: epsInSqrt ? "inside" : "outside", centered }), "v", initialScale),
);

/** optax.adadelta: Zeiler's; `weightDecay` is added to the gradient. */
export const adadelta = dialect(
  { learningRate: rate(), rho: decay(0.9), eps: amount(1e-6), weightDecay: amount(0) },
  ({ learningRate: lr, rho, eps, weightDecay }) => coupledDecay(sharedAdadelta({ lr, rho, eps }), weightDecay),
);

const adamOptions = { learningRate: rate(), b1: decay(0.9), b2: decay(0.999), eps: amount(1e-8) };

/** optax.adam: αm̂/(√v̂ + ε). */
export const adam = dialect(adamOptions, ({ learningRate: lr, b1: beta1, b2: beta2, eps }) => sharedAdam({ lr, beta1, beta2, eps }));

/** optax.adamw: decay αλ, decoupled. */
export const adamw = dialect({ ...adamOptions, weightDecay: amount(1e-4) }, ({ learningRate: lr, b1: beta1, b2: beta2, eps, weightDecay }) =>
  sharedAdamw({ lr, beta1, beta2, eps, weightDecay }),
);

/** optax.amsgrad: the maximum is over the corrected v̂. */
export const amsgrad = dialect(adamOptions, ({ learningRate: lr, b1: beta1, b2: beta2, eps }) => amsgradOfCorrected({ lr, beta1, beta2, eps }));

/** optax.adamax: ε inside the maximum. */
export const adamax = dialect(adamOptions, ({ learningRate: lr, b1: beta1, b2: beta2, eps }) => sharedAdamax({ lr, beta1, beta2, eps }));

/** optax.nadam: constant β₁. */
export const nadam = dialect(adamOptions, ({ learningRate: lr, b1: beta1, b2: beta2, eps }) => sharedNadam({ lr, beta1, beta2, eps }));

/** optax.nadamw: nadam with decay αλ, decoupled. */
export const nadamw = dialect({ ...adamOptions, weightDecay: amount(1e-4) }, ({ learningRate: lr, b1: beta1, b2: beta2, eps, weightDecay }) =>
  decoupledDecay(sharedNadam({ lr, beta1, beta2, eps }), weightDecay),
);

/** optax.radam: rectified when ρ_t ≥ `threshold`. */
export const radam = dialect({ ...adamOptions, threshold: amount(5) }, ({ learningRate: lr, b1: beta1, b2: beta2, eps, threshold }) =>
  radamForm({ lr, beta1, beta2, eps, rectify: (rho) => rho >= threshold }),
);

/** optax.lion: decay αλ, decoupled. */
export const lion = dialect(
  { learningRate: rate(), b1: decay(0.9), b2: decay(0.99), weightDecay: amount(1e-3) },
  ({ learningRate: lr, b1: beta1, b2: beta2, weightDecay }) => sharedLion({ lr, beta1, beta2, weightDecay }),
);
