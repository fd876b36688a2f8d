import type { APIRoute } from "astro";
import { chapterKit } from "../tooling/chapterKit.ts";

/** What each chapter is taken away with, beside its cells: the page loads it when a reader downloads one. */
export const GET: APIRoute = async () => new Response(JSON.stringify(await chapterKit()), { headers: { "content-type": "application/json" } });
