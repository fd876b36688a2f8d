import type { Words } from "../i18n/index.ts";
import type { Deck } from "./deck.ts";
import { fitPlotKeys, showPlotKeys } from "./plotKey.ts";

/** The smallest type of a slide, in CSS pixels of the stage. */
const smallest = 24;

/** The smallest labels of drawings. */
const smallestLabel = 14;

/** The largest type of text that has a slide nearly for itself. */
const largest = 38;

/**
 * Fits what is on a slide to it: type that is too large, pixel by pixel down to 24, and a formula that is wider than its column; where text and tables would leave the
 * lower third empty, type is larger, and what is short even so stands in the middle. It does so at the start and when the look of the deck changes. After a run
 * formulas are fitted, and outputs that need more room than there is scroll. On a phone, where slides scroll, only formulas are fitted.
 */
export function fitSlides(deck: Deck, { marks }: Pick<Words["lecture"], "marks">): void {
  deck.slides.forEach((slide) => showPlotKeys(slide, marks));
  const fitAll = () => deck.slides.forEach(fitSlide);
  fitAll();
  void document.fonts.ready.then(fitAll);
  // The outputs of a new run may be wider than those before, and longer; open code leaves less room.
  const changed = new Set<HTMLElement>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function fitChanged(): void {
    timer = undefined;
    for (const cells of changed) fitOutputs(cells);
    changed.clear();
    delete deck.stage.dataset.fitting;
  }
  new MutationObserver((changes) => {
    for (const cell of new Set(changes.map(({ target }) => (target as Element).closest(".cell"))))
      if (cell?.querySelector(".output-tex")) fitFormulas(cell);
    for (const slide of new Set(changes.map(({ target }) => (target as Element).closest<HTMLElement>(".slide")))) {
      if (slide) showPlotKeys(slide, marks);
      const cells = slide?.querySelector<HTMLElement>(".slide-cells");
      if (cells) changed.add(cells);
    }
    // A run that prints without end is looked at ten times a second. The attribute says that what is on slides is still to be fitted.
    timer ??= setTimeout(fitChanged, 100);
    deck.stage.dataset.fitting = "";
  }).observe(deck.stage, { subtree: true, childList: true, attributeFilter: ["data-code"] });
  new MutationObserver(fitAll).observe(document.documentElement, { attributeFilter: ["data-projector"] });
  // The window's: while the presenter gives the slide more or less of it, the stage is only scaled. What is printed is as it was fitted to the screen.
  let width = innerWidth;
  new ResizeObserver(() => {
    if (innerWidth === width || matchMedia("print").matches) return;
    width = innerWidth;
    fitAll();
  }).observe(deck.main);
}

function fitSlide(slide: HTMLElement): void {
  slide.classList.add("is-measured");
  delete slide.dataset.short;
  for (const name of ["--slide-text", "--slide-small"]) slide.style.removeProperty(name);
  const { fontSize, overflowY } = getComputedStyle(slide);
  const small = parseFloat(getComputedStyle(slide).getPropertyValue("--slide-small"));
  const isTooTall = () =>
    overflowY !== "auto" && [...slide.querySelectorAll(".slide-text, .slide-cells")].some((part) => part.scrollHeight > part.clientHeight + 1);
  const key = slide.querySelector<HTMLElement>(".slide-text > .plot-key");
  if (key) key.hidden = false;
  fitFormulas(slide);
  // Where the text has no room for it, it stands under the drawing.
  if (key) key.hidden = isTooTall();
  for (let size = parseFloat(fontSize) - 1; size >= smallest && isTooTall(); size--) {
    slide.style.setProperty("--slide-text", `${size}px`);
    slide.style.setProperty("--slide-small", `${Math.min(size, small)}px`);
    fitFormulas(slide);
  }
  const hasRoom = () => overflowY !== "auto" && mayGrow(slide) && isShort(slide);
  if (hasRoom()) {
    let size = parseFloat(fontSize);
    const set = (to: number) => {
      slide.style.setProperty("--slide-text", `${to}px`);
      slide.style.setProperty("--slide-small", `${small + to - parseFloat(fontSize)}px`);
      fitFormulas(slide);
    };
    while (size < largest && hasRoom()) set(++size);
    while (size > parseFloat(fontSize) && (isTooTall() || isTooWide(slide))) set(--size);
  }
  slide.toggleAttribute("data-short", overflowY !== "auto" && isShort(slide));
  slide.classList.remove("is-measured");
  const cells = slide.querySelector<HTMLElement>(".slide-cells");
  if (cells) fitOutputs(cells);
}

/** Whether text and tables have a slide for themselves. */
const mayGrow = (slide: HTMLElement): boolean =>
  !slide.querySelector(".hands, .exercise, .cell-inputs > *, .output-plot, .plot-static, svg[role=img]") && slide.dataset.code !== "open";

/** Whether what is on a slide ends above its lower third. */
function isShort(slide: HTMLElement): boolean {
  if (slide.dataset.layout === "title") return false;
  const { top, height } = slide.getBoundingClientRect();
  const parts = slide.querySelectorAll(
    ".slide-text > *, .cell-outputs > *, .exercise-task > *, .exercise .cell-inputs > *, .cell-source, .cell-editor",
  );
  return (Math.max(...[...parts].map((part) => part.getBoundingClientRect().bottom)) - top) / height < 0.72;
}

/** Whether a table is wider than its column, or one word of it than its cell. */
const isTooWide = (slide: HTMLElement): boolean =>
  [...slide.querySelectorAll(".slide-text, .slide-text table, .cell-outputs, .output, .table-box")].some(
    (part) => part.scrollWidth > part.clientWidth + 1,
  );

/** Where the outputs of a slide's cells are higher than their room, each cell has a fair part of it, in which they scroll. */
function fitOutputs(cells: HTMLElement): void {
  if (getComputedStyle(cells.closest(".slide")!).overflowY === "auto") return;
  const slide = cells.closest<HTMLElement>(".slide")!;
  const isOver = (part: HTMLElement) => part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 2;
  const parts = [...cells.querySelectorAll<HTMLElement>(".cell-outputs, .exercise-cells")];
  // A reader has scrolled to somewhere.
  const tops = parts.map(({ scrollTop }) => scrollTop);
  slide.classList.add("is-measured");
  delete cells.dataset.crowded;
  fitPlotKeys(slide, smallestLabel);
  const isCrowded = [cells, ...parts].some(isOver);
  cells.toggleAttribute("data-crowded", isCrowded);
  if (isCrowded) parts.forEach((part, i) => (part.scrollTop = tops[i] ?? 0));
  slide.classList.remove("is-measured");
}

/** Formulas in `part` that are wider than their column are set smaller, until they are not. */
function fitFormulas(part: Element): void {
  for (const formula of part.querySelectorAll<HTMLElement>(".slide-text .katex-display, .output-tex")) {
    formula.style.removeProperty("font-size");
    const box = formula.querySelector<HTMLElement>(".katex-display") ?? formula;
    let share = 1;
    const set = () => {
      formula.style.fontSize = `calc(${share.toFixed(2)} * var(--slide-text))`;
    };
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
