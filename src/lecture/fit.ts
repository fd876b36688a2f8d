import type { Deck } from "./deck.ts";

/** The smallest type of a slide, in CSS pixels of the stage. */
const smallest = 24;

/**
 * Makes what is too large for its slide smaller: the type, pixel by pixel down to 24, and a formula that is wider than its column. It does so at the start, and when
 * the look of the deck changes; on a phone, where slides scroll, only formulas that are too wide.
 */
export function fitSlides(deck: Deck): void {
  const fitAll = () => deck.slides.forEach(fitSlide);
  fitAll();
  void document.fonts.ready.then(fitAll);
  new MutationObserver(fitAll).observe(document.documentElement, { attributeFilter: ["data-projector"] });
  let width = deck.stage.clientWidth;
  new ResizeObserver(() => {
    if (deck.stage.clientWidth === width) return;
    width = deck.stage.clientWidth;
    fitAll();
  }).observe(deck.stage);
}

function fitSlide(slide: HTMLElement): void {
  const text = slide.querySelector<HTMLElement>(".slide-text");
  if (!text) return;
  for (const name of ["--slide-text", "--slide-small"]) slide.style.removeProperty(name);
  const formulas = [...text.querySelectorAll<HTMLElement>(".katex-display")];
  for (const formula of formulas) formula.style.removeProperty("font-size");
  const isTooTall = () => getComputedStyle(slide).overflowY !== "auto" && [...slide.querySelectorAll(".slide-text, .slide-cells")].some((part) => part.scrollHeight > part.clientHeight + 1);
  for (let size = parseFloat(getComputedStyle(slide).fontSize) - 1; size >= smallest && isTooTall(); size--) {
    slide.style.setProperty("--slide-text", `${size}px`);
    slide.style.setProperty("--slide-small", `${Math.min(size, parseFloat(getComputedStyle(slide).getPropertyValue("--slide-small")))}px`);
  }
  for (const formula of formulas) {
    const ratio = formula.clientWidth / formula.scrollWidth;
    if (ratio < 1) formula.style.fontSize = `${Math.floor(ratio * 100) / 100}em`;
  }
}
