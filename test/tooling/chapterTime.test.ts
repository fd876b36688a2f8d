import { expect, test } from "vitest";
import { chapterSeconds, chapterTime } from "../../src/tooling/chapterTime.ts";
import { parseChapter } from "../../src/tooling/readChapter.ts";

const seconds = (text: string, locale: "en" | "zh-hant" = "en") => chapterSeconds(parseChapter(text), locale);
const core = (text: string) => seconds(text).core;
const prose = (n: number) => "word ".repeat(n);

test("prose is read at 200 words a minute; a formula in the line, a computed number and a citation are a word each", () => {
  expect(seconds(prose(200))).toEqual({ core: 60, whole: 60, words: 200 });
  expect(seconds('Is $x + y$ not `a.b`, or <Value of="one + two" />, or <Cite id="adam" text />?').words).toBe(8);
  // 優化器 / 決定 / 步長: a language without spaces has words too.
  expect(seconds("優化器決定步長。", "zh-hant").words).toBeGreaterThan(2);
});

test("a section marked Further is beyond the core, up to the next that is not", () => {
  const text = `${prose(100)}\n\n## Further: more\n\n${prose(200)}\n\n### Part of it\n\n${prose(100)}\n\n## Summary\n\n${prose(100)}`;
  expect(seconds(text).core).toBeCloseTo(0.3 * 201);
  expect(seconds(text).whole).toBeCloseTo(0.3 * 506);
  expect(chapterTime(text, "en")).toEqual({ core: 1, whole: 3 });
  expect(seconds("## 延伸：其他\n\n內容", "zh-hant").core).toBe(0);
});

test("what is folded is beyond the core, its section notwithstanding", () => {
  expect(seconds(`<Fold title="Why">\n\n${prose(200)}\n\n</Fold>`)).toMatchObject({ core: 0, whole: 60 });
});

test("a formula is 15 s, an optimizer's file a minute", () => {
  expect(core("$$\nx = 1\n$$")).toBe(15);
  expect(core('<OptimizerSource name="adam" />')).toBe(60);
});

test("a cell: its lines where they are in view, its caption, what it shows, its inputs", () => {
  const cell = (words: string, source: string) => core(`\`\`\`ts cell id=a ${words}\n${source}\n\`\`\``);
  expect(cell("", "1;\n\n2;")).toBe(15 + 2 * 3);
  expect(cell("hidden", "1;\n2;")).toBe(15);
  // A title that has a word of the fence in it says nothing of the cell.
  expect(cell('title="The hidden check of a lecture"', "1;")).toBe(18);
  expect(cell("hidden", 'Plot.plot({ caption: "Two words." })')).toBeCloseTo(15 + 0.6);
  expect(cell("hidden", 'slider("α", { min: 0, max: 1 })')).toBe(15 + 45);
  expect(cell("hidden run=click", "1;")).toBe(15 + 45);
  expect(cell("hidden", 'predict("Which?", { options: ["one", "two"] })')).toBe(15 + 60);
});

test("an exercise takes its kind's time, whatever is in it", () => {
  const exercise = (kind: string) => core(`<Exercise id="a" kind="${kind}" title="T">\n\n${prose(500)}\n\n$$\nx\n$$\n\n</Exercise>`);
  expect(exercise("concept")).toBe(120);
  expect(exercise("implement")).toBe(240);
});

test("what the page does not show takes no time", () => {
  expect(
    core(
      `<Slide id="a" title="Ten words">\n\n<Notes minutes={3}>\n\n${prose(90)}\n\n</Notes>\n\n<Lecture>\n\n${prose(90)}\n\n</Lecture>\n\n</Slide>`,
    ),
  ).toBe(0);
  expect(core("```ts cell id=a lecture\n1;\n```")).toBe(0);
  expect(core(`<Lecture also>\n\n${prose(200)}\n\n</Lecture>`)).toBe(60);
});
