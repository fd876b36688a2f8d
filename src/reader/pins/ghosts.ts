import type { PlotFacts } from "../../plot/readings.ts";
import { toScale } from "../../plot/scale.ts";
import { svgElement } from "../../output/element.ts";
import { curvesOf } from "./curves.ts";
import { isPinnable, type Curve, type Pins } from "./keptPins.ts";

/** Further out than this, in the drawing's units, a browser draws lines wrongly. */
const far = 100_000;
/** So many curves of a run have its number beside them. */
const mostNumbered = 6;
let made = 0;

/**
 * Draws the curves of pinned runs into a plot that is on the page: behind its lines and dots, by its own scales, within its frame. What the plot shows
 * itself is not drawn a second time. `index`: the plot's number in its cell. Gives the numbers of the runs that have curves for such axes.
 */
export function drawGhosts(svg: SVGSVGElement, facts: PlotFacts, index: number, pins: Pins): Set<number> {
  svg.querySelector(":scope > .pin-ghosts")?.remove();
  const found = new Set<number>();
  const { x, y } = facts;
  if (!x || !y) return found;
  const axes = new Set(facts.marks.filter(isPinnable).map((mark) => keyOf(mark.x!.label, mark.y!.label)));
  const scales = { x: toScale(x).apply, y: toScale(y).apply };
  const shown = curvesOf(facts, index).map((curve) => ({ mark: curve.mark, places: placesOf(curve, scales) }));
  const group = svgElement(document, "g", { class: "pin-ghosts", "aria-hidden": "true" });
  const clip = svgElement(document, "clipPath", { id: `pins-${++made}` }, svgElement(document, "rect", frameOf(x.range, y.range)));
  const within = frameTest(x.range, y.range);
  for (const { n, curves } of pins) {
    const mine = curves.filter((curve) => curve.plot === index && axes.has(keyOf(curve.x, curve.y)));
    if (mine.length === 0) continue;
    found.add(n);
    const ghost = svgElement(document, "g", { class: "pin-ghost", "data-n": n });
    const drawn = svgElement(document, "g", { "clip-path": `url(#pins-${made})` });
    ghost.append(drawn);
    let numbered = 0;
    for (const curve of mine) {
      const places = placesOf(curve, scales);
      if (shown.some((one) => one.mark === curve.mark && liesOn(places, one.places, curve.mark))) continue;
      drawn.append(svgElement(document, "path", curve.mark === "line" ? { d: lineOf(places) } : { d: dotsOf(places), class: "pin-dots" }));
      // Each run has its number at another part of its curves, since runs tend to end at one place.
      const seen = places.filter(within);
      const at = seen[Math.round((seen.length - 1) * (1 - (n - 1) / 10))];
      if (at && numbered++ < mostNumbered) ghost.append(svgElement(document, "text", { x: at[0] + 4, y: at[1] - 4, class: "pin-number" }, String(n)));
    }
    group.append(ghost);
  }
  if (group.childElementCount === 0) return found;
  group.prepend(clip);
  const first = svg.querySelector(':scope > g:is([aria-label="line"], [aria-label="dot"])');
  if (first) first.before(group);
  else svg.append(group);
  return found;
}

const keyOf = (x: string, y: string): string => JSON.stringify([x, y]);

type Place = [x: number, y: number];

/** Where the points are in the drawing; those that its scales do not have, such as 0 on a log scale, are NaN. */
function placesOf({ points }: Curve, scales: { x(value: number): number; y(value: number): number }): Place[] {
  const places: Place[] = [];
  for (let i = 0; i < points.length; i += 2) places.push([bounded(scales.x(points[i] ?? NaN)), bounded(scales.y(points[i + 1] ?? NaN))]);
  return places;
}

const bounded = (value: number): number => Math.max(-far, Math.min(far, value));
const isPlace = ([x, y]: Place): boolean => !Number.isNaN(x) && !Number.isNaN(y);
const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Whether a curve is another one but for what no eye sees: it has the ends of that, and all of its points lie on it. */
function liesOn(places: readonly Place[], other: readonly Place[], mark: Curve["mark"]): boolean {
  if (!isNear(places[0], other[0]) || !isNear(places.at(-1), other.at(-1))) return false;
  return places.every((place) => other.some((from, i) => distance(place, from, (mark === "line" && other[i + 1]) || from) < 1));
}

const isNear = (a: Place | undefined, b: Place | undefined): boolean =>
  a !== undefined && b !== undefined && Math.hypot(a[0] - b[0], a[1] - b[1]) < 1;

/** How far a place is from the segment between two others. */
function distance([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** A path through the places, with a gap where one is missing. */
function lineOf(places: readonly Place[]): string {
  let d = "";
  let isOpen = false;
  for (const place of places) {
    if (isPlace(place)) d += `${isOpen ? "L" : "M"}${tenths(place[0])},${tenths(place[1])}`;
    isOpen = isPlace(place);
  }
  return d;
}

/** Small rings. */
const dotsOf = (places: readonly Place[]): string =>
  places
    .filter(isPlace)
    .map(([x, y]) => `M${tenths(x) - 2.5},${tenths(y)}a2.5,2.5 0 1,0 5,0a2.5,2.5 0 1,0 -5,0`)
    .join("");

type Range = readonly [number, number];

const frameOf = (x: Range, y: Range) => ({ x: Math.min(...x), y: Math.min(...y), width: Math.abs(x[1] - x[0]), height: Math.abs(y[1] - y[0]) });

function frameTest(x: Range, y: Range): (place: Place) => boolean {
  const { x: left, y: top, width, height } = frameOf(x, y);
  return ([px, py]) => px >= left && px <= left + width && py >= top && py <= top + height;
}
