import type { APIRoute } from "astro";
import { chapterPaths, notebookOf } from "../../../layouts/chapterPaths.ts";
import { notebookText } from "../../../tooling/notebooks.ts";

/** The experiment of a chapter in PyTorch, a file for Jupyter beside its page: `/NAME/NAME.ipynb`. */
export async function getStaticPaths() {
  return (await chapterPaths()).flatMap(({ params, props: { chapter } }) => {
    const name = notebookOf(chapter);
    return name ? [{ params: { ...params, notebook: chapter.slug }, props: { name } }] : [];
  });
}

export const GET: APIRoute<{ name: string }> = ({ props }) =>
  new Response(notebookText(props.name), { headers: { "content-type": "application/x-ipynb+json" } });
