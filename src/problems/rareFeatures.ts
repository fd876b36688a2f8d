import { random } from "./random.ts";
import { sparseRows } from "./sparseRows.ts";
import type { Labelled, SparseRows, Vec } from "./types.ts";

/**
 * Made-up examples whose features are as unequal as words are: feature j (from 1) is present with probability min(½, 1/j); the
 * class is drawn by the logistic model of `truth`, whose weights are N(0, 2²). `logisticRegression(test, { bias: false }).f(truth)` is
 * the loss that no method can beat, up to chance.
 * @example
 * rareFeatures({ features: 3, seed: 1 }).truth; // [1.213621, 0.992641, 1.676651]
 */
export function rareFeatures({
  features = 200,
  train = 5000,
  test = 5000,
  seed,
}: {
  features?: number;
  train?: number;
  test?: number;
  seed: number;
}): { train: Labelled<SparseRows>; test: Labelled<SparseRows>; truth: Vec } {
  const { normals, uniform } = random(seed);
  const truth = normals(features, 0, 2);
  const draw = (n: number): Labelled<SparseRows> => {
    const y = new Uint8Array(n);
    const lists = Array.from({ length: n }, (_, i) => {
      const present: number[] = [];
      for (let j = 0; j < features; j++) if (uniform() < Math.min(0.5, 1 / (j + 1))) present.push(j);
      const z = present.reduce((sum, j) => sum + truth[j], 0);
      y[i] = Number(uniform() < 1 / (1 + Math.exp(-z)));
      return present;
    });
    return { X: sparseRows(lists, features), y, classes: 2 };
  };
  return { train: draw(train), test: draw(test), truth };
}
