import { element } from "../output/element.ts";
import { button } from "../reader/elements.ts";
import type { DeckParts } from "./tool.ts";

/** What opens over the deck: the list of keys, and a field to jump to a slide by its number or a word. */
export function startDialogs({ deck, words: { lecture }, toolbar, keys }: DeckParts): void {
  const help = dialog("deck-help", lecture.keys.title);
  toolbar.add({
    name: "help",
    label: lecture.keys.title,
    key: "?",
    onClick() {
      const list = document.createElement("dl");
      for (const { shown, label } of keys.all())
        if (label && shown) list.append(element(document, "dt", {}, shown), element(document, "dd", {}, label));
      help.replaceChildren(
        element(document, "h2", {}, lecture.keys.title),
        list,
        button(lecture.keys.close, () => help.close()),
      );
      help.showModal();
    },
  });

  const jump = dialog("deck-jump", lecture.keys.jump);
  const field = document.createElement("input");
  field.type = "text";
  field.autocomplete = "off";
  field.placeholder = field.ariaLabel = lecture.keys.jump;
  field.setAttribute("list", "deck-slides");
  const list = document.createElement("datalist");
  list.id = "deck-slides";
  list.append(...deck.slides.map((slide, i) => new Option(titleOf(slide), `${i + 1} ${titleOf(slide)}`)));
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(field, list);
  form.addEventListener("submit", () => {
    const slide = findSlide(deck.slides, field.value);
    if (slide) deck.go({ slide: slide.dataset.slide!, fragment: 0 });
  });
  jump.append(form);
  keys.add({
    keys: ["g"],
    shown: "G",
    label: lecture.keys.jump,
    onKey() {
      field.value = "";
      jump.showModal();
    },
  });

  function dialog(name: string, label: string): HTMLDialogElement {
    const box = element(document, "dialog", { class: `deck-dialog ${name}`, "aria-label": label });
    box.addEventListener("click", ({ target }) => {
      if (target === box) box.close();
    });
    deck.main.append(box);
    return box;
  }
}

const titleOf = (slide: HTMLElement): string => slide.querySelector("h1, h2")?.textContent ?? "";

/** The slide of this number, of this id, or the first whose title, else whose text, has these words. */
export function findSlide(slides: readonly HTMLElement[], query: string): HTMLElement | undefined {
  const text = query.trim().toLowerCase();
  const number = /^\d+/.exec(text);
  if (number) return slides[Number(number[0]) - 1];
  if (text === "") return undefined;
  return (
    slides.find(({ dataset }) => dataset.slide === text) ??
    slides.find((slide) => titleOf(slide).toLowerCase().includes(text)) ??
    slides.find((slide) => slide.querySelector(".slide-text")?.textContent.toLowerCase().includes(text))
  );
}
