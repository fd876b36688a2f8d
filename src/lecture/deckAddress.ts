import { formatFragment, parseFragment } from "../reader/fragment.ts";
import type { Deck, Place } from "./deck.ts";

/** The place that an address gives, as in `#/stability/2`; undefined where it gives none. A number stands for the slide of that number. */
export function readPlace(hash: string, slides: readonly string[]): Place | undefined {
  const [, slide, fragment, ...more] = parseFragment(hash).place.split("/");
  if (!slide || more.length > 0) return undefined;
  const id = /^\d+$/.test(slide) ? slides[Number(slide) - 1] : slides.find((known) => known === slide);
  return id === undefined ? undefined : { slide: id, fragment: /^\d+$/.test(fragment ?? "") ? Number(fragment) : 0 };
}

/** A place as an address has it, behind its `#`. */
export const writePlace = ({ slide, fragment }: Place): string => `/${slide}${fragment > 0 ? `/${fragment}` : ""}`;

/** Keeps the place in the address, without new entries in the history (Back leaves the deck), and follows the address. What stands behind `~` there stays. */
export function followAddress(deck: Deck): void {
  const ids = deck.slides.map(({ dataset }) => dataset.slide!);
  const here = readPlace(location.hash, ids);
  if (here) deck.go(here);
  deck.onPlace((place) => {
    const hash = formatFragment({ ...parseFragment(location.hash), place: writePlace(place) });
    if (hash === location.hash) return;
    try {
      history.replaceState(history.state, "", hash);
    } catch {
      // A browser refuses when slides are turned very fast; the next place is written again.
    }
  });
  addEventListener("hashchange", () => {
    const place = readPlace(location.hash, ids);
    if (place) deck.go(place);
  });
}
