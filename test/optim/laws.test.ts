import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as optim from "../../src/optim/index.ts";
import {
  adagrad,
  adam,
  adamax,
  adamw,
  amsgrad,
  emaMomentum,
  fourStep,
  lion,
  momentum,
  muon,
  nadam,
  nesterov,
  nesterovLookahead,
  newtonSchulz,
  phi,
  radam,
  rmsprop,
  scheduleFree,
  scheduleFreeAdamw,
  sgd,
  sutskeverMomentum,
} from "../../src/optim/index.ts";
import { all, follow, makers, names, needsShape } from "./all.ts";

const gradient = fc.double({ min: -10, max: 10, noNaN: true });
const nonZero = gradient.filter((g) => Math.abs(g) > 1e-3);
const run = (g: fc.Arbitrary<number>, n = 3) => fc.array(fc.tuple(...Array.from({ length: n }, () => g)), { minLength: 1, maxLength: 40 });
const holds = (law: (gradients: number[][]) => void, g = gradient) =>
  fc.assert(
    fc.property(run(g), (gradients) => void law(gradients)),
    { seed: 1, numRuns: 60 },
  );

/** Numbers of [0, 1) from a seed (Park & Miller). */
function seeded(seed: number): { random(): number } {
  let state = seed;
  return { random: () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 };
}

function expectClose(actual: number[][], wanted: number[][], tolerance = 1e-12): void {
  expect(actual.length).toBe(wanted.length);
  actual.forEach((row, t) => row.forEach((x, i) => expect(Math.abs(x - wanted[t][i])).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(x)))));
}

describe("one method is another's special case", () => {
  test.each([
    ["momentum", momentum({ lr: 0.1, beta: 0 })],
    ["emaMomentum", emaMomentum({ lr: 0.1, beta: 0 })],
    ["sutskeverMomentum", sutskeverMomentum({ lr: 0.1, beta: 0 })],
    ["nesterov", nesterov({ lr: 0.1, beta: 0 })],
    ["nesterovLookahead", nesterovLookahead({ lr: 0.1, beta: 0 })],
  ] as [string, optim.Optimizer][])("%s with β = 0 is SGD", (_, optimizer) => {
    holds((gs) => expect(follow(optimizer, gs)).toEqual(follow(sgd({ lr: 0.1 }), gs)));
  });

  test("AdamW without decay is Adam", () => {
    holds((gs) => expect(follow(adamw({ weightDecay: 0 }), gs)).toEqual(follow(adam(), gs)));
  });

  test("AdamW's decay is (1 − αλ) a step where gradients are 0", () => {
    const path = follow(adamw({ lr: 0.1, weightDecay: 0.5 }), [[0], [0], [0]], [2]);
    expectClose(path, [[2 * 0.95], [2 * 0.95 ** 2], [2 * 0.95 ** 3]]);
  });

  test("RMSProp with its average corrected is Adam with β₁ = 0", () => {
    const corrected = fourStep({ lr: 0.1, psi: optim.psi.corrected(0.99), eps: 1e-8 });
    holds((gs) => expectClose(follow(corrected, gs), follow(adam({ lr: 0.1, beta1: 0, beta2: 0.99 }), gs), 1e-9), nonZero);
  });

  test("Adam with β₁ = β₂ = 0 and ε = 0 steps by the sign, as Lion does with β₁ = 0", () => {
    holds((gs) => expectClose(follow(adam({ lr: 0.1, beta1: 0, beta2: 0, eps: 0 }), gs), follow(lion({ lr: 0.1, beta1: 0 }), gs)), nonZero);
  });

  test("AMSGrad is Adam while v grows", () => {
    const growing = fc
      .array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 1, maxLength: 30 })
      .map((xs) => xs.sort((a, b) => a - b).map((x) => [x]));
    fc.assert(
      fc.property(growing, (gs) => expectClose(follow(amsgrad({ lr: 0.1 }), gs), follow(adam({ lr: 0.1 }), gs))),
      { seed: 1 },
    );
  });

  test("AMSGrad's second moment never shrinks, Adam's does", () => {
    const optimizer = amsgrad();
    const state = optimizer.init(1),
      theta = new Float64Array(1);
    let shrank = 0,
      previous = 0,
      previousMax = 0;
    for (const g of [5, 1, 0.1, 3, 0, 0, 7, 1]) {
      optimizer.step(theta, Float64Array.of(g), state);
      expect(state.vMax[0]).toBeGreaterThanOrEqual(previousMax);
      if (state.v[0] < previous) shrank++;
      [previous, previousMax] = [state.v[0], state.vMax[0]];
    }
    expect(shrank).toBeGreaterThan(0);
  });

  test("RAdam follows the momentum alone while ρ_t ≤ 4: the first four steps at β₂ = 0.999", () => {
    holds((gs) => {
      const plain = fourStep({ lr: 0.1, phi: phi.corrected(0.9) });
      expectClose(follow(radam({ lr: 0.1 }), gs.slice(0, 4)), follow(plain, gs.slice(0, 4)));
    });
  });
});

