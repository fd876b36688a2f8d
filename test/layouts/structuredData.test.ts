import { expect, test } from "vitest";
import type { Chapter } from "../../src/components/chapterList.ts";
import { chapterData, citationData, courseData, scriptText } from "../../src/layouts/structuredData.ts";

const chapter: Chapter = { locale: "en", number: 1, slug: "sgd", title: "SGD", summary: "One number.", slots: [], time: { core: 20, whole: 30 } };
const urlOf = (slug?: string): string => `https://example.org/${slug ? `${slug}/` : ""}`;

test("the course is told with its chapters, in order, their addresses and all of their time", () => {
  const data = courseData("en", [chapter, { ...chapter, number: 2, slug: "ema", title: "EMA" }], urlOf) as Record<string, unknown>;
  expect(data).toMatchObject({ "@type": "Course", url: "https://example.org/", hasCourseInstance: { courseWorkload: "PT60M" } });
  expect(data.hasPart).toMatchObject([
    { name: "SGD", url: "https://example.org/sgd/", position: 1, timeRequired: "PT30M" },
    { name: "EMA", url: "https://example.org/ema/", position: 2 },
  ]);
});

test("a chapter is told with its course; the day of its last change where it is known", () => {
  expect(chapterData(chapter, urlOf, "2026-11-30")).toMatchObject({
    "@type": "LearningResource",
    url: "https://example.org/sgd/",
    inLanguage: "en",
    dateModified: "2026-11-30",
    isPartOf: { "@type": "Course", url: "https://example.org/" },
  });
  expect(scriptText(chapterData(chapter, urlOf))).not.toContain("dateModified");
  expect(citationData(chapter, "2026-11-30")).toContainEqual(["citation_online_date", "2026/11/30"]);
  expect(citationData(chapter).map(([name]) => name)).toEqual(["citation_title", "citation_author", "citation_language"]);
});

test("no text ends the script element that it stands in", () => {
  const text = scriptText({ name: "</script><!-- &" });
  expect(text).not.toContain("<");
  expect(JSON.parse(text)).toEqual({ name: "</script><!-- &" });
});
