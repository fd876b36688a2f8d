import { element } from "../output/element.ts";
import type { Words } from "../i18n/index.ts";
import { pictureOf } from "./nextSlide.ts";
import { stepsOf, type Deck } from "./deck.ts";

/** In the place of the deck: every slide with all its steps, and its notes beside it, for paper, two a page. */
export function showNotesPages(deck: Deck, { lecture, site }: Words): void {
  const pages = element(document, "div", { class: "notes-pages" });
  deck.slides.forEach((slide, i) => {
    const stage = element(document, "div", { class: "slides" }, pictureOf(slide, stepsOf(slide), "paper"));
    const picture = element(document, "div", { class: "notes-picture" }, stage);
    picture.inert = true;
    const own = slide.querySelector<HTMLElement>(".notes");
    const minutes = Number(own?.dataset.minutes ?? 0);
    const head = element(document, "h2", {}, lecture.slide(i + 1, deck.slides.length) + (minutes > 0 ? ` · ${site.minutes(minutes)}` : ""));
    pages.append(element(document, "article", { class: "notes-page" }, picture, head, ...(own?.cloneNode(true).childNodes ?? [])));
  });
  deck.main.before(pages);
}
