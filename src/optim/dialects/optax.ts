/**
 * The optimizers of optax: its option names in camelCase, its defaults, its formulas. It has no default learning rate, so `learningRate` must
 * be given. `weightDecay` is decoupled, except in `adadelta`. Its `epsRoot` (0 there) is left out.
 * Errors: see `dialect` (options.ts). In the examples square is { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) }.
 */
import {
  adadelta as sharedAdadelta,
  adam as sharedAdam,
  adamax as sharedAdamax,
  adamw as sharedAdamw,
  lion as sharedLion,
  momentum as sharedMomentum,
  nadam as sharedNadam,
  nesterov as sharedNesterov,
  sgd as sharedSgd,
} from "../optimizers.ts";
import type { Optimizer } from "../types.ts";
import { adagradEpsInside } from "./forms/adagradEpsInside.ts";
import { amsgradOfCorrected } from "./forms/amsgradOfCorrected.ts";
import { coupledDecay, decoupledDecay, startAt } from "./forms/decay.ts";
import { radamForm } from "./forms/radamForm.ts";
import { rmspropForm } from "./forms/rmspropForm.ts";
import { amount, decay, dialect, flag, rate, rectifiable } from "./options.ts";

/**
 * optax.sgd: m ← βm + g, θ ← θ − αm, or with Nesterov θ ← θ − α(g + βm).
 * @example
 * train(sgd({ learningRate: 0.1 }), square, [1], 3).theta; // [0.512]
 */
export const sgd = dialect(
  "sgd",
  { learningRate: rate(), momentum: decay(0), nesterov: flag() },
  ({ learningRate: lr, momentum: beta, nesterov }): Optimizer => {
    if (beta === 0) return sharedSgd({ lr });
    return nesterov ? sharedNesterov({ lr, beta }) : sharedMomentum({ lr, beta });
  },
);

/**
 * optax.adagrad: αg/√(v + ε), v from 0.1.
 * @example
 * train(adagrad({ learningRate: 0.1 }), square, [1], 3).theta; // [0.782299]
 */
export const adagrad = dialect(
  "adagrad",
  { learningRate: rate(), initialAccumulatorValue: amount(0.1), eps: amount(1e-7) },
  ({ learningRate: lr, initialAccumulatorValue, eps }) => startAt(adagradEpsInside({ lr, eps }), "v", initialAccumulatorValue),
);

/**
 * optax.rmsprop: m ← βm + αg/√(v + ε), θ ← θ − m (`epsInSqrt: false` puts ε outside the root); v from `initialScale`.
 * @example
 * train(rmsprop({ learningRate: 0.1 }), square, [1], 3).theta; // [0.369181]
 */
export const rmsprop = dialect(
  "rmsprop",
  { learningRate: rate(), decay: decay(0.9), eps: amount(1e-8), initialScale: amount(0), epsInSqrt: flag(true), centered: flag(), momentum: decay(0) },
  ({ learningRate: lr, decay: rho, eps, initialScale, epsInSqrt, centered, momentum: beta }) =>
    startAt(rmspropForm({ lr, rho, beta, eps, epsPlace: epsInSqrt ? "inside" : "outside", centered }), "v", initialScale),
);

/**
 * optax.adadelta: Zeiler's; `weightDecay` is added to the gradient.
 * @example
 * train(adadelta({ learningRate: 0.1 }), square, [1], 3).theta; // [0.999029]
 */
export const adadelta = dialect(
  "adadelta",
  { learningRate: rate(), rho: decay(0.9), eps: amount(1e-6), weightDecay: amount(0) },
  ({ learningRate: lr, rho, eps, weightDecay }) => coupledDecay(sharedAdadelta({ lr, rho, eps }), weightDecay),
);

const adamOptions = { learningRate: rate(), b1: decay(0.9), b2: decay(0.999), eps: amount(1e-8) };

