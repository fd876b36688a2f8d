/**
 * The optimizers of PyTorch 2 (torch.optim): its option names in camelCase, its defaults, its formulas.
 * `weightDecay` is L2 (added to the gradient) except in `adamw`, `muon`, and where `decoupledWeightDecay` says so.
 * Errors: see `dialect` (options.ts). In the examples square is { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) }.
 */
import {
  adadelta as sharedAdadelta,
  adagrad as sharedAdagrad,
  adam as sharedAdam,
  adamax as sharedAdamax,
  adamw as sharedAdamw,
  amsgrad,
  centeredRmsprop,
  momentum,
  nesterov as sharedNesterov,
  rmsprop as sharedRmsprop,
  sgd as sharedSgd,
} from "../optimizers.ts";
import { at } from "../check.ts";
import type { Optimizer } from "../types.ts";
import { coupledDecay, decoupledDecay, startAt } from "./forms/decay.ts";
import { momentumDampened } from "./forms/momentumDampened.ts";
import { muonNesterov } from "./forms/muonNesterov.ts";
import { nadamScheduled } from "./forms/nadamScheduled.ts";
import { radamForm } from "./forms/radamForm.ts";
import { rmspropForm } from "./forms/rmspropForm.ts";
import { amount, betas, count, decay, dialect, flag, neededCount, rate } from "./options.ts";

/**
 * torch.optim.SGD: m ← βm + (1 − dampening)g (the first m is g), θ ← θ − αm, or with Nesterov θ ← θ − α(g + βm).
 * @example
 * train(sgd({ lr: 0.1 }), square, [1], 3).theta; // [0.512]
 */
export const sgd = dialect(
  "sgd",
  { lr: rate(1e-3), momentum: decay(0), dampening: amount(0), weightDecay: amount(0), nesterov: flag() },
  ({ lr, momentum: beta, dampening, weightDecay, nesterov }) => {
    if (nesterov && (beta === 0 || dampening !== 0)) throw new RangeError("invalid nesterov: true (needs momentum > 0 and dampening 0)");
    if (beta === 0) return coupledDecay(sharedSgd({ lr }), weightDecay);
    if (nesterov) return coupledDecay(sharedNesterov({ lr, beta }), weightDecay);
    return coupledDecay(dampening === 0 ? momentum({ lr, beta }) : momentumDampened({ lr, beta, dampening }), weightDecay);
  },
);

/**
 * torch.optim.Adagrad: αg/(√v + ε); `lrDecay` divides α by 1 + lrDecay·(t − 1).
 * @example
 * train(adagrad({ lr: 0.1 }), square, [1], 3).theta; // [0.780456]
 */
export const adagrad = dialect(
  "adagrad",
  { lr: rate(1e-2), lrDecay: amount(0), weightDecay: amount(0), initialAccumulatorValue: amount(0), eps: amount(1e-10) },
  ({ lr, lrDecay, weightDecay, initialAccumulatorValue, eps }) => {
    const decayed = lrDecay === 0 ? lr : (t: number) => at(lr, t) / (1 + lrDecay * (t - 1));
    return coupledDecay(startAt(sharedAdagrad({ lr: decayed, eps }), "v", initialAccumulatorValue), weightDecay);
  },
);

/**
 * torch.optim.RMSprop: αg/(√v + ε); `alpha` is ρ. With momentum m ← βm + g/(√v + ε), θ ← θ − αm.
 * @example
 * train(rmsprop({ lr: 0.01 }), square, [1], 3).theta; // [0.779982]
 */
export const rmsprop = dialect(
  "rmsprop",
  { lr: rate(1e-2), alpha: decay(0.99), eps: amount(1e-8), weightDecay: amount(0), momentum: decay(0), centered: flag() },
  ({ lr, alpha: rho, eps, weightDecay, momentum: beta, centered }): Optimizer => {
    if (beta > 0) return coupledDecay(rmspropForm({ lr, rho, beta, eps, epsPlace: "outside", centered, rateOutside: true }), weightDecay);
    return centered ? coupledDecay(centeredRmsprop({ lr, rho, eps }), weightDecay) : coupledDecay(sharedRmsprop({ lr, rho, eps }), weightDecay);
  },
);

/**
 * torch.optim.Adadelta.
 * @example
 * train(adadelta({ lr: 0.1 }), square, [1], 3).theta; // [0.999029]
 */
export const adadelta = dialect(
  "adadelta",
  { lr: rate(1), rho: decay(0.9), eps: amount(1e-6), weightDecay: amount(0) },
  ({ weightDecay, ...options }) => coupledDecay(sharedAdadelta(options), weightDecay),
);

