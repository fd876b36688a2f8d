import type * as PlotModule from "@observablehq/plot";
import type katexModule from "katex";
import type { Words } from "../i18n/index.ts";
import type { CellError, Output } from "../notebook/types.ts";
import { tagOutput } from "../symbols/output.ts";
import { renderError, renderOutput } from "../output/render.ts";

/** Draws outputs in the page. What a kind needs (Plot, KaTeX) is loaded before its first use. */
export interface Drawing {
  /** Loads what these outputs need. False where that cannot be loaded now; it is asked for again at the next call. */
  prepare(outputs: readonly Output[]): Promise<boolean>;
  /** Throws where what the output needs is not loaded, or where the output is not sound. `width`: the room there is, in CSS pixels; `idPrefix`: makes ids in the drawing unique in the page. */
  draw(output: Output, width: number, idPrefix: string): HTMLElement;
  drawError(error: CellError): HTMLElement;
}

export function createDrawing(words: Words): Drawing {
  let Plot: typeof PlotModule | undefined;
  let katex: typeof katexModule | undefined;
  return {
    async prepare(outputs) {
      const needs = (kind: Output["kind"]) => outputs.some((output) => output.kind === kind);
      try {
        if (!Plot && needs("plot")) Plot = await import("@observablehq/plot");
        if (!katex && needs("tex")) katex = (await import("katex")).default;
        return true;
      } catch {
        return false;
      }
    },
    draw(output, width, idPrefix) {
      if ((output.kind === "plot" && !Plot) || (output.kind === "tex" && !katex)) throw new Error(words.cell.unavailable);
      const element = renderOutput(output, { document, Plot: Plot!, katex: katex!, width, idPrefix, words });
      tagOutput(element);
      return element;
    },
    drawError: (error) => renderError(error, { document, words }),
  };
}
