import { optimizers, type CourseRecord } from "../../content/optimizers.ts";
import { DASHES, INKS } from "./inks.ts";

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

/** What the course has of each optimizer, its look among it. */
const records: [name: string, record: CourseRecord][] = Object.entries(optimizers);

/** In the order in which the course meets them, which is the order of legends. */
export const OPTIMIZERS: readonly OptimizerStyle[] = records.flatMap(([name, { label, ink, dash, aliases = [] }]) => {
  if (label === undefined) return [];
  const sharedBy = records.filter(([, { formOf, label: own }]) => formOf === name && own === undefined).map(([form]) => form);
  const names = [name, ...sharedBy].filter((other) => other.toLowerCase() !== label.toLowerCase());
  return [{ label, key: label.toLowerCase().replaceAll(" ", "-"), ...INKS[ink], dash: DASHES[dash], aliases: [...aliases, ...names] }];
});

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

const variable = (name: string, { light, dark }: { light: string; dark: string }): string => `  --${name}: light-dark(${light}, ${dark});`;

const dash = (o: OptimizerStyle): string => `[stroke="${colorVariable(o)}"] { --opt-dash: ${o.dash}; }`;

/** Lines (not dots, not text) of an optimizer take its dash, unless the mark sets one. */
const LINES = '.output-plot :is(g[aria-label="line"], g[aria-label="link"], g[aria-label="rule"])';
const DASH_RULE = `${LINES}[stroke^="var(--opt-"]:not([stroke-dasharray]),
${LINES} [stroke^="var(--opt-"]:not([stroke-dasharray], [stroke-dasharray] *),
.plot-swatch-line:not([stroke-dasharray]) { stroke-dasharray: var(--opt-dash, none); }`;

/** The style sheet `src/styles/optimizers.css`; `npm run optimizers` writes it, and a test keeps it equal. */
export const optimizerCss = (): string => `/* Written from content/optimizers.ts by npm run optimizers. */
:root {
${[...OPTIMIZERS.map((o) => variable(`opt-${o.key}`, o)), ...CATEGORIES.map((c, i) => variable(`cat-${i + 1}`, c))].join("\n")}
}
${OPTIMIZERS.filter((o) => o.dash)
  .map(dash)
  .join("\n")}
${DASH_RULE}
`;
