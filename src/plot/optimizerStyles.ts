/**
 * One colour and one dash for each optimizer, the same in every plot of the site, and a palette for everything else. Plots
 * refer to the CSS variables, so that a change of theme needs no new drawing; `optimizerCss` writes their values.
 */

export interface OptimizerStyle {
  /** What a chapter calls it. */
  label: string;
  /** Other names that mean the same, without regard to case. */
  aliases: string[];
  /** The end of its CSS variable: `--opt-adam`. */
  key: string;
  /** Hex colour on a light and on a dark page. */
  light: string;
  dark: string;
  /** SVG dash array; empty for a full line. */
  dash: string;
}

/** Eight colours that differ from each other in all common forms of colour vision, with a contrast above 3 to both pages. */
const INKS = {
  grey: { light: "#52565e", dark: "#a59e99" },
  blue: { light: "#0137be", dark: "#51b7fd" },
  purple: { light: "#8e63df", dark: "#9a52e9" },
  amber: { light: "#bd7a00", dark: "#e1a612" },
  teal: { light: "#20938c", dark: "#66ece4" },
  red: { light: "#ce1606", dark: "#de4605" },
  plum: { light: "#660435", dark: "#ab4e8e" },
  green: { light: "#27712a", dark: "#c0f76a" },
} as const;

type Ink = keyof typeof INKS;

/** SVG dash arrays: a family shares a colour, its members differ by the dash. */
const FULL = "";
const DASHED = "7 3";
const DOTTED = "2 2.5";

const style = (label: string, key: string, ink: Ink, dash: string, ...aliases: string[]): OptimizerStyle => ({
  label,
  key,
  ...INKS[ink],
  dash,
  aliases,
});

/** In the order in which the course meets them, which is the order of legends. */
export const OPTIMIZERS: readonly OptimizerStyle[] = [
  style("SGD", "sgd", "grey", FULL, "GD", "gradient descent", "mini-batch SGD"),
  style("Momentum", "momentum", "blue", FULL, "HB", "heavy ball", "SGD momentum", "SGD with momentum", "Polyak momentum"),
  style("EMA momentum", "ema-momentum", "blue", DOTTED, "momentum (EMA)", "EMA-momentum", "emaMomentum"),
  style("Sutskever momentum", "sutskever-momentum", "blue", DASHED, "sutskeverMomentum"),
  style("NAG", "nag", "purple", FULL, "Nesterov", "Nesterov momentum", "Nesterov accelerated gradient", "nesterovLookahead"),
  style("AdaGrad", "adagrad", "amber", FULL),
  style("RMSProp", "rmsprop", "teal", FULL),
  style("centered RMSProp", "rmsprop-centered", "teal", DOTTED, "RMSProp (centered)", "RMSProp centered", "centeredRmsprop"),
  style("AdaDelta", "adadelta", "amber", DASHED),
  style("Adam", "adam", "red", FULL),
  style("AdamW", "adamw", "red", DASHED),
  style("AMSGrad", "amsgrad", "plum", FULL),
  style("Adamax", "adamax", "plum", DASHED),
  style("Nadam", "nadam", "purple", DASHED),
  style("RAdam", "radam", "red", DOTTED),
  style("Lion", "lion", "green", FULL),
  style("Muon", "muon", "green", DASHED),
];

const byName = new Map(OPTIMIZERS.flatMap((o) => [o.label, ...o.aliases].map((name) => [name.toLowerCase(), o])));

/** The style of the optimizer that a label names, if it names one. */
export const optimizerStyle = (name: unknown): OptimizerStyle | undefined =>
  typeof name === "string" ? byName.get(name.trim().toLowerCase()) : undefined;

export const colorVariable = (o: OptimizerStyle): string => `var(--opt-${o.key})`;

/** Colours of data that are no optimizers, on a light and on a dark page; the first few differ most. */
export const CATEGORIES: readonly { light: string; dark: string }[] = (
  ["blue", "amber", "teal", "plum", "purple", "green", "red", "grey"] as const
).map((ink) => INKS[ink]);

export const categoryVariable = (i: number): string => `var(--cat-${(i % CATEGORIES.length) + 1})`;

/** The colours of a categorical domain: optimizers have their own, other values take the palette in turn. */
export function colorsOf(domain: readonly unknown[]): string[] {
  let next = 0;
  return domain.map((value) => {
    const known = optimizerStyle(value);
    return known ? colorVariable(known) : categoryVariable(next++);
  });
}

/** The domain in the course's order where all its values are optimizers; undefined otherwise. */
export function courseOrder(values: Iterable<unknown>): string[] | undefined {
  const names = [...new Set(values)];
  if (names.length === 0 || !names.every(optimizerStyle)) return undefined;
  return (names as string[]).sort((a, b) => OPTIMIZERS.indexOf(optimizerStyle(a)!) - OPTIMIZERS.indexOf(optimizerStyle(b)!));
}

const variable = (name: string, { light, dark }: { light: string; dark: string }): string =>
  `  --${name}: light-dark(${light}, ${dark});`;

const dash = (o: OptimizerStyle): string => `[stroke="${colorVariable(o)}"] { --opt-dash: ${o.dash}; }`;

/** Lines (not dots, not text) of an optimizer take its dash, unless the mark sets one. */
const LINES = '.output-plot :is(g[aria-label="line"], g[aria-label="link"], g[aria-label="rule"])';
const DASH_RULE = `${LINES}[stroke^="var(--opt-"]:not([stroke-dasharray]),
${LINES} [stroke^="var(--opt-"]:not([stroke-dasharray], [stroke-dasharray] *),
.plot-swatch-line { stroke-dasharray: var(--opt-dash, none); }`;

/** The style sheet `src/styles/optimizers.css`; a test keeps the file equal to it. */
export const optimizerCss = (): string => `/* Written by optimizerCss() in src/plot/optimizerStyles.ts: change it there. */
:root {
${[...OPTIMIZERS.map((o) => variable(`opt-${o.key}`, o)), ...CATEGORIES.map((c, i) => variable(`cat-${i + 1}`, c))].join("\n")}
}
${OPTIMIZERS.filter((o) => o.dash)
  .map(dash)
  .join("\n")}
${DASH_RULE}
`;
