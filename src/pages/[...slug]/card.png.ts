import type { APIRoute } from "astro";
import { getCollection } from "astro:content";
import { chaptersOf, toChapter } from "../../components/chapterList.ts";
import { socialCard, type CardWords } from "../../components/pictures.ts";
import { defaultLocale, words } from "../../i18n/index.ts";

/** The social cards of the course and of its chapters. One serves all languages: its typeface has no Chinese letters. */
export async function getStaticPaths() {
  const { site } = words(defaultLocale);
  const chapters = chaptersOf((await getCollection("chapters")).map(toChapter), defaultLocale);
  const cards: { params: { slug: string | undefined }; props: CardWords }[] = chapters.map(({ slug, number, title, summary }) => ({
    params: { slug },
    props: { eyebrow: `${site.title} · ${site.chapter(number)}`, title, summary },
  }));
  return [{ params: { slug: undefined }, props: { title: site.title, summary: site.description } }, ...cards];
}

export const GET: APIRoute<CardWords> = async ({ props }) =>
  new Response(new Uint8Array(await socialCard(props)), { headers: { "content-type": "image/png" } });
