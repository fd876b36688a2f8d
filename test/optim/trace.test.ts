import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adam, centeredRmsprop, momentum, nesterovLookahead, sgd, trace, train, type Optimizer, type Problem } from "../../src/optim/index.ts";
import { all } from "./all.ts";

const valley: Problem = { n: 2, f: ([x, y]) => (x * x + 25 * y * y) / 2, gradient: ([x, y], out) => void ((out[0] = x), (out[1] = 25 * y)) };

describe("trace", () => {
  test("records θ and the loss of the start and of every step, and the step that led there", () => {
    const run = trace(sgd({ lr: 0.01 }), valley, [1, 1], 2);
    expect([...run.t]).toEqual([0, 1, 2]);
    expect([...run.theta]).toEqual([1, 1, 0.99, 0.75, 0.99 - 0.01 * 0.99, 0.75 - 0.25 * 0.75]);
    expect([...run.loss]).toEqual([13, valley.f(Float64Array.of(0.99, 0.75)), valley.f(run.theta.slice(4))]);
    expect([...run.g.slice(2)]).toEqual([1, 25, 0.99, 18.75]);
    expect(run.delta[2]).toBeCloseTo(0.01, 14);
    expect([...run.v.slice(2)]).toEqual([1, 1, 1, 1]);
    for (const column of [run.g, run.m, run.v, run.delta]) expect(column.slice(0, 2).every(Number.isNaN)).toBe(true);
  });

  test("its rows are views of its columns, one for each recorded step", () => {
    const run = trace(adam(), valley, [1, 1], 5),
      rows = run.rows();
    expect(rows.length).toBe(run.length);
    rows.forEach((row, k) => {
      expect(row).toMatchObject({ optimizer: "adam", t: k, loss: run.loss[k], x: run.theta[2 * k], y: run.theta[2 * k + 1] });
      expect(row.m.buffer).toBe(run.m.buffer);
      expect([...row.delta]).toEqual([...run.delta.slice(2 * k, 2 * k + 2)]);
    });
  });

  test("of one parameter: y is NaN, the rest is there", () => {
    const [, first] = trace(sgd({ lr: 0.1 }), { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) }, [1], 1).rows();
    expect(first.x).toBe(0.8);
    expect(first.y).toBeNaN();
  });

  test("with `every` it keeps each k-th step and the last, and changes none of them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 50 }), (steps, every) => {
        const full = trace(momentum({ lr: 0.01 }), valley, [1, 1], steps).rows(),
          some = trace(momentum({ lr: 0.01 }), valley, [1, 1], steps, { every }).rows();
        expect(some.map(({ t }) => t)).toEqual(full.map(({ t }) => t).filter((t) => t % every === 0 || t === steps));
        for (const row of some) expect({ ...row }).toEqual({ ...full[row.t] });
      }),
      { seed: 2 },
    );
  });

  test("leaves its start as it is, and takes any array of numbers", () => {
    const start = [1, 1],
      typed = Float32Array.of(1, 1);
    trace(sgd({ lr: 0.1 }), valley, start, 3);
    expect(start).toEqual([1, 1]);
    expect(trace(sgd({ lr: 0.1 }), valley, typed, 3).theta).toEqual(trace(sgd({ lr: 0.1 }), valley, start, 3).theta);
  });

  test("takes Nesterov's gradient where it looks ahead", () => {
    const run = trace(nesterovLookahead({ lr: 0.1, beta: 0.5 }), { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) }, [1], 2);
    expect(run.g[2]).toBeCloseTo(2 * (0.8 + 0.5 * -0.2), 14); // at θ + βu = .8 − .1
  });

  test("reads a reader's own optimizer by its state's m and v, and without them by g and 1", () => {
    const plain = { init: () => undefined, step: (theta: Float64Array, g: Float64Array) => theta.forEach((_, i) => (theta[i] -= 0.1 * g[i])) };
    const run = trace(plain, valley, [1, 1], 1, { name: "mine" });
    expect([...run.m.slice(2)]).toEqual([1, 25]);
    expect([...run.v.slice(2)]).toEqual([1, 1]);
    expect(run.rows()[1].optimizer).toBe("mine");
    const kept = {
      init: (n: number) => ({ m: new Float64Array(n), v: new Float64Array(n).fill(4) }),
      step: (_: Float64Array, g: Float64Array, state: { m: Float64Array }) => state.m.set(g),
    };
    expect([...trace(kept, valley, [1, 1], 1).v.slice(2)]).toEqual([4, 4]);
  });

  test("goes on when a run diverges: its numbers become infinite or NaN, nothing is thrown", () => {
    expect(trace(sgd({ lr: 10 }), valley, [1, 1], 2000).loss.at(-1)).not.toBeLessThan(Infinity);
  });

  test("names what is wrong", () => {
    expect(() => trace(sgd(), valley, [1], 3)).toThrow("invalid theta0: length 1 (the problem has 2 parameters)");
    expect(() => trace(sgd(), valley, [1, 1], 1.5)).toThrow("invalid steps: 1.5 (a whole number ≥ 0)");
    expect(() => trace(sgd(), valley, [1, 1], 3, { every: 0 })).toThrow("invalid every: 0 (a whole number > 0)");
    for (const run of [trace, train] as unknown as ((...given: unknown[]) => unknown)[]) {
      expect(() => run(adam, valley, [1, 1], 3)).toThrow("invalid optimizer: a function (call it: adam())");
      for (const none of [undefined, null, {}, { init: () => 0 }])
        expect(() => run(none, valley, [1, 1], 3)).toThrow("invalid optimizer (an object with init and step)");
      for (const none of [undefined, {}, valley.f])
        expect(() => run(adam(), none, [1, 1], 3)).toThrow("invalid problem (an object with n, f and gradient)");
      expect(() => run(adam(), valley, undefined, 3)).toThrow("invalid theta0: length undefined (the problem has 2 parameters)");
    }
  });
});

