/**
 * How many tests of a Vitest JSON report passed, failed and were skipped. A file that could not be run, and a run that
 * failed for another reason than its tests, count as a failed test.
 */
export function countTests(report, runPassed) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((test) => test.status === "failed").length;
    counts.passed += assertionResults.filter((test) => test.status === "passed").length;
    counts.skipped += assertionResults.filter((test) => !["passed", "failed"].includes(test.status)).length;
    counts.failed += status === "failed" && failed === 0 ? 1 : failed;
  }
  if (!runPassed && counts.failed === 0) counts.failed = 1;
  return counts;
}
