/**
 * The optimizers of Keras 3 (keras.optimizers): its option names in camelCase, its defaults, its formulas.
 * `weightDecay` is decoupled in every one: θ ← θ(1 − αλ) before the step. Its Adam family corrects α, so that ε is the paper's ε̂.
 */
import { adadelta as sharedAdadelta } from "../adadelta.ts";
import { lion as sharedLion } from "../lion.ts";
import { sgd as sharedSgd } from "../sgd.ts";
import { sutskeverMomentum } from "../sutskeverMomentum.ts";
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

/** keras.optimizers.SGD: u ← βu − αg, θ ← θ + u, or with Nesterov θ ← θ + βu − αg. */
export const sgd = dialect(
  { learningRate: rate(0.01), momentum: decay(0), nesterov: flag(), weightDecay: amount(0) },
  ({ learningRate: lr, momentum: beta, nesterov, weightDecay }) => {
    if (beta === 0) return decoupledDecay(sharedSgd({ lr }), weightDecay);
    return nesterov ? decoupledDecay(nesterovVelocity({ lr, beta }), weightDecay) : decoupledDecay(sutskeverMomentum({ lr, beta }), weightDecay);
  },
);

/** keras.optimizers.Adagrad: αg/√(v + ε), v from 0.1. */
export const adagrad = dialect(
  { learningRate: rate(0.001), initialAccumulatorValue: amount(0.1), epsilon: amount(1e-7), weightDecay: amount(0) },
  ({ learningRate: lr, initialAccumulatorValue, epsilon: eps, weightDecay }) =>
    decoupledDecay(startAt(adagradEpsInside({ lr, eps }), "v", initialAccumulatorValue), weightDecay),
);

/** keras.optimizers.RMSprop: m ← βm + αg/√(v + ε), θ ← θ − m; centered, v − ḡ² is in the root. */
export const rmsprop = dialect(
  { learningRate: rate(0.001), rho: decay(0.9), momentum: decay(0), epsilon: amount(1e-7), centered: flag(), weightDecay: amount(0) },
  ({ learningRate: lr, rho, momentum: beta, epsilon: eps, centered, weightDecay }) =>
    decoupledDecay(rmspropForm({ lr, rho, beta, eps, epsPlace: "inside", centered }), weightDecay),
);

/** keras.optimizers.Adadelta: Zeiler's, times a learning rate that is 0.001 unless given. */
export const adadelta = dialect(
  { learningRate: rate(0.001), rho: decay(0.95), epsilon: amount(1e-7), weightDecay: amount(0) },
  ({ learningRate: lr, rho, epsilon: eps, weightDecay }) => decoupledDecay(sharedAdadelta({ lr, rho, eps }), weightDecay),
);

const adamOptions = { learningRate: rate(0.001), beta1: decay(0.9), beta2: decay(0.999), epsilon: amount(1e-7) };

/** keras.optimizers.Adam: α√(1 − β₂^t)/(1 − β₁^t) · m/(√v + ε). */
export const adam = dialect(
  { ...adamOptions, amsgrad: flag(), weightDecay: amount(0) },
  ({ learningRate: lr, beta1, beta2, epsilon: eps, amsgrad, weightDecay }) =>
    amsgrad ? decoupledDecay(amsgradEpsHat({ lr, beta1, beta2, eps }), weightDecay) : decoupledDecay(adamEpsHat({ lr, beta1, beta2, eps }), weightDecay),
);

/** keras.optimizers.AdamW: its Adam with a decay of 0.004. */
export const adamw = dialect({ ...adamOptions, amsgrad: flag(), weightDecay: amount(0.004) }, adam);

/** keras.optimizers.Adamax: ε added after the maximum. */
export const adamax = dialect(
  { ...adamOptions, weightDecay: amount(0) },
  ({ learningRate: lr, beta1, beta2, epsilon: eps, weightDecay }) => decoupledDecay(adamaxEpsAfter({ lr, beta1, beta2, eps }), weightDecay),
);

/** keras.optimizers.Nadam: μ_t = β₁(1 − ½·0.96^t). */
export const nadam = dialect(
  { ...adamOptions, weightDecay: amount(0) },
  ({ learningRate: lr, beta1, beta2, epsilon: eps, weightDecay }) => decoupledDecay(nadamScheduled({ lr, beta1, beta2, eps, momentumDecay: 1 }), weightDecay),
);

/** keras.optimizers.Lion. */
export const lion = dialect(
  { learningRate: rate(0.001), beta1: decay(0.9), beta2: decay(0.99), weightDecay: amount(0) },
  ({ learningRate: lr, beta1, beta2, weightDecay }) => sharedLion({ lr, beta1, beta2, weightDecay }),
);

/** keras.optimizers.Muon for one matrix: m ← βm + g, then g + βm is made orthogonal in six rounds and scaled by √max(1, rows/columns). */
export const muon = dialect(
  { rows: neededCount, columns: neededCount, learningRate: rate(0.001), weightDecay: amount(0.1), momentum: decay(0.95), nsSteps: count(6), nesterov: flag(true) },
  ({ rows, columns, learningRate: lr, weightDecay, momentum: beta, nsSteps: rounds, nesterov }) =>
    decoupledDecay(muonNesterov({ lr, beta, rows, columns, nesterov, rounds, weight: 1, normalize: (norm) => norm + 1e-7 }), weightDecay),
);
