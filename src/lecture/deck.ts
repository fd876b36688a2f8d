import Reveal, { type RevealApi } from "reveal.js";
import type { Words } from "../i18n/index.ts";

/** A place in the deck: a slide by its id, and how many of its fragments are shown. */
export interface Place {
  slide: string;
  fragment: number;
}

/** The slides, once they can be turned. */
export interface Deck {
  readonly stage: HTMLElement;
  readonly reveal: RevealApi;
  place(): Place;
  go(place: Place): void;
  onPlace(listener: (place: Place) => void): void;
}

const fragmentsOf = (slide: HTMLElement): number => new Set([...slide.querySelectorAll<HTMLElement>(".fragment")].map((element) => element.dataset.fragmentIndex)).size;

/** Makes the slides of `main` a deck of 1280 × 720 CSS px, scaled to the window. */
export async function startDeck(main: HTMLElement, _words: Words): Promise<Deck> {
  const stage = main.querySelector<HTMLElement>(".slides")!;
  const slides = [...stage.querySelectorAll<HTMLElement>(".slide")];
  const reveal = new Reveal(main, {
    width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4,
    center: false, transition: "none", controls: false, progress: true, slideNumber: "c/t", hash: false,
    // What is typed belongs to the field or the editor that has the focus.
    keyboardCondition: (event: KeyboardEvent) => !(event.target as Element).closest("input, select, textarea, [contenteditable], .cm-editor"),
  });
  await reveal.initialize();

  const place = (): Place => ({ slide: (reveal.getCurrentSlide() as HTMLElement).dataset.slide!, fragment: (reveal.getIndices().f ?? -1) + 1 });
  function go({ slide, fragment }: Place): void {
    const index = slides.findIndex((section) => section.dataset.slide === slide);
    if (index >= 0) reveal.slide(index, 0, Math.min(fragment, fragmentsOf(slides[index])) - 1);
  }
  return {
    stage, reveal, place, go,
    onPlace(listener) {
      for (const type of ["slidechanged", "fragmentshown", "fragmenthidden"]) reveal.on(type, () => listener(place()));
    },
  };
}
