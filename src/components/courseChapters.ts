import { readFile } from "node:fs/promises";
import { visit } from "unist-util-visit";
import { attributeOf, collectChapter, isExerciseElement, parseChapter } from "../tooling/readChapter.ts";
import type { CourseChapter } from "../reader/work/workFile.ts";
import { pageHref } from "../i18n/index.ts";
import type { Chapter } from "./chapterList.ts";

/** What the page of a reader's work knows of the pages with cells: their cells and exercises by name. `fileOf` says where a page's text is. */
export const courseChapters = <C extends Pick<Chapter, "locale" | "slug" | "title">>(
  chapters: readonly C[],
  fileOf: (chapter: C) => string,
): Promise<CourseChapter[]> =>
  Promise.all(
    chapters.map(async (chapter) => {
      const file = fileOf(chapter);
      const tree = parseChapter(await readFile(file, "utf8"));
      const exercises: Record<string, string> = {};
      visit(tree, (node) => {
        if (isExerciseElement(node)) exercises[attributeOf(node, "id") ?? ""] = attributeOf(node, "title") ?? "";
      });
      return {
        key: `${chapter.locale}/${chapter.slug}`,
        title: chapter.title,
        href: pageHref(import.meta.env.BASE_URL, chapter.locale, chapter.slug),
        cells: Object.fromEntries(collectChapter(tree, file).cells.map(({ id, title }) => [id, title])),
        exercises,
      };
    }),
  );
