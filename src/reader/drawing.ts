import type * as PlotModule from "@observablehq/plot";
import type katexModule from "katex";
import type { Words } from "../i18n/index.ts";
import type { CellError, Output } from "../notebook/types.ts";
import { renderError, renderOutput } from "../output/render.ts";

/** Draws outputs in the page. What a kind needs (Plot, KaTeX) is loaded before its first use. */
export interface Drawing {
  /** Loads what these outputs need; when it resolves, `draw` can be called with them. */
  prepare(outputs: readonly Output[]): Promise<void>;
  /** `width`: the room there is, in CSS pixels; `idPrefix`: makes ids in the drawing unique in the page. */
  draw(output: Output, width: number, idPrefix: string): HTMLElement;
  drawError(error: CellError): HTMLElement;
}

export function createDrawing(words: Words): Drawing {
  let Plot: typeof PlotModule | undefined;
  let katex: typeof katexModule | undefined;
  return {
    async prepare(outputs) {
      const needs = (kind: Output["kind"]) => outputs.some((output) => output.kind === kind);
      if (!Plot && needs("plot")) Plot = await import("@observablehq/plot");
      if (!katex && needs("tex")) katex = (await import("katex")).default;
    },
    draw: (output, width, idPrefix) => renderOutput(output, { document, Plot: Plot!, katex: katex!, width, idPrefix, words }),
    drawError: (error) => renderError(error, { document, words }),
  };
}
