import { expect, test } from "vitest";
import { chaptersOf, localesWith, toChapter, type ChapterData } from "../../src/components/chapterList.ts";

const data: ChapterData = { title: "T", summary: "S", slots: [] };
const chapter = (id: string) => toChapter({ id, data });

test("a chapter's language, number and address are its path", () => {
  expect(chapter("en/01-sgd")).toEqual({ ...data, locale: "en", number: 1, slug: "sgd", time: { core: 0, whole: 0 } });
  expect(chapter("zh-hant/10-showdown")).toMatchObject({ locale: "zh-hant", number: 10, slug: "showdown" });
});

test("a chapter's time is that of its text, read in its language", () => {
  const body = `${"word ".repeat(400)}\n\n## Further: more\n\n${"word ".repeat(200)}`;
  expect(toChapter({ id: "en/01-sgd", data, body }).time).toEqual({ core: 2, whole: 3 });
  expect(toChapter({ id: "zh-hant/01-sgd", data, body }).time).toEqual({ core: 3, whole: 3 });
});

test("a file that is in no language or has no number is an error that shows a right one", () => {
  for (const id of ["01-sgd", "fr/01-sgd", "en/sgd", "en/1-sgd", "en/01-", "en/deep/01-sgd", "constructor/01-sgd"]) {
    expect(() => chapter(id)).toThrow(`invalid chapter file: content/${id}.mdx (expected content/LOCALE/NN-NAME.mdx`);
  }
});

test("chapters are in the order of their numbers, each language by itself", () => {
  const all = ["en/10-showdown", "zh-hant/01-sgd", "en/02-ema", "en/00-framework"].map(chapter);
  expect(chaptersOf(all, "en").map(({ slug }) => slug)).toEqual(["framework", "ema", "showdown"]);
  expect(chaptersOf(all, "zh-hant").map(({ slug }) => slug)).toEqual(["sgd"]);
});

test("two chapters of one number or one address are an error that names both", () => {
  for (const twins of [
    ["en/01-sgd", "en/01-ema"],
    ["en/01-sgd", "en/02-sgd"],
  ]) {
    expect(() => chaptersOf(twins.map(chapter), "en")).toThrow(/duplicate chapter: en\/\d-\w+ and \d-\w+/);
  }
  expect(chaptersOf(["en/01-sgd", "zh-hant/01-sgd"].map(chapter), "en")).toHaveLength(1);
});

test("a page is offered in the languages that have it, and in no other", () => {
  const all = ["en/01-sgd", "en/02-ema", "zh-hant/01-sgd"].map(chapter);
  expect(localesWith(all, "sgd")).toEqual(["en", "zh-hant"]);
  expect(localesWith(all, "ema")).toEqual(["en"]);
  expect(localesWith(all)).toEqual(["en", "zh-hant"]);
});
