/** The symbols of a formula or of a block of code in the order in which they are read. */
export function symbolsIn(block: Element): HTMLElement[] {
  const symbols = [...block.querySelectorAll<HTMLElement>("[data-s]")].filter((symbol) => symbol.getClientRects().length > 0);
  if (!block.matches(".katex-display")) return symbols;
  // KaTeX sets what is below a line before what is above it, and a table column by column: its rows first, then from left to right.
  const places = new Map(symbols.map((symbol) => [symbol, { row: rowOf(symbol), left: symbol.getBoundingClientRect().left }]));
  return symbols.toSorted((a, b) => places.get(a)!.row - places.get(b)!.row || places.get(a)!.left - places.get(b)!.left);
}

/** How far down the row of a table is set in which a symbol stands, in em; 0 outside tables. */
function rowOf(symbol: HTMLElement): number {
  const row = symbol.closest<HTMLElement>('[class^="col-align"] > .vlist-t > .vlist-r > .vlist > span');
  return row ? parseFloat(row.style.top) : 0;
}
