/** Makes a drawing fit to be written into a page: names that do not depend on what was drawn before, no style of its own, short numbers. */

import { simplifyPath } from "./simplify.ts";

const COORDINATES = [
  "d",
  "x",
  "y",
  "x1",
  "y1",
  "x2",
  "y2",
  "cx",
  "cy",
  "r",
  "rx",
  "ry",
  "width",
  "height",
  "transform",
  "points",
  "dx",
  "dy",
  "font-size",
  "stroke-width",
  "opacity",
  "fill-opacity",
  "stroke-opacity",
];
/** Removes Plot's own style elements: `styles/output.css` holds those rules once for all plots. */
export function dropStyles(element: Element): void {
  for (const style of [...element.querySelectorAll("style")]) style.remove();
  for (const part of [element, ...element.querySelectorAll("figure")]) part.removeAttribute("style");
}

/** How far, in px, a contour may be from the full one: it stands behind what the plot is about. */
const CONTOUR_TOLERANCE = 0.3;

/** Rounds every coordinate under `element` (see `roundNumbers`), and leaves out the vertices of lines that no eye would miss. */
export function shorten(element: Element): void {
  for (const path of element.querySelectorAll("path[d]")) {
    const hasMarkers = ["marker-start", "marker-mid", "marker-end"].some((name) => path.hasAttribute(name));
    // Each vertex of a line with markers is there to be seen.
    const tolerance = hasMarkers ? "every vertex" : path.closest('[aria-label="contour"]') ? CONTOUR_TOLERANCE : undefined;
    const short = simplifyPath(path.getAttribute("d")!, tolerance);
    if (short !== undefined) path.setAttribute("d", short);
  }
  for (const attribute of COORDINATES) {
    for (const part of [element, ...element.querySelectorAll(`[${attribute}]`)]) {
      const text = part.getAttribute(attribute);
      if (text !== null) part.setAttribute(attribute, roundNumbers(text));
    }
  }
}

/** The text with every number rounded: to a tenth from 10 on, which no eye can tell in px, and to a hundredth below, where factors and widths are. */
export const roundNumbers = (text: string): string =>
  text.replace(/-?\d*\.\d{2,}(?:e[-+]?\d+)?|-?\d+e[-+]?\d+/gi, (number) => {
    const unit = Math.abs(Number(number)) < 10 ? 100 : 10;
    return String(Math.round(Number(number) * unit) / unit || 0);
  });
