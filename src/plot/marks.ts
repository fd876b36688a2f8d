/**
 * Looks over Plot's shoulder while it draws: which channels each of the cell's marks has, and which values were drawn where. What
 * the site adds to a plot (colours, problems, what the pointer can read) is made of this, so that Plot's own transforms count.
 */
import { Mark } from "@observablehq/plot";

export interface Channel {
  value?: ArrayLike<unknown> | null;
  scale?: string | boolean | null;
  label?: string;
  /** Set by a `sort` of the mark. */
  domain?: unknown;
  hint?: { sort?: unknown };
}

/** As much of Plot's marks as is used here; they are not in its types. */
export interface PlotMark {
  ariaLabel?: string;
  data?: unknown;
  channels: Record<string, { value?: unknown; label?: string }>;
  initialize(...args: unknown[]): { data: unknown; channels: Record<string, Channel> };
  scale(channels: Record<string, Channel>, scales: unknown, context: unknown): Record<string, unknown>;
  render(index: Index | null, scales: Scales, values: Record<string, unknown>, dimensions: Dimensions, context: unknown): unknown;
}

/** Places in the data; in facets with the facet's values. */
export type Index = ArrayLike<number> & Iterable<number> & { fx?: unknown; fy?: unknown };
type Scales = Record<string, ((value: unknown) => number) | undefined>;
interface Dimensions {
  marginLeft: number;
  marginTop: number;
}

/** What was seen of one mark. */
export interface SeenMark {
  mark: PlotMark;
  data: unknown;
  channels: Record<string, Channel>;
  /** What was rendered, facet by facet: places in the data, values in px, and the facet's distance from the plot's corner. */
  rendered: { index: Index; values: Record<string, unknown>; dx: number; dy: number }[];
}

export const isMark = (value: unknown): value is PlotMark => value instanceof Mark;

/** The marks among those given, nested lists opened. */
export const marksIn = (marks: unknown): PlotMark[] => (Array.isArray(marks) ? marks.flat(Infinity) : [marks]).filter(isMark);

/** Watches these marks while `draw` runs; the list grows as Plot comes to them. */
export function watch<T>(marks: readonly PlotMark[], draw: (seen: readonly SeenMark[]) => T): T {
  const seen = new Map<PlotMark, SeenMark>();
  for (const mark of marks) {
    define(mark, "initialize", function (this: PlotMark, ...args) {
      const state = prototypeOf(mark).initialize.apply(this, args);
      seen.set(mark, { mark, data: state.data, channels: state.channels, rendered: [] });
      return state;
    });
    define(mark, "scale", function (this: PlotMark, channels, scales, context) {
      const found = seen.get(mark);
      // Transforms that need scales (dodge, hexbin) have changed the channels by now.
      if (found) found.channels = channels;
      return prototypeOf(mark).scale.call(this, channels, scales, context);
    });
    const own = Object.hasOwn(mark, "render") ? mark.render : undefined;
    restores.set(mark, own);
    define(mark, "render", function (this: PlotMark, index, scales, values, dimensions, context) {
      const { fx, fy } = scales;
      if (index) {
        const place = (scale: ((value: unknown) => number) | undefined, value: unknown, margin: number) =>
          scale && value !== undefined ? scale(value) - margin : 0;
        seen
          .get(mark)
          ?.rendered.push({ index, values, dx: place(fx, index.fx, dimensions.marginLeft), dy: place(fy, index.fy, dimensions.marginTop) });
      }
      return (own ?? prototypeOf(mark).render).call(this, index, scales, values, dimensions, context);
    });
  }
  try {
    return draw({ [Symbol.iterator]: () => seen.values() } as unknown as readonly SeenMark[]);
  } finally {
    for (const mark of marks) {
      Reflect.deleteProperty(mark, "initialize");
      Reflect.deleteProperty(mark, "scale");
      const own = restores.get(mark);
      if (own) define(mark, "render", own);
      else Reflect.deleteProperty(mark, "render");
    }
  }
}

/** As an own property: what a mark inherits may be frozen. */
const define = <K extends "initialize" | "scale" | "render">(mark: PlotMark, name: K, value: PlotMark[K]): void =>
  void Object.defineProperty(mark, name, { value, writable: true, configurable: true });

const restores = new WeakMap<PlotMark, PlotMark["render"] | undefined>();
const prototypeOf = (mark: PlotMark): PlotMark => Object.getPrototypeOf(mark) as PlotMark;
