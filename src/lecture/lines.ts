import type { Deck } from "./deck.ts";

/** First and last line of each part of `2-3,7`, the first line being 1. */
export const partsOf = (lines: string): [number, number][] => lines.split(",").map((part) => {
  const [first, last = first] = part.split("-").map(Number);
  return [first, last];
});

/** A mask in units of code lines that leaves the parts as they are and dims what is between them. */
export function maskOf(parts: readonly [number, number][]): string {
  const [dim, lit] = ["rgb(0 0 0 / 0.3)", "#000"];
  const stops: string[] = [];
  let at = 0;
  for (const [first, last] of parts) {
    stops.push(`${dim} ${at}lh ${first - 1}lh`, `${lit} ${first - 1}lh ${last}lh`);
    at = last;
  }
  return `linear-gradient(${[...stops, `${dim} ${at}lh`].join(", ")})`;
}

/**
 * Lights the lines of a cell's code that the step of the slide is about (`span.lines[data-of][data-lines]`), in the static code as in the editor, and brings them
 * into view. `open` shows the code of a cell.
 */
export function startLines(deck: Deck, open: (slide: HTMLElement, cell: string) => void): void {
  function light(): void {
    const slide = deck.slide();
    const steps = [...slide.querySelectorAll<HTMLElement>(".lines")];
    for (const cell of new Set(steps.map(({ dataset }) => dataset.of!))) {
      const code = slide.querySelector<HTMLElement>(`[data-cell="${cell}"] .cell-code`);
      if (!code) continue;
      const step = steps.filter(({ dataset, classList }) => dataset.of === cell && classList.contains("visible")).at(-1);
      code.toggleAttribute("data-lit", step !== undefined);
      if (!step) continue;
      const parts = partsOf(step.dataset.lines!);
      code.style.setProperty("--lit", maskOf(parts));
      open(slide, cell);
      scrollTo(code, parts[0][0], parts.at(-1)![1]);
    }
  }
  deck.onPlace(light);
  light();
}

/** Scrolls the box of the code, and nothing else, until the lines are in its middle; where all of it is seen, nothing moves. */
function scrollTo(code: HTMLElement, first: number, last: number): void {
  const box = code.querySelector<HTMLElement>(".cm-scroller") ?? code.querySelector<HTMLElement>(".cell-source")!;
  const line = parseFloat(getComputedStyle(box).lineHeight);
  box.scrollTop = ((first + last - 1) / 2) * line - box.clientHeight / 2;
}
