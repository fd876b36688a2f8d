import type { APIRoute } from "astro";

/** Everything may be read; where the site's address is known, with the address of its map. */
export const GET: APIRoute = ({ site }) => {
  const map = site && new URL(`${import.meta.env.BASE_URL.replace(/\/*$/, "/")}sitemap-index.xml`, site).href;
  return new Response(`User-agent: *\nDisallow:\n${map ? `\nSitemap: ${map}\n` : ""}`, { headers: { "content-type": "text/plain; charset=utf-8" } });
};
