import { toTable, type TableOutput } from "../notebook/table.ts";
import type { Vec } from "../optim/index.ts";
import type { DomElement } from "../dom/index.ts";
import { entryOf } from "./expression.ts";
import { Plot } from "./plot.ts";
import { plainName } from "./symbolNames.ts";
import { rowsAround, takeStep, type Run } from "./takeStep.ts";

/** At most so many coordinates are shown. */
const MAX_COORDINATES = 6;

/** What a coordinate is called: x, y, or its number. */
export const coordinateName = (i: number, n: number): string =>
  n <= 2 ? "xy".charAt(i) : `θ${[...String(i + 1)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("")}`;

/** The vectors of step t in the order in which it makes them, by their symbol. */
function quantities(run: Run, t: number): [label: string, values: Vec][] {
  const made = takeStep(run, t).flatMap(({ equation: { target }, result }): [string, Vec][] =>
    typeof result === "number" || target === "theta" ? [] : [[plainName(target), result]],
  );
  const { g, delta } = rowsAround(run, t).after;
  // AdaDelta's file computes a Δ of its own, the step before α: that one is shown.
  return [
    [plainName("g"), g],
    ...new Map(made).entries(),
    ...(made.some(([name]) => name === plainName("delta")) ? [] : [[plainName("delta"), delta] as [string, Vec]]),
  ];
}

const shownCoordinates = (n: number): string[] => Array.from({ length: Math.min(n, MAX_COORDINATES) }, (_, i) => coordinateName(i, n));

/** The numbers of step t: a row for each quantity, from θ_t to θ_{t+1}, a column for each of the first six coordinates. */
export function valuesTable(run: Run, t: number, digits: number): TableOutput {
  const names = shownCoordinates(run.trace.n);
  const { before, after } = rowsAround(run, t);
  const rows: [string, Vec][] = [["θₜ", before.theta], ...quantities(run, t), ["θₜ₊₁", after.theta]];
  const table = toTable(
    rows.map(([name, values]) => ({ t: name, ...Object.fromEntries(names.map((coordinate, i) => [coordinate, values[i]])) })),
    { digits, columns: ["t", ...names] },
  );
  const [first, ...columns] = table.columns;
  return { ...table, columns: [{ ...first!, name: `t = ${t}` }, ...columns] };
}

/** The same as bars: each quantity as a share of the largest size that it has in the run, in any coordinate. */
export function valuesBars(run: Run, t: number, label: string): DomElement {
  const names = shownCoordinates(run.trace.n);
  const now = quantities(run, t);
  const largest = new Map(now.map(([name]) => [name, 0]));
  for (let s = 1; s < run.rows.length; s++) {
    for (const [name, values] of quantities(run, s))
      for (const x of values) if (Number.isFinite(x)) largest.set(name, Math.max(largest.get(name) ?? 0, Math.abs(x)));
  }
  const share = (name: string, x: number) => (largest.get(name) ? Math.max(-1, Math.min(1, x / largest.get(name)!)) : 0);
  const bars = now.flatMap(([name, values]) =>
    names.map((coordinate, i) => ({ quantity: name, coordinate, share: Number(share(name, entryOf(values, i)).toPrecision(3)) || 0 })),
  );
  return Plot.plot({
    height: 50 + 22 * now.length,
    marginLeft: 34,
    x: { label, domain: [-1, 1], ticks: [-1, 0, 1], tickFormat: "d", inset: 8 },
    y: { label: null, domain: now.map(([name]) => name) },
    fx: { label: null, domain: names },
    marks: [
      Plot.barX(bars, { x: "share", y: "quantity", fx: "coordinate", fill: "var(--cat-1)", fillOpacity: 0.7, insetTop: 3, insetBottom: 3 }),
      Plot.ruleX([0]),
    ],
  });
}
