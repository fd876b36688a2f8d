import type { DomElement } from "../dom/index.ts";
import { asMade, toText } from "../notebook/toOutput.ts";
import type { Output } from "../notebook/types.ts";
import type { Optimizer, Problem } from "../optim/index.ts";
import { formatNumber } from "../output/number.ts";
import { entryOf } from "./expression.ts";
import { stepFormula } from "./formula.ts";
import { labelOf, placePlot, type View } from "./place.ts";
import { recordRun, rowsAround, takeStep, type Run } from "./takeStep.ts";
import { coordinateName, valuesBars, valuesTable } from "./values.ts";

/** What `stepThrough` shows, and of what run. */
export interface StepThroughOptions {
  /** The step that is shown, from 1 to `steps`. */
  t: number;
  /** How long the run is. The scale of the bars is that of the whole run. */
  steps: number;
  /** The coordinate whose numbers stand in the formula: its name ("x", "y", …) or its place; the first unless given. */
  coordinate?: string | number;
  /** The part of the surface that is drawn; the problem's own view unless given. */
  view?: View;
  /** The run's name in its legend of colours; the optimizer's unless given. */
  name?: string;
  /** What stands under the picture, and at the bars' axis, in another language than English. */
  caption?: string;
  barsLabel?: string;
}

const known = ["t", "steps", "coordinate", "view", "name", "caption", "barsLabel"];
const digits = 4;

/**
 * Step t of `optimizer` on `problem` from `start`, as outputs in this order: a line with the step, the loss and the parameters before
 * and after; the place on the surface with the path so far, the step, and the directions of −g and −m; the equations of the
 * optimizer's file with the numbers of the step in them; the values as a table and as bars. Their heights do not depend on t.
 * `start` is left as it is. Throws a TypeError or RangeError that names the option at fault, and what `trace` throws.
 * @example
 * stepThrough(adam({ lr: 0.5 }), ravine, [7, -3], { t: 3, steps: 60 }).length; // 5
 */
export function stepThrough(
  optimizer: Optimizer<unknown>,
  problem: Problem,
  start: ArrayLike<number>,
  options: StepThroughOptions,
): (Output | DomElement)[] {
  for (const name of Object.keys(options ?? {}))
    if (!known.includes(name)) throw new TypeError(`unknown stepThrough option: ${name} (known: ${known.join(", ")})`);
  const { t, steps, view, name, caption, barsLabel = "share of its largest size in the run" } = options ?? {};
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`invalid steps: ${String(steps)} (a whole number from 1 on)`);
  if (!Number.isInteger(t) || t < 1 || t > steps)
    throw new RangeError(`invalid t: ${String(t)} (a whole number from 1 to ${steps}; player("step", { min: 1, max: ${steps} }))`);
  const run = recordRun(optimizer, problem, start, steps, name);
  const coordinate = coordinateOf(options.coordinate ?? 0, problem.n);
  const lines = takeStep(run, t);
  const isNumbered = lines.length > 1 || optimizer.name === "sgd";
  return [
    asMade(toText(summary(run, t))),
    placePlot({ run, problem, t, caption: caption ?? captionOf(labelOf(run), problem.n), ...(view && { view }) }),
    asMade({ kind: "tex", tex: stepFormula(lines, isNumbered, { coordinate, digits }), block: false }),
    asMade(valuesTable(run, t, digits)),
    valuesBars(run, t, barsLabel),
  ];
}

function coordinateOf(asked: string | number, n: number): number {
  const names = Array.from({ length: n }, (_, i) => coordinateName(i, n));
  const i = typeof asked === "number" ? asked : names.indexOf(asked);
  if (!Number.isInteger(i) || i < 0 || i >= n)
    throw new RangeError(`invalid coordinate: ${asked} (${names.slice(0, 6).join(", ")}, or its place from 0 to ${n - 1})`);
  return i;
}

/** What a page says aloud when the step changes: two short lines. */
function summary(run: Run, t: number): string {
  const { n } = run.trace;
  const { before, after } = rowsAround(run, t);
  const change = (name: string, a: number, b: number) => `${name} ${formatNumber(a, 3)} → ${formatNumber(b, 3)}`;
  const places = Array.from({ length: Math.min(n, 2) }, (_, i) => change(coordinateName(i, n), entryOf(before.theta, i), entryOf(after.theta, i)));
  return `t = ${t}   ${change("loss", before.loss, after.loss)}\n${places.join("   ")}`;
}

function captionOf(name: string, n: number): string {
  if (n > 2) return `The loss of the whole run of ${name}, and where step t ends.`;
  return `The path of ${name} so far. The thick arrow is the step −Δ in its true length; the thin ones are the directions of −g and, where the optimizer remembers one, of −m.`;
}
