import type { APIRoute } from "astro";
import { render } from "astro:content";
import { playgroundPaths, type PlaygroundProps } from "../../../layouts/playgroundPaths.ts";

/** The cells of the playground and what they showed at build, as those of a chapter. */
export const getStaticPaths = playgroundPaths;

export const GET: APIRoute<PlaygroundProps> = async ({ props }) => {
  const { remarkPluginFrontmatter } = await render(props.entry);
  return new Response(remarkPluginFrontmatter.notebook ?? "null", { headers: { "content-type": "application/json" } });
};
