import type { APIRoute } from "astro";
import { sandboxPage } from "../tooling/sandboxPage.ts";
import { dataFiles } from "../problems/data.ts";

/** `sandbox.html`; in the author's mode bundled anew at each request, so that an edit of what cells import is in it. */
export const GET: APIRoute = async () =>
  new Response(await sandboxPage({ files: dataFiles }), { headers: { "content-type": "text/html; charset=utf-8" } });
