import { chapterTime, type ChapterTime } from "../tooling/chapterTime.ts";
import { defaultLocale, isLocale, localeNames, locales, type Locale } from "../i18n/locales.ts";
import type { SlotName } from "./framework.ts";

/** What the front matter of a chapter holds. */
export interface ChapterData {
  title: string;
  summary: string;
  slots: SlotName[];
}

/** A chapter as the content collection holds it; without a body where only its place matters. */
export interface ChapterEntry {
  id: string;
  data: ChapterData;
  body?: string;
}

export interface Chapter extends ChapterData {
  /** How long it takes, by the rule of `tooling/chapterTime.ts`. */
  time: ChapterTime;
  locale: Locale;
  number: number;
  /** Last segment of its address. */
  slug: string;
}

/** A chapter from its entry, whose id is its path below `content/`, without the suffix: `en/01-sgd`. */
export function toChapter({ id, data, body = "" }: ChapterEntry): Chapter {
  const [, locale, number, slug = ""] = /^([^/]+)\/(\d\d)-([a-z0-9-]+)$/.exec(id) ?? [];
  if (locale === undefined || !isLocale(locale)) {
    throw new Error(`invalid chapter file: content/${id}.mdx (expected content/LOCALE/NN-NAME.mdx, as in content/en/01-sgd.mdx)`);
  }
  return { ...data, locale, number: Number(number), slug, time: chapterTime(body, locale) };
}

/** The chapters of a language in reading order. Two with one number or one address are an error. */
export function chaptersOf(chapters: readonly Chapter[], locale: Locale): Chapter[] {
  const own = chapters.filter((chapter) => chapter.locale === locale).sort((a, b) => a.number - b.number);
  for (const [i, chapter] of own.entries()) {
    const twin = own.slice(0, i).find(({ number, slug }) => number === chapter.number || slug === chapter.slug);
    if (twin) throw new Error(`duplicate chapter: ${locale}/${chapter.number}-${chapter.slug} and ${twin.number}-${twin.slug}`);
  }
  return own;
}

/** The languages in which a page exists: the chapter `slug`, or the home page where there is no slug. */
export function localesWith(chapters: readonly Chapter[], slug?: string): Locale[] {
  const found = chapters.filter((chapter) => slug === undefined || chapter.slug === slug).map(({ locale }) => locale);
  return [...new Set(found)];
}

/** The languages with a home page and the pages beside the chapters: the default one always, another as soon as it has a chapter. */
function homeLocales(chapters: readonly Chapter[]): Locale[] {
  const found = localesWith(chapters);
  return localeNames.filter((locale) => locale === defaultLocale || found.includes(locale));
}

export interface HomeProps {
  locale: Locale;
  chapters: Chapter[];
  translations: Locale[];
}

/** The static paths of a page that every language with a home page has, with what such a page needs. */
export function homePaths(chapters: readonly Chapter[]): { params: { locale: string | undefined }; props: HomeProps }[] {
  const translations = homeLocales(chapters);
  return translations.map((locale) => ({
    params: { locale: locales[locale].path || undefined },
    props: { locale, chapters: chaptersOf(chapters, locale), translations },
  }));
}
