import { expect, test } from "vitest";
import { localeNames, words, type Locale } from "../../src/i18n/index.ts";

type Entry = [path: string, value: unknown];

function entries(value: unknown, path = ""): Entry[] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => entries(child, path ? `${path}.${key}` : key));
}

/** What a word says; a word that takes values is asked with some of each kind. */
function said(word: unknown): string[] {
  if (typeof word !== "function") return [String(word)];
  return [[1, 1, 1], [3, 3, 3], ["loss-curve", "b"], [["loss-curve"], []], [{ read: true, edited: true, solved: [] }]].flatMap((values) => {
    try {
      return [String(word(...values))];
    } catch {
      return [];
    }
  });
}

test("every language has the same words, and none is empty but the state of an untouched cell", () => {
  const english = entries(words("en")).map(([path]) => path);
  for (const locale of localeNames) {
    const own = entries(words(locale));
    expect(own.map(([path]) => path)).toEqual(english);
    const empty = own.filter(([, word]) => said(word).every((text) => text.trim() === "")).map(([path]) => path);
    expect(empty).toEqual(["cell.states.fresh"]);
  }
});

test("the buttons that tests and readers look for keep their English names", () => {
  const { run, stop, reset, runAll, keepWaiting } = words("en").cell;
  expect([run, stop, reset, runAll, keepWaiting]).toEqual(["Run", "Stop", "Reset", "Run all", "Keep waiting"]);
});

test("a word that takes a value says it", () => {
  for (const locale of localeNames) {
    const { site, home, cell, error, output } = words(locale);
    expect(home.takesTime({ chapters: 11, core: 200, whole: 460, first: 20 })).toMatch(/(About|約) 3\.5 .*4\.5 /);
    expect(site.chapter(7)).toContain("7");
    expect(site.minutes(20)).toContain("20");
    expect(cell.silent(10)).toContain("10");
    expect(cell.editor("loss-curve")).toContain("loss-curve");
    expect(error.line(3)).toContain("3");
    expect(output.moreRows(42)).toContain("42");
  }
});

test("elapsed time is short and keeps its unit", () => {
  const { elapsed } = words("en").cell;
  expect([0.04, 0.96, 27.4, 999.4, 1000, 59_940, 60_000, 61_000, 119_700, 754_000].map(elapsed)).toEqual([
    "0.0 ms",
    "1.0 ms",
    "27 ms",
    "999 ms",
    "1.0 s",
    "59.9 s",
    "1 min",
    "1 min 1 s",
    "2 min",
    "12 min 34 s",
  ]);
});

test("one thing is singular, two are plural", () => {
  const { silent } = words("en").cell;
  expect([silent(1), silent(2)]).toEqual(["No output for 1 second.", "No output for 2 seconds."]);
  expect([1, 2].map(words("en").output.moreRows)).toEqual(["1 more row", "2 more rows"]);
});

// The glossary's forms to avoid: converted or mainland usage.
const avoided = [
  "優化",
  "算法",
  "引數",
  "批量",
  "滑動平均",
  "歸一化",
  "代碼",
  "數據",
  "默認",
  "信息",
  "運行",
  "噪聲",
  "預熱",
  "乙個",
  "加下來",
  "軟件",
  "界面",
  "鼠標",
  "屏幕",
  "支持",
  "缺省",
];

test("the Chinese words are Taiwan's, with full-width marks between Chinese characters", () => {
  const texts = entries(words("zh-hant" satisfies Locale)).flatMap(([path, word]) => said(word).map((text) => [path, text]));
  expect(texts.filter(([, text]) => avoided.some((form) => text.includes(form)))).toEqual([]);
  expect(texts.filter(([, text]) => /[\u4e00-\u9fff」][,:;?!]|[,:;?!][\u4e00-\u9fff「]/.test(text))).toEqual([]);
});
