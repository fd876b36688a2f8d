import { authors, textLicence } from "../components/course.ts";
import type { Chapter } from "../components/chapterList.ts";
import { locales, words, type Locale } from "../i18n/index.ts";

/** Minutes as schema.org writes durations: `PT25M`. */
const duration = (minutes: number): string => `PT${minutes}M`;

/** What search engines are told of the course (schema.org). `urlOf` gives the address of a chapter, or of the home page. */
export function courseData(locale: Locale, chapters: readonly Chapter[], urlOf: (slug?: string) => string): object {
  const { site } = words(locale);
  const minutes = chapters.reduce((sum, { time }) => sum + time.whole, 0);
  return {
    "@context": "https://schema.org",
    "@type": "Course",
    name: site.title,
    description: site.description,
    url: urlOf(),
    inLanguage: locales[locale].lang,
    isAccessibleForFree: true,
    license: textLicence.href,
    provider: { "@type": "Organization", name: authors },
    offers: { "@type": "Offer", category: "Free", price: 0 },
    hasCourseInstance: { "@type": "CourseInstance", courseMode: "Online", courseWorkload: duration(minutes) },
    hasPart: chapters.map(({ title, slug, number, time }) => ({
      "@type": "LearningResource",
      name: title,
      url: urlOf(slug),
      position: number,
      timeRequired: duration(time.whole),
    })),
  };
}

/** What search engines are told of a chapter; `changed` is the day of its last change, where that is known. */
export function chapterData(chapter: Chapter, urlOf: (slug?: string) => string, changed?: string): object {
  const { title, summary, locale, slug, number, time } = chapter;
  return {
    "@context": "https://schema.org",
    "@type": "LearningResource",
    name: title,
    description: summary,
    url: urlOf(slug),
    inLanguage: locales[locale].lang,
    position: number,
    timeRequired: duration(time.whole),
    dateModified: changed,
    license: textLicence.href,
    isPartOf: { "@type": "Course", name: words(locale).site.title, url: urlOf() },
  };
}

/** The names under which Google Scholar and reference managers look for a page's bibliographic data, with their values. */
export function citationData({ title, locale }: Chapter, changed?: string): [name: string, content: string][] {
  return [
    ["citation_title", title],
    ["citation_author", authors],
    ...(changed ? ([["citation_online_date", changed.replaceAll("-", "/")]] as [string, string][]) : []),
    ["citation_language", locales[locale].lang],
  ];
}

/** Data as the text of a script element, which it cannot end. */
export const scriptText = (data: object): string => JSON.stringify(data).replaceAll("<", "\\u003c");
