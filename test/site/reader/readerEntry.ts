import * as Plot from "@observablehq/plot";
import { words } from "../../../src/i18n/index.ts";
import type { InputSpec, PlotRecord } from "../../../src/notebook/types.ts";
import { renderInput } from "../../../src/output/input.ts";
import { recordingPlot } from "../../../src/plot/record.ts";
import { replay, scalesOf, type Drawn } from "../../../src/plot/replay.ts";
import { createHandles } from "../../../src/reader/handle.ts";
import { adoptInputs, moveOf, updateInputs } from "../../../src/reader/inputs.ts";

export { adoptInputs, createHandles, moveOf, updateInputs };
export const { output: outputWords } = words("en");
export const widget = (spec: InputSpec): HTMLElement => renderInput(spec, { document, words: words("en"), idPrefix: "cell" });

/** Draws a plot over these domains into `box` in the place of what was there. */
export function draw(box: HTMLElement, x: object, y: object, width = 400): Drawn {
  const { plot: record, frame } = recordingPlot as { plot(options: object): PlotRecord; frame(): object };
  const plot = replay(record({ x, y, marks: [frame()] }), { Plot, document, width });
  box.replaceChildren(plot);
  return scalesOf(plot)!;
}
