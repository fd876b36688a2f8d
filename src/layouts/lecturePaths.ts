import { getCollection, render, type CollectionEntry } from "astro:content";
import { chaptersOf, toChapter, type Chapter } from "../components/chapterList.ts";
import { isLocale, locales, type Locale } from "../i18n/index.ts";

type Entry = CollectionEntry<"lectures">;

/** A lecture of its own: slides of several chapters, and the lecturer's. */
export interface Lecture {
  locale: Locale;
  /** Its address: `lectures/from-sgd-to-adam`. */
  slug: string;
  title: string;
  summary: string;
}

export interface LectureProps {
  entry: Entry;
  lecture: Lecture;
  /** All chapters of its language. */
  chapters: Chapter[];
}

/** A lecture from its entry, whose id is its path below `content/lectures/`: `en/from-sgd-to-adam`. */
export function toLecture({ id, data }: Pick<Entry, "id" | "data">): Lecture {
  const [, locale, name] = /^([^/]+)\/([a-z][a-z0-9-]*)$/.exec(id) ?? [];
  if (locale === undefined || !isLocale(locale))
    throw new Error(
      `invalid lecture file: content/lectures/${id}.mdx (expected content/lectures/LOCALE/NAME.mdx, as in content/lectures/en/one-evening.mdx)`,
    );
  return { ...data, locale, slug: `lectures/${name}` };
}

/** The static paths of what each lecture has one of: its deck, its handout, its notebook. */
export async function lecturePaths(): Promise<{ params: { locale: string | undefined; lecture: string }; props: LectureProps }[]> {
  const chapters = (await getCollection("chapters")).map(toChapter);
  return (await getCollection("lectures")).map((entry: Entry) => {
    const lecture = toLecture(entry);
    return {
      params: { locale: locales[lecture.locale].path || undefined, lecture: lecture.slug.slice("lectures/".length) },
      props: { entry, lecture, chapters: chaptersOf(chapters, lecture.locale) },
    };
  });
}

/** A lecture's slides, with the chapters that they are from. */
export async function renderLecture({ entry, chapters }: LectureProps) {
  const rendered = await render(entry);
  const slugs = (rendered.remarkPluginFrontmatter["from"] ?? []) as string[];
  return { ...rendered, from: chapters.filter(({ slug }) => slugs.includes(slug)) };
}
