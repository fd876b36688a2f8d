import type { APIRoute } from "astro";
import { render } from "astro:content";
import { chapterPaths, type ChapterProps } from "../../../layouts/chapterPaths.ts";

/** The cells of a chapter and what they showed at build: what the reader's page loads at the first touch of a cell. */
export const getStaticPaths = chapterPaths;

export const GET: APIRoute<ChapterProps> = async ({ props }) => {
  const { remarkPluginFrontmatter } = await render(props.entry);
  return new Response(remarkPluginFrontmatter.notebook ?? "null", { headers: { "content-type": "application/json" } });
};
