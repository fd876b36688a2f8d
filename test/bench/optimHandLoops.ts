/** Each optimizer fused by hand: one function, no checks, no options, numbers as arguments. What `optim.ts` compares with. */
import type { PlainName } from "../optim/all.ts";

type V = Float64Array;
export type HandLoop = (theta: V, g: V, a: V, b: V, c: V, t: number) => void;

const lr = 1e-3,
  beta = 0.9,
  rho = 0.9,
  beta1 = 0.9,
  beta2 = 0.999,
  eps = 1e-8;

export const handLoops: Record<PlainName, HandLoop> = {
  sgd(theta, g) {
    for (let i = 0; i < theta.length; i++) theta[i] -= lr * g[i];
  },
  momentum(theta, g, m) {
    for (let i = 0; i < theta.length; i++) {
      const mi = beta * m[i] + g[i];
      m[i] = mi;
      theta[i] -= lr * mi;
    }
  },
  emaMomentum(theta, g, m) {
    for (let i = 0; i < theta.length; i++) {
      const mi = beta * m[i] + (1 - beta) * g[i];
      m[i] = mi;
      theta[i] -= lr * mi;
    }
  },
  sutskeverMomentum(theta, g, u) {
    for (let i = 0; i < theta.length; i++) {
      const ui = beta * u[i] - lr * g[i];
      u[i] = ui;
      theta[i] += ui;
    }
  },
  nesterov(theta, g, m) {
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        mi = beta * m[i] + gi;
      m[i] = mi;
      theta[i] -= lr * (gi + beta * mi);
    }
  },
  nesterovLookahead(theta, g, u) {
    for (let i = 0; i < theta.length; i++) {
      const ui = beta * u[i] - lr * g[i];
      u[i] = ui;
      theta[i] += ui;
    }
  },
  adagrad(theta, g, v) {
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        vi = v[i] + gi * gi;
      v[i] = vi;
      theta[i] -= (lr * gi) / (Math.sqrt(vi) + eps);
    }
  },
  rmsprop(theta, g, v) {
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        vi = rho * v[i] + (1 - rho) * gi * gi;
      v[i] = vi;
      theta[i] -= (lr * gi) / (Math.sqrt(vi) + eps);
    }
  },
  centeredRmsprop(theta, g, v, gBar) {
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        vi = rho * v[i] + (1 - rho) * gi * gi,
        bar = rho * gBar[i] + (1 - rho) * gi;
      v[i] = vi;
      gBar[i] = bar;
      theta[i] -= (lr * gi) / (Math.sqrt(Math.max(vi - bar * bar, 0)) + eps);
    }
  },
  adadelta(theta, g, v, D) {
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        vi = rho * v[i] + (1 - rho) * gi * gi;
      v[i] = vi;
      const delta = (Math.sqrt(D[i] + 1e-6) / Math.sqrt(vi + 1e-6)) * gi;
      D[i] = rho * D[i] + (1 - rho) * delta * delta;
      theta[i] -= lr * delta;
    }
  },
  adam(theta, g, m, v, _c, t) {
    const c1 = 1 - beta1 ** t,
      c2 = 1 - beta2 ** t;
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        mi = beta1 * m[i] + (1 - beta1) * gi,
        vi = beta2 * v[i] + (1 - beta2) * gi * gi;
      m[i] = mi;
      v[i] = vi;
      theta[i] -= (lr * (mi / c1)) / (Math.sqrt(vi / c2) + eps);
    }
  },
  adamw(theta, g, m, v, _c, t) {
    const c1 = 1 - beta1 ** t,
      c2 = 1 - beta2 ** t,
      keep = 1 - lr * 0.01;
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        mi = beta1 * m[i] + (1 - beta1) * gi,
        vi = beta2 * v[i] + (1 - beta2) * gi * gi;
      m[i] = mi;
      v[i] = vi;
      theta[i] = keep * theta[i] - (lr * (mi / c1)) / (Math.sqrt(vi / c2) + eps);
    }
  },
  amsgrad(theta, g, m, v, vMax, t) {
    const c1 = 1 - beta1 ** t,
      c2 = 1 - beta2 ** t;
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        mi = beta1 * m[i] + (1 - beta1) * gi,
        vi = beta2 * v[i] + (1 - beta2) * gi * gi,
        most = Math.max(vMax[i], vi);
      m[i] = mi;
      v[i] = vi;
      vMax[i] = most;
      theta[i] -= (lr * (mi / c1)) / (Math.sqrt(most / c2) + eps);
    }
  },
  adamax(theta, g, m, u, _c, t) {
    const c1 = 1 - beta1 ** t;
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        mi = beta1 * m[i] + (1 - beta1) * gi,
        ui = Math.max(beta2 * u[i], Math.abs(gi) + eps);
      m[i] = mi;
      u[i] = ui;
      theta[i] -= (lr * (mi / c1)) / ui;
    }
  },
  nadam(theta, g, m, v, _c, t) {
    const c1 = 1 - beta1 ** t,
      next = 1 - beta1 ** (t + 1),
      c2 = 1 - beta2 ** t;
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        mi = beta1 * m[i] + (1 - beta1) * gi,
        vi = beta2 * v[i] + (1 - beta2) * gi * gi;
      m[i] = mi;
      v[i] = vi;
      theta[i] -= (lr * ((beta1 * mi) / next + ((1 - beta1) * gi) / c1)) / (Math.sqrt(vi / c2) + eps);
    }
  },
  radam(theta, g, m, v, _c, t) {
    const c1 = 1 - beta1 ** t,
      c2 = 1 - beta2 ** t,
      most = 2 / (1 - beta2) - 1,
      now = most - (2 * t * beta2 ** t) / c2;
    const r = Math.sqrt(((now - 4) * (now - 2) * most) / ((most - 4) * (most - 2) * now));
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        mi = beta1 * m[i] + (1 - beta1) * gi,
        vi = beta2 * v[i] + (1 - beta2) * gi * gi;
      m[i] = mi;
      v[i] = vi;
      theta[i] -= now > 4 ? (lr * r * (mi / c1)) / (Math.sqrt(vi / c2) + eps) : lr * (mi / c1);
    }
  },
  lion(theta, g, m) {
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i];
      theta[i] -= lr * (Math.sign(beta1 * m[i] + (1 - beta1) * gi) + 0.01 * theta[i]);
      m[i] = 0.99 * m[i] + (1 - 0.99) * gi;
    }
  },
  adopt(theta, g, m, v, _c, t) {
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i];
      if (t === 1) {
        v[i] = gi * gi;
        continue;
      }
      const mi = beta1 * m[i] + ((1 - beta1) * gi) / Math.max(Math.sqrt(v[i]), 1e-6);
      m[i] = mi;
      theta[i] -= lr * mi;
      v[i] = 0.9999 * v[i] + (1 - 0.9999) * gi * gi;
    }
  },
  scheduleFree(theta, g, z, x, _c, t) {
    for (let i = 0; i < theta.length; i++) {
      const zi = (t > 1 ? z[i] : theta[i]) - lr * g[i],
        xi = x[i] + (zi - x[i]) / t;
      z[i] = zi;
      x[i] = xi;
      theta[i] = zi + beta * (xi - zi);
    }
  },
  scheduleFreeAdamw(theta, g, v, z, x, t) {
    const c2 = 1 - beta2 ** t;
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i],
        vi = beta2 * v[i] + (1 - beta2) * gi * gi,
        zi = (t > 1 ? z[i] : theta[i]) - lr * (gi / (Math.sqrt(vi / c2) + eps) + 0.01 * theta[i]),
        xi = x[i] + (zi - x[i]) / t;
      v[i] = vi;
      z[i] = zi;
      x[i] = xi;
      theta[i] = zi + beta1 * (xi - zi);
    }
  },
};
