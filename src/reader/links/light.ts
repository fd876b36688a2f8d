/**
 * What is lit, as rules of a style sheet of its own: nothing in the document changes, so it holds in an editor, in what a
 * cell shows next, and costs no layout. `styles/links.css` has the colours.
 */
const sheet = new CSSStyleSheet();
const rules = { symbol: "", cells: "" };

/** Lights every place that is this symbol, and the values of inputs that are named by it. */
export function lightSymbol(symbol: string | undefined): void {
  const term = `[data-s="${CSS.escape(symbol ?? "")}"]`;
  rules.symbol = symbol === undefined ? "" : `${term}, .input:has(${term}) output, .inspect-key:has(${term}) + * {
    background: var(--lit); box-shadow: 0 2px var(--lit-line); @media (forced-colors: active) { outline: 2px solid Highlight }
  }`;
  apply();
}

/** Lights cells, by their ids. */
export function lightCells(cells: readonly string[]): void {
  const each = cells.map((id) => `[data-cell="${CSS.escape(id)}"]`).join(", ");
  rules.cells = each && `${each} { outline: 3px solid var(--lit-line); outline-offset: 0.5rem; border-radius: 1px }`;
  apply();
}

function apply(): void {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  sheet.replaceSync(`@media screen { ${rules.symbol} ${rules.cells} }`);
}
