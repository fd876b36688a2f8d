import { asDocument, createDocument } from "../dom/index.ts";
import type { Words } from "../i18n/index.ts";
import type { CellError, Output, Shown } from "../notebook/types.ts";
import { drawOutput } from "../output/draw.ts";
import { renderError, showOutput } from "../output/show.ts";
import { joinRules } from "./joinRules.ts";
import { leanStyle } from "./leanStyle.ts";
import type { OutputHtml } from "./outputHtml.ts";
import { pngAddress } from "./png.ts";

const document = asDocument(createDocument());

/** A built page cannot measure itself: each plot stands in it at both widths, in CSS pixels, and the page shows the one that fits. */
export const plotWidths = { wide: 640, narrow: 350 };

/** What a cell showed at build: as HTML, and as data for the page's reader, without the trees that the HTML has already. */
export interface RenderedOutput {
  shown: Shown;
  html: OutputHtml;
  problems: string[];
}

/** Draws output number `index` of cell `id`. */
export function renderOutput(id: string, index: number, output: Output, words: Words): RenderedOutput {
  const html = (shown: Shown, idPrefix: string) => joinRules(showOutput(shown, { document, words, idPrefix, imageOf: pngAddress })).outerHTML;
  if (output.kind !== "plot") {
    const { shown, problems } = drawOutput(output, words);
    const whole = html(shown, shown.kind === "input" ? id : `${id}-${index}-`);
    return { shown: withoutTree(shown), html: output.kind === "tex" ? withLeanStyles(whole) : whole, problems };
  }
  const drawings = Object.entries(plotWidths).map(([name, width]) => ({ name, ...drawOutput(output, words, width) }));
  const facts = drawings.flatMap(({ shown }) => (shown.kind === "drawing" ? (shown.facts ?? []) : []));
  const [wide, narrow] = drawings.map(({ name, shown }) => html(shown, `${id}-${index}-${name}-`)) as [string, string];
  return {
    shown: { kind: "drawing", of: "plot", ...(facts.length > 0 && { facts }) },
    html: { wide, narrow },
    problems: [...new Set(drawings.flatMap(({ problems }) => problems))],
  };
}

const withLeanStyles = (html: string): string => html.replace(/ style="([^"]*)"/g, (_, style: string) => ` style="${leanStyle(style)}"`);

function withoutTree(shown: Shown): Shown {
  if (shown.kind !== "drawing") return shown;
  const { tree, ...rest } = shown;
  return rest;
}

export const errorHtml = (error: CellError, words: Words): string => renderError(error, { document, words }).outerHTML;
