import type { APIRoute } from "astro";
import { spelledElsewhere } from "../components/elsewhere.ts";
import { toMath } from "../components/katex.ts";

/** What other libraries call the optimizers, their formulas set: a page loads it when a reader first asks for it. */
export const GET: APIRoute = () => {
  const spellings = Object.entries(spelledElsewhere()).map(([name, { recipes, ...rest }]) => {
    const set = recipes.map(({ differs, ...recipe }) => ({ ...recipe, ...(differs && { differs: differs.map((tex) => toMath(tex)) }) }));
    return [name, { ...rest, recipes: set }];
  });
  return new Response(JSON.stringify(Object.fromEntries(spellings)), { headers: { "content-type": "application/json" } });
};
