import { element } from "../output/element.ts";
import { pictureOf } from "./nextSlide.ts";
import { stepsOf } from "./deck.ts";
import type { DeckParts } from "./tool.ts";

/** Under the presenter's slide: a picture of every slide; a click goes there. A slide that is left is pictured anew, as it was left. */
export function showThumbnails({ deck, words }: Pick<DeckParts, "deck" | "words">, side: HTMLElement): void {
  const strip = element(document, "nav", { class: "presenter-slides", "aria-label": words.lecture.presenter.slides });
  const thumbnails = new Map(
    deck.slides.map((slide, i) => {
      const stage = element(document, "span", { class: "slides preview" });
      stage.inert = true;
      stage.ariaHidden = "true";
      const thumbnail = element(
        document,
        "button",
        { type: "button", "aria-label": `${i + 1}: ${slide.querySelector("h1, h2")?.textContent ?? ""}` },
        stage,
      );
      thumbnail.addEventListener("click", () => {
        deck.go({ slide: slide.dataset.slide!, fragment: 0 });
        // The next key turns the slides again.
        thumbnail.blur();
      });
      strip.append(thumbnail);
      return [slide, { thumbnail, draw: () => stage.replaceChildren(pictureOf(slide, stepsOf(slide), "all")) }] as const;
    }),
  );
  side.append(strip);
  new ResizeObserver(([entry]) => strip.style.setProperty("--scale", String(entry!.contentRect.width / 1280))).observe(strip.firstElementChild!);

  let shown = deck.slide();
  function mark(): void {
    thumbnails.get(shown)!.draw();
    thumbnails.get(shown)!.thumbnail.ariaCurrent = null;
    shown = deck.slide();
    const { thumbnail } = thumbnails.get(shown)!;
    thumbnail.ariaCurrent = "true";
    strip.scrollLeft = thumbnail.offsetLeft - (strip.clientWidth - thumbnail.offsetWidth) / 2;
  }
  deck.onPlace(mark);
  mark();
  const dim = (): void => {
    for (const [slide, { thumbnail }] of thumbnails) {
      thumbnail.toggleAttribute("data-hidden", deck.isHidden(slide));
      thumbnail.title = deck.isHidden(slide) ? words.lecture.presenter.hidden : "";
    }
  };
  deck.onHidden(dim);
  dim();
  // One by one, while nothing else is to be done.
  const left = [...thumbnails.values()];
  const draw = (): void => {
    left.shift()?.draw();
    if (left.length > 0) setTimeout(draw, 30);
  };
  draw();
}
