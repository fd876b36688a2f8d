/** What the browser tests of outputs call in the page. */
import * as Plot from "@observablehq/plot";
import katex from "katex";
import { words } from "../../../src/i18n/index.ts";
import type { Output } from "../../../src/notebook/types.ts";
import { renderError, renderOutput } from "../../../src/output/render.ts";
import { recordingPlot } from "../../../src/plot/record.ts";

export { inputValue, pressInput, refreshInput, renderInput, setInputValue } from "../../../src/output/input.ts";
export { scalesOf } from "../../../src/plot/replay.ts";
export { GALLERY } from "./gallery.ts";
export { recordingPlot };

/** Puts an output into the page, as wide as the page's column. */
export function show(output: Output, into: Element = document.querySelector(".cell-outputs")!): HTMLElement {
  const shown = renderOutput(structuredClone(output), {
    document,
    Plot,
    katex,
    words: words("en"),
    width: into.parentElement!.clientWidth,
  });
  into.append(shown);
  return shown;
}

export const showError = (error: Parameters<typeof renderError>[0]): void =>
  document.querySelector(".cell-outputs")!.append(renderError(error, { document, words: words("en") }));
