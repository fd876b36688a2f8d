import { describe, expect, test } from "vitest";
import type { Optimizer } from "../../../src/optim/index.ts";
import { adagrad, adam, momentum, nesterov, rmsprop, sgd, train } from "../../../src/optim/index.ts";
import { beale, booth, himmelblau, matyas, monkeySaddle, ravine, rosenbrock, type PlaneSurface } from "../../../src/problems/index.ts";

const make: Record<string, (lr: number) => Optimizer> = {
  SGD: (lr) => sgd({ lr }),
  HB: (lr) => momentum({ lr }),
  NAG: (lr) => nesterov({ lr }),
  AdaGrad: (lr) => adagrad({ lr }),
  RMSProp: (lr) => rmsprop({ lr }),
  Adam: (lr) => adam({ lr }),
};
/** First t within 1e-2 of a minimum, and which. */
function arrival(optimizer: Optimizer, surface: PlaneSurface): { t: number; minimum: number[] | undefined } {
  const near = (theta: ArrayLike<number>) => surface.minima.find(({ theta: [x, y] }) => Math.hypot(theta[0] - x, theta[1] - y) <= 1e-2);
  const { t, theta, reached } = train(optimizer, surface, surface.start, 20_000, { until: (theta) => near(theta) !== undefined });
  return { t: reached ? t : Infinity, minimum: near(theta)?.theta };
}

describe("10E4: how many steps to within 1e-2 of a minimum", () => {
  const races: [string, PlaneSurface, [string, number, number][]][] = [
    [
      "ravine",
      ravine,
      [
        ["SGD", 0.05, 128],
        ["HB", 0.05, 78],
        ["NAG", 0.005, 50],
        ["AdaGrad", 2, 31],
        ["Adam", 1, 66],
      ],
    ],
    [
      "Booth",
      booth,
      [
        ["SGD", 0.1, 32],
        ["HB", 0.01, 83],
        ["NAG", 0.05, 44],
        ["Adam", 1, 101],
      ],
    ],
    [
      "Matyas",
      matyas,
      [
        ["SGD", 0.1, 1465],
        ["HB", 0.1, 121],
        ["NAG", 0.1, 70],
        ["Adam", 1, 110],
      ],
    ],
    [
      "Rosenbrock",
      rosenbrock,
      [
        ["SGD", 0.002, 5624],
        ["HB", 0.002, 596],
        ["NAG", 0.001, 1065],
        ["AdaGrad", 0.5, 5995],
        ["RMSProp", 0.003, 4549],
        ["Adam", 1, 451],
      ],
    ],
    [
      "Beale",
      beale,
      [
        ["SGD", 0.02, 605],
        ["HB", 0.005, 327],
        ["NAG", 0.005, 44],
        ["Adam", 0.3, 168],
      ],
    ],
  ];
  for (const [name, surface, times] of races) {
    test.each(times)(`${name}: %s %f takes %i`, (optimizer, lr, t) => expect(arrival(make[optimizer](lr), surface).t).toBe(t));
  }

  test("Himmelblau: SGD .02 reaches (3, 2) in 10, heavy ball .005 (3.584, −1.848) in 61: another optimizer, another minimum", () => {
    const [a, b] = [arrival(make.SGD(0.02), himmelblau), arrival(make.HB(0.005), himmelblau)];
    expect([a.t, b.t]).toEqual([10, 61]);
    expect(a.minimum).toEqual([3, 2]);
    expect(b.minimum![0]).toBeCloseTo(3.584, 3);
  });

  test.each([
    ["Rosenbrock", rosenbrock, 0.01],
    ["Beale", beale, 0.05],
  ] as [string, PlaneSurface, number][])("%s: SGD diverges at a larger α", (_, surface, lr) => {
    expect(train(sgd({ lr }), surface, surface.start, 1000).theta.some((x) => !(Math.abs(x) < 1e3))).toBe(true);
  });

  test("Monkey saddle, α = .01: GD passes f < −1 at 234 with y > 0, heavy ball at 45 with x < 0", () => {
    const leave = (optimizer: Optimizer) => train(optimizer, monkeySaddle, [0.8, 0.01], 1000, { until: (theta) => monkeySaddle.f(theta) < -1 });
    const gd = leave(sgd({ lr: 0.01 })),
      heavy = leave(momentum({ lr: 0.01 }));
    expect([gd.t, heavy.t]).toEqual([234, 45]);
    expect(gd.theta[1]).toBeGreaterThan(0);
    expect(heavy.theta[0]).toBeLessThan(0);
  });
});
