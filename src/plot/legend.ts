/** Legends show what the plot shows: a swatch is a piece of the lines and one of the dots that have its colour, as wide, dashed and pale as they are. */

const SVG = "http://www.w3.org/2000/svg";

const LINES = /^(?:line|link|rule|arrow|vector|tick)$/;
const BARS = /^(?:bar|rect|cell|waffle)$/;
/** Marks of lines that take an optimizer's dash (`optimizerStyles.ts`). */
const DASHED = /^(?:line|link|rule)$/;
/** Length of a piece of line; the widest that fits beside the words; the radii that are still a dot. */
const LENGTH = 28;
const WIDEST = 9;
const RADII = [2.5, 5] as const;

/** Draws the swatches of a legend anew, each as the marks of its colour are drawn; one of bars, or of surfaces alone, stays a square. */
export function showMarks(figure: Element, svg: Element): void {
  for (const swatch of figure.querySelectorAll('[class$="-swatch"] > svg')) {
    const color = swatch.getAttribute("fill");
    if (color === null || swatch.querySelector("rect") === null) continue;
    const [lines, dots] = [new Map<string, Element>(), new Map<string, Element>()];
    let isBar = false;
    for (const mark of svg.querySelectorAll("g[aria-label]")) {
      const kind = mark.getAttribute("aria-label")!;
      const part = [mark, ...mark.querySelectorAll(`[stroke="${color}"], [fill="${color}"]`)].find(
        (one) => one.localName !== "marker" && (one.getAttribute("stroke") === color || one.getAttribute("fill") === color),
      );
      if (part === undefined) continue;
      const drawn = part === mark ? (mark.querySelector("path, line, circle") ?? mark) : part;
      if (LINES.test(kind)) {
        const line = pieceOf(drawn, mark, color, DASHED.test(kind));
        lines.set(line.outerHTML, line);
        const marker = markerOf(drawn, mark, svg);
        if (marker) dots.set(marker.outerHTML, marker);
      } else if (kind === "dot") {
        const dot = dotOf(drawn, mark);
        if (dots.size === 0) dots.set(dot.outerHTML, dot);
      } else if (BARS.test(kind)) isBar = true;
    }
    const parts = [...lines.values(), ...dots.values()];
    if (isBar || parts.length === 0) continue;
    const width = lines.size > 0 ? LENGTH : Number(swatch.getAttribute("width"));
    const [x, y] = [width / 2, Number(swatch.getAttribute("height")) / 2];
    for (const line of lines.values()) line.setAttribute("d", `M0,${y}h${width}`);
    for (const dot of dots.values()) dot.setAttribute("transform", `translate(${x},${y})${dot.getAttribute("transform") ?? ""}`);
    swatch.setAttribute("width", `${width}`);
    swatch.removeAttribute("fill");
    swatch.replaceChildren(...parts);
  }
}

/** What a part has of an attribute, itself or from what it stands in, up to its mark. */
function inherited(part: Element, mark: Element, name: string): string | undefined {
  for (let at: Element | null = part; at; at = at === mark ? null : at.parentElement) {
    const value = at.getAttribute(name);
    if (value !== null) return value;
  }
  return undefined;
}

function create(like: Element, name: string, attributes: Record<string, string | undefined>): Element {
  const made = like.ownerDocument.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  return made;
}

const paleness = (part: Element, mark: Element, ...names: string[]): Record<string, string | undefined> =>
  Object.fromEntries(["opacity", ...names].map((name) => [name, inherited(part, mark, name)]));

const widthOf = (part: Element, mark: Element): number => Number(inherited(part, mark, "stroke-width") ?? 1);

function pieceOf(part: Element, mark: Element, color: string, isDashed: boolean): Element {
  return create(part, "path", {
    stroke: color,
    "stroke-width": `${Math.min(WIDEST, widthOf(part, mark))}`,
    "stroke-dasharray": inherited(part, mark, "stroke-dasharray"),
    ...paleness(part, mark, "stroke-opacity"),
    class: isDashed ? "plot-swatch-line" : undefined,
  });
}

/** The dot of a mark: a circle, or the path of another symbol. */
function dotOf(part: Element, mark: Element): Element {
  const [least, most] = RADII;
  return create(part, part.localName, {
    r: part.localName === "circle" ? `${Math.min(most, Math.max(least, Number(inherited(part, mark, "r") ?? 3)))}` : undefined,
    d: part.getAttribute("d") ?? undefined,
    ...Object.fromEntries(["fill", "stroke", "stroke-width"].map((name) => [name, inherited(part, mark, name)])),
    ...paleness(part, mark, "fill-opacity", "stroke-opacity"),
  });
}

/** The sign that stands on the vertices of a line. */
function markerOf(line: Element, mark: Element, svg: Element): Element | undefined {
  const id = ["marker-mid", "marker-start", "marker-end"]
    .map((name) => line.getAttribute(name))
    .find((url) => url !== null)
    ?.slice("url(#".length, -1);
  const marker = id === undefined ? null : svg.querySelector(`marker[id="${id}"]`);
  const sign = marker?.firstElementChild;
  if (!marker || !sign) return undefined;
  // Markers grow with their line: of 1.5 px they have their own size.
  const scale = widthOf(line, mark) / 1.5;
  return create(line, sign.localName, {
    transform: scale === 1 ? undefined : `scale(${scale})`,
    r: sign.getAttribute("r") ?? undefined,
    d: sign.getAttribute("d") ?? undefined,
    ...Object.fromEntries(["fill", "stroke", "stroke-width"].map((name) => [name, marker.getAttribute(name) ?? undefined])),
  });
}
