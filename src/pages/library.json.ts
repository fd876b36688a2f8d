import type { APIRoute } from "astro";
import { editorLibrary } from "../tooling/editorLibrary.ts";

/** What the editor offers and explains: a page loads it when a reader first opens an editor. */
export const GET: APIRoute = () => new Response(JSON.stringify(editorLibrary()), { headers: { "content-type": "application/json" } });
