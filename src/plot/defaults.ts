/** What every plot of the site has in common unless its author says otherwise. Themes are CSS variables, so nothing here knows one. */
import { axisDefaults } from "./axes.ts";
import { isColor } from "./color.ts";
import { colorsOf, courseOrder } from "./optimizerStyles.ts";
import { visit } from "./problems.ts";
import type { Options, Spec } from "./spec.ts";
import { isPlain } from "./spec.ts";

/** Height by width for plots over two quantities: tall enough to read at phone width, not taller than a screen. */
const heightOf = (width: number): number => Math.round(Math.min(420, Math.max(240, width * 0.6)));

/** Marks whose y is a list of names, so that Plot's own height (so much a name) is right. */
const ORDINAL_Y = /^(barX|tickX|boxX|waffleX|cell|cellY)$/;

const SEQUENTIAL = /^(linear|sequential|log|sqrt|pow|symlog|quantile|quantize|threshold)$/;

/** The options of a plot, completed. `width` is the room there is, in CSS pixels. */
export function withDefaults(spec: Spec & { call: "plot" }, options: Options, width: number): Options {
  const own = typeof options["width"] === "number" ? Math.min(options["width"], width) : width;
  return {
    grid: true,
    ...(hasOwnHeight(spec) ? {} : { height: heightOf(own) }),
    ...options,
    ...axisDefaults(options),
    width: own,
    color: colorDefaults(spec, isPlain(options["color"]) ? options["color"] : {}),
  };
}

function hasOwnHeight({ marks, options }: Spec & { call: "plot" }): boolean {
  if (options["height"] !== undefined || options["aspectRatio"] !== undefined || isPlain(options["facet"])) return true;
  const y = options["y"];
  if (isPlain(y) && (y["type"] === "band" || y["type"] === "point")) return true;
  return marks.some((mark) => {
    let own = ORDINAL_Y.test(mark.name);
    visit(mark.options, (name, { values }) => {
      if (name === "fy" || (/^y[12]?$/.test(name) && typeof Array.prototype.find.call(values, (v) => v != null) === "string"))
        own = true;
    });
    return own;
  });
}

/** Categories take the site's palette, optimizers their own colours in the course's order; quantities a map that suits both themes. */
export function colorDefaults(spec: Spec & { call: "plot" }, color: Options): Options {
  if (color["range"] !== undefined || color["scheme"] !== undefined || color["interpolate"] !== undefined) return color;
  const { type, domain } = color;
  const categories = new Set<unknown>(Array.isArray(domain) ? domain : []);
  let sorted = false;
  if (domain === undefined) {
    for (const mark of spec.marks) {
      const { sort } = mark.options as Options;
      if (isPlain(sort) && "color" in sort) sorted = true;
      visit(mark.options, (name, { values }) => {
        if (
          (name === "fill" || name === "stroke" || name === "color") &&
          Array.isArray(values) &&
          !values.every((v) => v == null || isColor(v))
        ) {
          for (const v of values) if (typeof v === "string" || typeof v === "boolean") categories.add(v);
        }
      });
    }
  }
  const isCategorical =
    type === "categorical" ||
    type === "ordinal" ||
    (type === undefined && [...categories].some((v) => typeof v === "string" || typeof v === "boolean"));
  if (isCategorical && categories.size > 0) {
    const ordered = domain === undefined && !sorted ? courseOrder(categories) : undefined;
    return { ...color, ...(ordered && { domain: ordered }), range: (shown: unknown[]) => colorsOf(shown) };
  }
  if (typeof type === "string" && type.startsWith("diverging")) return { ...color, interpolate: diverging };
  if (color["pivot"] !== undefined) return { ...color, type: "diverging", interpolate: diverging };
  return type === undefined || (typeof type === "string" && SEQUENTIAL.test(type))
    ? { ...(type === "log" && { tickFormat: "~g" }), ...color, scheme: "viridis" }
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
