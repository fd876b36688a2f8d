/**
 * The optimizers as their papers print them, under the names of "optim". Where a paper gives no value, the option must be given.
 * Where it has no ε, a parameter whose gradients were all 0 becomes NaN: 0 divided by 0, as printed.
 * Errors: see `dialect` (options.ts). In the examples square is { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) }.
 */
import {
  adadelta as sharedAdadelta,
  adagrad as sharedAdagrad,
  adam as sharedAdam,
  adamax as sharedAdamax,
  lion as sharedLion,
  muon as sharedMuon,
  nesterovLookahead,
  radam as sharedRadam,
  rmsprop as sharedRmsprop,
  sgd as sharedSgd,
  sutskeverMomentum,
} from "../optimizers.ts";
import type { Schedule } from "../types.ts";
import { adamwScheduled } from "./forms/adamwScheduled.ts";
import { amsgradUncorrected } from "./forms/amsgradUncorrected.ts";
import { nadamScheduled } from "./forms/nadamScheduled.ts";
import { rmspropForm } from "./forms/rmspropForm.ts";
import { amount, decay, dialect, neededCount, neededDecay, rate } from "./options.ts";

/**
 * Robbins & Monro 1951: θ ← θ − αg.
 * @example
 * train(sgd({ lr: 0.1 }), square, [1], 3).theta; // [0.512]
 */
export const sgd = dialect("sgd", { lr: rate() }, sharedSgd);

/**
 * Polyak 1964: θ ← θ − αg + β(θ − θ_prev), the velocity form with u = θ − θ_prev.
 * @example
 * train(momentum({ lr: 0.1, beta: 0.9 }), square, [1], 3).theta; // [0.062]
 */
export const momentum = dialect("momentum", { lr: rate(), beta: neededDecay }, sutskeverMomentum);

/**
 * Nesterov 1983: y ← x + (a_{k−1} − 1)/a_k · (x − x_prev) with a_0 = 1, a_k = (1 + √(4a_{k−1}² + 1))/2; θ is x, the gradient is taken at y.
 * @example
 * train(nesterov({ lr: 0.1 }), square, [1], 3).theta; // [0.475936]
 */
export const nesterov = dialect("nesterov", { lr: rate() }, ({ lr }) => nesterovLookahead({ lr, beta: nesterovBeta() }));

/**
 * Duchi, Hazan & Singer 2011: ηg/(δ + √Σg²).
 * @example
 * train(adagrad({ lr: 0.1 }), square, [1], 3).theta; // [0.780456]
 */
export const adagrad = dialect("adagrad", { lr: rate(), eps: amount(0) }, sharedAdagrad);

/**
 * Tieleman & Hinton 2012: αg/√v with v ← 0.9v + 0.1g².
 * @example
 * train(rmsprop({ lr: 0.1 }), square, [1], 3).theta; // [0.369181]
 */
export const rmsprop = dialect("rmsprop", { lr: rate(), rho: decay(0.9) }, ({ lr, rho }) => sharedRmsprop({ lr, rho, eps: 0 }));

/**
 * Graves 2013 (38)–(41): m ← 0.9m + αg/√(v − ḡ² + ε), θ ← θ − m.
 * @example
 * train(centeredRmsprop({ lr: 0.1 }), square, [1], 3).theta; // [-0.633191]
 */
export const centeredRmsprop = dialect("centeredRmsprop", { lr: rate(1e-4), rho: decay(0.95), beta: decay(0.9), eps: amount(1e-4) }, (options) =>
  rmspropForm({ ...options, epsPlace: "inside", centered: true }),
);

/**
 * Zeiler 2012, Algorithm 1: no learning rate.
 * @example
 * train(adadelta(), square, [1], 3).theta; // [0.986464]
 */
export const adadelta = dialect("adadelta", { rho: decay(0.95), eps: amount(1e-6) }, ({ rho, eps }) => sharedAdadelta({ lr: 1, rho, eps }));

/**
 * Kingma & Ba 2015, Algorithm 1.
 * @example
 * train(adam({ lr: 0.1 }), square, [1], 3).theta; // [0.701586]
 */
export const adam = dialect("adam", { lr: rate(1e-3), beta1: decay(0.9), beta2: decay(0.999), eps: amount(1e-8) }, sharedAdam);

/**
 * Kingma & Ba 2015, Algorithm 2: u ← max(β₂u, |g|), no ε.
 * @example
 * train(adamax({ lr: 0.1 }), square, [1], 3).theta; // [0.715499]
 */
export const adamax = dialect("adamax", { lr: rate(2e-3), beta1: decay(0.9), beta2: decay(0.999) }, (options) => sharedAdamax({ ...options, eps: 0 }));

/**
 * Loshchilov & Hutter 2019, Algorithm 2: `eta`, the schedule, multiplies the step and the decay; α multiplies the step only.
 * @example
 * train(adamw({ lr: 0.1 }), square, [1], 3).theta; // [0.701586]
 */
export const adamw = dialect(
  "adamw",
  { lr: rate(1e-3), beta1: decay(0.9), beta2: decay(0.999), eps: amount(1e-8), weightDecay: amount(0), eta: rate(1) },
  adamwScheduled,
);

/**
 * Reddi, Kale & Kumar 2018, Algorithm 2: no bias correction, no ε unless given.
 * @example
 * train(amsgrad({ lr: 0.1 }), square, [1], 3).theta; // [-0.162141]
 */
export const amsgrad = dialect("amsgrad", { lr: rate(), beta1: decay(0.9), beta2: decay(0.999), eps: amount(0) }, amsgradUncorrected);

/**
 * Dozat 2016, Algorithm 2, with the schedule of its report, μ_t = β₁(1 − ½·0.96^(t/250)).
 * @example
 * train(nadam({ lr: 0.1 }), square, [1], 3).theta; // [0.670243]
 */
export const nadam = dialect(
  "nadam",
  { lr: rate(2e-3), beta1: decay(0.99), beta2: decay(0.999), eps: amount(1e-8), momentumDecay: amount(1 / 250) },
  (options) => nadamScheduled({ ...options, asPrinted: true }),
);

/**
 * Liu et al. 2020, Algorithm 2: rectified when ρ_t > 4, no ε.
 * @example
 * train(radam({ lr: 0.1 }), square, [1], 3).theta; // [0.462303]
 */
export const radam = dialect("radam", { lr: rate(), beta1: decay(0.9), beta2: decay(0.999) }, (options) => sharedRadam({ ...options, eps: 0 }));

/**
 * Chen et al. 2023, Algorithm 2.
 * @example
 * train(lion({ lr: 0.1 }), square, [1], 3).theta; // [0.7]
 */
export const lion = dialect("lion", { lr: rate(), beta1: decay(0.9), beta2: decay(0.99), weightDecay: amount(0) }, sharedLion);

/**
 * Jordan et al. 2024, Algorithm 2, for one matrix.
 * @example
 * train(muon({ rows: 1, columns: 1, lr: 0.1 }), square, [1], 3).theta; // [0.791069]
 */
export const muon = dialect("muon", { rows: neededCount, columns: neededCount, lr: rate(0.02), beta: decay(0.95) }, sharedMuon);

/** (a_{t−2} − 1)/a_{t−1}: grows from 0 towards 1. Keeps the pair of the last t asked for, from where the next is one step. */
function nesterovBeta(): Schedule {
  let k = 1, a = 1, previous = 1;
  return (t) => {
    if (t < k) k = a = previous = 1;
    for (; k < t; k++) {
      previous = a;
      a = (1 + Math.sqrt(4 * a ** 2 + 1)) / 2;
    }
    return (previous - 1) / a;
  };
}
