import { parseHTML } from "linkedom";
import type { Words } from "../../i18n/index.ts";
import { oneDeeper } from "./oneDeeper.ts";

/** What only a page with scripts has use for; of the two widths of a plot, paper has room for the wide one. */
const unused = ".cell-bar, .cell-notice, .cell-note, .plot-narrow, .solution-put";

/**
 * A chapter's HTML as the handout has it: each slide with its number, the speaker's notes under the title of their slide, one drawing of each plot,
 * nothing that waits for a script. With it, how many slides there are, that of the title among them, and how many minutes they take.
 */
export function handoutParts(html: string, { lecture, site }: Words): { html: string; slides: number; minutes: number } {
  const { document } = parseHTML(`<!doctype html><html><body>${oneDeeper(html)}</body></html>`);
  for (const element of document.querySelectorAll(unused)) element.remove();
  for (const plot of document.querySelectorAll(".plot-static")) plot.replaceWith(...plot.querySelector(".plot-wide")!.childNodes);
  for (const inputs of document.querySelectorAll(".cell-inputs")) inputs.setAttribute("inert", "");

  const line = (name: string, ...texts: string[]): HTMLElement => {
    const made = document.createElement("p");
    made.className = name;
    for (const text of texts) made.append(Object.assign(document.createElement("span"), { textContent: text }));
    return made;
  };
  const slides = document.querySelectorAll(".slide-mark").length + 1;
  let number = 1;
  let minutes = 0;
  let title = "";
  for (const element of document.querySelectorAll<HTMLElement>(".slide-mark, .notes")) {
    if (element.matches(".notes")) {
      const own = Number(element.dataset["minutes"]);
      minutes += own;
      const head = line("notes-head", `${lecture.notes}: ${title}`, site.minutes(own));
      element.setAttribute("aria-label", head.firstChild!.textContent!);
      element.prepend(head);
    } else {
      title = element.textContent!.trim();
      element.prepend(...line("", lecture.slide(++number, slides)).childNodes);
    }
  }
  return { html: document.body.innerHTML, slides, minutes };
}
