import { expect, test } from "vitest";
import { countTests } from "../../src/tooling/testCounts.mjs";

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((s) => ({ status: s })) });

test("tests are counted over all files", () => {
  const report = { testResults: [file("passed", "passed", "passed", "skipped"), file("failed", "failed", "passed", "todo")] };
  expect(countTests(report, false)).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test("a file that cannot be run counts as one failed test", () => {
  expect(countTests({ testResults: [file("failed"), file("failed", "passed"), file("passed", "passed")] }, false)).toEqual({
    passed: 2,
    failed: 2,
    skipped: 0,
  });
});

test("a run that fails although all its tests pass (an unhandled error) counts as one failed test", () => {
  expect(countTests({ testResults: [file("passed", "passed")] }, false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});
