import { getCollection, type CollectionEntry } from "astro:content";
import { defaultLocale, locales, type Locale } from "../i18n/index.ts";
import { chaptersOf, localesWith, toChapter, type Chapter } from "../components/chapterList.ts";
import { notebookChapters } from "../tooling/notebooks.ts";

export interface ChapterProps {
  entry: CollectionEntry<"chapters">;
  chapter: Chapter;
  /** All chapters of its language, in reading order. */
  chapters: Chapter[];
  translations: Locale[];
}

/** What a page with the text of a chapter is given. */
export interface TextProps extends Omit<ChapterProps, "entry"> {
  headings: { depth: number; slug: string; text: string }[];
  /** Keys of the works that the chapter cites. */
  cited: string[];
}

/** The file of a chapter's text in the repository. */
export const sourceOf = (chapter: Chapter): string => `content/${chapter.locale}/${fileNameOf(chapter)}.mdx`;

const fileNameOf = ({ number, slug }: Chapter): string => `${String(number).padStart(2, "0")}-${slug}`;

/** The name of the chapter's Python notebook, `04-momentum`, where it has one. */
export const notebookOf = (chapter: Chapter): string | undefined => notebookChapters().find((name) => name === fileNameOf(chapter));

/** The chapter whose social card stands for this one: the same, where the default language has it. */
export const cardOf = ({ chapter, translations }: { chapter: Pick<Chapter, "slug">; translations: readonly Locale[] }): string | undefined =>
  translations.includes(defaultLocale) ? chapter.slug : undefined;

/** The parts of a chapter's text, for its contents. */
export function sectionsOf({ headings, cited }: Pick<TextProps, "headings" | "cited">, references: string): { slug: string; text: string }[] {
  const sections = headings.filter(({ depth }) => depth === 2).map(({ slug, text }) => ({ slug, text }));
  return cited.length > 0 ? [...sections, { slug: "references", text: references }] : sections;
}

/** The static paths of what each chapter has one of: its page, its deck, its handout, its notebook. */
export async function chapterPaths(): Promise<{ params: { locale: string | undefined; chapter: string }; props: ChapterProps }[]> {
  const entries = await getCollection("chapters");
  const all: Chapter[] = entries.map(toChapter);
  return entries.map((entry: CollectionEntry<"chapters">) => {
    const chapter = toChapter(entry);
    return {
      params: { locale: locales[chapter.locale].path || undefined, chapter: chapter.slug },
      props: { entry, chapter, chapters: chaptersOf(all, chapter.locale), translations: localesWith(all, chapter.slug) },
    };
  });
}
