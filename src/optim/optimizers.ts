/**
 * The optimizers: each is its file and its record. `OptimizerName` is derived from these exports, and from it every list, table and test of the project;
 * `content/optimizers.ts` has what the course says of each.
 */
import { biasCorrection } from "./biasCorrection.ts";
import { each, factoredV, gradient, m, mHat, none, one, rectifiedM, rectifiedV, uSquared, v, vBefore, velocity, vHat, vMaxHat, vWithEps } from "./moments.ts";
import { adadelta as makeAdadelta } from "./adadelta.ts";
import { adafactor as makeAdafactor } from "./adafactor.ts";
import { adagrad as makeAdagrad } from "./adagrad.ts";
import { adam as makeAdam } from "./adam.ts";
import { adamax as makeAdamax } from "./adamax.ts";
import { adamw as makeAdamw } from "./adamw.ts";
import { adopt as makeAdopt } from "./adopt.ts";
import { amsgrad as makeAmsgrad } from "./amsgrad.ts";
import { centeredRmsprop as makeCenteredRmsprop } from "./centeredRmsprop.ts";
import { emaMomentum as makeEmaMomentum } from "./emaMomentum.ts";
import { lion as makeLion } from "./lion.ts";
import { momentum as makeMomentum } from "./momentum.ts";
import { muon as makeMuon } from "./muon.ts";
import { nadam as makeNadam } from "./nadam.ts";
import { nesterov as makeNesterov } from "./nesterov.ts";
import { nesterovLookahead as makeNesterovLookahead } from "./nesterovLookahead.ts";
import { radam as makeRadam } from "./radam.ts";
import { rmsprop as makeRmsprop } from "./rmsprop.ts";
import { scheduleFree as makeScheduleFree } from "./scheduleFree.ts";
import { scheduleFreeAdamw as makeScheduleFreeAdamw } from "./scheduleFreeAdamw.ts";
import { sgd as makeSgd } from "./sgd.ts";
import { shampoo as makeShampoo } from "./shampoo.ts";
import { soap as makeSoap } from "./soap.ts";
import { sutskeverMomentum as makeSutskeverMomentum } from "./sutskeverMomentum.ts";
import { optimizer } from "./record.ts";

export const sgd = optimizer(makeSgd, { m: gradient, v: one });
export const momentum = optimizer(makeMomentum, { m, v: one });
export const emaMomentum = optimizer(makeEmaMomentum, { m, v: one });
export const sutskeverMomentum = optimizer(makeSutskeverMomentum, { m: velocity, v: one });
export const nesterov = optimizer(makeNesterov, { m: each(({ state, g, beta }, i) => g[i] + beta * state.m[i]), v: one });
export const nesterovLookahead = optimizer(makeNesterovLookahead, { m: velocity, v: one });
export const adagrad = optimizer(makeAdagrad, { m: gradient, v });
export const rmsprop = optimizer(makeRmsprop, { m: gradient, v });
export const centeredRmsprop = optimizer(makeCenteredRmsprop, { m: gradient, v: each(({ state }, i) => Math.max(state.v[i] - state.gBar[i] ** 2, 0)) });
export const adadelta = optimizer(makeAdadelta, { m: gradient, v: vWithEps, leaves: "√(D + ε) stands in α's place" });
export const adam = optimizer(makeAdam, { m: mHat, v: vHat });
export const adamw = optimizer(makeAdamw, { m: mHat, v: vHat });
export const amsgrad = optimizer(makeAmsgrad, { m: mHat, v: vMaxHat });
export const adamax = optimizer(makeAdamax, { m: mHat, v: uSquared });
export const nadam = optimizer(makeNadam, {
  m: each(
    ({ state, g, t, beta1 }, i) => (beta1 / biasCorrection(beta1, t + 1)) * state.m[i] + ((1 - beta1) / biasCorrection(beta1, t)) * g[i],
  ),
  v: vHat,
});
export const radam = optimizer(makeRadam, { m: rectifiedM, v: rectifiedV });
export const lion = optimizer(makeLion, {
  // The average before the step is not kept; it follows from the one after it.
  m: each(({ state, g, beta1, beta2 }, i) => Math.sign(beta1 * ((state.m[i] - (1 - beta2) * g[i]) / beta2) + (1 - beta1) * g[i])),
  v: one,
});
export const adopt = optimizer(makeAdopt, {
  // m averages gradients that are divided already, each by the v before it; times this step's divisor it has the units of a gradient again.
  m: (out, step) => {
    vBefore(out, step);
    for (let i = 0; i < out.length; i++) out[i] = step.state.m[i] * (Math.sqrt(out[i]) + step.eps);
  },
  v: vBefore,
});
export const adafactor = optimizer(makeAdafactor, {
  // The gradient, scaled down where the step is.
  m: (out, step) => {
    factoredV(out, step);
    const rms = Math.sqrt(out.reduce((sum, v, k) => sum + step.g[k] ** 2 / v, 0) / out.length);
    for (let k = 0; k < out.length; k++) out[k] = step.g[k] / Math.max(1, rms);
  },
  v: factoredV,
  unread: "sums over rows and columns",
  needs: { rows: 2, columns: 3 },
});
export const shampoo = optimizer(makeShampoo, {
  m: gradient,
  v: none,
  leaves: "its second moment is two matrices",
  unread: "products of matrices",
  needs: { rows: 2, columns: 3 },
});
export const soap = optimizer(makeSoap, {
  m: mHat,
  v: none,
  leaves: "its second moment is in the eigenbasis",
  unread: "products of matrices",
  needs: { rows: 2, columns: 3 },
});
export const muon = optimizer(makeMuon, { m, v: none, leaves: "its second moment is a matrix", needs: { rows: 2, columns: 3 } });
export const scheduleFree = optimizer(makeScheduleFree, {
  // What θ = z + β(x − z) moved by, over α.
  m: each(({ state: { x, z }, g, t, alpha, beta }, i) => (t > 1 ? (1 - beta) * g[i] + (beta * (x[i] - z[i])) / ((t - 1) * alpha) : g[i])),
  v: one,
});
export const scheduleFreeAdamw = optimizer(makeScheduleFreeAdamw, {
  // As of `scheduleFree`; what the average adds is times the divisor, so that it has the units of a gradient.
  m: (out, step) => {
    const { state: { x, z }, g, t, alpha, beta1, eps } = step;
    vHat(out, step);
    for (let i = 0; i < out.length; i++) {
      out[i] = t > 1 ? (1 - beta1) * g[i] + (beta1 * (x[i] - z[i]) * (Math.sqrt(out[i]) + eps)) / ((t - 1) * alpha) : g[i];
    }
  },
  v: vHat,
  leaves: "its weight decay acts on z, and on θ only through the average",
});