describe("forms of one method", () => {
  test("momentum(α) is emaMomentum(α/(1 − β)) and sutskeverMomentum(α)", () => {
    holds((gs) => {
      const heavyBall = follow(momentum({ lr: 0.1, beta: 0.8 }), gs);
      expectClose(follow(emaMomentum({ lr: 0.1 / (1 - 0.8), beta: 0.8 }), gs), heavyBall);
      expectClose(follow(sutskeverMomentum({ lr: 0.1, beta: 0.8 }), gs), heavyBall);
    });
  });

  test("nesterov's θ is nesterovLookahead's θ + βu, the point where both take the gradient", () => {
    const f = (x: number) => Math.sin(3 * x) + x;
    const ahead = nesterovLookahead({ lr: 0.05, beta: 0.9 }),
      torch = nesterov({ lr: 0.05, beta: 0.9 });
    const theta = Float64Array.of(1),
      phi = Float64Array.of(1),
      point = Float64Array.of(1),
      u = ahead.init(1),
      m = torch.init(1);
    for (let t = 0; t < 100; t++) {
      ahead.lookAhead(theta, u, point);
      expect(phi[0]).toBeCloseTo(point[0], 11);
      ahead.step(theta, point.map(f), u);
      torch.step(phi, phi.map(f), m);
    }
  });
});

test("Schedule-Free's x is the average of z, which walks as SGD does; at β = 0 θ is z, near β = 1 θ is x", () => {
  holds((gs) => {
    const walk = follow(sgd({ lr: 0.1 }), gs, [1, 1, 1]);
    const means = walk.map((_, t) => [0, 1, 2].map((i) => walk.slice(0, t + 1).reduce((sum, row) => sum + row[i], 0) / (t + 1)));
    expectClose(follow(scheduleFree({ lr: 0.1, beta: 0 }), gs, [1, 1, 1]), walk);
    expectClose(follow(scheduleFree({ lr: 0.1, beta: 1 - 1e-15 }), gs, [1, 1, 1]), means, 1e-12);
    const optimizer = scheduleFree({ lr: 0.1 }),
      state = optimizer.init(3),
      theta = Float64Array.of(1, 1, 1);
    for (const g of gs) optimizer.step(theta, Float64Array.from(g), state);
    expectClose([[...state.x]], [means.at(-1)!]);
  });
});

test("Schedule-Free's θ is what its authors' program makes of it, which keeps θ and z and no x", () => {
  holds((gs) => {
    const [alpha, beta] = [0.1, 0.9],
      y = [1, 1, 1],
      z = [1, 1, 1];
    const path = gs.map((g, k) => {
      const share = 1 / (k + 1);
      g.forEach((gi, i) => {
        y[i] += share * (z[i] - y[i]) + alpha * (beta * (1 - share) - 1) * gi;
        z[i] -= alpha * gi;
      });
      return [...y];
    });
    expectClose(follow(scheduleFree({ lr: alpha, beta }), gs, [1, 1, 1]), path);
  });
});

