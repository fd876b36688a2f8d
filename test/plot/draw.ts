/** Draws a chart by Plot itself in a document of another library, and by the site's Plot in our own, and makes the two comparable. */
import * as Observable from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { asDocument, createDocument, type DomElement } from "../../src/dom/index.ts";
import { Plot, setRoom } from "../../src/plot/draw.ts";
import type { P } from "./charts.ts";

type Chart = (P: P) => unknown;

/** Plot draws with the window's document where a mark is asked to plot itself. */
function drawIn(document: Document, chart: Chart): Element {
  const globals = globalThis as { window?: unknown };
  const { plot } = Observable.Mark.prototype as unknown as { plot: unknown };
  globals.window = { document, devicePixelRatio: 1 };
  // The site's own way for marks is put aside: this is Plot alone.
  (Observable.Mark.prototype as { plot: unknown }).plot = function (this: unknown, { marks = [], ...options }: { marks?: unknown[] } = {}) {
    return Observable.plot({ ...options, marks: [...marks, this] } as never);
  };
  try {
    return chart(Observable as unknown as P) as Element;
  } finally {
    delete globals.window;
    (Observable.Mark.prototype as { plot: unknown }).plot = plot;
  }
}

/** Plot alone, in a document of linkedom whose canvases are ours. */
export function direct(chart: Chart): Element {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const create = document.createElement.bind(document);
  const own = createDocument();
  document.createElement = ((name: string) => (name === "canvas" ? own.createElement("canvas") : create(name))) as typeof document.createElement;
  return drawIn(document as unknown as Document, chart);
}

/** Plot alone, in our own document. */
export const inOwnDom = (chart: Chart): Element => drawIn(asDocument(createDocument()), chart);

/** As a cell draws it, with room for `width` pixels. */
export function drawn(chart: Chart, width = 640): DomElement {
  setRoom(width);
  try {
    return chart(Plot as unknown as P) as DomElement;
  } finally {
    setRoom(640);
  }
}

/** Markup with ids numbered in order and numbers to three decimals, and without what documents write each in its own way. */
export function normalise(element: Element): string {
  const ids: string[] = [];
  const html = element.outerHTML
    .replace(/<([\w-]+)((?: [^<>"]+="[^"]*")*) ?\/>/g, "<$1$2></$1>")
    .replace(/ id="([^"]+)"/g, (_, id: string) => ` id="${ids.push(id)}"`);
  return html
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${ids.indexOf(id) + 1})`)
    .replace(/plot-[0-9a-f]{6}\b|pixels:\d+/g, "plot")
    .replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (n) => String(Math.round(Number(n) * 1000) / 1000))
    .replace(/ xlink:href=/g, " href=")
    .replace(/&quot;|&#34;/g, "'")
    .replace(/&gt;/g, ">")
    .replace(/&nbsp;|&#160;/g, "\u00a0")
    .replace(/<\/(?:path|line|rect|circle|image|use)>/g, "")
    .replace(/ style="([^"]*)"/g, (_, style: string) => ` style="${style.replace(/\s*([:;])\s*/g, "$1").replace(/;$/, "")}"`)
    .replace(
      /<([\w-]+)((?: [\w:-]+="[^"]*")+) ?>/g,
      (_, tag: string, attributes: string) =>
        `<${tag} ${attributes
          .match(/[\w:-]+="[^"]*"/g)!
          .sort()
          .join(" ")}>`,
    )
    .replace(/></g, ">\n<");
}
