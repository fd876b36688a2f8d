/** What the browser tests of outputs call in the page. */
import { words } from "../../../src/i18n/index.ts";
import type { Output, Shown } from "../../../src/notebook/types.ts";
import { drawOutput } from "../../../src/output/draw.ts";
import { createDrawing } from "../../../src/reader/drawing.ts";
import { noteFacts, shownFacts } from "../../../src/reader/plotFacts.ts";
import { createTip } from "../../../src/reader/tip.ts";
import { Plot } from "../../../src/plot/draw.ts";
import { toScale } from "../../../src/plot/scale.ts";

export { inputValue, pressInput, refreshInput, setInputValue } from "../../../src/output/input.ts";
export { renderInput } from "../../../src/output/input.ts";
export { GALLERY } from "./gallery.ts";
export { createTip, Plot, shownFacts, toScale };

const drawing = createDrawing(words("en"));
let count = 0;

/** Puts an output into the page, drawn for the page's column as in a cell, and crossed as from there. */
export function show(output: Output, into: Element = document.querySelector(".cell-outputs")!): HTMLElement {
  return put(structuredClone(drawOutput(output, words("en"), into.parentElement!.clientWidth).shown), into);
}

/** Puts what has been drawn elsewhere into the page. */
export function put(shown: Shown, into: Element = document.querySelector(".cell-outputs")!): HTMLElement {
  const element = drawing.draw("cell", count++, shown);
  if (shown.kind === "drawing") noteFacts(element, shown.facts ?? []);
  into.append(element);
  return element;
}

export const showError = (error: Parameters<typeof drawing.drawError>[0]): void =>
  document.querySelector(".cell-outputs")!.append(drawing.drawError(error));
