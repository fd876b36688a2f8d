import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Measure times, or take a whole build or more than one browser: each runs with nothing beside it. */
const alone = [
  "test/site/dev.test.ts",
  "test/site/notebook/{look,showdown,stop}.test.ts",
  "test/site/sandbox/{hang,poison,spread}.test.ts",
  "test/site/reader/codeLimits.test.ts",
  "test/site/lecture/pdfCommand.test.ts",
  "test/site/page/shift.test.ts",
  "test/site/offline/{subPath,twoVersions,wholeSite}.test.ts",
];
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } } };
/** Beside another browser all takes longer: what is waited for may come late there, and nothing is measured. */
const beside = { testTimeout: 240_000, hookTimeout: 240_000, expect: { poll: { timeout: 20_000 } }, env: { BROWSER_PATIENCE: "120000" } };

/** Begins with the files that take longest, so that at the end none of them runs on with nothing beside it. */
class LongestFirst extends BaseSequencer {
  async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /page\/(access|layout)|notebook\/(chapters|ownCells)/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Tests in a real browser, against the built site in `dist/`. Those that measure no time run two at a time, the others after them. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...beside,
          name: "side by side",
          include: ["test/site/**/*.test.ts"],
          exclude: ["test/site/hostile/**", ...alone],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...patience, name: "alone", include: alone, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});
