import type { APIRoute } from "astro";
import { lecturePaths, renderLecture, type LectureProps } from "../../../../layouts/lecturePaths.ts";

/** The cells of a lecture and what they showed at build, as those of a chapter. */
export const getStaticPaths = lecturePaths;

export const GET: APIRoute<LectureProps> = async ({ props }) => {
  const { remarkPluginFrontmatter } = await renderLecture(props);
  return new Response(remarkPluginFrontmatter.notebook ?? "null", { headers: { "content-type": "application/json" } });
};
