import { parseHTML } from "linkedom";
import { oneDeeper } from "./oneDeeper.ts";

/** What is in a slide, as the deck lays it out: its text, its cells, the speaker's notes. All are HTML. */
export function slideParts(html: string): { text: string; cells: string; notes: string } {
  const { document } = parseHTML(`<!doctype html><html><body>${oneDeeper(html)}</body></html>`);
  const take = (selector: string): string =>
    [...document.body.querySelectorAll(selector)].map((element) => {
      element.remove();
      return element.outerHTML;
    }).join("");
  // Whose code is shown where a slide shows code.
  (document.body.querySelector(".cell:not(.folded)") ?? document.body.querySelector(".cell"))?.classList.add("code-shown");
  // Cells of an exercise go with it.
  const cells = take(".exercise, .cell:not(.exercise .cell)");
  const notes = take(".notes");
  return { text: document.body.innerHTML.trim(), cells, notes };
}
