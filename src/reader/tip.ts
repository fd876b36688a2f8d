import { element } from "../output/element.ts";
import type { MarkReading, PlotFacts } from "../plot/readings.ts";
import { formatNumber } from "../output/number.ts";
import { styledNumbers } from "../text/number.ts";
import { toScale } from "../plot/scale.ts";
import { factsOf } from "./plotFacts.ts";

/** How far, in CSS pixels, the pointer reads. */
const REACH = 40;

interface Place {
  x: number;
  y: number;
  mark: MarkReading;
  i: number;
}

const places = new WeakMap<PlotFacts, Place[]>();

/** All places of a plot that can be read, in the drawing's units; found once. */
function placesOf(facts: PlotFacts): Place[] {
  const known = places.get(facts);
  if (known) return known;
  const [x, y] = [facts.x && toScale(facts.x), facts.y && toScale(facts.y)];
  const found: Place[] = [];
  for (const mark of facts.marks) {
    if (mark.tip === false) continue;
    const n = mark.places ? mark.places.length / 2 : ((mark.x ?? mark.y)?.values.length ?? 0);
    for (let i = 0; i < n; i++) {
      const place = mark.places
        ? { x: mark.places[2 * i] ?? NaN, y: mark.places[2 * i + 1] ?? NaN }
        : { x: x?.apply(Number(mark.x?.values[i])) ?? NaN, y: y?.apply(Number(mark.y?.values[i])) ?? NaN };
      if (Number.isFinite(place.x) && Number.isFinite(place.y)) found.push({ ...place, mark, i });
    }
  }
  places.set(facts, found);
  return found;
}

const write = (value: number | string | null): string =>
  typeof value === "number" ? formatNumber(value, 4) : value === null ? "–" : styledNumbers(value);

/** The lines of a tip: whose value it is, then what it is at which place. */
function linesOf({ mark, i }: Place): string[] {
  const { title, series, x, y } = mark;
  if (title) return [write(title.values[i] ?? null)];
  return [series, x, y].flatMap((column) => {
    if (!column || column.values[i] === undefined) return [];
    const label = column.label.replace(/[←→↑↓]/g, "").trim();
    return [label === "" || column === series ? write(column.values[i]) : `${label}: ${write(column.values[i])}`];
  });
}

/** Says, beside the pointer, the values of the place of a plot that is nearest to it. A layer of the page's own, over all cells. */
export function createTip(page: HTMLElement): void {
  const tip = element(document, "div", { class: "plot-tip" });
  tip.hidden = true;
  const dot = element(document, "div", { class: "plot-tip-dot" });
  dot.hidden = true;
  document.body.append(dot, tip);
  const hide = () => {
    tip.hidden = dot.hidden = true;
  };

  page.addEventListener("pointermove", (event) => {
    const svg = (event.target as Element).closest?.('.output-plot svg[role="img"]');
    const facts = svg && factsOf(svg);
    if (!svg || !facts || event.buttons !== 0) return hide();
    const { left, top, width } = svg.getBoundingClientRect();
    const unit = width / facts.width;
    const [px, py] = [event.clientX - left, event.clientY - top];
    let best: Place | undefined;
    let least = REACH ** 2;
    for (const place of placesOf(facts)) {
      const distance = (place.x * unit - px) ** 2 + (place.y * unit - py) ** 2;
      if (distance < least) [best, least] = [place, distance];
    }
    if (!best) return hide();
    const lines = linesOf(best);
    if (lines.length === 0) return hide();
    tip.replaceChildren(...lines.map((line) => Object.assign(document.createElement("div"), { textContent: line })));
    tip.hidden = dot.hidden = false;
    const [x, y] = [left + best.x * unit, top + best.y * unit];
    dot.style.translate = `${x}px ${y}px`;
    const { offsetWidth, offsetHeight } = tip;
    const toLeft = x + 14 + offsetWidth > document.documentElement.clientWidth;
    tip.style.translate = `${Math.max(4, toLeft ? x - 14 - offsetWidth : x + 14)}px ${Math.max(4, y - offsetHeight - 10)}px`;
  });
  page.addEventListener("pointerleave", hide);
  addEventListener("scroll", hide, { passive: true, capture: true });
}
