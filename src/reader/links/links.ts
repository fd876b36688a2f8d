/**
 * Terms of formulas, identifiers of code and values that are one symbol (`data-s`, see `src/symbols`) light up together, wherever a
 * reader points at one, goes to one by the arrow keys, or sets the caret. Loaded at the first of these.
 */
import { element } from "../../output/element.ts";
import { createLabel, wordsOf } from "./label.ts";
import { lightSymbol } from "./light.ts";
import { liveValue, onNewValues, readBuiltValues } from "./liveValues.ts";
import { symbolsIn } from "./order.ts";
import { createPreview } from "./preview.ts";
import { tagsIn } from "./tags.ts";

/** A symbol that the reader is at. */
interface Place {
  symbol: string;
  anchor: Element;
}

/** Milliseconds that the pointer has to cross from a number to what it shows. */
const crossing = 300;

// A long function: pointer, arrow keys and caret each have a place, and what is lit follows from all three.
/** Makes the symbols and numbers of a page light up; `first` is the element that the reader has just come to. */
export function startLinks(page: HTMLElement, first: Element): void {
  readBuiltValues(page);
  const tags = tagsIn(page.dataset.chapter ?? "");
  const label = createLabel(page);
  const preview = createPreview(page);
  const said = element(document, "p", { class: "visually-hidden", role: "status" });
  page.append(said);
  /** What the pointer, the keys and the caret are at; the pointer's is shown first. */
  const at: { pointer?: Place; keys?: Place; caret?: Place } = {};
  let leaving: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    const place = at.pointer ?? at.keys ?? at.caret;
    lightSymbol(place ? tags.tagsOf(place.symbol) : []);
    // No label at the caret, where it would cover what is being written, nor on inputs, which have a label of their own.
    if (!place || place === at.caret || place.anchor.closest(".input")) label.hide();
    else label.show(place.symbol, place.anchor, valueAt(place));
  }

  const valueAt = ({ symbol, anchor }: Place) => liveValue(page, tags.tagsOf(symbol), anchor);

  function toPlace(target: Element | null): Place | undefined {
    const anchor =
      target?.closest<HTMLElement>("[data-s]") ?? target?.closest(".input")?.querySelector<HTMLElement>(".input-label [data-s], output[data-s]");
    return anchor ? { symbol: tags.symbolOf(anchor.dataset.s!), anchor } : undefined;
  }

  const numberOf = (target: Element | null) => target?.closest<HTMLElement>(".computed[data-cells]") ?? undefined;

  function openPreview(number: HTMLElement): void {
    clearTimeout(leaving);
    preview.open(number);
  }

  function pointAt(target: Element | null): void {
    if (target && label.element.contains(target)) return;
    const place = toPlace(target);
    if (place?.anchor !== at.pointer?.anchor) {
      at.pointer = place;
      show();
    }
    const number = numberOf(target);
    if (number) openPreview(number);
    else {
      clearTimeout(leaving);
      if (!preview.holds(target) && !preview.holds(document.activeElement)) leaving = setTimeout(preview.close, crossing);
    }
  }

  function focus(target: Element): void {
    unmark();
    at.keys = target.matches(".cm-content, .cell-source") ? undefined : toPlace(target);
    show();
    const number = numberOf(target);
    if (number) openPreview(number);
    else if (!preview.holds(target)) preview.close();
  }

  const unmark = () => page.querySelector(".symbol-here")?.classList.remove("symbol-here");

  /** Goes to another symbol of the block that has the focus. False where there is none: the key then does what it always does. */
  function move(block: Element, key: string): boolean {
    const symbols = symbolsIn(block);
    const here = symbols.findIndex((symbol) => symbol.classList.contains("symbol-here"));
    const to = symbols[key === "Home" ? 0 : key === "End" ? symbols.length - 1 : here + (key === "ArrowRight" ? 1 : here < 0 ? -Infinity : -1)];
    if (!to) return false;
    unmark();
    to.classList.add("symbol-here");
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
    at.pointer = undefined;
    at.keys = { symbol: tags.symbolOf(to.dataset.s!), anchor: to };
    show();
    const words = wordsOf(at.keys.symbol);
    const value = valueAt(at.keys);
    said.textContent = words ? [words.sign, words.meaning, value].filter(Boolean).join(", ") : to.textContent;
    return true;
  }

  // When the page is scrolled by a key, the element under the resting pointer changes: that is not pointing.
  let spot = "";
  document.addEventListener(
    "pointermove",
    ({ clientX, clientY }) => {
      spot = `${clientX} ${clientY}`;
    },
    { passive: true },
  );
  document.addEventListener(
    "pointerover",
    ({ target, clientX, clientY }) => {
      const moved = spot !== `${clientX} ${clientY}`;
      spot = `${clientX} ${clientY}`;
      if (moved || !at.keys) pointAt(target as Element);
    },
    { passive: true },
  );
  document.documentElement.addEventListener("pointerleave", () => pointAt(null));
  document.addEventListener("focusin", ({ target }) => focus(target as Element));
  document.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget === null && document.hasFocus()) focus(document.body);
  });
  page.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (key === "Escape") {
      at.pointer = at.keys = undefined;
      unmark();
      show();
      preview.close();
    } else if (/^(?:ArrowLeft|ArrowRight|Home|End)$/.test(key) && (target as Element).matches(".katex-display, pre") && move(target as Element, key))
      event.preventDefault();
  });
  page.addEventListener("symbol", (event) => {
    const symbol = (event as CustomEvent<string | undefined>).detail;
    at.caret = symbol === undefined ? undefined : { symbol: tags.symbolOf(symbol), anchor: event.target as Element };
    show();
  });
  // A slider that is moved changes the value that a label shows.
  page.addEventListener("input", show);
  onNewValues(show);

  if (first.matches(":hover")) pointAt(first);
  if (document.activeElement && document.activeElement !== document.body) focus(document.activeElement);
}