test("so is Schedule-Free AdamW's, with its decay; its x is what the program's switch to evaluation makes of θ and z", () => {
  holds((gs) => {
    const [alpha, beta1, beta2, decay, eps] = [0.1, 0.9, 0.99, 0.5, 1e-8],
      y = [1, 1, 1],
      z = [1, 1, 1],
      v = [0, 0, 0];
    const path = gs.map((g, k) => {
      const share = 1 / (k + 1);
      g.forEach((gi, i) => {
        v[i] += (1 - beta2) * (gi ** 2 - v[i]);
        const move = gi / (Math.sqrt(v[i] / (1 - beta2 ** (k + 1))) + eps) + decay * y[i];
        y[i] += share * (z[i] - y[i]) + alpha * (beta1 * (1 - share) - 1) * move;
        z[i] -= alpha * move;
      });
      return [...y];
    });
    const optimizer = scheduleFreeAdamw({ lr: alpha, beta1, beta2, eps, weightDecay: decay });
    expectClose(follow(optimizer, gs, [1, 1, 1]), path, 1e-9);
    const [theta, state] = [Float64Array.of(1, 1, 1), optimizer.init(3)];
    for (const g of gs) optimizer.step(theta, Float64Array.from(g), state);
    expectClose([[...state.x]], [y.map((yi, i) => yi + (1 - 1 / beta1) * (z[i] - yi))], 1e-9);
  });
});

test("Schedule-Free AdamW at β₁ = 0 and without decay walks as Adam with β₁ = 0, and x is the average of the walk", () => {
  holds((gs) => {
    const optimizer = scheduleFreeAdamw({ lr: 0.1, beta1: 0 });
    const walk = follow(adam({ lr: 0.1, beta1: 0 }), gs);
    expectClose(follow(optimizer, gs), walk);
    const [theta, state] = [new Float64Array(3), optimizer.init(3)];
    for (const g of gs) optimizer.step(theta, Float64Array.from(g), state);
    expectClose([[...state.x]], [[0, 1, 2].map((i) => walk.reduce((sum, row) => sum + row[i], 0) / walk.length)]);
  });
});

describe("length of the step", () => {
  test.each([
    ["Adam", adam({ lr: 0.1, eps: 0 })],
    ["AdaGrad", adagrad({ lr: 0.1, eps: 0 })],
    ["Adamax", adamax({ lr: 0.1, eps: 0 })],
    ["AMSGrad", amsgrad({ lr: 0.1, eps: 0 })],
    ["Lion", lion({ lr: 0.1 })],
  ] as [string, optim.Optimizer][])("%s's first step has length α in every coordinate", (_, optimizer) => {
    fc.assert(
      fc.property(fc.array(nonZero, { minLength: 1 }), (g) => {
        follow(optimizer, [g])[0].forEach((x, i) => expect(x).toBeCloseTo(-0.1 * Math.sign(g[i]), 12));
      }),
      { seed: 1 },
    );
  });

  test("RMSProp's first step is α/√(1 − ρ), whatever the gradient", () => {
    for (const rho of [0.9, 0.99, 0.999])
      expect(follow(rmsprop({ lr: 1, rho, eps: 0 }), [[7], [-0.1]].slice(0, 1))[0][0]).toBeCloseTo(-1 / Math.sqrt(1 - rho), 9);
  });

  test("AdaGrad on a constant gradient steps α/√t", () => {
    const path = follow(
      adagrad({ lr: 0.3, eps: 0 }),
      Array.from({ length: 50 }, () => [-4]),
    );
    path.forEach(([x], i) => expect(x - (path[i - 1]?.[0] ?? 0)).toBeCloseTo(0.3 / Math.sqrt(i + 1), 12));
  });

  test("Adam's step never exceeds 7.27α, Lion's is α", () => {
    const bound = (1 - 0.9) / Math.sqrt((1 - 0.999) * (1 - 0.9 ** 2 / 0.999));
    expect(bound).toBeCloseTo(7.27, 3);
    holds((gs) => {
      const path = [gs[0].map(() => 0), ...follow(adam({ lr: 1, eps: 0 }), gs)];
      for (let t = 1; t < path.length; t++) path[t].forEach((x, i) => expect(Math.abs(x - path[t - 1][i])).toBeLessThanOrEqual(bound));
    }, nonZero);
    holds((gs) => {
      const path = [gs[0].map(() => 0), ...follow(lion({ lr: 1 }), gs)];
      for (let t = 1; t < path.length; t++) path[t].forEach((x, i) => expect([0, 1]).toContain(Math.abs(x - path[t - 1][i])));
    });
  });
});

