/** What a cell showed at build, as HTML: a plot at both widths, of which a page shows the one that fits. */
export type OutputHtml = string | { wide: string; narrow: string };

/** Outputs as a page has them. */
export const forPage = (outputs: readonly OutputHtml[]): string =>
  outputs
    .map((html) =>
      typeof html === "string"
        ? html
        : `<div class="plot-static"><div class="plot-wide">${html.wide}</div><div class="plot-narrow">${html.narrow}</div></div>`,
    )
    .join("");

/** Outputs on paper, which has room for the wide plot. */
export const forPaper = (outputs: readonly OutputHtml[]): string => outputs.map((html) => (typeof html === "string" ? html : html.wide)).join("");
