/** Draws a chart by Plot itself and through a record, and makes the two comparable. */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { deflateSync } from "node:zlib";
import type { PlotRecord } from "../../src/notebook/types.ts";
import { withCanvas } from "../../src/plot/canvas.ts";
import { recordingPlot } from "../../src/plot/record.ts";
import type { ReplayOptions } from "../../src/plot/replay.ts";
import { replay } from "../../src/plot/replay.ts";
import type { P } from "./charts.ts";

export const page = (): Document =>
  withCanvas(parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document, deflateSync);

/** Plot draws with the window's document where a mark is asked to plot itself. */
export function direct(chart: (P: P) => unknown): Element {
  const globals = globalThis as { window?: unknown };
  globals.window = { document: page(), devicePixelRatio: 1 };
  try {
    return chart(Plot as unknown as P) as Element;
  } finally {
    delete globals.window;
  }
}

/** As it comes out of a sandbox: cloned, with nothing that a clone does not keep. */
export const record = (chart: (P: P) => unknown): PlotRecord =>
  structuredClone(chart(recordingPlot as unknown as P) as PlotRecord);

export const replayed = (made: PlotRecord, options: Partial<ReplayOptions> = {}): Element =>
  replay(made, { Plot, document: page(), width: 640, ...options });

/** Markup with ids numbered in order and numbers to three decimals. */
export function normalise(element: Element): string {
  const ids: string[] = [];
  const html = element.outerHTML.replace(/ id="([^"]+)"/g, (_, id: string) => ` id="${ids.push(id)}"`);
  return html
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${ids.indexOf(id) + 1})`)
    .replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (n) => String(Math.round(Number(n) * 1000) / 1000))
    .replace(/></g, ">\n<");
}
