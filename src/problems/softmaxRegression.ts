import { extend } from "./extend.ts";
import { network } from "./network.ts";
import type { Classifier, Labelled } from "./types.ts";

/**
 * Softmax regression, the network without a hidden layer: convex. θ holds the weights (classes × inputs) row after row, then the biases.
 * @example
 * const model = softmaxRegression({ X: matrix([[-1], [1]]), y: Uint8Array.of(0, 1), classes: 2 });
 * model.f(model.start); // 0.693147
 */
export function softmaxRegression(examples: Labelled): Classifier {
  const { parts: _, initial: __, ...problem } = network(examples, { hidden: [] });
  return extend(problem, {
    get start() {
      return new Float64Array(problem.n);
    },
  });
}
