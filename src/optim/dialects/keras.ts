/**
 * The optimizers of Keras 3 (keras.optimizers): its option names in camelCase, its defaults, its formulas.
 * `weightDecay` is decoupled in every one: θ ← θ(1 − αλ) before the step. Its Adam family corrects α, so that ε is the paper's ε̂.
 * Errors: see `dialect` (options.ts). In the examples square is { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) }.
 */
import { adadelta as sharedAdadelta, lion as sharedLion, sgd as sharedSgd, sutskeverMomentum } from "../optimizers.ts";
import { adagradEpsInside } from "./forms/adagradEpsInside.ts";
import { adamaxEpsAfter } from "./forms/adamaxEpsAfter.ts";
import { adamEpsHat } from "./forms/adamEpsHat.ts";
import { amsgradEpsHat } from "./forms/amsgradEpsHat.ts";
import { decoupledDecay, startAt } from "./forms/decay.ts";
import { muonNesterov } from "./forms/muonNesterov.ts";
import { nadamScheduled } from "./forms/nadamScheduled.ts";
import { nesterovVelocity } from "./forms/nesterovVelocity.ts";
import { rmspropForm } from "./forms/rmspropForm.ts";
import { amount, count, decay, dialect, flag, neededCount, rate } from "./options.ts";

/**
 * keras.optimizers.SGD: u ← βu − αg, θ ← θ + u, or with Nesterov θ ← θ + βu − αg.
 * @example
 * train(sgd({ learningRate: 0.1 }), square, [1], 3).theta; // [0.512]
 */
export const sgd = dialect(
  "sgd",
  { learningRate: rate(0.01), momentum: decay(0), nesterov: flag(), weightDecay: amount(0) },
  ({ learningRate: lr, momentum: beta, nesterov, weightDecay }) => {
    if (beta === 0) return decoupledDecay(sharedSgd({ lr }), weightDecay);
    return nesterov ? decoupledDecay(nesterovVelocity({ lr, beta }), weightDecay) : decoupledDecay(sutskeverMomentum({ lr, beta }), weightDecay);
  },
);

/**
 * keras.optimizers.Adagrad: αg/√(v + ε), v from 0.1.
 * @example
 * train(adagrad({ learningRate: 0.1 }), square, [1], 3).theta; // [0.782299]
 */
export const adagrad = dialect(
  "adagrad",
  { learningRate: rate(0.001), initialAccumulatorValue: amount(0.1), epsilon: amount(1e-7), weightDecay: amount(0) },
  ({ learningRate: lr, initialAccumulatorValue, epsilon: eps, weightDecay }) =>
    decoupledDecay(startAt(adagradEpsInside({ lr, eps }), "v", initialAccumulatorValue), weightDecay),
);

/**
 * keras.optimizers.RMSprop: m ← βm + αg/√(v + ε), θ ← θ − m; centered, v − ḡ² is in the root.
 * @example
 * train(rmsprop({ learningRate: 0.1 }), square, [1], 3).theta; // [0.369181]
 */
export const rmsprop = dialect(
  "rmsprop",
  { learningRate: rate(0.001), rho: decay(0.9), momentum: decay(0), epsilon: amount(1e-7), centered: flag(), weightDecay: amount(0) },
  ({ learningRate: lr, rho, momentum: beta, epsilon: eps, centered, weightDecay }) =>
    decoupledDecay(rmspropForm({ lr, rho, beta, eps, epsPlace: "inside", centered }), weightDecay),
);

/**
 * keras.optimizers.Adadelta: Zeiler's, times a learning rate that is 0.001 unless given.
 * @example
 * train(adadelta({ learningRate: 0.1 }), square, [1], 3).theta; // [0.999571]
 */
export const adadelta = dialect(
  "adadelta",
  { learningRate: rate(0.001), rho: decay(0.95), epsilon: amount(1e-7), weightDecay: amount(0) },
  ({ learningRate: lr, rho, epsilon: eps, weightDecay }) => decoupledDecay(sharedAdadelta({ lr, rho, eps }), weightDecay),
);

const adamOptions = { learningRate: rate(0.001), beta1: decay(0.9), beta2: decay(0.999), epsilon: amount(1e-7) };

/**
 * keras.optimizers.Adam: α√(1 − β₂^t)/(1 − β₁^t) · m/(√v + ε).
 * @example
 * train(adam({ learningRate: 0.1 }), square, [1], 3).theta; // [0.701587]
 */
export const adam = dialect(
  "adam",
  { ...adamOptions, amsgrad: flag(), weightDecay: amount(0) },
  ({ learningRate: lr, beta1, beta2, epsilon: eps, amsgrad, weightDecay }) =>
    amsgrad ? decoupledDecay(amsgradEpsHat({ lr, beta1, beta2, eps }), weightDecay) : decoupledDecay(adamEpsHat({ lr, beta1, beta2, eps }), weightDecay),
);

/**
 * keras.optimizers.AdamW: its Adam with a decay of 0.004.
 * @example
 * train(adamw({ learningRate: 0.1 }), square, [1], 3).theta; // [0.700516]
 */
export const adamw = dialect("adamw", { ...adamOptions, amsgrad: flag(), weightDecay: amount(0.004) }, adam);

/**
 * keras.optimizers.Adamax: ε added after the maximum.
 * @example
 * train(adamax({ learningRate: 0.1 }), square, [1], 3).theta; // [0.715499]
 */
export const adamax = dialect(
  "adamax",
  { ...adamOptions, weightDecay: amount(0) },
  ({ learningRate: lr, beta1, beta2, epsilon: eps, weightDecay }) => decoupledDecay(adamaxEpsAfter({ lr, beta1, beta2, eps }), weightDecay),
);

/**
 * keras.optimizers.Nadam: μ_t = β₁(1 − ½·0.96^t).
 * @example
 * train(nadam({ learningRate: 0.1 }), square, [1], 3).theta; // [0.754674]
 */
export const nadam = dialect(
  "nadam",
  { ...adamOptions, weightDecay: amount(0) },
  ({ learningRate: lr, beta1, beta2, epsilon: eps, weightDecay }) => decoupledDecay(nadamScheduled({ lr, beta1, beta2, eps, momentumDecay: 1 }), weightDecay),
);

/**
 * keras.optimizers.Lion.
 * @example
 * train(lion({ learningRate: 0.1 }), square, [1], 3).theta; // [0.7]
 */
export const lion = dialect(
  "lion",
  { learningRate: rate(0.001), beta1: decay(0.9), beta2: decay(0.99), weightDecay: amount(0) },
  ({ learningRate: lr, beta1, beta2, weightDecay }) => sharedLion({ lr, beta1, beta2, weightDecay }),
);

/**
 * keras.optimizers.Muon for one matrix: m ← βm + g, then g + βm is made orthogonal in six rounds and scaled by √max(1, rows/columns).
 * @example
 * train(muon({ rows: 1, columns: 1, learningRate: 0.1 }), square, [1], 3).theta; // [0.638014]
 */
export const muon = dialect(
  "muon",
  { rows: neededCount, columns: neededCount, learningRate: rate(0.001), weightDecay: amount(0.1), momentum: decay(0.95), nsSteps: count(6), nesterov: flag(true) },
  ({ rows, columns, learningRate: lr, weightDecay, momentum: beta, nsSteps: rounds, nesterov }) =>
    decoupledDecay(muonNesterov({ lr, beta, rows, columns, nesterov, rounds, weight: 1, normalize: (norm) => norm + 1e-7 }), weightDecay),
);
