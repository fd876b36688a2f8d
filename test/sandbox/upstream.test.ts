import fc from "fast-check";
import { expect, test } from "vitest";
import { buildGraph } from "../../src/notebook/index.ts";
import { overtakes } from "../../src/sandbox/job.ts";
import { upstreamOf } from "../../src/sandbox/upstream.ts";
import { cell, request } from "./fakes.ts";

/** A page of cells v0, v1, …, each reading some of the others. */
const pages = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 }).map((reads) =>
  reads.map((others, i) =>
    cell(
      `c${i}`,
      `const v${i} = [${others
        .filter((j) => j < reads.length && j !== i)
        .map((j) => `v${j}`)
        .join(", ")}];`,
    ),
  ),
);

test("what a cell depends on, found by walking, is what a slow closure finds, cycles included", () => {
  fc.assert(
    fc.property(pages, fc.nat(7), (cells, pick) => {
      const graph = buildGraph(cells);
      const targets = [cells[pick % cells.length].id];
      const needs = new Map([...graph.nodes].map(([id, node]) => [id, new Set(node.dependsOn)]));
      for (let round = 0; round < cells.length; round++)
        for (const set of needs.values()) for (const id of [...set]) for (const further of needs.get(id)!) set.add(further);
      const found = upstreamOf(graph, targets);
      for (const [id, set] of needs) {
        const isRun = targets.includes(id) || targets.some((target) => set.has(target));
        if (isRun) expect(new Set(found[id])).toEqual(set);
      }
    }),
  );
});

test("a request overtakes exactly when it runs the busy cell or one that it depends on, and is explicit", () => {
  const upstream = { a: [], b: ["a"], c: ["a", "b"] };
  const cases = ["a", "b", "c", "d"].flatMap((busy) =>
    ["a", "b", "c", "d"].map((target) => [busy, target, overtakes(request([target]), { request: request(["d"]), busy, upstream })]),
  );
  expect(cases.filter(([, , yes]) => yes).map(([busy, target]) => `${target} for ${busy}`)).toEqual([
    "a for a",
    "a for b",
    "b for b",
    "a for c",
    "b for c",
    "c for c",
    "d for d",
  ]);
  expect(overtakes(request(["a"], { reason: "input" }), { request: request(["a"]), busy: "a", upstream })).toBe(false);
});
