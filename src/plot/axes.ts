/** Axes that read well: labels at the ends of the axes, powers of ten on log scales, and room for what the ticks say. */
import { styledNumber } from "../text/number.ts";
import { isPlain, type Options } from "./plotOptions.ts";

/** Options of the position scales, completed by what all plots share. */
export function axisDefaults(options: Options): Options {
  // Labels are a little larger than Plot's, so they stand a little farther from the ticks.
  const shared: Record<string, Options> = { x: { labelOffset: 33 }, y: { labelAnchor: "top", tickSpacing: 45 }, fx: { labelOffset: 33 } };
  return Object.fromEntries(
    Object.entries(shared).flatMap(([name, defaults]) => {
      const own = options[name];
      if (own !== undefined && !isPlain(own)) return [];
      const isLog = isPlain(own) && own["type"] === "log" && own["base"] === undefined;
      return [[name, { ...defaults, ...(isLog && logAxis(own)), ...own }]];
    }),
  );
}

/** Ticks and grid at powers of ten only, where there are several. A number is written out: Plot's own text for 0.02 is "20m". */
function logAxis({ ticks, grid }: Options): Options {
  return { ...(ticks === undefined && { ticks: DECADES, ...(grid === undefined && { grid: DECADES }) }), tickFormat: tickText };
}

/** An interval in Plot's sense whose steps are powers of ten; within two of them also twice and five times. */
const DECADES = {
  floor: (x: number) => x,
  offset: (x: number) => x,
  range: (low: number, high: number): number[] => {
    const [a, b] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
    const step = Math.max(1, Math.ceil((b - a) / 9));
    const powers = Array.from({ length: Math.max(0, Math.floor((b - a) / step) + 1) }, (_, i) => 10 ** (a + i * step));
    if (powers.length > 2) return powers;
    return [a - 1, a, a + 1, a + 2].flatMap((e) => [1, 2, 5].map((m) => m * 10 ** e)).filter((x) => x >= low * (1 - 1e-9) && x <= high * (1 + 1e-9));
  },
};

/** A tick as a reader knows numbers: 0.001 to 10,000 in full, beyond them as powers of ten. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.9999e-3 && size < 99_999)) return styledNumber(String(Number(value.toPrecision(3))));
  return styledNumber(String(Number(value.toPrecision(3)).toExponential()));
}

/** Width of a character of the tick labels, in px at their size (see `styles/output.css`). */
const CHARACTER = 6.6;
/** Plot's own left margin, and what lies between a label and the axis. */
const DEFAULT_MARGIN = 40;
const GAP = 12;

interface Scale {
  type: string;
  domain: readonly unknown[];
  step?: number;
}

/**
 * What a drawing shows to be needed, as options of the next: room at the left for its tick labels, short forms of very large
 * or small numbers, names aslant where they would run into each other. Undefined where all is well.
 */
export function fit(drawing: Element, options: Options, scale: (name: string) => Scale | undefined): Options | undefined {
  const changes: Options = {};
  for (const name of ["x", "y"]) {
    const format = formatFor(scale(name));
    const own = options[name];
    if (format !== undefined && isPlain(own) && own["tickFormat"] === undefined && own["ticks"] === undefined)
      changes[name] = { ...own, tickFormat: format };
  }
  // A short form needs no more room than the margin that there is.
  const left = changes["y"] === undefined ? longest(drawing, "y") * CHARACTER + GAP : 0;
  const y = options["y"];
  const isLeft = !isPlain(y) || y["axis"] === undefined || y["axis"] === "left";
  if (left > DEFAULT_MARGIN && isLeft && options["margin"] === undefined && options["marginLeft"] === undefined)
    changes["marginLeft"] = Math.min(Math.ceil(left), 200);
  return aslant(drawing, options, scale("x"), changes);
}

function aslant(drawing: Element, options: Options, x: Scale | undefined, changes: Options): Options | undefined {
  const own = options["x"];
  const width = longest(drawing, "x") * CHARACTER;
  const crowded = x?.step !== undefined && width > x.step - 4 && isPlain(own) && own["tickRotate"] === undefined;
  if (crowded && options["margin"] === undefined && options["marginBottom"] === undefined) {
    changes["x"] = { ...own, tickRotate: -35, labelOffset: undefined };
    changes["marginBottom"] = Math.min(140, Math.ceil(36 + 0.58 * width));
  }
  return Object.keys(changes).length > 0 ? changes : undefined;
}

/** The length of an axis' longest tick label, in characters. */
function longest(drawing: Element, axis: "x" | "y"): number {
  let most = 0;
  for (const label of drawing.querySelectorAll(`[aria-label="${axis}-axis tick label"] text`))
    most = Math.max(most, (label.textContent ?? "").length);
  return most;
}

/** How numbers beyond what fits on an axis are written; undefined for others. */
function formatFor(scale: Scale | undefined): unknown {
  if (scale === undefined || !/^(linear|pow|symlog)$/.test(scale.type)) return undefined;
  const most = Math.max(...scale.domain.map((v) => (typeof v === "number" ? Math.abs(v) : 0)));
  if (!Number.isFinite(most)) return undefined;
  return most >= 1e12 || (most > 0 && most < 1e-4) ? tickText : most >= 1e6 ? "~s" : undefined;
}
