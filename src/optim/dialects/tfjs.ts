/**
 * The optimizers of TensorFlow.js 4.22 (tf.train): its argument names as options, its defaults, its formulas, its two slips.
 * Its ε is 1e-7 unless given, as on its CPU backend. It computes in float32; this is float64.
 * Errors: see `dialect` (options.ts). In the examples square is { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) }.
 */
import { adam as sharedAdam, momentum as sharedMomentum, nesterov, sgd as sharedSgd } from "../optimizers.ts";
import { at } from "../check.ts";
import type { Optimizer } from "../types.ts";
import { adadeltaOldAccumulator } from "./forms/adadeltaOldAccumulator.ts";
import { adagradEpsInside } from "./forms/adagradEpsInside.ts";
import { adamaxEpsAfter } from "./forms/adamaxEpsAfter.ts";
import { startAt } from "./forms/decay.ts";
import { rmspropForm } from "./forms/rmspropForm.ts";
import { amount, decay, dialect, flag, neededDecay, rate } from "./options.ts";

/**
 * tf.train.sgd.
 * @example
 * train(sgd({ learningRate: 0.1 }), square, [1], 3).theta; // [0.512]
 */
export const sgd = dialect("sgd", { learningRate: rate() }, ({ learningRate: lr }) => sharedSgd({ lr }));

/**
 * tf.train.momentum: m ← βm + g, θ ← θ − αm, or with Nesterov θ ← θ − α(g + βm).
 * @example
 * train(momentum({ learningRate: 0.1, momentum: 0.9 }), square, [1], 3).theta; // [0.062]
 */
export const momentum = dialect(
  "momentum",
  { learningRate: rate(), momentum: neededDecay, useNesterov: flag() },
  ({ learningRate: lr, momentum: beta, useNesterov }): Optimizer => (useNesterov ? nesterov({ lr, beta }) : sharedMomentum({ lr, beta })),
);

/**
 * tf.train.adagrad: αg/√(v + 1e-7), v from 0.1.
 * @example
 * train(adagrad({ learningRate: 0.1 }), square, [1], 3).theta; // [0.782299]
 */
export const adagrad = dialect("adagrad", { learningRate: rate(), initialAccumulatorValue: amount(0.1) }, ({ learningRate: lr, initialAccumulatorValue }) =>
  startAt(adagradEpsInside({ lr, eps: 1e-7 }), "v", initialAccumulatorValue),
);

/**
 * tf.train.rmsprop: m ← βm + αg/√(v + ε), θ ← θ − m. Differs: centered, it subtracts ε inside the root, √(v − (ḡ² + ε)), a slip.
 * @example
 * train(rmsprop({ learningRate: 0.1 }), square, [1], 3).theta; // [0.369181]
 */
export const rmsprop = dialect(
  "rmsprop",
  { learningRate: rate(), decay: decay(0.9), momentum: decay(0), epsilon: amount(1e-7), centered: flag() },
  ({ learningRate: lr, decay: rho, momentum: beta, epsilon: eps, centered }) =>
    rmspropForm({ lr, rho, beta, eps, epsPlace: centered ? "subtracted" : "inside", centered }),
);

/**
 * tf.train.adadelta. Differs: it divides by the average of g² before this step, a slip; its first step is αg.
 * @example
 * train(adadelta({ learningRate: 0.1 }), square, [1], 3).theta; // [0.512]
 */
export const adadelta = dialect(
  "adadelta",
  { learningRate: rate(0.001), rho: decay(0.95), epsilon: amount(1e-7) },
  ({ learningRate: lr, rho, epsilon: eps }) => adadeltaOldAccumulator({ lr, rho, eps }),
);

/**
 * tf.train.adam: αm̂/(√v̂ + ε).
 * @example
 * train(adam({ learningRate: 0.1 }), square, [1], 3).theta; // [0.701586]
 */
export const adam = dialect(
  "adam",
  { learningRate: rate(0.001), beta1: decay(0.9), beta2: decay(0.999), epsilon: amount(1e-7) },
  ({ learningRate: lr, beta1, beta2, epsilon: eps }) => sharedAdam({ lr, beta1, beta2, eps }),
);

/**
 * tf.train.adamax: ε added after the maximum; `decay` divides α by 1 + decay·(t − 1).
 * @example
 * train(adamax({ learningRate: 0.1 }), square, [1], 3).theta; // [0.715499]
 */
export const adamax = dialect(
  "adamax",
  { learningRate: rate(0.002), beta1: decay(0.9), beta2: decay(0.999), epsilon: amount(1e-7), decay: amount(0) },
  ({ learningRate, beta1, beta2, epsilon: eps, decay: lrDecay }) => {
    const lr = lrDecay === 0 ? learningRate : (t: number) => at(learningRate, t) / (1 + lrDecay * (t - 1));
    return adamaxEpsAfter({ lr, beta1, beta2, eps });
  },
);
