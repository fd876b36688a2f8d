import { parseHTML } from "linkedom";
import { forPage } from "../../src/tooling/outputHtml.ts";
import { renderOutput } from "../../src/tooling/renderCell.ts";
import { words } from "../../src/i18n/index.ts";
import type { Cell, Prediction, PredictionKind, InputValues, Output, Shown } from "../../src/notebook/types.ts";

/** How many different finite points the path data `d` names; of a Bézier curve its control points count too. */
function points(d: string): number {
  const numbers = [...d.matchAll(/NaN|-?Infinity|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g)].map(([text]) => Number(text));
  const pairs = Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => numbers.slice(2 * i, 2 * i + 2));
  return new Set(pairs.filter((pair) => pair.every(Number.isFinite)).map(String)).size;
}

/** How many different points each curve of a cell's plots has: lines and areas, as they stand in the built page. A mark that drew nothing counts as a curve of none. */
export function curves(html: string): { points: number }[] {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  return [...document.querySelectorAll('.plot-wide g[aria-label="line"], .plot-wide g[aria-label="area"]')].flatMap((mark) => {
    const paths = [...mark.querySelectorAll("path")];
    return paths.length > 0 ? paths.map((path) => ({ points: points(path.getAttribute("d") ?? "") })) : [{ points: 0 }];
  });
}

/** What a cell shows, as it would stand in the built page. */
export const htmlOf = (cell: string, outputs: Output[]): string =>
  forPage(outputs.map((output, i) => renderOutput(cell, i, output, words("en")).html));

/** Some answer to every prediction in `outputs`, so that what waits for it runs. */
export function someAnswers(cells: readonly Cell[], outputs: Readonly<Record<string, readonly Shown[]>>): InputValues {
  const answer = (ask: PredictionKind): Prediction =>
    ask.kind === "number" ? (ask.min + ask.max) / 2 : ask.kind === "option" ? ask.options[0] : ask.x.map((x, i): [number, number] => [x, ask.y[i]]);
  return Object.fromEntries(
    cells.flatMap(({ id }) => {
      const asked = (outputs[id] ?? []).flatMap((output) => (output.kind === "input" && output.input.type === "prediction" ? [output.input] : []));
      return asked.length > 0 ? [[id, Object.fromEntries(asked.map(({ key, ask }) => [key, answer(ask)]))]] : [];
    }),
  );
}
