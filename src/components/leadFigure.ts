import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { adam, momentum, sgd, trace, type Optimizer } from "../optim/index.ts";
import { ravine } from "../problems/index.ts";

const steps = 200;
const start = [-9.2, 1.5];

// On a level c of ½(x² + 25y²) lies an ellipse with half-axes √(2c) and √(2c/25); these levels lie evenly along the valley.
const levels = Array.from({ length: 16 }, (_, k) => (k + 0.5) ** 2 / 2);
const ellipse = (c: number): [number, number][] =>
  Array.from({ length: 72 }, (_, k) => [Math.sqrt(2 * c) * Math.cos((k * Math.PI) / 36), Math.sqrt((2 * c) / 25) * Math.sin((k * Math.PI) / 36)]);

const x: [number, number] = [-10, 2.6];
const y: [number, number] = [-2.38, 2.38];

/** The home page's figure: the paths of three optimizers on the ravine ½(x² + 25y²), as SVG text `width` by `height` pixels. */
export function leadFigure({ width, height }: { width: number; height: number }): string {
  const { document } = parseHTML("<html></html>");
  const large = width > 500;
  // Each label stands beside step `at` of its path, where no other path runs.
  const runs = [
    { label: "SGD", color: "var(--opt-sgd)", at: 2, dx: 0, dy: -13, optimizer: sgd({ lr: 0.0765 }) },
    { label: "Momentum", color: "var(--opt-momentum)", at: 6, dx: 0, dy: large ? 52 : 38, optimizer: momentum({ lr: 0.012, beta: 0.82 }) },
    { label: "Adam", color: "var(--opt-adam)", at: 46, dx: 12, dy: large ? -16 : -14, optimizer: adam({ lr: 0.35 }) },
  ].map((run) => ({ ...run, rows: trace<unknown>(run.optimizer as Optimizer<unknown>, ravine, start, steps).rows() }));
  const path = ({ label, color, rows, at, dx, dy }: (typeof runs)[number]) => [
    Plot.line(rows, { x: "x", y: "y", stroke: color, strokeWidth: 1.75, strokeLinejoin: "round", clip: true }),
    Plot.dot(rows.slice(1, 40), { x: "x", y: "y", fill: color, r: large ? 2 : 1.4, clip: true }),
    Plot.text([rows[at]], { x: "x", y: "y", dx, dy, text: () => label, fill: color, stroke: "var(--page)", strokeWidth: 5, fontSize: large ? 14 : 12, fontWeight: 600 }),
  ];
  const figure = Plot.plot({
    document: document as unknown as Document,
    width,
    height,
    margin: 0,
    x: { domain: x, axis: null },
    y: { domain: y, axis: null },
    marks: [
      ...levels.map((c) => Plot.line(ellipse(c), { stroke: "currentColor", strokeOpacity: 0.17, curve: "linear-closed", clip: true })),
      ...runs.flatMap(path),
      Plot.dot([start], { r: 4.5, fill: "var(--page)", stroke: "currentColor", strokeWidth: 1.5 }),
      Plot.dot([[0, 0]], { symbol: "times", r: 5, stroke: "currentColor", strokeWidth: 1.75 }),
    ],
  });
  // A tenth of a pixel is enough, and half the bytes.
  const html = figure.outerHTML.replace(/\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));
  // The figure has a name of its own; Plot's names of its parts are not for readers.
  return html.replace(/ aria-label="[^"]*"/g, "");
}