describe("blindness to scale", () => {
  test.each([
    ["Adam", adam({ eps: 0 })],
    ["AdaGrad", adagrad({ eps: 0 })],
    ["RMSProp", rmsprop({ eps: 0 })],
    ["AMSGrad", amsgrad({ eps: 0 })],
    ["Adamax", adamax({ eps: 0 })],
    ["Nadam", nadam({ eps: 0 })],
    ["Lion", lion()],
    ["AdamW", adamw({ eps: 0 })],
  ] as [string, optim.Optimizer][])("%s takes the same path when the loss is multiplied by 1024, at ε = 0", (_, optimizer) => {
    holds(
      (gs) =>
        expect(
          follow(
            optimizer,
            gs.map((g) => g.map((x) => 1024 * x)),
          ),
        ).toEqual(follow(optimizer, gs)),
      nonZero,
    );
  });

  test("SGD and momentum are not blind: their steps grow with the loss", () => {
    const gs = [[1], [2]];
    expect(
      follow(
        sgd({ lr: 1 }),
        gs.map((g) => g.map((x) => 1000 * x)),
      ),
    ).toEqual([[-1000], [-3000]]);
  });
});

test("biasCorrection is 1 − β^t to the last bit, though it spares most powers", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double({ min: 0, max: 0.9999999, noNaN: true }), fc.constantFrom(0, 0.5, 0.9, 0.99, 0.999)),
      fc.integer({ min: 1, max: 100_000 }),
      (beta, t) => {
        expect(optim.biasCorrection(beta, t)).toBe(1 - beta ** t);
      },
    ),
    { seed: 1, numRuns: 5000 },
  );
  for (const beta of [0.9, 0.999])
    for (let t = 1; t <= 50_000; t++) if (optim.biasCorrection(beta, t) !== 1 - beta ** t) throw new Error(`${beta}, ${t}`);
});

describe("every optimizer", () => {
  test.each(Object.entries(all))("%s: step leaves g as it is", (_, make) => {
    holds((gs) => {
      const optimizer = make(0.1),
        theta = new Float64Array(3),
        state = optimizer.init(3);
      for (const row of gs) {
        const g = Float64Array.from(row);
        optimizer.step(theta, g, state);
        expect([...g]).toEqual(row);
      }
    });
  });

  test.each(Object.entries(all))("%s: parameters do not see one another", (_, make) => {
    const alone = (gs: number[][]) =>
      [0, 1, 2].map((i) =>
        follow(
          make(0.1),
          gs.map((g) => [g[i]]),
          [i],
        ).map(([x]) => x),
      );
    holds((gs) => expect(follow(make(0.1), gs, [0, 1, 2])).toEqual(gs.map((_, t) => alone(gs).map((path) => path[t]))), nonZero);
  });

  test.each(Object.entries(all))("%s: a cloned state goes on as the original does", (_, make) => {
    holds((gs) => {
      const optimizer = make(0.1),
        theta = new Float64Array(3),
        state = optimizer.init(3);
      for (const g of gs) optimizer.step(theta, Float64Array.from(g), state);
      const copy = structuredClone(state),
        thetaCopy = theta.slice();
      optimizer.step(theta, Float64Array.of(1, 2, 3), state);
      make(0.1).step(thetaCopy, Float64Array.of(1, 2, 3), copy);
      expect(thetaCopy).toEqual(theta);
      expect(copy).toEqual(state);
    }, nonZero);
  });

  test.each(Object.entries(all))("%s: a constant schedule is a number, and α = 0 stands still", (_, make) => {
    holds((gs) => expect(follow(make(optim.constant(0.1)), gs)).toEqual(follow(make(0.1), gs)), nonZero);
    holds((gs) => follow(make(0), gs, [1, 1, 1]).forEach((theta) => expect(theta).toEqual([1, 1, 1])), nonZero);
  });

  test.each(Object.entries(all))("%s: a schedule is read at t = 1, 2, 3 …", (_, make) => {
    const asked = new Set<number>();
    follow(
      make((t) => (asked.add(t), 0.1)),
      [[1], [2], [3]],
    );
    expect([...asked]).toEqual([1, 2, 3]);
  });

  test.each(Object.entries(all))("%s: no parameters, no trouble", (_, make) => {
    expect(follow(make(0.1), [[], []])).toEqual([[], []]);
  });
});

