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
const REFERENCES = ["clip-path", "fill", "stroke", "marker-start", "marker-mid", "marker-end", "mask", "filter"];

/**
 * Renames the ids in `element` (clips, markers, patterns) after what they hold, with `prefix` before them: the same drawing has
 * the same names whatever was drawn before it, and equal names mean equal things.
 */
export function nameIds(element: Element, prefix = ""): void {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  for (const part of element.querySelectorAll("clipPath[id], marker[id], pattern[id]")) {
    const old = part.getAttribute("id")!;
    part.removeAttribute("id");
    const content = `${prefix}plot-${hash(part.outerHTML)}`;
    const times = (seen.get(content) ?? 0) + 1;
    seen.set(content, times);
    const name = times === 1 ? content : `${content}-${times}`;
    part.setAttribute("id", name);
    names.set(old, name);
  }
  if (names.size === 0) return;
  for (const attribute of REFERENCES) {
    for (const part of element.querySelectorAll(`[${attribute}^="url(#"]`)) {
      const old = /^url\(#(.+)\)$/.exec(part.getAttribute(attribute)!)?.[1] ?? "";
      if (names.has(old)) part.setAttribute(attribute, `url(#${names.get(old)})`);
    }
  }
}

/** FNV-1a over UTF-16 units, in base 36. */
function hash(text: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(36);
}

/** Removes Plot's own style elements: `styles/output.css` holds those rules once for all plots. */
export function dropStyles(element: Element): void {
  for (const style of [...element.querySelectorAll("style")]) style.remove();
  for (const part of [element, ...element.querySelectorAll("figure")]) part.removeAttribute("style");
}

/** How far, in px, a contour may be from the full one: it stands behind what the plot is about. */
const CONTOUR_TOLERANCE = 0.3;

/** Rounds every coordinate under `element` to two decimals at most, and leaves out the vertices of lines that no eye would miss. */
export function shorten(element: Element): void {
  for (const path of element.querySelectorAll("path[d]")) {
    const hasMarkers = ["marker-start", "marker-mid", "marker-end"].some((name) => path.hasAttribute(name));
    const short = hasMarkers ? undefined : simplifyPath(path.getAttribute("d")!, path.closest('[aria-label="contour"]') ? CONTOUR_TOLERANCE : undefined);
    if (short !== undefined) path.setAttribute("d", short);
  }
  for (const attribute of COORDINATES) {
    for (const part of [element, ...element.querySelectorAll(`[${attribute}]`)]) {
      const text = part.getAttribute(attribute);
      if (text !== null) part.setAttribute(attribute, roundNumbers(text));
    }
  }
}

/** The text with every number rounded to two decimals, as in a path. */
export const roundNumbers = (text: string): string =>
  text.replace(/-?\d*\.\d{3,}(?:e[-+]?\d+)?|-?\d+e[-+]?\d+/gi, (number) => String(Math.round(Number(number) * 100) / 100 || 0));
