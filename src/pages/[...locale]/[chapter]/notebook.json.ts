import type { APIRoute } from "astro";
import { getCollection, render, type CollectionEntry } from "astro:content";
import { toChapter } from "../../../layouts/chapters.ts";
import { locales } from "../../../i18n/index.ts";

/** The cells of a chapter and what they showed at build: what the reader's page loads at the first touch of a cell. */
export async function getStaticPaths() {
  const entries = await getCollection("chapters");
  return entries.map((entry: CollectionEntry<"chapters">) => {
    const { locale, slug } = toChapter(entry.id, entry.data);
    return { params: { locale: locales[locale].path || undefined, chapter: slug }, props: { entry } };
  });
}

export const GET: APIRoute<{ entry: CollectionEntry<"chapters"> }> = async ({ props }) => {
  const { remarkPluginFrontmatter } = await render(props.entry);
  return new Response(remarkPluginFrontmatter.notebook ?? "null", { headers: { "content-type": "application/json" } });
};
