import type { APIRoute } from "astro";
import { cellDeclarations } from "../tooling/cellDeclarations.ts";

/** What TypeScript in the editor is told of all that cells can use: its worker loads it. */
export const GET: APIRoute = async () => new Response(JSON.stringify(await cellDeclarations()), { headers: { "content-type": "application/json" } });
