import * as Plot from "@observablehq/plot";
import katex from "katex";
import { parseHTML } from "linkedom";
import { deflateSync } from "node:zlib";
import type { Words } from "../i18n/index.ts";
import type { CellError, Output } from "../notebook/types.ts";
import { renderError, renderOutput } from "../output/render.ts";
import { withCanvas } from "../plot/canvas.ts";
import { recordProblems } from "../plot/problems.ts";
import { warningsOf } from "../plot/replay.ts";
import { tagOutput } from "../symbols/output.ts";

// Rasters and colour ramps are pixels, which linkedom has no place for.
const document = withCanvas(parseHTML("<!doctype html><html><head></head><body></body></html>").document, deflateSync);

/** A built page cannot measure itself: each plot stands in it at both widths, in CSS pixels, and the page shows the one that fits. */
export const plotWidths = { wide: 640, narrow: 350 };

/** The outputs of cell `id` as HTML, with the warnings that drawing them gave. */
export function renderCell(id: string, outputs: Output[], words: Words): { inputsHtml: string; outputsHtml: string; warnings: string[] } {
  const warnings: string[] = [];
  let inputsHtml = "";
  let outputsHtml = "";
  outputs.forEach((output, index) => {
    const draw = (width: number, idPrefix: string) => {
      const element = renderOutput(output, { document, Plot, katex, width, words, idPrefix, compact: true });
      if (output.kind === "plot") warnings.push(...recordProblems(output), ...warningsOf(element));
      tagOutput(element);
      return element.outerHTML;
    };
    if (output.kind === "input") inputsHtml += draw(plotWidths.wide, id);
    else if (output.kind === "plot") {
      const drawings = Object.entries(plotWidths).map(([name, width]) => `<div class="plot-${name}">${draw(width, `${id}-${index}-${name}-`)}</div>`);
      outputsHtml += `<div class="plot-static">${drawings.join("")}</div>`;
    } else outputsHtml += draw(plotWidths.wide, `${id}-${index}-`);
  });
  return { inputsHtml, outputsHtml, warnings: [...new Set(warnings)] };
}

export const errorHtml = (error: CellError, words: Words): string => renderError(error, { document, words }).outerHTML;
