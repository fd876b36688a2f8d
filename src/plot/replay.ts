/**
 * Draws a recorded plot with the real Plot, at build with a document of linkedom and in the browser alike. The record is not
 * trusted: `checkSpec` comes first.
 */
import type { PlotRecord } from "../notebook/types.ts";
import { fit } from "./axes.ts";
import { checkSpec } from "./check.ts";
import { dropStyles, nameIds, shorten } from "./compact.ts";
import { openContours } from "./contours.ts";
import { colorDefaults, withDefaults } from "./defaults.ts";
import { showDashes } from "./legend.ts";
import type { Plot } from "./revive.ts";
import { revive, revivePlot } from "./revive.ts";
import type { Options, Spec } from "./spec.ts";
import { isPlain } from "./spec.ts";

export interface ReplayOptions {
  /** The module @observablehq/plot. */
  Plot: Plot;
  document: Document;
  /** Room for the plot, in CSS pixels. */
  width: number;
  /** Put before every id in the drawing, where a page needs ids to be unique. */
  idPrefix?: string;
  /** Short numbers and no needless vertices: for drawings that are written into a page. */
  compact?: boolean;
  /** `plot`: Plot's own defaults instead of the site's, to compare with Plot itself. */
  defaults?: "site" | "plot";
}

/** A position scale of a drawn plot: values to and from SVG units. */
export interface DrawnScale {
  type: string;
  domain: readonly unknown[];
  range: readonly number[];
  /** Distance of neighbouring names, for scales of names. */
  step?: number;
  apply(value: unknown): number;
  /** Missing for scales of names (band, point). */
  invert?(position: number): number;
}

export interface Drawn {
  svg: SVGSVGElement;
  x?: DrawnScale;
  y?: DrawnScale;
  /** What Plot warned of while drawing. */
  warnings: string[];
}

/** Below this a plot has no room between its margins. */
const MIN_WIDTH = 160;

const drawings = new WeakMap<Element, Drawn>();

/** The scales of a replayed plot, and its SVG element; `element` is what `replay` gave or what holds it. */
export function scalesOf(element: Element): Drawn | undefined {
  if (drawings.has(element)) return drawings.get(element);
  for (const part of element.querySelectorAll("figure, svg")) if (drawings.has(part)) return drawings.get(part);
  return undefined;
}

/** What Plot warned of while it drew `element`. */
export const warningsOf = (element: Element): string[] => scalesOf(element)?.warnings ?? [];

/**
 * The drawing: an SVG element, or a figure where there is a legend, a title or a caption. Throws where the record is not a
 * sound one, or where Plot throws.
 */
export function replay(record: PlotRecord, options: ReplayOptions): SVGSVGElement | HTMLElement {
  const { spec } = record;
  checkSpec(spec);
  const { element, warnings } = collectWarnings(options.document, () =>
    spec.call === "legend" ? drawLegend(spec, options) : drawPlot(spec, options),
  );
  const svg = element.localName === "svg" ? (element as SVGSVGElement) : mainSvg(element);
  drawings.set(element, { svg, x: scaleOf(element, "x"), y: scaleOf(element, "y"), warnings });
  nameIds(element, options.idPrefix);
  if (options.defaults !== "plot") {
    dropStyles(element);
    if (spec.call === "plot") openContours(svg, spec, (axis, value) => scaleOf(element, axis)?.apply(value) ?? NaN);
    showDashes(element, svg);
  }
  if (options.compact) shorten(element);
  return element;
}

/** The plot's own SVG in a figure: legends come before it. */
const mainSvg = (figure: Element): SVGSVGElement =>
  ([...figure.children].findLast((child) => child.localName === "svg") ?? figure) as SVGSVGElement;

type Element_ = SVGSVGElement | HTMLElement;

function drawPlot(spec: Spec & { call: "plot" }, { Plot, document, width, defaults }: ReplayOptions): Element_ {
  // Marks hold the state of a drawing, so each drawing has its own.
  const draw = (complete: (options: Options) => Options): Element_ => {
    const { marks, options } = revivePlot(spec, Plot);
    return Plot.plot({ ...complete(options), marks, document } as Parameters<Plot["plot"]>[0]) as Element_;
  };
  if (defaults === "plot") return draw((options) => ({ ...options, width: options["width"] ?? width }));
  let site: Options = {};
  const first = draw((options) => (site = headings(withDefaults(spec, options, Math.max(MIN_WIDTH, width)), document)));
  const changes = fit(first, site, (name) => scaleOf(first, name));
  return changes
    ? draw((options) => ({ ...headings(withDefaults(spec, options, Math.max(MIN_WIDTH, width)), document), ...changes }))
    : first;
}

/** A scale of what Plot drew, which has it as a method. */
const scaleOf = (element: Element_, name: string): DrawnScale | undefined =>
  "scale" in element ? (element as unknown as { scale(name: string): DrawnScale | undefined }).scale(name) : undefined;

/** Plot writes titles as headings, which would cut the page's outline; here they are paragraphs. */
function headings(options: Options, document: Document): Options {
  const result = { ...options };
  for (const name of ["title", "subtitle"]) {
    if (typeof options[name] !== "string") continue;
    const p = document.createElement("p");
    p.className = `plot-${name}`;
    p.textContent = options[name];
    result[name] = p;
  }
  return result;
}

function drawLegend(spec: Spec & { call: "legend" }, { Plot, document, defaults }: ReplayOptions): Element_ {
  const options = revive(spec.options, Plot) as Options;
  if (defaults !== "plot" && isPlain(options["color"]))
    options["color"] = colorDefaults({ call: "plot", marks: [], options: {} }, options["color"]);
  return Plot.legend({ ...options, document } as Parameters<Plot["legend"]>[0]) as Element_;
}

/** Plot says its warnings to the console and marks the drawing; both are turned into the list. */
function collectWarnings(document: Document, draw: () => Element_): { element: Element_; warnings: string[] } {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (...parts: unknown[]) =>
    void warnings.push(
      parts
        .map(String)
        .join(" ")
        .replace(/^Warning: /, ""),
    );
  try {
    const element = draw();
    for (const text of [...element.querySelectorAll("text")])
      if (text.firstChild?.nodeType === document.TEXT_NODE && text.firstChild.nodeValue === "\u26a0\ufe0f") text.remove();
    return { element, warnings: [...new Set(warnings)] };
  } catch (error) {
    const hasCanvas = Boolean(document.createElement("canvas").getContext?.("2d"));
    if (hasCanvas || !(error instanceof TypeError)) throw error;
    throw new Error("missing canvas: a raster or a colour ramp needs withCanvas(document, deflateSync)", { cause: error });
  } finally {
    console.warn = warn;
  }
}
