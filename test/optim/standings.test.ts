import { expect, test } from "vitest";
import { standings, type RunResult } from "../../src/optim/index.ts";

type Run = RunResult & { loss: number; accuracy: number };
/** Runs of one optimizer over rates and seeds; the loss is `at` its rate, plus `spread` times −1 or 1 by turns of the seed. */
function runs(optimizer: string, at: Record<number, number>, { seeds = 8, budget = 10, spread = 0.1 } = {}): Run[] {
  return Object.entries(at).flatMap(([lr, loss]) =>
    Array.from({ length: seeds }, (_, seed) => ({
      optimizer,
      lr: Number(lr),
      seed,
      budget,
      loss: loss + (seed % 2 ? spread : -spread),
      accuracy: 1 - loss / 10,
    })),
  );
}
const bowl = (bottom: number) => ({ 0.01: bottom + 2, 0.1: bottom, 1: bottom + 3 });

test("each stands at its best rate, the best first, with mean and standard deviation over the seeds", () => {
  const table = standings([...runs("B", bowl(2)), ...runs("A", bowl(1))], { by: "loss" });
  expect(table.map(({ optimizer, lr, rates, seeds, unfair }) => [optimizer, lr, rates, seeds, unfair])).toEqual([
    ["A", 0.1, 3, 8, []],
    ["B", 0.1, 3, 8, []],
  ]);
  expect(table[0].mean).toBeCloseTo(1, 12);
  expect(table[0].sd).toBeCloseTo(0.1 * Math.sqrt(8 / 7), 12);
});

test("where the largest is the best, the order turns", () => {
  const all = [...runs("A", bowl(1)), ...runs("B", bowl(2))];
  expect(standings(all, { by: "accuracy", largest: true }).map(({ optimizer }) => optimizer)).toEqual(["A", "B"]);
  expect(standings(all, { by: "accuracy" })[0]).toMatchObject({ optimizer: "B", lr: 1 });
});

test("the order of the runs does not matter", () => {
  const all = [...runs("A", bowl(1)), ...runs("B", bowl(2))];
  const rounded = (table: ReturnType<typeof standings>) => table.map((one) => ({ ...one, mean: one.mean.toFixed(9), sd: one.sd.toFixed(9) }));
  expect(rounded(standings(all.toReversed(), { by: "loss" }))).toEqual(rounded(standings(all, { by: "loss" })));
});

test.each([
  ["the smallest", { 0.01: 1, 0.1: 2, 1: 3 }, 0.01],
  ["the largest", { 0.01: 3, 0.1: 2, 1: 1 }, 1],
])("a best rate that is %s of its grid is flagged", (_, at, lr) => {
  expect(standings(runs("A", at), { by: "loss" })[0].unfair).toEqual([`best rate ${lr} is at the edge of its grid`]);
});

test("a single rate is no grid with an edge, but tuning that differs", () => {
  const table = standings([...runs("A", { 0.1: 1 }), ...runs("B", bowl(2)), ...runs("C", bowl(3))], { by: "loss" });
  expect(table.map(({ unfair }) => unfair)).toEqual([["tuning differs: 1 rate, most have 3"], [], []]);
});

test("budgets and numbers of seeds that differ from most are flagged, a single seed besides", () => {
  const table = standings(
    [...runs("A", bowl(1), { budget: 20 }), ...runs("B", bowl(2)), ...runs("C", bowl(3)), ...runs("D", bowl(4), { seeds: 1 })],
    { by: "loss" },
  );
  expect(table.map(({ unfair }) => unfair)).toEqual([
    ["budgets differ: 20, most have 10"],
    [],
    [],
    ["seeds differ: 1, most have 8", "one seed: luck cannot be told from skill"],
  ]);
});

test("tied is what two standard errors of the difference do not tell from the first", () => {
  const error = Math.sqrt((0.01 * 8) / 7 / 8) * Math.SQRT2;
  const at = (gap: number) => standings([...runs("A", bowl(1)), ...runs("B", bowl(1 + gap))], { by: "loss" }).map(({ tied }) => tied);
  expect([at(1.9 * error), at(2.1 * error)]).toEqual([
    [true, true],
    [true, false],
  ]);
  const far = [...runs("A", bowl(1)), ...runs("B", bowl(2))];
  expect(standings(far, { by: "accuracy", largest: true }).map(({ tied }) => tied)).toEqual([true, false]);
});

test("a run that has left all numbers counts as worst", () => {
  const broken = runs("A", bowl(1)).map((run) => (run.lr === 0.1 && run.seed === 3 ? { ...run, loss: NaN } : run));
  expect(standings(broken, { by: "loss" })[0].lr).toBe(0.01);
});

test("a column that is missing is named", () => {
  expect(() => standings(runs("A", bowl(1)), { by: "seconds" as "loss" })).toThrow(/^invalid seconds: undefined of A at lr [\d.]+ \(a number\)$/);
});
