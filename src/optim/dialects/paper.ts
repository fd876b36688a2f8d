/**
 * The optimizers as their papers print them, under the names of "optim". Where a paper gives no value, the option must be given.
 * Where it has no ε, a parameter whose gradients were all 0 becomes NaN: 0 divided by 0, as printed.
 */
import { adadelta as sharedAdadelta } from "../adadelta.ts";
import { adagrad as sharedAdagrad } from "../adagrad.ts";
import { adam as sharedAdam } from "../adam.ts";
import { adamax as sharedAdamax } from "../adamax.ts";
import { lion as sharedLion } from "../lion.ts";
import { muon as sharedMuon } from "../muon.ts";
import { nesterovLookahead } from "../nesterovLookahead.ts";
import { radam as sharedRadam } from "../radam.ts";
import { rmsprop as sharedRmsprop } from "../rmsprop.ts";
import { sgd as sharedSgd } from "../sgd.ts";
import { sutskeverMomentum } from "../sutskeverMomentum.ts";
import type { Schedule } from "../types.ts";
import { adamwScheduled } from "./forms/adamwScheduled.ts";
import { amsgradUncorrected } from "./forms/amsgradUncorrected.ts";
import { nadamScheduled } from "./forms/nadamScheduled.ts";
import { rmspropForm } from "./forms/rmspropForm.ts";
import { amount, decay, dialect, neededCount, neededDecay, rate } from "./options.ts";

/** Robbins & Monro 1951: θ ← θ − αg. */
export const sgd = dialect({ lr: rate() }, sharedSgd);

/** Polyak 1964: θ ← θ − αg + β(θ − θ_prev), the velocity form with u = θ − θ_prev. */
export const momentum = dialect({ lr: rate(), beta: neededDecay }, sutskeverMomentum);

/** Nesterov 1983: y ← x + (a_{k−1} − 1)/a_k · (x − x_prev) with a_0 = 1, a_k = (1 + √(4a_{k−1}² + 1))/2; θ is x, the gradient is taken at y. */
export const nesterov = dialect({ lr: rate() }, ({ lr }) => nesterovLookahead({ lr, beta: nesterovBeta() }));

/** Duchi, Hazan & Singer 2011: ηg/(δ + √Σg²). */
export const adagrad = dialect({ lr: rate(), eps: amount(0) }, sharedAdagrad);

/** Tieleman & Hinton 2012: αg/√v with v ← 0.9v + 0.1g². */
export const rmsprop = dialect({ lr: rate(), rho: decay(0.9) }, ({ lr, rho }) => sharedRmsprop({ lr, rho, eps: 0 }));

/** Graves 2013 (38)–(41): m ← 0.9m + αg/√(v − ḡ² + ε), θ ← θ − m. */
export const centeredRmsprop = dialect({ lr: rate(1e-4), rho: decay(0.95), beta: decay(0.9), eps: amount(1e-4) }, (options) =>
  rmspropForm({ ...options, epsPlace: "inside", centered: true }),
);

/** Zeiler 2012, Algorithm 1: no learning rate. */
export const adadelta = dialect({ rho: decay(0.95), eps: amount(1e-6) }, ({ rho, eps }) => sharedAdadelta({ lr: 1, rho, eps }));

/** Kingma & Ba 2015, Algorithm 1. */
export const adam = dialect({ lr: rate(1e-3), beta1: decay(0.9), beta2: decay(0.999), eps: amount(1e-8) }, sharedAdam);

/** Kingma & Ba 2015, Algorithm 2: u ← max(β₂u, |g|), no ε. */
export const adamax = dialect({ lr: rate(2e-3), beta1: decay(0.9), beta2: decay(0.999) }, (options) => sharedAdamax({ ...options, eps: 0 }));

/** Loshchilov & Hutter 2019, Algorithm 2: `eta`, the schedule, multiplies the step and the decay; α multiplies the step only. */
export const adamw = dialect(
  { lr: rate(1e-3), beta1: decay(0.9), beta2: decay(0.999), eps: amount(1e-8), weightDecay: amount(0), eta: rate(1) },
  adamwScheduled,
);

/** Reddi, Kale & Kumar 2018, Algorithm 2: no bias correction, no ε unless given. */
export const amsgrad = dialect({ lr: rate(), beta1: decay(0.9), beta2: decay(0.999), eps: amount(0) }, amsgradUncorrected);

/** Dozat 2016, Algorithm 2, with the schedule of its report, μ_t = β₁(1 − ½·0.96^(t/250)). */
export const nadam = dialect(
  { lr: rate(2e-3), beta1: decay(0.99), beta2: decay(0.999), eps: amount(1e-8), momentumDecay: amount(1 / 250) },
  (options) => nadamScheduled({ ...options, asPrinted: true }),
);

/** Liu et al. 2020, Algorithm 2: rectified when ρ_t > 4, no ε. */
export const radam = dialect({ lr: rate(), beta1: decay(0.9), beta2: decay(0.999) }, (options) => sharedRadam({ ...options, eps: 0 }));

/** Chen et al. 2023, Algorithm 2. */
export const lion = dialect({ lr: rate(), beta1: decay(0.9), beta2: decay(0.99), weightDecay: amount(0) }, sharedLion);

/** Jordan et al. 2024, Algorithm 2, for one matrix. */
export const muon = dialect({ rows: neededCount, columns: neededCount, lr: rate(0.02), beta: decay(0.95) }, sharedMuon);

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
