import { describe, expect, test } from "vitest";
import type { Optimizer, TraceRow } from "../../../src/optim/index.ts";
import {
  adadelta,
  adagrad,
  adam,
  adamax,
  amsgrad,
  centeredRmsprop,
  emaMomentum,
  fourStep,
  lion,
  momentum,
  nadam,
  nesterov,
  nesterovLookahead,
  phi,
  psi,
  rmsprop,
  sgd,
  trace,
} from "../../../src/optim/index.ts";
import { ravine } from "../../../src/problems/index.ts";
import { makers, names } from "../all.ts";
import { digits, ellipse, end, line, path } from "./measure.ts";

const lr = 0.1;

describe("0E1: one step on ½(x² + 25y²) at (10, 1), g = (10, 25), α = 0.1", () => {
  test.each([
    ["SGD", sgd({ lr }), [1, 2.5]],
    ["heavy ball", momentum({ lr }), [1, 2.5]],
    ["Nesterov", nesterovLookahead({ lr }), [1, 2.5]],
    ["momentum as an average", emaMomentum({ lr }), [0.1, 0.25]],
    ["AdaGrad", adagrad({ lr }), [0.1, 0.1]],
    ["Adam", adam({ lr }), [0.1, 0.1]],
    ["Adam, uncorrected", fourStep({ lr, phi: phi.ema(0.9), psi: psi.ema(0.999) }), [0.316228, 0.316228]],
    ["RMSProp(0.9)", rmsprop({ lr }), [0.316228, 0.316228]],
    ["RMSProp(0.99)", rmsprop({ lr, rho: 0.99 }), [1, 1]],
    ["AdaDelta", adadelta({ rho: 0.95, eps: 1e-6 }), [0.004472, 0.004472]],
  ] as [string, Optimizer, number[]][])("%s", (_, optimizer, delta) => {
    expect([...trace(optimizer, ellipse(25), [10, 1], 1).delta.slice(2)].map(digits(6))).toEqual(delta);
  });
});

describe("0E2: three steps on x² from 1, α = 0.1", () => {
  test.each([
    ["heavy ball", momentum({ lr }), [0.8, 0.46, 0.062]],
    ["Nesterov, look-ahead", nesterovLookahead({ lr }), [0.8, 0.496, 0.17792]],
    ["AdaGrad", adagrad({ lr }), [0.9, 0.833104, 0.780456]],
    ["RMSProp(0.9)", rmsprop({ lr }), [0.683772, 0.498871, 0.369181]],
    ["Adam", adam({ lr }), [0.9, 0.800412, 0.701586]],
    ["AdaDelta", adadelta(), [0.9955279, 0.9910087, 0.9864645]],
  ] as [string, Optimizer, number[]][])("%s", (_, optimizer, wanted) => {
    const actual = path(
      optimizer,
      line((x) => 2 * x),
      [1],
      3,
    ).flat();
    actual.forEach((x, i) => expect(Math.abs(x - wanted[i])).toBeLessThan(6e-7));
  });
});

