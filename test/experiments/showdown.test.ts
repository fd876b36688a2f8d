import { beforeAll, describe, expect, test } from "vitest";
import { adagrad, adam, momentum, nesterov, type Optimizer, rmsprop, sgd, train } from "../../src/optim/index.ts";
import { dataset, miniBatch, type Mnist, network, random, softmaxRegression, wilson } from "../../src/problems/index.ts";
import { readPublicData } from "./data.ts";

let digits: Mnist;
beforeAll(async () => {
  readPublicData();
  digits = await dataset("mnist");
});

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const variance = (values: number[]) => values.reduce((sum, x) => sum + (x - mean(values)) ** 2, 0) / (values.length - 1);

describe("10E1: MNIST 14 × 14, 196-32-10, batches of 20, 10 epochs, 5 seeds", () => {
  const results = new Map<string, { losses: number[]; accuracies: number[] }>();
  function showdown(make: () => Optimizer, seeds = [1, 2, 3, 4, 5]): { losses: number[]; accuracies: number[] } {
    const problem = network(digits.train),
      heldOut = network(digits.test);
    const ends = seeds.map((seed) => train(make(), miniBatch(problem, { size: 20, seed }), problem.initial(seed), 500).theta);
    return { losses: ends.map(problem.f), accuracies: ends.map(heldOut.accuracy) };
  }

  test.each<[string, () => Optimizer, number, number]>([
    ["SGD 1", () => sgd({ lr: 1 }), 0.059, 0.854],
    ["HB .1", () => momentum({ lr: 0.1 }), 0.032, 0.863],
    ["NAG .1", () => nesterov({ lr: 0.1 }), 0.026, 0.86],
    ["AdaGrad .1", () => adagrad({ lr: 0.1 }), 0.078, 0.876],
    ["RMSProp(.9) .01", () => rmsprop({ lr: 0.01, rho: 0.9 }), 0.049, 0.867],
    ["Adam .01", () => adam({ lr: 0.01 }), 0.037, 0.876],
  ])("%s learns, to about the published loss and accuracy", (name, make, loss, accuracy) => {
    const found = showdown(make);
    results.set(name, found);
    expect(Math.abs(mean(found.accuracies) - accuracy)).toBeLessThan(0.015);
    expect(mean(found.losses) / loss).toBeGreaterThan(0.6);
    expect(mean(found.losses) / loss).toBeLessThan(1.6);
  });

  test("no winner: the mean accuracies differ by less than three times what one run's luck does, and their order is not that of the losses", () => {
    const found = [...results.entries()].map(([name, { losses, accuracies }]) => ({
      name,
      loss: mean(losses),
      accuracy: mean(accuracies),
      luck: variance(accuracies),
    }));
    const accuracies = found.map(({ accuracy }) => accuracy);
    expect(Math.max(...accuracies) - Math.min(...accuracies)).toBeLessThan(3 * Math.sqrt(mean(found.map(({ luck }) => luck))));
    const names = (by: (a: (typeof found)[number], b: (typeof found)[number]) => number) => found.toSorted(by).map(({ name }) => name);
    expect(names((a, b) => a.loss - b.loss)).not.toEqual(names((a, b) => b.accuracy - a.accuracy));
  });

  test("untuned: SGD .01 reaches about .617, Adam .001 .824, HB .01 .833; SGD 3 collapses", () => {
    const few = (make: () => Optimizer) => mean(showdown(make, [1, 2]).accuracies);
    for (const [make, accuracy] of [
      [() => sgd({ lr: 0.01 }), 0.617],
      [() => adam({ lr: 0.001 }), 0.824],
      [() => momentum({ lr: 0.01 }), 0.833],
    ] as [() => Optimizer, number][]) {
      expect(Math.abs(few(make) - accuracy)).toBeLessThan(0.03);
    }
    expect(few(() => sgd({ lr: 3 }))).toBeLessThan(0.3);
  });
});

test("10E2: softmax at 0: gradient variance × B is 17.2, 16.9, 16.6, 16.3, 12.6 for B = 1, 4, 16, 64, 256; corrected for the finite population all are 17.2", () => {
  const problem = softmaxRegression(digits.train);
  const zero = new Float64Array(problem.n),
    full = problem.gradient(zero),
    g = new Float64Array(problem.n);
  const squared = () => g.reduce((sum, x, j) => sum + (x - full[j]) ** 2, 0);
  let sigma2 = 0;
  for (let i = 0; i < problem.size; i++) {
    problem.gradientOf([i], zero, g);
    sigma2 += squared() / problem.size;
  }
  expect(sigma2).toBeCloseTo(17.2, 1);
  for (const [B, published] of [
    [1, 17.2],
    [4, 16.9],
    [16, 16.6],
    [64, 16.3],
    [256, 12.6],
  ]) {
    const { sample } = random(B);
    let variance = 0;
    const draws = 300;
    for (let k = 0; k < draws; k++) {
      problem.gradientOf(sample(problem.size, B), zero, g);
      variance += squared() / draws;
    }
    expect((variance * B) / published).toBeCloseTo(1, 0.9);
    expect((variance * B * 999) / (1000 - B) / sigma2).toBeCloseTo(1, 0.9);
  }
});

describe("10E3: Wilson's least squares, n = 100, p = .7", () => {
  test.each<[string, () => Optimizer]>([
    ["SGD", () => sgd({ lr: 0.3 })],
    ["heavy ball", () => momentum({ lr: 0.05 })],
  ])("%s fits all, and tells all fresh examples right: θ₁, θ₂, θ₃ are about .96, .015, .015", (_, make) => {
    const problem = wilson({ seed: 1 });
    const { theta } = train(make(), problem, problem.start, 2000);
    expect([problem.trainAccuracy(theta), problem.testAccuracy(theta)]).toEqual([1, 1]);
    expect(theta[0]).toBeCloseTo(0.96, 1.7);
    expect(theta[1]).toBeCloseTo(0.015, 1.9);
    expect(theta[2]).toBe(theta[1]);
  });
  test.each<[string, () => Optimizer]>([
    ["AdaGrad", () => adagrad({ lr: 0.1 })],
    ["RMSProp", () => rmsprop({ lr: 0.001 })],
    ["Adam", () => adam({ lr: 0.01 })],
  ])("%s fits all, but calls every fresh example +1: θ₁, θ₂, θ₃ are about ¼ each", (_, make) => {
    const problem = wilson({ seed: 1, fresh: 10_000 });
    const { theta } = train(make(), problem, problem.start, 2000);
    expect(problem.trainAccuracy(theta)).toBe(1);
    expect(problem.testAccuracy(theta)).toBeCloseTo(0.7, 1.5);
    for (const i of [0, 1, 2]) expect(theta[i]).toBeCloseTo(0.25, 2);
  });
});
