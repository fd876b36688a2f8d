/** The parts of a Vitest JSON report that are counted. */
export interface Report {
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

export function countTests(report: Report, runPassed: boolean): { passed: number; failed: number; skipped: number };