/**
 * optax.adam: αm̂/(√v̂ + ε).
 * @example
 * train(adam({ learningRate: 0.1 }), square, [1], 3).theta; // [0.701586]
 */
export const adam = dialect("adam", adamOptions, ({ learningRate: lr, b1: beta1, b2: beta2, eps }) => sharedAdam({ lr, beta1, beta2, eps }));

/**
 * optax.adamw: decay αλ, decoupled.
 * @example
 * train(adamw({ learningRate: 0.1 }), square, [1], 3).theta; // [0.701559]
 */
export const adamw = dialect("adamw", { ...adamOptions, weightDecay: amount(1e-4) }, ({ learningRate: lr, b1: beta1, b2: beta2, eps, weightDecay }) =>
  sharedAdamw({ lr, beta1, beta2, eps, weightDecay }),
);

/**
 * optax.amsgrad: the maximum is over the corrected v̂.
 * @example
 * train(amsgrad({ learningRate: 0.1 }), square, [1], 3).theta; // [0.71577]
 */
export const amsgrad = dialect("amsgrad", adamOptions, ({ learningRate: lr, b1: beta1, b2: beta2, eps }) => amsgradOfCorrected({ lr, beta1, beta2, eps }));

/**
 * optax.adamax: ε inside the maximum.
 * @example
 * train(adamax({ learningRate: 0.1 }), square, [1], 3).theta; // [0.715499]
 */
export const adamax = dialect("adamax", adamOptions, ({ learningRate: lr, b1: beta1, b2: beta2, eps }) => sharedAdamax({ lr, beta1, beta2, eps }));

/**
 * optax.adamaxw: adamax with decay αλ, decoupled.
 * @example
 * train(adamaxw({ learningRate: 0.1 }), square, [1], 3).theta; // [0.715474]
 */
export const adamaxw = dialect("adamaxw", { ...adamOptions, weightDecay: amount(1e-4) }, ({ learningRate: lr, b1: beta1, b2: beta2, eps, weightDecay }) =>
  decoupledDecay(sharedAdamax({ lr, beta1, beta2, eps }), weightDecay),
);

/**
 * optax.nadam: constant β₁.
 * @example
 * train(nadam({ learningRate: 0.1 }), square, [1], 3).theta; // [0.640611]
 */
export const nadam = dialect("nadam", adamOptions, ({ learningRate: lr, b1: beta1, b2: beta2, eps }) => sharedNadam({ lr, beta1, beta2, eps }));

/**
 * optax.nadamw: nadam with decay αλ, decoupled.
 * @example
 * train(nadamw({ learningRate: 0.1 }), square, [1], 3).theta; // [0.640586]
 */
export const nadamw = dialect("nadamw", { ...adamOptions, weightDecay: amount(1e-4) }, ({ learningRate: lr, b1: beta1, b2: beta2, eps, weightDecay }) =>
  decoupledDecay(sharedNadam({ lr, beta1, beta2, eps }), weightDecay),
);

/**
 * optax.radam: rectified when ρ_t ≥ `threshold`.
 * @example
 * train(radam({ learningRate: 0.1 }), square, [1], 3).theta; // [0.462303]
 */
export const radam = dialect("radam", { ...adamOptions, threshold: rectifiable(5) }, ({ learningRate: lr, b1: beta1, b2: beta2, eps, threshold }) =>
  radamForm({ lr, beta1, beta2, eps, rectify: (rho) => rho >= threshold }),
);

/**
 * optax.lion: decay αλ, decoupled.
 * @example
 * train(lion({ learningRate: 0.1 }), square, [1], 3).theta; // [0.69973]
 */
export const lion = dialect(
  "lion",
  { learningRate: rate(), b1: decay(0.9), b2: decay(0.99), weightDecay: amount(1e-3) },
  ({ learningRate: lr, b1: beta1, b2: beta2, weightDecay }) => sharedLion({ lr, beta1, beta2, weightDecay }),
);
