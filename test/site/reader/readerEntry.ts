import { words } from "../../../src/i18n/index.ts";
import type { InputSpec } from "../../../src/notebook/types.ts";
import { renderInput } from "../../../src/output/input.ts";
import { drawOutput } from "../../../src/output/draw.ts";
import { Plot, setRoom } from "../../../src/plot/draw.ts";
import { createDrawing } from "../../../src/reader/drawing.ts";
import { noteFacts, shownFacts, type ShownPlot } from "../../../src/reader/plotFacts.ts";
import { createHandles } from "../../../src/reader/handle.ts";
import { adoptInputs, moveOf, updateInputs } from "../../../src/reader/inputWidgets.ts";

export { adoptInputs, createHandles, moveOf, updateInputs };
export const { output: outputWords } = words("en");
export const widget = (spec: InputSpec): HTMLElement => renderInput(spec, { document, words: words("en"), idPrefix: "cell" });

const drawing = createDrawing(words("en"));

/** Draws a plot over these domains into `box` in the place of what was there. */
export function draw(box: HTMLElement, x: object, y: object, width = 400): ShownPlot | undefined {
  setRoom(width);
  const { frame } = Plot as unknown as { frame(): object };
  const { shown } = drawOutput({ kind: "plot", element: Plot.plot({ x, y, marks: [frame()] }) }, words("en"));
  const element = drawing.draw("cell", 0, structuredClone(shown));
  box.replaceChildren(element);
  if (shown.kind === "drawing") noteFacts(element, shown.facts ?? []);
  return shownFacts(element)[0];
}
