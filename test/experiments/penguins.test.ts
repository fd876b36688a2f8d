import { beforeAll, expect, test } from "vitest";
import { momentum, type Optimizer, sgd, train } from "../../src/optim/index.ts";
import { dataset, design, type LeastSquares, leastSquares, type Scaling } from "../../src/problems/index.ts";
import { readPublicData } from "./data.ts";

let problemOf: (scaling: Scaling) => LeastSquares;
beforeAll(async () => {
  readPublicData();
  const penguins = await dataset("penguins");
  problemOf = (scaling) => {
    const { A, b } = design(penguins, { features: ["beakLength", "beakDepth", "flipperLength"], target: "bodyMass", scaling });
    return leastSquares(A, b);
  };
});

/** it(1e-6) from 0. */
function iterations(optimizer: Optimizer, problem: LeastSquares, steps = 20_000): number {
  const [{ theta: best }] = problem.minima;
  const off = (theta: ArrayLike<number>) => Math.hypot(...best.map((x, i) => x - theta[i]));
  const start = new Float64Array(problem.n),
    goal = 1e-6 * off(start);
  const { reached, t } = train(optimizer, problem, start, steps, { until: (theta) => off(theta) <= goal });
  return reached ? t : Infinity;
}

test("1E6: on the standardised penguins GD at its best α takes 60 iterations, the heavy ball at its best 25", () => {
  const problem = problemOf("standardised");
  const [L, mu] = [Math.sqrt(problem.L), Math.sqrt(problem.mu)];
  expect(iterations(sgd({ lr: 2 / (problem.L + problem.mu) }), problem)).toBe(60);
  expect(iterations(momentum({ lr: 4 / (L + mu) ** 2, beta: ((L - mu) / (L + mu)) ** 2 }), problem)).toBe(25);
});

test("1E6: raw, GD is not there after 20,000 iterations; centred, it takes more than ten times as many as standardised", () => {
  const best = (problem: LeastSquares) => sgd({ lr: 2 / (problem.L + problem.mu) });
  const [raw, centred, standardised] = [problemOf("raw"), problemOf("centred"), problemOf("standardised")];
  expect(iterations(best(raw), raw)).toBe(Infinity);
  expect(iterations(best(centred), centred) / iterations(best(standardised), standardised)).toBeGreaterThan(10);
});
