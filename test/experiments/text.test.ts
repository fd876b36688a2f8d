import { describe, expect, test } from "vitest";
import { adagrad, adam, inverseSqrt, type Optimizer, rmsprop, sgd } from "../../src/optim/index.ts";
import { batches, type Classifier, dataset, logisticRegression, rareFeatures } from "../../src/problems/index.ts";
import { readPublicData } from "./data.ts";

const seeds = [1, 2, 3];
type Make = (lr: number) => Optimizer;

/** One pass over the examples `order`, one at a time: where it ends, and the mean loss of each example before it was learnt. */
function pass(optimizer: Optimizer, problem: Classifier, order: Iterable<ArrayLike<number>>): { theta: Float64Array; progressive: number } {
  const theta = new Float64Array(problem.n),
    g = new Float64Array(problem.n),
    state = optimizer.init(problem.n);
  let sum = 0;
  for (const rows of order) {
    sum += problem.lossOf(rows, theta);
    problem.gradientOf(rows, theta, g);
    optimizer.step(theta, g, state);
  }
  return { theta, progressive: sum / problem.size };
}

/** The least of `score` over a grid of learning rates. */
const best = (score: (lr: number) => number, grid: number[]) => Math.min(...grid.map(score));
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test("6E3: online on features as unequal as words AdaGrad's excess loss is at most .75 of the better SGD's", () => {
  const worlds = seeds.map((seed) => {
    const { train, test, truth } = rareFeatures({ seed });
    const heldOut = logisticRegression(test, { bias: false });
    return { problem: logisticRegression(train, { bias: false }), excess: (theta: Float64Array) => heldOut.f(theta) - heldOut.f(truth) };
  });
  const score = (make: Make) => (lr: number) =>
    mean(
      worlds.map(({ problem, excess }) =>
        excess(
          pass(
            make(lr),
            problem,
            Array.from({ length: 5000 }, (_, i) => [i]),
          ).theta,
        ),
      ),
    );
  const constant = best(
    score((lr) => sgd({ lr })),
    [0.1, 0.2, 0.3, 0.5],
  );
  const decaying = best(
    score((lr) => sgd({ lr: inverseSqrt(lr) })),
    [5, 10, 20],
  );
  const ours = best(
    score((lr) => adagrad({ lr })),
    [0.5, 0.7, 1],
  );
  expect(ours).toBeGreaterThan(0);
  expect(ours / Math.min(constant, decaying)).toBeLessThanOrEqual(0.75);
  expect(decaying).toBeLessThan(constant);
});

describe("6E4: spam, one pass over 1500 mails, one at a time", async () => {
  readPublicData();
  const spam = await dataset("spam");
  const [problem, heldOut] = [logisticRegression(spam.train), logisticRegression(spam.test)];
  const run = (make: Make) => (lr: number) => seeds.map((seed) => pass(make(lr), problem, batches(problem.size, 1, { seed, epochs: 1 })));
  const score = (make: Make) => (lr: number) => mean(run(make)(lr).map(({ progressive }) => progressive));
  const methods: Record<string, [Make, number[]]> = {
    SGD: [(lr) => sgd({ lr }), [0.05, 0.07, 0.1]],
    "SGD/√t": [(lr) => sgd({ lr: inverseSqrt(lr) }), [0.3, 0.5, 0.7]],
    AdaGrad: [(lr) => adagrad({ lr }), [0.07, 0.1, 0.14]],
    "RMSProp(.99)": [(lr) => rmsprop({ lr, rho: 0.99 }), [0.005, 0.007, 0.01]],
    Adam: [(lr) => adam({ lr }), [0.007, 0.01, 0.014]],
  };
  const losses = new Map(Object.entries(methods).map(([name, [make, grid]]) => [name, best(score(make), grid)]));

  test("the best progressive losses come in the order RMSProp(.99), AdaGrad, Adam, SGD, SGD/√t", () => {
    expect([...losses].toSorted(([, a], [, b]) => a - b).map(([name]) => name)).toEqual(["RMSProp(.99)", "AdaGrad", "Adam", "SGD", "SGD/√t"]);
  });
  test("AdaGrad's is at least 4 % below SGD's, at the best α of each", () => {
    expect(losses.get("AdaGrad")! / losses.get("SGD")!).toBeLessThan(0.96);
  });
  test("all of them know spam from ham in the test mails", () => {
    for (const [make, [, lr]] of Object.values(methods))
      expect(mean(run(make)(lr).map(({ theta }) => heldOut.accuracy(theta)))).toBeGreaterThan(0.93);
  });
  test("AdaGrad's step is larger for a rare word than for a common one", () => {
    const optimizer = adagrad({ lr: 0.1 }),
      state = optimizer.init(problem.n),
      theta = new Float64Array(problem.n),
      g = new Float64Array(problem.n);
    for (const rows of batches(problem.size, 1, { seed: 1, epochs: 1 })) optimizer.step(theta, problem.gradientOf(rows, theta, g), state);
    const step = (word: string) => 1 / Math.sqrt(state.v[spam.words.indexOf(word)]);
    expect(step("guaranteed")).toBeGreaterThan(3 * step("the"));
  });
});
