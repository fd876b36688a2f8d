import { formatFragment, parseFragment } from "../reader/fragment.ts";
import { stepsOf, type Deck, type Place } from "./deck.ts";

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
      // Browsers limit how often an address may be changed. The next place is written anyway.
    }
  });
  addEventListener("hashchange", () => {
    const place = readPlace(location.hash, ids);
    if (place) deck.go(place);
  });
  // A link to a cell goes to its slide. Any other link within the chapter leads to something that only the page has: here it is not followed, for it would overwrite the place in the address.
  deck.main.addEventListener("click", (event) => {
    const href = (event.target as Element).closest("a")?.getAttribute("href");
    if (!href?.startsWith("#") || href.startsWith("#/")) return;
    event.preventDefault();
    const slide = document.getElementById(decodeURIComponent(href.slice(1)))?.closest<HTMLElement>(".slide");
    if (slide && slide !== deck.slide()) deck.go({ slide: slide.dataset.slide!, fragment: stepsOf(slide) });
  });
}
