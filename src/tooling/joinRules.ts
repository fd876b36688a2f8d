/**
 * The grid and the ticks of each axis under `element`, which Plot draws as one element each, as one path: the same picture in fewer bytes
 * of the page. A group that holds anything else, as that of a plot with facets does, stays as it is.
 */
export function joinRules(element: HTMLElement): HTMLElement {
  for (const group of element.querySelectorAll('g[aria-label$="-grid"], g[aria-label$="-axis tick"]')) {
    const parts = [...group.children].map(pathOf);
    if (parts.length < 2 || parts.includes(undefined)) continue;
    const first = group.firstElementChild!;
    const path = first.localName === "path" ? first : group.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "path");
    path.removeAttribute("transform");
    path.setAttribute("d", parts.join(""));
    group.replaceChildren(path);
  }
  return element;
}

/** A straight rule as a part of a path, if the element is one and has no look of its own. */
function pathOf(element: Element): string | undefined {
  const names = element.getAttributeNames().sort().join(" ");
  const at = (name: string): string => element.getAttribute(name)!;
  if (element.localName === "line" && names === "x1 x2 y1 y2") return `M${at("x1")},${at("y1")}${lineTo(at("x1"), at("y1"), at("x2"), at("y2"))}`;
  const tick = /^M0,0L(-?[\d.]+),(-?[\d.]+)$/.exec(element.getAttribute("d") ?? "");
  const place = /^translate\((-?[\d.]+),(-?[\d.]+)\)$/.exec(element.getAttribute("transform") ?? "");
  return element.localName === "path" && names === "d transform" && tick && place ? `M${place[1]},${place[2]}l${tick[1]},${tick[2]}` : undefined;
}

const lineTo = (x1: string, y1: string, x2: string, y2: string): string => (y1 === y2 ? `H${x2}` : x1 === x2 ? `V${y2}` : `L${x2},${y2}`);
