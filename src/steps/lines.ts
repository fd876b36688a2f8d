/** Written from the files of src/optim by npm run optimizers. */
import type { OptimizerName } from "../optim/index.ts";

/** The numbered lines of each optimizer's file, in order and without `[i]`: line k is the one that ends in `// (k)`. */
export const lines: Readonly<Record<OptimizerName, readonly string[]>> = {
  adadelta: [
    "v = rho * v + (1 - rho) * g ** 2",
    "delta = (Math.sqrt(D + eps) / Math.sqrt(v + eps)) * g",
    "D = rho * D + (1 - rho) * delta ** 2",
    "theta -= alpha * delta",
  ],
  adafactor: [
    "R = beta2T * R + (1 - beta2T) * rowSum",
    "C[j] = beta2T * C[j] + (1 - beta2T) * columnSum",
    "vHat = (R[Math.floor(k / columns)] * C[k % columns]) / total",
    "U[k] = g[k] / Math.sqrt(vHat)",
    "theta[k] -= (alpha * U[k]) / Math.max(1, rms)",
  ],
  adagrad: [
    "v += g ** 2",
    "theta -= (alpha * g) / (Math.sqrt(v) + eps)",
  ],
  adam: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "mHat = m / correction1",
    "vHat = v / correction2",
    "theta -= (alpha * mHat) / (Math.sqrt(vHat) + eps)",
  ],
  adamax: [
    "m = beta1 * m + (1 - beta1) * g",
    "u = Math.max(beta2 * u, Math.abs(g) + eps)",
    "mHat = m / correction1",
    "theta -= (alpha * mHat) / u",
  ],
  adamw: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "mHat = m / correction1",
    "vHat = v / correction2",
    "theta = keep * theta - (alpha * mHat) / (Math.sqrt(vHat) + eps)",
  ],
  adopt: [
    "m = t > 1 ? beta1 * m + ((1 - beta1) * g) / Math.max(Math.sqrt(v), eps) : 0",
    "theta -= alpha * m",
    "v = t > 1 ? beta2 * v + (1 - beta2) * g ** 2 : g ** 2",
  ],
  amsgrad: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "vMax = Math.max(vMax, v)",
    "mHat = m / correction1",
    "vHat = vMax / correction2",
    "theta -= (alpha * mHat) / (Math.sqrt(vHat) + eps)",
  ],
  centeredRmsprop: [
    "v = rho * v + (1 - rho) * g ** 2",
    "gBar = rho * gBar + (1 - rho) * g",
    "theta -= (alpha * g) / (Math.sqrt(Math.max(v - gBar ** 2, 0)) + eps)",
  ],
  emaMomentum: [
    "m = beta * m + (1 - beta) * g",
    "theta -= alpha * m",
  ],
  lion: [
    "cT = beta1 * m + (1 - beta1) * g",
    "theta -= alpha * (Math.sign(cT) + weightDecay * theta)",
    "m = beta2 * m + (1 - beta2) * g",
  ],
  momentum: [
    "m = beta * m + g",
    "theta -= alpha * m",
  ],
  muon: [
    "m = beta * m + g",
    "X = m / norm",
    "newtonSchulz(X, rows, columns, 5, work)",
    "theta -= alpha * X",
  ],
  nadam: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "mHat = (beta1 * m) / next1 + ((1 - beta1) * g) / correction1",
    "vHat = v / correction2",
    "theta -= (alpha * mHat) / (Math.sqrt(vHat) + eps)",
  ],
  nesterov: [
    "m = beta * m + g",
    "theta -= alpha * (g + beta * m)",
  ],
  nesterovLookahead: [
    "ahead = theta + b * u",
    "u = b * u - alpha * g",
    "theta += u",
  ],
  radam: [
    "rhoMax = 2 / (1 - beta2) - 1",
    "rhoT = rhoMax - (2 * t * (1 - correction2)) / correction2",
    "rT = Math.sqrt(((rhoT - 4) * (rhoT - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rhoT))",
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "mHat = m / correction1",
    "vHat = v / correction2",
    "theta -= rhoT > 4 ? (alpha * rT * mHat) / (Math.sqrt(vHat) + eps) : alpha * mHat",
  ],
  rmsprop: [
    "v = rho * v + (1 - rho) * g ** 2",
    "theta -= (alpha * g) / (Math.sqrt(v) + eps)",
  ],
  scheduleFree: [
    "z = (t > 1 ? z : theta) - alpha * g",
    "x += (z - x) / t",
    "theta = z + beta * (x - z)",
  ],
  scheduleFreeAdamw: [
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "vHat = v / correction2",
    "z = (t > 1 ? z : theta) - alpha * (g / (Math.sqrt(vHat) + eps) + weightDecay * theta)",
    "x += (z - x) / t",
    "theta = z + beta1 * (x - z)",
  ],
  sgd: [
    "theta -= alpha * g",
  ],
  shampoo: [
    "L[k] += GGt[k]",
    "R[k] += GtG[k]",
    "theta[k] -= alpha * X[k]",
  ],
  soap: [
    "L[k] = beta2 * L[k] + (1 - beta2) * GGt[k]",
    "R[k] = beta2 * R[k] + (1 - beta2) * GtG[k]",
    "m[k] = beta1 * m[k] + (1 - beta1) * g[k]",
    "v[k] = beta2 * v[k] + (1 - beta2) * gTurned[k] ** 2",
    "mHat = mTurned[k] / correction1",
    "vHat = v[k] / correction2",
    "X[k] = mHat / (Math.sqrt(vHat) + eps)",
    "theta[k] -= alpha * XBack[k]",
  ],
  sutskeverMomentum: [
    "u = beta * u - alpha * g",
    "theta += u",
  ],
};