/**
 * torch.optim.Adam: αm̂/(√v̂ + ε); `amsgrad` takes the maximum over the uncorrected v.
 * @example
 * train(adam({ lr: 0.1 }), square, [1], 3).theta; // [0.701586]
 */
export const adam = dialect(
  "adam",
  { lr: rate(1e-3), betas: betas([0.9, 0.999]), eps: amount(1e-8), weightDecay: amount(0), amsgrad: flag() },
  ({ lr, betas: [beta1, beta2], eps, weightDecay, amsgrad: largest }) => {
    const options = { lr, beta1, beta2, eps };
    return largest ? coupledDecay(amsgrad(options), weightDecay) : coupledDecay(sharedAdam(options), weightDecay);
  },
);

/**
 * torch.optim.AdamW: decay αλ, decoupled.
 * @example
 * train(adamw({ lr: 0.1 }), square, [1], 3).theta; // [0.698911]
 */
export const adamw = dialect(
  "adamw",
  { lr: rate(1e-3), betas: betas([0.9, 0.999]), eps: amount(1e-8), weightDecay: amount(1e-2), amsgrad: flag() },
  ({ lr, betas: [beta1, beta2], eps, weightDecay, amsgrad: largest }) => {
    const options = { lr, beta1, beta2, eps };
    return largest ? decoupledDecay(amsgrad(options), weightDecay) : sharedAdamw({ ...options, weightDecay });
  },
);

/**
 * torch.optim.Adamax: ε inside the maximum.
 * @example
 * train(adamax({ lr: 0.1 }), square, [1], 3).theta; // [0.715499]
 */
export const adamax = dialect(
  "adamax",
  { lr: rate(2e-3), betas: betas([0.9, 0.999]), eps: amount(1e-8), weightDecay: amount(0) },
  ({ lr, betas: [beta1, beta2], eps, weightDecay }) => coupledDecay(sharedAdamax({ lr, beta1, beta2, eps }), weightDecay),
);

/**
 * torch.optim.NAdam: μ_t = β₁(1 − ½·0.96^(t·momentumDecay)).
 * @example
 * train(nadam({ lr: 0.1 }), square, [1], 3).theta; // [0.752729]
 */
export const nadam = dialect(
  "nadam",
  { lr: rate(2e-3), betas: betas([0.9, 0.999]), eps: amount(1e-8), weightDecay: amount(0), momentumDecay: amount(4e-3), decoupledWeightDecay: flag() },
  ({ lr, betas: [beta1, beta2], eps, weightDecay, momentumDecay, decoupledWeightDecay }) =>
    (decoupledWeightDecay ? decoupledDecay : coupledDecay)(nadamScheduled({ lr, beta1, beta2, eps, momentumDecay }), weightDecay),
);

/**
 * torch.optim.RAdam: rectified when ρ_t > 5, and ε meets the uncorrected √v.
 * @example
 * train(radam({ lr: 0.1 }), square, [1], 3).theta; // [0.462303]
 */
export const radam = dialect(
  "radam",
  { lr: rate(1e-3), betas: betas([0.9, 0.999]), eps: amount(1e-8), weightDecay: amount(0), decoupledWeightDecay: flag() },
  ({ lr, betas: [beta1, beta2], eps, weightDecay, decoupledWeightDecay }) =>
    (decoupledWeightDecay ? decoupledDecay : coupledDecay)(radamForm({ lr, beta1, beta2, eps, rectify: (rho) => rho > 5, epsRaw: true }), weightDecay),
);

/**
 * torch.optim.Muon for one matrix: m ← βm + (1 − β)g, then (1 − β)g + βm is made orthogonal and scaled by √max(1, rows/columns).
 * Differs: PyTorch runs Newton–Schulz in bfloat16.
 * @example
 * train(muon({ rows: 1, columns: 1, lr: 0.1 }), square, [1], 3).theta; // [0.76345]
 */
export const muon = dialect(
  "muon",
  { rows: neededCount, columns: neededCount, lr: rate(1e-3), weightDecay: amount(0.1), momentum: decay(0.95), nesterov: flag(true), eps: amount(1e-7), nsSteps: count(5) },
  ({ rows, columns, lr, weightDecay, momentum: beta, nesterov, eps, nsSteps: rounds }) =>
    decoupledDecay(muonNesterov({ lr, beta, rows, columns, nesterov, rounds, weight: 1 - beta, normalize: (norm) => Math.max(norm, eps) }), weightDecay),
);