describe("0E3: the generic step with φ and ψ is the dedicated implementation, to 1e-12", () => {
  const eps = 1e-8;
  test.each([
    ["SGD", fourStep({ lr }), sgd({ lr })],
    ["momentum", fourStep({ lr, phi: phi.sum(0.9) }), momentum({ lr })],
    ["momentum as an average", fourStep({ lr, phi: phi.ema(0.9) }), emaMomentum({ lr })],
    ["Nesterov, PyTorch's form", fourStep({ lr, phi: phi.nesterov(0.9) }), nesterov({ lr })],
    ["AdaGrad", fourStep({ lr, eps, psi: psi.sum() }), adagrad({ lr, eps })],
    ["RMSProp", fourStep({ lr, eps, psi: psi.ema(0.9) }), rmsprop({ lr, eps })],
    ["centered RMSProp", fourStep({ lr, eps, psi: psi.centered(0.9) }), centeredRmsprop({ lr, eps })],
    ["Adam", fourStep({ lr, eps, phi: phi.corrected(0.9), psi: psi.corrected(0.999) }), adam({ lr, eps })],
    ["AMSGrad", fourStep({ lr, eps, phi: phi.corrected(0.9), psi: psi.largest(0.999) }), amsgrad({ lr, eps })],
    ["Adamax", fourStep({ lr, phi: phi.corrected(0.9), psi: psi.decayedMaximum(0.999) }), adamax({ lr, eps: 0 })],
    ["Nadam", fourStep({ lr, eps, phi: phi.nadam(0.9), psi: psi.corrected(0.999) }), nadam({ lr, eps })],
    ["Lion", fourStep({ lr, phi: phi.lion(0.9, 0.99) }), lion({ lr })],
  ] as [string, Optimizer, Optimizer][])("%s", (_, generic, dedicated) => {
    const swirl = {
      n: 2,
      f: () => NaN,
      gradient: ([x, y]: Float64Array, out: Float64Array) => void ((out[0] = Math.sin(3 * x) + y), (out[1] = 25 * y - x + 1)),
    };
    const a = path(generic, swirl, [2, -1], 30),
      b = path(dedicated, swirl, [2, -1], 30);
    a.forEach((theta, t) => theta.forEach((x, i) => expect(Math.abs(x - b[t][i])).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(x)))));
  });
});

describe("0E4: the loss times 1000, ε = 0, 20 steps", () => {
  const scaled = {
    ...ravine,
    gradient: (theta: Float64Array, out: Float64Array) => void ravine.gradient(theta, out).forEach((g, i) => (out[i] = 1000 * g)),
  };
  test.each([
    ["AdaGrad", adagrad({ lr, eps: 0 })],
    ["RMSProp", rmsprop({ lr, eps: 0 })],
    ["Adam", adam({ lr, eps: 0 })],
  ] as [string, Optimizer][])("%s takes the same path", (_, optimizer) => {
    const a = path(optimizer, ravine, [1, 1], 20),
      b = path(optimizer, scaled, [1, 1], 20);
    a.forEach((theta, t) => theta.forEach((x, i) => expect(x).toBeCloseTo(b[t][i], 9)));
  });

  test("SGD with α = 0.01 goes from (0.818, 0.003) to exploding", () => {
    expect(end(sgd({ lr: 0.01 }), ravine, [1, 1], 20).map(digits(3))).toEqual([0.818, 0.003]);
    expect(Math.hypot(...end(sgd({ lr: 0.01 }), scaled, [1, 1], 20))).toBeGreaterThan(1e12);
  });
});

test("the trace's m and v are the framework's: Δ = αm/(√v + ε) in every step", () => {
  const wave = {
    n: 2,
    f: () => 0,
    gradient: ([x, y]: Float64Array, out: Float64Array) => void ((out[0] = x + Math.cos(5 * y)), (out[1] = 4 * y - x)),
  };
  const eps = 1e-3;
  const given = { lr, eps, weightDecay: 0, beta2: 0.9, rows: 1, columns: 2 };
  const stays = names.filter((name) => makers[name].record.leaves === undefined);
  const optimizers: Optimizer[] = stays.map((name) => {
    const options = Object.keys(makers[name](makers[name].record.needs).options!);
    return makers[name](Object.fromEntries(Object.entries(given).filter(([option]) => options.includes(option))));
  });
  for (const optimizer of [...optimizers, fourStep({ lr, eps, phi: phi.ema(0.5), psi: psi.sum() })] as Optimizer[]) {
    const rows = trace(optimizer, wave, [1, 2], 30).rows().slice(1);
    // Some steps have no ε beside the root: it is in v, or nothing is divided.
    const differs = ({ m, v, delta }: TraceRow, e: number) => delta.some((d, i) => !(Math.abs(d - (lr * m[i]) / (Math.sqrt(v[i]) + e)) < 1e-10));
    const off = rows.filter((row) => differs(row, optimizer.options?.eps ?? 0) && differs(row, 0));
    expect(off.map(({ t }) => `the m and v of ${optimizer.name} do not give its Δ at t = ${t}`)).toEqual([]);
  }
});
