/**
 * The `Plot` of cells: the real Observable Plot, whole, drawing in our own DOM, with what all plots of the site share on top (fonts,
 * optimizers' colours, axes, legends). What `Plot.plot` gives is an element with `scale` and `legend`, as anywhere.
 */
import * as Observable from "@observablehq/plot";
import { asDocument, createDocument, type DomElement } from "../dom/index.ts";
import { nearest } from "../text/nearest.ts";
import { styledNumbers } from "../text/number.ts";
import { fit } from "./axes.ts";
import { dropStyles, shorten } from "./compact.ts";
import { openContours, type Bounds } from "./contours.ts";
import { colorDefaults, withDefaults } from "./defaults.ts";
import { showMarks } from "./legend.ts";
import { isMark, marksIn, watch, type PlotMark } from "./marks.ts";
import { isPlain, type Options } from "./plotOptions.ts";
import { channelProblems } from "./problems.ts";
import { plotFacts, type PlotFacts } from "./readings.ts";

/** What is known of an element that `Plot.plot` drew. */
export interface Drawn {
  /** The plot's own SVG: legends come before it. */
  svg: DomElement;
  facts: PlotFacts;
  /** What Plot warned of, and channels without a value to draw. */
  problems: string[];
  /** The same plot for other room, of the data as they then are. */
  at(width: number): DomElement;
}

/** Below this a plot has no room between its margins. */
const MIN_WIDTH = 160;

const drawings = new WeakMap<object, Drawn>();
const names = new WeakMap<object, string>();
/** Marks whose author wrote `tip: false`. */
const quiet = new WeakSet<object>();
const contourBounds = new WeakMap<object, Bounds>();

export const drawnOf = (element: unknown): Drawn | undefined => (typeof element === "object" && element !== null ? drawings.get(element) : undefined);

let room = 640;
/** The room for the plots of the cell that runs next, in CSS pixels. */
export function setRoom(width: number): void {
  room = Math.max(MIN_WIDTH, width);
}

type PlotElement = DomElement & { scale?(name: string): Exposed | undefined };
type Exposed = NonNullable<Parameters<Parameters<typeof plotFacts>[2]>[0]> & {
  type: string;
  domain: readonly unknown[];
  step?: number;
  apply(value: unknown): number;
};
const scaleOf = (element: PlotElement, name: string): Exposed | undefined => element.scale?.(name);

/** Draws a plot with the site's defaults. */
function plot(options: Options = {}): DomElement {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`invalid options of plot: ${String(options)} (write Plot.plot({ marks: [ … ] }))`);
  return drawAt(options, room);
}

function drawAt(options: Options, width: number): DomElement {
  const marks = marksIn(options.marks ?? []);
  const hidden = hideTips(marks);
  try {
    return withPatience((warnings) => {
      let site: Options = {};
      let { element, facts, problems } = drawOnce(options, width, marks, (late) => (site = late));
      const changes = fit(element as unknown as Element, site, (name) => scaleOf(element, name));
      if (changes) ({ element, facts, problems } = drawOnce({ ...options, ...changes }, width, marks));
      const svg = mainSvg(element);
      if (marks.some(({ ariaLabel }) => ariaLabel === "contour") && svg.querySelector('[aria-label="contour"] path') === null)
        problems = [...problems, "contour has no line: its function has no finite value, or none of its thresholds is reached"];
      finish(element, svg, marks, isPlain(options.facet));
      drawings.set(element, { svg, facts, problems: [...problems, ...warnings()], at: (other) => drawAt(options, Math.max(MIN_WIDTH, other)) });
      return element;
    });
  } finally {
    hidden();
  }
}

function drawOnce(options: Options, width: number, marks: readonly PlotMark[], onOptions?: (site: Options) => void) {
  return watch(marks, (seen) => {
    const document = asDocument(createDocument());
    const site = withDefaults(headings(options, document), width, seen);
    onOptions?.(site);
    const element = Observable.plot(
      Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(site), document: { value: document, enumerable: true } }) as Parameters<
        typeof Observable.plot
      >[0],
    ) as unknown as PlotElement;
    const svg = mainSvg(element);
    const size = { width: Number(svg.getAttribute("width")), height: Number(svg.getAttribute("height")) };
    const facts = plotFacts(
      seen,
      size,
      (name) => scaleOf(element, name),
      (mark) => quiet.has(mark),
    );
    return { element, facts, problems: channelProblems(seen, (mark) => names.get(mark)) };
  });
}

/** The page reads values off a plot by itself, so the tips of marks are not drawn. Result: puts them back. */
function hideTips(marks: readonly PlotMark[]): () => void {
  const tips = marks.map((mark) => (mark as { tip?: unknown }).tip);
  for (const mark of marks) if ((mark as { tip?: unknown }).tip) (mark as { tip?: unknown }).tip = null;
  return () =>
    marks.forEach((mark, i) => {
      if (tips[i]) (mark as { tip?: unknown }).tip = tips[i];
    });
}

