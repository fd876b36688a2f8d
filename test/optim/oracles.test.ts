import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import type { Optimizer } from "../../src/optim/index.ts";
import { gradientOf, type OracleProblem } from "./oracleProblems.ts";
import { optimizersOf, type OracleOptions } from "./oracleOptimizers.ts";

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
function reproduce(optimizer: Optimizer, { problem, init, gradients, expected }: Case): number[][] {
  const gradient = gradientOf(problem, gradients);
  const theta = Float64Array.from(init),
    before = theta.slice(),
    point = theta.slice(),
    g = theta.slice();
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
const reproduced = new Set<string>();
const table = new Map<string, { cases: number; largest: number; share: number }>();

for (const file of files) {
  const { cases } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { cases: Case[] };
  describe(`reproduces ${file}`, () => {
    test.each(cases)("$id", (one) => {
      for (const { name, optimizer } of optimizersOf(file.replace(".json", ""), one.convention, one.hyperparameters)) {
        const results = reproduce(optimizer, one);
        expect(results.length).toBe(one.expected.values.length);
        const largest = Math.max(...results.map((actual, row) => largestError(actual, [one.expected.values[row]].flat())));
        const { cases: count, largest: most, share } = table.get(name) ?? { cases: 0, largest: 0, share: 0 };
        table.set(name, { cases: count + 1, largest: Math.max(most, largest), share: Math.max(share, largest / one.tolerance.tight_atol) });
        expect(largest, name).toBeLessThanOrEqual(one.tolerance.tight_atol);
      }
      reproduced.add(`${file} ${one.id}`);
    });
  });
}

function largestError(actual: number[], wanted: number[]): number {
  expect(actual.length).toBe(wanted.length);
  return Math.max(...actual.map((x, i) => (Number.isNaN(x) ? Infinity : Math.abs(x - wanted[i]))));
}

test("RAdam's rectification at β₂ = 0.9 is the table's, from 50-digit arithmetic", () => {
  const [{ rows }] = (
    JSON.parse(readFileSync(new URL("properties.json", folder), "utf8")) as {
      radam: { tables: { rows: [t: number, rho: number, r: number | null][] }[] };
    }
  ).radam.tables;
  const optimizer = pytorch.radam({ lr: 1, betas: [0.9, 0.9], eps: 0 }),
    state = optimizer.init(1),
    theta = new Float64Array(1);
  const steps = new Map<number, number>();
  for (let t = 1; t <= 1000; t++) {
    theta[0] = 0;
    optimizer.step(theta, Float64Array.of(1), state);
    steps.set(t, -theta[0]); // on g ≡ 1 the step is r, or 1 while it is not rectified
  }
  for (const [t, , r] of rows) expect(steps.get(t)).toBeCloseTo(r ?? 1, 11);
});

test("there are 136 cases", () => {
  expect(reproduced.size).toBe(136);
});

afterAll(() => {
  const rows = [...table]
    .sort()
    .map(
      ([name, { cases, largest, share }]) =>
        `${name.padEnd(24)}${String(cases).padStart(5)}   ${largest.toExponential(1)}${(100 * share).toFixed(1).padStart(10)} %`,
    );
  console.log(["optimizer               cases   largest error, share of its tolerance", ...rows].join("\n"));
});
