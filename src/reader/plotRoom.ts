/** Tells how wide a plot in `box` can be, in CSS pixels. `onResize`: the box is of another width. */
export function createPlotRoom(cell: HTMLElement, box: HTMLElement, onResize: () => void): () => number {
  // The width is observed: reading it between two drawings would force a layout of the page for each output.
  let boxWidth: number | undefined;
  new ResizeObserver(([entry]) => {
    if (entry?.contentRect.width === boxWidth) return;
    boxWidth = entry?.contentRect.width;
    onResize();
  }).observe(box);
  // On a slide plots are drawn as for a phone and made larger: what can be read there at arm's length can be read from the back of a hall.
  const fixedWidth = Number(cell.closest<HTMLElement>("[data-plot-width]")?.dataset.plotWidth);
  return () => fixedWidth || Math.max(240, Math.floor(boxWidth ?? box.clientWidth));
}
