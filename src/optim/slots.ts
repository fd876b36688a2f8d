import { checkOptions } from "./check.ts";
import { biasCorrection } from "./biasCorrection.ts";
import type { Moment } from "./fourStep.ts";

/**
 * First moments for `fourStep`: what the step follows. With `psi`, the second moments, they make the methods of the framework's table.
 * @example
 * const theta = Float64Array.of(1), optimizer = fourStep({ lr: 0.1, phi: phi.corrected(0.9), psi: psi.corrected(0.999) }), state = optimizer.init(1);
 * for (let t = 1; t <= 3; t++) optimizer.step(theta, theta.map((x) => 2 * x), state);
 * theta; // [0.701586]
 */
export const phi = {
  /** g: SGD, AdaGrad, RMSProp. */
  gradient: (): Moment => (g) => g,
  /** βm + g: momentum. */
  sum(beta: number): Moment {
    checkOptions({ beta });
    return (g, m) => beta * m + g;
  },
  /** βm + (1 − β)g: momentum as a moving average. */
  ema,
  /** The same divided by 1 − β^t: Adam. */
  corrected,
  /** g + βm of the sum m: Nesterov in PyTorch's form. */
  nesterov(beta: number): Moment {
    checkOptions({ beta });
    return (g, _previous, _t, m, i) => {
      m[i] = beta * m[i] + g;
      return g + beta * m[i];
    };
  },
  /** β₁m/(1 − β₁^(t+1)) + (1 − β₁)g/(1 − β₁^t) of the average m: Nadam. */
  nadam(beta1: number): Moment {
    checkOptions({ beta1 });
    return (g, _previous, t, m, i) => {
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      return (beta1 * m[i]) / biasCorrection(beta1, t + 1) + ((1 - beta1) * g) / biasCorrection(beta1, t);
    };
  },
  /** sign(β₁m + (1 − β₁)g), where m averages with β₂: Lion. */
  lion(beta1: number, beta2: number): Moment {
    checkOptions({ beta1, beta2 });
    return (g, _previous, _t, m, i) => {
      const c = beta1 * m[i] + (1 - beta1) * g;
      m[i] = beta2 * m[i] + (1 - beta2) * g;
      return Math.sign(c);
    };
  },
};

/**
 * Second moments for `fourStep`: what the step is divided by the root of.
 * @example
 * const optimizer = fourStep({ lr: 0.1, psi: psi.ema(0.9), eps: 1e-8 }), theta = Float64Array.of(1);
 * optimizer.step(theta, Float64Array.of(2), optimizer.init(1));
 * theta; // [0.683772]
 */
export const psi = {
  /** 1: no division. */
  one: (): Moment => () => 1,
  /** v + g²: AdaGrad. */
  sum: (): Moment => (g, v) => v + g ** 2,
  /** ρv + (1 − ρ)g²: RMSProp. */
  ema: (rho: number): Moment => squared(ema(rho)),
  /** The same divided by 1 − β^t: Adam. */
  corrected: (beta: number): Moment => squared(corrected(beta)),
  /** The average of g² less the squared average of g: centered RMSProp. */
  centered(rho: number): Moment {
    checkOptions({ rho });
    return (g, v, _t, gBar, i) => {
      const raw = rho * (v + gBar[i] ** 2) + (1 - rho) * g ** 2;
      gBar[i] = rho * gBar[i] + (1 - rho) * g;
      return Math.max(raw - gBar[i] ** 2, 0);
    };
  },
  /** The largest average of g² so far, divided by 1 − β₂^t: AMSGrad. */
  largest(beta2: number): Moment {
    checkOptions({ beta2 });
    return (g, previous, t, v, i) => {
      const vMax = previous * biasCorrection(beta2, t - 1);
      v[i] = beta2 * v[i] + (1 - beta2) * g ** 2;
      return Math.max(vMax, v[i]) / biasCorrection(beta2, t);
    };
  },
  /** max(β₂u, |g|)²: Adamax. */
  decayedMaximum(beta2: number): Moment {
    checkOptions({ beta2 });
    return (g, v) => Math.max(beta2 ** 2 * v, g ** 2);
  },
};

function ema(beta: number): Moment {
  checkOptions({ beta });
  return (g, m) => beta * m + (1 - beta) * g;
}

/** m̂_t = β_t m̂_{t−1} + (1 − β_t)g with β_t = β(1 − β^{t−1})/(1 − β^t), which is m_t/(1 − β^t) exactly. */
function corrected(beta: number): Moment {
  checkOptions({ beta });
  return (g, mHat, t) => {
    const betaT = (beta * biasCorrection(beta, t - 1)) / biasCorrection(beta, t);
    return betaT * mHat + (1 - betaT) * g;
  };
}

function squared(moment: Moment): Moment {
  return (g, previous, t, memory, i) => moment(g ** 2, previous, t, memory, i);
}