let warned: Set<string> | undefined;
/** Notes a warning of Plot's for the plot that is being drawn. */
export const hearWarning = (...parts: unknown[]): void =>
  void warned?.add(
    parts
      .map(String)
      .join(" ")
      .replace(/^Warning: /, ""),
  );

/** Collects what Plot warns of, and does at once what Plot would leave to the next frame: a tip's place. */
function withPatience<T>(draw: (warnings: () => string[]) => T): T {
  const mine = (warned = new Set<string>());
  const scope = globalThis as { requestAnimationFrame?: unknown };
  // In a worker `console.warn` is our own already (`sandbox/lockdown.ts`).
  const { warn } = console;
  if (warn !== hearWarning) console.warn = hearWarning;
  const { requestAnimationFrame } = scope;
  const frames: (() => void)[] = [];
  scope.requestAnimationFrame = (frame: () => void) => frames.push(frame);
  try {
    return draw(() => {
      for (const frame of frames.splice(0)) frame();
      return [...mine];
    });
  } finally {
    warned = undefined;
    if (warn !== hearWarning) console.warn = warn;
    if (requestAnimationFrame === undefined) delete scope.requestAnimationFrame;
    else scope.requestAnimationFrame = requestAnimationFrame;
  }
}

const mainSvg = (element: DomElement): DomElement =>
  element.localName === "svg" ? element : (element.children.findLast(({ localName }) => localName === "svg") ?? element);

function finish(element: PlotElement, svg: DomElement, marks: readonly PlotMark[], isFaceted: boolean): void {
  const [root, drawing] = [element, svg] as unknown as [Element, Element];
  for (const text of svg.querySelectorAll("text, tspan")) {
    if (text.textContent.startsWith("\u26a0\ufe0f")) text.remove();
    // Plot writes the numbers of a text channel with a hyphen.
    else if (text.children.length === 0) text.textContent = styledNumbers(text.textContent);
  }
  dropStyles(root);
  const contours = marks.filter(({ ariaLabel }) => ariaLabel === "contour").map((mark) => ({ bounds: contourBounds.get(mark) }));
  if (contours.length > 0 && !isFaceted) openContours(drawing, contours, (axis, value) => scaleOf(element, axis)?.apply(value) ?? NaN);
  showMarks(root, drawing);
  shorten(root);
}

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

function legend(options: Options = {}): DomElement {
  return withPatience(() => {
    const document = asDocument(createDocument());
    const color = isPlain(options.color) ? { color: colorDefaults(options.color) } : {};
    const element = (Observable.legend as (options: object) => unknown)({ ...options, ...color, document }) as DomElement;
    dropStyles(element as unknown as Element);
    shorten(element as unknown as Element);
    return element;
  });
}

/** Every export of Plot; its marks know by which name they were made. */
const own: Record<string, unknown> = {};
for (const [name, value] of Object.entries(Observable)) {
  own[name] =
    typeof value !== "function" || /^[A-Z]/.test(name)
      ? value
      : (...args: unknown[]) => {
          const made = (value as (...args: unknown[]) => unknown)(...args);
          // The parts of a mark of several (a box's outliers) may well be empty.
          if (isMark(made)) names.set(made, name);
          const options = args.at(-1);
          if (isMark(made) && isPlain(options) && options["tip"] === false) quiet.add(made);
          if (name === "contour" && isMark(made)) noteBounds(made, args);
          return made;
        };
}
Object.assign(own, { plot, legend });
(Observable.Mark.prototype as { plot: unknown }).plot = function (this: PlotMark, { marks = [], ...options }: Options = {}) {
  return plot({ ...options, marks: [...(marks as unknown[]), this] });
};

/** A function of (x, y) is drawn between these bounds. */
function noteBounds(mark: PlotMark, args: unknown[]): void {
  const options = (args.length < 2 ? args[0] : args[1]) as Options;
  const { x1 = 0, x2, y1 = 0, y2 } = isPlain(options) ? options : {};
  if (typeof x2 === "number" && typeof y2 === "number") contourBounds.set(mark, { x1: x1 as number, x2, y1: y1 as number, y2 });
}

/** All that a cell can reach of Plot. */
export const plotExports: object = own;

/** An unknown name says which one is near. */
export const Plot: Readonly<Record<string, unknown>> & { plot: typeof plot } = new Proxy(Object.freeze(own), {
  get(target, name) {
    if (typeof name === "symbol" || name in target || name === "then" || name === "toJSON") return target[name as string];
    const meant = nearest(name, Object.keys(target));
    throw new Error(`unknown name: Plot.${name}${meant === undefined ? "" : ` (did you mean Plot.${meant}?)`}`);
  },
}) as Readonly<Record<string, unknown>> & { plot: typeof plot };
