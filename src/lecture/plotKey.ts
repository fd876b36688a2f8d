import { element } from "../output/element.ts";

/**
 * What a slide shows of a plot's caption: the sentences that say what its dashes, dots and other marks mean, those left out whose marks the slide's own text names.
 * `marks` (global) finds the words for marks.
 */
export function plotKey(caption: string, marks: RegExp, slideText: string): string {
  const said = slideText.toLowerCase();
  return caption
    .trim()
    .split(/(?<=[.!?]["”)]?)\s+|(?<=[。！？][」）]?)/u)
    .filter((sentence) => sentence.match(marks)?.some((mark) => !said.includes(mark.toLowerCase())))
    .join(" ");
}

/**
 * Gives the plots of a slide their keys in the place of their captions. Where text stands beside the plots, the keys end it: there they take no room from the
 * drawings.
 */
export function showPlotKeys(slide: HTMLElement, marks: RegExp): void {
  const text = slide.querySelector<HTMLElement>(".slide-text");
  const own = [...(text?.children ?? [])].filter((part) => !part.matches(".plot-key"));
  const slideText = own.map(({ textContent }) => textContent).join(" ");
  for (const caption of slide.querySelectorAll<HTMLElement>(".output-plot figcaption:not(.plot-key)")) {
    caption.className = "plot-key";
    caption.textContent = plotKey(caption.textContent, marks, slideText);
  }
  if (!text || slide.dataset.layout !== "side") return;
  // A plot may be there twice, for two widths.
  const keys = new Set([...slide.querySelectorAll("figcaption.plot-key")].map(({ textContent }) => textContent));
  const shown = [...keys].filter(Boolean).join(" ");
  const before = text.querySelector(":scope > .plot-key");
  if ((before?.textContent ?? "") === shown) return;
  before?.remove();
  if (shown !== "") text.append(element(document, "p", { class: "plot-key" }, shown));
}

/** Keys under drawings give way where they would leave a drawing labels that are smaller than `smallest`, in px of the stage. */
export function fitPlotKeys(slide: HTMLElement, smallest: number): void {
  const keys = [...slide.querySelectorAll<HTMLElement>("figcaption.plot-key")];
  for (const key of keys) key.hidden = false;
  const scale = slide.getBoundingClientRect().width / slide.offsetWidth;
  for (const key of keys) {
    const labels = [...key.closest(".output-plot")!.querySelectorAll<SVGTextElement>("svg text")].filter((label) => label.checkVisibility());
    const sizes = labels.map((label) => {
      const { a, b } = label.getScreenCTM()!;
      return (parseFloat(getComputedStyle(label).fontSize) * Math.hypot(a, b)) / scale;
    });
    key.hidden = Math.min(...sizes) < smallest;
  }
}