describe("Muon", () => {
  const matrix = (rows: number, columns: number) => fc.array(gradient, { minLength: rows * columns, maxLength: rows * columns });

  test("does not see the gradient's scale", () => {
    fc.assert(
      fc.property(
        matrix(3, 2).filter((g) => Math.hypot(...g) > 0.1),
        (g) => {
          const small = follow(muon({ rows: 3, columns: 2, eps: 0 }), [g]),
            large = follow(muon({ rows: 3, columns: 2, eps: 0 }), [g.map((x) => 1000 * x)]);
          expectClose(small, large, 1e-9);
        },
      ),
      { seed: 1 },
    );
  });

  test("of the transposed gradient is the transposed step", () => {
    fc.assert(
      fc.property(
        matrix(3, 2).filter((g) => Math.hypot(...g) > 0.1),
        (g) => {
          const transposed = [0, 1].flatMap((j) => [0, 1, 2].map((i) => g[2 * i + j]));
          const [step] = follow(muon({ rows: 3, columns: 2 }), [g]),
            [across] = follow(muon({ rows: 2, columns: 3 }), [transposed]);
          expectClose([[0, 1].flatMap((j) => [0, 1, 2].map((i) => step[2 * i + j]))], [across], 1e-9);
        },
      ),
      { seed: 1 },
    );
  });

  test("steps along a rotation stay a rotation: X turned before is X turned after", () => {
    const turn = ([a, b, c, d]: ArrayLike<number> & Iterable<number>, w = 0.7) => [
      Math.cos(w) * a - Math.sin(w) * c,
      Math.cos(w) * b - Math.sin(w) * d,
      Math.sin(w) * a + Math.cos(w) * c,
      Math.sin(w) * b + Math.cos(w) * d,
    ];
    fc.assert(
      fc.property(
        matrix(2, 2).filter((g) => Math.hypot(...g) > 0.1),
        (g) => {
          const [straight] = follow(muon({ rows: 2, columns: 2 }), [g]),
            [turned] = follow(muon({ rows: 2, columns: 2 }), [turn(g)]);
          expectClose([turn(straight)], [turned], 1e-7);
        },
      ),
      { seed: 1 },
    );
  });

  test("is, step by step, the momentum Σβ^(t−i)G_i over its norm and ε, after five rounds of the quintic written as matrices", () => {
    const multiply = (A: number[][], B: number[][]) => A.map((row) => B[0].map((_, j) => row.reduce((sum, a, k) => sum + a * B[k][j], 0)));
    const combine = (a: number, A: number[][], b: number, B: number[][]) => A.map((row, i) => row.map((x, j) => a * x + b * B[i][j]));
    const transpose = (A: number[][]) => A[0].map((_, j) => A.map((row) => row[j]));
    const { random } = seeded(3);
    for (const [rows, columns, eps, size] of [
      [2, 3, 1e-7, 1],
      [3, 2, 1e-7, 1],
      [4, 4, 1e-7, 1],
      [2, 2, 0.5, 1],
      [2, 2, 1e-7, 1e-7],
    ]) {
      const gs = Array.from({ length: 6 }, () => Array.from({ length: rows * columns }, () => size * (random() - 0.5)));
      const path = [new Array<number>(rows * columns).fill(0), ...follow(muon({ lr: 0.1, beta: 0.8, rows, columns, eps }), gs)];
      gs.forEach((_, t) => {
        const m = gs[0].map((_, i) => gs.slice(0, t + 1).reduce((sum, g, s) => sum + 0.8 ** (t - s) * g[i], 0)),
          norm = Math.hypot(...m) + eps;
        let X = Array.from({ length: rows }, (_, i) => m.slice(i * columns, (i + 1) * columns).map((x) => x / norm));
        for (let round = 0; round < 5; round++) {
          const A = multiply(X, transpose(X));
          X = combine(3.4445, X, 1, multiply(combine(-4.775, A, 2.0315, multiply(A, A)), X));
        }
        expectClose([path[t + 1]], [path[t].map((x, i) => x - 0.1 * X.flat()[i])], 1e-9);
      });
    }
  });

  test("newtonSchulz brings singular values of [0.0015, 1] to between 0.68 and 1.21, smaller ones stay below", () => {
    const after = (sigma: number) => {
      const X = Float64Array.of(sigma);
      newtonSchulz(X, 1, 1);
      return X[0];
    };
    const values = Array.from({ length: 20_000 }, (_, i) => after(0.0015 + (i / 20_000) * 0.9985));
    expect(Math.min(...values)).toBeGreaterThan(0.679);
    expect(Math.max(...values)).toBeLessThan(1.21);
    expect(after(0.0014)).toBeLessThan(0.65);
    expect(after(1e-6) / 1e-6).toBeCloseTo(3.4445 ** 5, 1);
  });

  test("newtonSchulz sends each singular value through the quintic five times", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (sigma) => {
        let s = sigma;
        for (let round = 0; round < 5; round++) s = 3.4445 * s - 4.775 * s ** 3 + 2.0315 * s ** 5;
        const X = Float64Array.of(sigma);
        newtonSchulz(X, 1, 1);
        expect(X[0]).toBeCloseTo(s, 9);
      }),
      { seed: 1 },
    );
  });
});

