import { scrollBox } from "./codeScroll.ts";
import type { Deck } from "./deck.ts";

/** First and last line of each part of `2-3,7`, the first line being 1. */
export const partsOf = (lines: string): [number, number][] =>
  lines.split(",").map((part) => {
    const [first = NaN, last = first] = part.split("-").map(Number);
    return [first, last];
  });

/** A mask in units of rows of code that leaves the parts as they are and dims what is between them. */
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
  function light({ isTurned }: { isTurned: boolean }): void {
    const slide = deck.slide();
    const steps = [...slide.querySelectorAll<HTMLElement>(".lines")];
    for (const cell of new Set(steps.map(({ dataset }) => dataset.of!))) {
      const code = slide.querySelector<HTMLElement>(`[data-cell="${cell}"] .cell-code`);
      if (!code) continue;
      const step = steps.filter(({ dataset, classList }) => dataset.of === cell && classList.contains("visible")).at(-1);
      code.toggleAttribute("data-lit", step !== undefined);
      if (!step) continue;
      if (isTurned) open(slide, cell);
      const rows = partsOf(step.dataset.lines!).map((part) => rowsOf(code, part));
      code.style.setProperty("--lit", maskOf(rows));
      scrollTo(code, rows[0]![0], rows.at(-1)![1]);
    }
  }
  deck.onPlace(() => light({ isTurned: true }));
  light({ isTurned: true });
  // Lines break elsewhere in another size of type, and in other code.
  const sizes = new ResizeObserver(() => light({ isTurned: false }));
  for (const step of deck.slides.flatMap((slide) => [...slide.querySelectorAll<HTMLElement>(".lines")])) {
    const code = step.closest(".slide")!.querySelector(`[data-cell="${step.dataset.of}"] .cell-code`);
    if (code) sizes.observe(code);
  }
}

/** First and last row that lines of code take, the first row being 1: a long line takes more than one. */
function rowsOf(code: HTMLElement, [first, last]: readonly [number, number]): [number, number] {
  const content = code.querySelector<HTMLElement>(".cm-content") ?? code.querySelector<HTMLElement>(".cell-source > code")!;
  const style = getComputedStyle(content);
  const box = content.getBoundingClientRect();
  const scale = box.height / content.offsetHeight;
  if (!(scale > 0)) return [first, last];
  const row = parseFloat(style.lineHeight) * scale;
  const top = box.top + parseFloat(style.paddingTop) * scale;
  const [from, to] = [rangeOf(content, first), rangeOf(content, last)];
  // Letters are less high than their row: what counts is where their middles are.
  return from && to ? [Math.floor((from.top - top) / row + 0.5) + 1, Math.ceil((to.bottom - top) / row - 0.5)] : [first, last];
}

/** Where a line of code stands in the window. */
function rangeOf(content: HTMLElement, line: number): DOMRect | undefined {
  const inEditor = content.querySelectorAll(".cm-line");
  if (inEditor.length > 0) return inEditor[line - 1]?.getBoundingClientRect();
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 1;
  let isBegun = false;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent!;
    for (let from = 0; from < text.length; from++) {
      if (!isBegun && at === line) {
        range.setStart(node, from);
        isBegun = true;
      }
      if (isBegun) range.setEnd(node, from + 1);
      if (text[from] === "\n" && at++ === line) return range.getBoundingClientRect();
    }
  }
  return isBegun ? range.getBoundingClientRect() : undefined;
}

/** Scrolls the box of the code, and nothing else, until the rows are in its middle; where all of it is seen, nothing moves. */
function scrollTo(code: HTMLElement, first: number, last: number): void {
  const box = scrollBox(code);
  const line = parseFloat(getComputedStyle(box).lineHeight);
  box.scrollTop = ((first + last - 1) / 2) * line - box.clientHeight / 2;
}
