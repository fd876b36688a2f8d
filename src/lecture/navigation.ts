import { element } from "../output/element.ts";
import type { Words } from "../i18n/index.ts";
import type { Deck } from "./deck.ts";
import type { Keys } from "./keys.ts";

/** Turns the slides by keys: arrows, space, and what clickers send (Page Up, Page Down). */
export function startNavigation(deck: Deck, keys: Keys, { lecture: { keys: words, slide: numbered } }: Words): void {
  const { reveal } = deck;
  const isShown = (slide: HTMLElement): boolean => !deck.isHidden(slide);
  keys.add({
    keys: ["ArrowRight", "ArrowDown", "PageDown", "n"],
    shown: "→ ↓ PgDn N",
    label: words.next,
    onKey: () => (reveal.isOverview() ? reveal.right() : deck.next()),
  });
  keys.add({
    keys: ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"],
    shown: "← ↑ PgUp ⌫",
    label: words.previous,
    onKey: () => (reveal.isOverview() ? reveal.left() : deck.previous()),
  });
  keys.add({
    keys: [" "],
    shown: words.space,
    label: words.spaceBoth,
    onKey({ shiftKey }) {
      if (reveal.isOverview()) reveal.toggleOverview(false);
      else if (shiftKey) deck.previous();
      else deck.next();
    },
  });
  keys.add({ keys: ["Home"], shown: "Home", label: words.first, onKey: () => reveal.slide(Math.max(0, deck.slides.findIndex(isShown))) });
  keys.add({ keys: ["End"], shown: "End", label: words.last, onKey: () => reveal.slide(Math.max(0, deck.slides.findLastIndex(isShown))) });
  keys.add({ keys: [], shown: "Shift Enter", label: words.run, onKey() {} });
  keys.add({ keys: [], shown: "Esc", label: words.leave, onKey() {} });
  keys.add({ keys: ["Enter"], onKey: () => reveal.toggleOverview(false) });

  const number = element(document, "p", { class: "slide-place" });
  deck.main.append(number);
  const count = () => {
    const n = deck.slides.indexOf(deck.slide()) + 1;
    number.textContent = `${n} / ${deck.slides.length}`;
    number.title = numbered(n, deck.slides.length);
  };
  deck.onPlace(count);
  count();
}
