import { getCollection, type CollectionEntry } from "astro:content";
import { chaptersOf, toChapter, type Chapter } from "../components/chapterList.ts";
import { playgroundPage } from "../reader/pageNames.ts";
import { isLocale, locales, type Locale } from "../i18n/index.ts";

type Entry = CollectionEntry<"beside">;

export interface PlaygroundProps {
  entry: Entry;
  locale: Locale;
  chapters: Chapter[];
  translations: Locale[];
}

/** The language, address and title of a playground's text. */
export function toPlayground({ id, data }: Entry): { locale: Locale; slug: string; title: string } {
  const [locale] = id.split("/");
  if (!isLocale(locale)) throw new Error(`invalid file: content/beside/${id}.mdx (expected content/beside/LOCALE/${playgroundPage}.mdx)`);
  return { locale, slug: playgroundPage, title: data.title };
}

export const playgroundFile = ({ locale }: { locale: Locale }): string => `content/beside/${locale}/${playgroundPage}.mdx`;

/** The static paths of what a playground has one of: its page, its notebook. */
export async function playgroundPaths(): Promise<{ params: { locale: string | undefined }; props: PlaygroundProps }[]> {
  const chapters = (await getCollection("chapters")).map(toChapter);
  const entries: Entry[] = await getCollection("beside");
  const translations = entries.map((entry) => toPlayground(entry).locale);
  return entries.map((entry) => {
    const { locale } = toPlayground(entry);
    return { params: { locale: locales[locale].path || undefined }, props: { entry, locale, chapters: chaptersOf(chapters, locale), translations } };
  });
}
