/** What every plot of the site has in common unless its author says otherwise. Themes are CSS variables, so nothing here knows one. */
import { axisDefaults, tickText } from "./axes.ts";
import type { SeenMark } from "./marks.ts";
import { colorsOf, courseOrder } from "./optimizerStyles.ts";
import { isPlain, type Options } from "./plotOptions.ts";

/** Height by width for plots over two quantities: tall enough to read at phone width, not taller than a screen. */
const heightOf = (width: number): number => Math.round(Math.min(420, Math.max(240, width * 0.6)));

const SEQUENTIAL = /^(linear|sequential|log|sqrt|pow|symlog|quantile|quantize|threshold)$/;

/**
 * The options of a plot, completed. `width` is the room there is, in CSS pixels. Colours and height depend on what the marks hold, which
 * Plot finds out while it draws: these two are asked for only then, and read `seen`.
 */
export function withDefaults(options: Options, width: number, seen: Iterable<SeenMark>): Options {
  const own = typeof options.width === "number" ? Math.min(options.width, width) : width;
  const completed: Options = { grid: true, ...options, ...axisDefaults(options), width: own };
  const late = (get: () => unknown): PropertyDescriptor => ({ get, enumerable: true, configurable: true });
  return Object.defineProperties(completed, {
    color: late(() => colorDefaults(isPlain(options.color) ? options.color : {}, seen)),
    ...(options.height === undefined && options.aspectRatio === undefined
      ? { height: late(() => (hasOwnHeight(options, seen) ? undefined : heightOf(own))) }
      : {}),
  });
}

/** Plot's own height, so much a name, is right for a list of names and for facets. */
function hasOwnHeight({ facet, y }: Options, seen: Iterable<SeenMark>): boolean {
  if (isPlain(facet)) return true;
  if (isPlain(y) && (y.type === "band" || y.type === "point")) return true;
  for (const { channels } of seen) {
    if (channels.fy?.value) return true;
    for (const name of ["y", "y1", "y2"]) if (channels[name]?.value && isOfWords(channels[name].value)) return true;
  }
  return false;
}

const isOfWords = (values: ArrayLike<unknown>): boolean =>
  typeof Array.prototype.find.call(values, (value) => value !== null && value !== undefined) === "string";

/** Categories take the site's palette, optimizers their own colours in the course's order; quantities a map that suits both themes. */
export function colorDefaults(color: Options, seen: Iterable<SeenMark> = []): Options {
  if (color.range !== undefined || color.scheme !== undefined || color.interpolate !== undefined) return color;
  const { type, domain } = color;
  const categories = new Set<unknown>(Array.isArray(domain) ? domain : []);
  let sorted = false;
  if (domain === undefined) {
    for (const { mark, channels } of seen) {
      if (isPlain((mark as { sort?: unknown }).sort)) sorted = true;
      for (const channel of Object.values(channels)) {
        if (channel.scale !== "color" || !channel.value) continue;
        if (channel.domain !== undefined || channel.hint?.sort) sorted = true;
        for (const value of Array.from(channel.value)) if (typeof value === "string" || typeof value === "boolean") categories.add(value);
      }
    }
  }
  const isCategorical =
    type === "categorical" ||
    type === "ordinal" ||
    (type === undefined && [...categories].some((value) => typeof value === "string" || typeof value === "boolean"));
  if (isCategorical && categories.size > 0) {
    const ordered = domain === undefined && !sorted ? courseOrder(categories) : undefined;
    return { ...color, ...(ordered && { domain: ordered }), range: (shown: unknown[]) => colorsOf(shown) };
  }
  if (typeof type === "string" && type.startsWith("diverging")) return { ...color, interpolate: diverging };
  if (color.pivot !== undefined) return { ...color, type: "diverging", interpolate: diverging };
  return type === undefined || (typeof type === "string" && SEQUENTIAL.test(type))
    ? { ...(type === "log" && { tickFormat: tickText }), ...color, scheme: "viridis" }
    : color;
}

/** Blue through grey to orange: the middle is as far from a white page as from a dark one. */
function diverging(t: number): string {
  const stops: [number, number, number][] = [
    [30, 100, 200],
    [110, 150, 205],
    [150, 150, 150],
    [215, 150, 85],
    [205, 95, 15],
  ];
  const u = Math.min(1, Math.max(0, t)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(u));
  const mix = (k: 0 | 1 | 2) => Math.round(stops[i]![k] + (u - i) * (stops[i + 1]![k] - stops[i]![k]));
  return `rgb(${mix(0)}, ${mix(1)}, ${mix(2)})`;
}
