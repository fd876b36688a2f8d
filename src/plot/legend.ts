/** Legends show what the plot shows: where lines carry the colours, a swatch is a piece of such a line, with its dash. */

const SVG = "http://www.w3.org/2000/svg";

/** Replaces swatches by lines, where the drawing has lines in their colours. */
export function showDashes(figure: Element, svg: Element): void {
  const swatches = [...figure.querySelectorAll('[class$="-swatch"] > svg')].filter((swatch) =>
    /^var\(--(opt|cat)-/.test(swatch.getAttribute("fill") ?? ""),
  );
  for (const swatch of swatches) {
    const color = swatch.getAttribute("fill")!;
    const isLine =
      svg === swatch ||
      svg.querySelector(
        `:is([aria-label="line"], [aria-label="link"], [aria-label="rule"]) [stroke="${color}"], [stroke="${color}"] > path`,
      ) !== null;
    if (!isLine) continue;
    const line = figure.ownerDocument.createElementNS(SVG, "line");
    const height = Number(swatch.getAttribute("height")) || 15;
    for (const [name, value] of Object.entries({
      x1: "0",
      x2: "28",
      y1: `${height / 2}`,
      y2: `${height / 2}`,
      stroke: color,
      "stroke-width": "2.5",
      class: "plot-swatch-line",
    }))
      line.setAttribute(name, value);
    swatch.setAttribute("width", "28");
    swatch.removeAttribute("fill");
    swatch.replaceChildren(line);
  }
}
