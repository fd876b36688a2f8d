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

const style = (label: string, key: string, light: string, dark: string, dash: string, ...aliases: string[]): OptimizerStyle => ({ label, key, light, dark, dash, aliases });

/** In the order in which the course meets them, which is the order of legends. */
export const OPTIMIZERS: readonly OptimizerStyle[] = [
  style("SGD", "sgd", "#5c5c5c", "#b8b8b8", "", "GD", "gradient descent", "mini-batch SGD"),
  style("Momentum", "momentum", "#0a6ebd", "#5aa9f0", "", "HB", "heavy ball", "SGD momentum", "SGD with momentum", "Polyak"),
  style("EMA momentum", "ema-momentum", "#0a6ebd", "#5aa9f0", "2 3", "momentum (EMA)", "EMA-momentum", "EMA"),
  style("NAG", "nag", "#7a4fc4", "#b394f0", "8 3", "Nesterov", "Nesterov momentum", "Nesterov accelerated gradient"),
  style("AdaGrad", "adagrad", "#a06a00", "#e0a92e", ""),
  style("RMSProp", "rmsprop", "#00807a", "#2fc0b4", ""),
  style("centered RMSProp", "rmsprop-centered", "#00807a", "#2fc0b4", "2 3", "RMSProp (centered)", "RMSProp centered"),
  style("AdaDelta", "adadelta", "#a06a00", "#e0a92e", "7 3"),
  style("Adam", "adam", "#cc3311", "#ff7a55", ""),
  style("AdamW", "adamw", "#cc3311", "#ff7a55", "8 3"),
  style("AMSGrad", "amsgrad", "#b3257a", "#f080bd", "", "AMS"),
  style("Adamax", "adamax", "#b3257a", "#f080bd", "7 3"),
  style("Nadam", "nadam", "#7a4fc4", "#b394f0", "2 3"),
  style("RAdam", "radam", "#cc3311", "#ff7a55", "2 3"),
  style("Lion", "lion", "#4f7a1e", "#93c454", ""),
  style("Muon", "muon", "#4f7a1e", "#93c454", "7 3"),
];

const byName = new Map(OPTIMIZERS.flatMap((o) => [o.label, ...o.aliases].map((name) => [name.toLowerCase(), o])));

/** The style of the optimizer that a label names, if it names one. */
export const optimizerStyle = (name: unknown): OptimizerStyle | undefined => (typeof name === "string" ? byName.get(name.trim().toLowerCase()) : undefined);

export const colorVariable = (o: OptimizerStyle): string => `var(--opt-${o.key})`;

/** Hex colours for data that are no optimizers, on a light and on a dark page. */
export const CATEGORIES: readonly { light: string; dark: string }[] = [
  { light: "#0a6ebd", dark: "#5aa9f0" },
  { light: "#b35c00", dark: "#f0a24a" },
  { light: "#00807a", dark: "#2fc0b4" },
  { light: "#b3257a", dark: "#f080bd" },
  { light: "#4f7a1e", dark: "#93c454" },
  { light: "#7a4fc4", dark: "#b394f0" },
  { light: "#8a5a44", dark: "#cfa48f" },
  { light: "#5c5c5c", dark: "#b8b8b8" },
];

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

const variable = (name: string, { light, dark }: { light: string; dark: string }): string => `  --${name}: light-dark(${light}, ${dark});`;

/** Lines (not dots, not text) of an optimizer take its dash, unless the mark sets one. */
const dash = (o: OptimizerStyle): string => {
  const color = `[stroke="${colorVariable(o)}"]`;
  const lines = ["line", "link", "rule"].map((label) => `g[aria-label="${label}"]`).join(", ");
  return `.output-plot :is(${lines}):not([stroke-dasharray]) ${color},
.output-plot :is(${lines})${color}:not([stroke-dasharray]),
.plot-swatch-line${color} { stroke-dasharray: ${o.dash}; }`;
};

/** The style sheet `src/styles/optimizers.css`; a test keeps the file equal to it. */
export const optimizerCss = (): string => `/* Written by optimizerCss() in src/plot/optimizerStyles.ts: change it there. */
:root {
${[...OPTIMIZERS.map((o) => variable(`opt-${o.key}`, o)), ...CATEGORIES.map((c, i) => variable(`cat-${i + 1}`, c))].join("\n")}
}
${OPTIMIZERS.filter((o) => o.dash).map(dash).join("\n")}
`;
