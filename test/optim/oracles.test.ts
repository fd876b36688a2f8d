import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { gradientOf, type OracleProblem } from "./oracleProblems.ts";
import { optimizerOf, type OracleOptions } from "./oracleOptimizers.ts";

interface Case {
  id: string;
  convention: string;
  hyperparameters: OracleOptions;
  problem: OracleProblem;
  init: number[];
  gradients?: number[][];
  expected: { kind: "params" | "loss_after_step" | "updates"; at_steps: number[]; values: (number | number[])[] };
  tolerance: { tight_atol: number };
}

/** What our optimizer gives where the source printed something: parameters, updates x_before − x_after, or the loss, Σx² in every such case. */
function reproduce({ convention, hyperparameters, problem, init, gradients, expected }: Case): number[][] {
  const { optimizer } = optimizerOf(convention, hyperparameters);
  const gradient = gradientOf(problem, gradients);
  const theta = Float64Array.from(init), before = theta.slice(), point = theta.slice(), g = theta.slice();
  const state = optimizer.init(theta.length);
  const results: number[][] = [];
  for (let t = 1; t <= Math.max(...expected.at_steps); t++) {
    before.set(theta);
    if (optimizer.lookAhead) optimizer.lookAhead(theta, state, point);
    else point.set(theta);
    gradient(point, g, t);
    optimizer.step(theta, g, state);
    if (!expected.at_steps.includes(t)) continue;
    if (expected.kind === "params") results.push([...theta]);
    else if (expected.kind === "updates") results.push([...theta].map((x, i) => before[i] - x));
    else results.push([theta.reduce((sum, x) => sum + x * x, 0)]);
  }
  return results;
}

const folder = new URL("../fixtures/oracles/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "conventions.json" && name !== "properties.json");
const table = new Map<string, { cases: number; largest: number; share: number }>();

for (const file of files) {
  const { cases } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { cases: Case[] };
  describe(`reproduces ${file}`, () => {
    test.each(cases)("$id", (one) => {
      const tolerance = one.tolerance.tight_atol;
      const results = reproduce(one);
      expect(results.length).toBe(one.expected.values.length);
      let largest = 0;
      results.forEach((actual, row) => {
        const wanted = [one.expected.values[row]].flat();
        expect(actual.length).toBe(wanted.length);
        actual.forEach((x, i) => (largest = Math.max(largest, Number.isNaN(x) ? Infinity : Math.abs(x - wanted[i]))));
      });
      const { name } = optimizerOf(one.convention, one.hyperparameters);
      const { cases: count, largest: most, share } = table.get(name) ?? { cases: 0, largest: 0, share: 0 };
      table.set(name, { cases: count + 1, largest: Math.max(most, largest), share: Math.max(share, largest / tolerance) });
      expect(largest).toBeLessThanOrEqual(tolerance);
    });
  });
}

test("there are 136 cases", () => {
  expect([...table.values()].reduce((sum, { cases }) => sum + cases, 0)).toBe(136);
});

afterAll(() => {
  const rows = [...table].sort().map(([name, { cases, largest, share }]) => `${name.padEnd(24)}${String(cases).padStart(5)}   ${largest.toExponential(1)}${(100 * share).toFixed(1).padStart(10)} %`);
  console.log(["optimizer               cases   largest error, share of its tolerance", ...rows].join("\n"));
});
