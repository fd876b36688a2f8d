import type { Deck } from "./deck.ts";

/** The smallest type of a slide, in CSS pixels of the stage. */
const smallest = 24;

/**
 * Makes what is too large for its slide smaller: the type, pixel by pixel down to 24, and a formula that is wider than its column. It does so at the start, when the
 * look of the deck changes, and formulas after a run; on a phone, where slides scroll, only formulas.
 */
export function fitSlides(deck: Deck): void {
  const fitAll = () => deck.slides.forEach(fitSlide);
  fitAll();
  void document.fonts.ready.then(fitAll);
  // What a run shows may be wider than what stood there.
  new MutationObserver((changes) => {
    for (const cell of new Set(changes.map(({ target }) => (target as Element).closest(".cell")))) if (cell?.querySelector(".output-tex")) fitFormulas(cell);
  }).observe(deck.stage, { subtree: true, childList: true });
  new MutationObserver(fitAll).observe(document.documentElement, { attributeFilter: ["data-projector"] });
  let width = deck.main.clientWidth;
  new ResizeObserver(() => {
    if (deck.main.clientWidth === width) return;
    width = deck.main.clientWidth;
    fitAll();
  }).observe(deck.main);
}

function fitSlide(slide: HTMLElement): void {
  slide.classList.add("is-measured");
  for (const name of ["--slide-text", "--slide-small"]) slide.style.removeProperty(name);
  const { fontSize, overflowY } = getComputedStyle(slide);
  const small = parseFloat(getComputedStyle(slide).getPropertyValue("--slide-small"));
  const isTooTall = () => overflowY !== "auto" && [...slide.querySelectorAll(".slide-text, .slide-cells")].some((part) => part.scrollHeight > part.clientHeight + 1);
  fitFormulas(slide);
  for (let size = parseFloat(fontSize) - 1; size >= smallest && isTooTall(); size--) {
    slide.style.setProperty("--slide-text", `${size}px`);
    slide.style.setProperty("--slide-small", `${Math.min(size, small)}px`);
    fitFormulas(slide);
  }
  slide.classList.remove("is-measured");
}

/** Formulas in `part` that are wider than their column are set smaller, until they are not. */
function fitFormulas(part: Element): void {
  for (const formula of part.querySelectorAll<HTMLElement>(".slide-text .katex-display, .output-tex")) {
    formula.style.removeProperty("font-size");
    const box = formula.querySelector<HTMLElement>(".katex-display") ?? formula;
    let share = 1;
    const set = () => { formula.style.fontSize = `calc(${share.toFixed(2)} * var(--slide-text))`; };
    while (share > 0.5 && Math.max(box.scrollWidth - box.clientWidth, formula.scrollWidth - formula.clientWidth) > 0) {
      share -= 0.04;
      set();
    }
    if (share === 1) continue;
    // Letters are a little wider at another scale of the stage.
    share -= 0.03;
    set();
  }
}