describe("train", () => {
  test.each(Object.entries(all))("%s: goes where trace goes", (_, make) => {
    expect([...train(make(0.01), valley, [1, 2], 50).theta]).toEqual([...trace(make(0.01), valley, [1, 2], 50).rows()[50].theta]);
  });

  test("stops after the first step for which `until` holds", () => {
    const optimizer = sgd({ lr: 0.01 });
    const { t, reached, theta } = train(optimizer, valley, [1, 1], 1000, { until: ([x]) => x < 0.5 });
    expect([t, reached]).toEqual([69, true]);
    expect(theta[0]).toBeCloseTo(0.99 ** 69, 12);
    expect(train(optimizer, valley, [1, 1], 10, { until: () => false })).toMatchObject({ t: 10, reached: false });
  });

  test("goes on from a state as if it had never stopped", () => {
    const optimizer = adam({ lr: 0.1 });
    const first = train(optimizer, valley, [1, 1], 20);
    expect(train(optimizer, valley, first.theta, 30, { state: first.state }).theta).toEqual(train(optimizer, valley, [1, 1], 50).theta);
  });

  test("names what is wrong", () => {
    expect(() => train(sgd(), valley, [1, 2, 3], 3)).toThrow("invalid theta0: length 3 (the problem has 2 parameters)");
    expect(() => train(sgd(), valley, [1, 2], -1)).toThrow("invalid steps: -1");
  });
});

test("optimizers of different kinds stand in one list without a cast", () => {
  const list = [sgd({ lr: 0.01 }), adam(), centeredRmsprop(), nesterovLookahead()];
  const named: Record<string, Optimizer> = { sgd: sgd(), adam: adam({ lr: (t) => 1 / t }) };
  expect(list.map((optimizer) => trace(optimizer, valley, [1, 1], 3).length)).toEqual([4, 4, 4, 4]);
  expect(Object.values(named).map((optimizer) => train(optimizer, valley, [1, 1], 3).t)).toEqual([3, 3]);
});
