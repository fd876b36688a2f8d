import { expect, test } from "vitest";
import type { Claim } from "../../../src/reader/handIn/handInFile.ts";
import { handInCsv, isDiffering, type LoadedChapter, type OpenedFile, type State } from "../../../src/reader/handIn/opened.ts";

const chapterOf = (key: string, ...exercises: string[]): LoadedChapter => ({
  key,
  title: key,
  href: "",
  exercises: {},
  notebook: { locale: "en", cells: [], outputs: {}, dependsOn: {}, optimizers: [] },
  checked: exercises.map((name) => ({ name }) as LoadedChapter["checked"][number]),
  edition: "1",
});
const file = (chapter: LoadedChapter, name: string, answers: Record<string, [State, Claim]>, edition = "1"): OpenedFile => ({
  fileName: `${name}.json`,
  handIn: {
    chapter: chapter.key,
    edition,
    made: "2026-01-01T00:00:00.000Z",
    name,
    answers: new Map(Object.entries(answers).map(([exercise, [, claim]]) => [exercise, { claim }])),
    inputs: {},
  },
  chapter,
  states: new Map(Object.entries(answers).map(([exercise, [state]]) => [exercise, state])),
});
const sgd = chapterOf("en/sgd", "price", "batch");

test("a claim that is not what was found differs; where nothing was claimed or found yet, nothing does", () => {
  const differing = (state: State, claim: Claim) => isDiffering(file(sgd, "", { price: [state, claim] }), "price");
  expect(differing({ verdict: "wrong" }, "right")).toBe(true);
  expect(differing({ verdict: "none" }, "right")).toBe(true);
  expect(differing({ verdict: "endless" }, "right")).toBe(true);
  expect(differing({ verdict: "right" }, "right")).toBe(false);
  expect(differing({ verdict: "right" }, "none")).toBe(false);
  expect(differing("running", "right")).toBe(false);
});

test("the CSV has a line for each file, two columns for each exercise, and no text that a spreadsheet would compute", () => {
  const files = [
    file(sgd, "=1+1", { price: [{ verdict: "right" }, "right"], batch: [{ verdict: "wrong" }, "right"] }),
    { fileName: "cut, off.json", problem: "unreadable" as const },
    file(chapterOf("en/ema", "price"), "Ada", { price: ["waiting", "none"] }, "0"),
  ];
  expect(handInCsv(files).split("\r\n")).toEqual([
    "file,name,chapter,made,edition,problem,right,exercises,differs,en/sgd price,en/sgd price claimed,en/sgd batch,en/sgd batch claimed,en/ema price,en/ema price claimed",
    "'=1+1.json,'=1+1,en/sgd,2026-01-01T00:00:00.000Z,this,,1,2,1,right,right,wrong,right,,",
    '"cut, off.json",,,,,unreadable,,,,,,,,,',
    "Ada.json,Ada,en/ema,2026-01-01T00:00:00.000Z,other,,0,1,0,,,,,not run,none",
    "",
  ]);
});
