/**
 * What is lit, as rules of a style sheet of its own: nothing in the document changes, so it holds in an editor, in what a
 * cell shows next, and costs no layout. `styles/links.css` has the colours.
 */
const sheet = new CSSStyleSheet();
const rules = { symbol: "", cells: "" };

/** Lights every place that has one of these tags, and the values that are named by it: of inputs, shown names and rows. */
export function lightSymbol(tags: readonly string[]): void {
  const term = `:is(${tags.map((tag) => `[data-s="${CSS.escape(tag)}"]`).join(", ")})`;
  rules.symbol =
    tags.length === 0
      ? ""
      : `${term}, .input:has(${term}) output, .inspect-key:has(${term}) + *, tr:has(> td:first-child > ${term}) > td.numeric {
    background: var(--lit); box-shadow: 0 2px var(--lit-line); @media (forced-colors: active) { outline: 2px solid Highlight }
  }`;
  apply();
}

/** Lights cells, by their ids. */
export function lightCells(cells: readonly string[]): void {
  // Drawn over the cell (`::after`), because its code is wider than the column.
  const each = cells.map((id) => `[data-cell="${CSS.escape(id)}"]::after`).join(", ");
  rules.cells =
    each &&
    `${each} {
    content: ""; position: absolute; inset: -0.75rem calc(-1 * var(--bleed)); border: 3px solid var(--lit-line); border-radius: var(--bleed-radius); pointer-events: none
  }`;
  apply();
}

let applied = "";

function apply(): void {
  const css = `@media screen { ${rules.symbol} ${rules.cells} }`;
  // While a slider is dragged the same rules come again and again, and each change of the sheet has the browser style the whole page.
  if (css === applied) return;
  applied = css;
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  sheet.replaceSync(css);
}