test("defaults are the paper's where it names them, else PyTorch's", () => {
  const adams = { beta1: 0.9, beta2: 0.999, eps: 1e-8 };
  const shape = { rows: 2, columns: 3 };
  const defaults = {
    sgd: { lr: 1e-3 },
    momentum: { lr: 1e-3, beta: 0.9 },
    emaMomentum: { lr: 1e-2, beta: 0.9 },
    sutskeverMomentum: { lr: 1e-3, beta: 0.9 },
    nesterov: { lr: 1e-3, beta: 0.9 },
    nesterovLookahead: { lr: 1e-3, beta: 0.9 },
    adagrad: { lr: 1e-2, eps: 1e-10 },
    rmsprop: { lr: 1e-2, rho: 0.9, eps: 1e-8 },
    centeredRmsprop: { lr: 1e-2, rho: 0.9, eps: 1e-8 },
    adadelta: { lr: 1, rho: 0.95, eps: 1e-6 },
    adam: { lr: 1e-3, ...adams },
    adamw: { lr: 1e-3, ...adams, weightDecay: 1e-2 },
    amsgrad: { lr: 1e-3, ...adams },
    adopt: { lr: 1e-3, beta1: 0.9, beta2: 0.9999, eps: 1e-6 },
    adamax: { lr: 2e-3, ...adams },
    nadam: { lr: 2e-3, ...adams },
    radam: { lr: 1e-3, ...adams },
    lion: { lr: 1e-4, beta1: 0.9, beta2: 0.99, weightDecay: 0 },
    scheduleFree: { lr: 1e-3, beta: 0.9 },
    scheduleFreeAdamw: { lr: 2.5e-3, ...adams, weightDecay: 0 },
    adafactor: { lr: 1e-2, eps: 1e-30, ...shape },
    shampoo: { lr: 0.1, eps: 1e-4, ...shape },
    soap: { lr: 3e-3, beta1: 0.95, beta2: 0.95, eps: 1e-8, ...shape },
    muon: { lr: 0.02, beta: 0.95, eps: 1e-7, ...shape },
  } satisfies Record<optim.OptimizerName, optim.Options>;
  for (const name of names) expect(makers[name](needsShape(name) ? shape : {}).options, name).toEqual(defaults[name]);
  expect(fourStep().options).toEqual({ lr: 1e-3, eps: 0 });
});
