import { expect, test } from "vitest";
import { testChapter } from "./testChapter.ts";

const { got, moved } = await testChapter("../beside/en/playground", {
  ends: "benchRuns.map((run) => run.loss.at(-1) < run.loss[0] / 10)",
  learns: "studyRuns.map((run) => run.loss.at(-1) < run.loss[0])",
  mine: "['my moments', 'my step'].map((name) => Math.min(...myRows.filter(({ optimizer }) => optimizer === name).map(({ loss }) => loss)) < myRows[0].loss / 10)",
});

test("all that race go down: on the surface, on the digits, and the optimizers that are written there", () => {
  expect(got.ends).toEqual([true, true, true]);
  expect(got.learns).toEqual([true, true, true]);
  expect(got.mine).toEqual([true, true]);
});

test("the gradient by hand is that by differences", async () => {
  const { shown } = await moved({ surface: { Gradient: "by hand" } });
  expect(JSON.stringify(shown("surface"))).toContain("By hand agrees with differences.");
});
