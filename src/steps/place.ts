import type { DomElement } from "../dom/index.ts";
import type { Problem, TraceRow, Vec } from "../optim/index.ts";
import { colorVariable, optimizerStyle } from "../plot/optimizerStyles.ts";
import { Plot } from "./plot.ts";
import { rowsAround, type Run } from "./takeStep.ts";

export interface View {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

interface Place {
  run: Run;
  problem: Problem;
  t: number;
  caption: string;
  view?: View;
}

interface Arrow {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

const isFinitePoint = ({ x, y }: { x: number; y: number }): boolean => Number.isFinite(x) && Number.isFinite(y);
const styleOf = (run: Run) => optimizerStyle(run.trace.name) ?? optimizerStyle(run.optimizer.name);
/** What the course calls the optimizer of a run. */
export const labelOf = (run: Run): string => optimizerStyle(run.trace.name)?.label ?? run.trace.name;
const colorOf = (run: Run): string => {
  const style = styleOf(run);
  return style ? colorVariable(style) : "var(--cat-1)";
};

/**
 * Where the run is at step t. In the plane: contours of the surface, the path so far, the step −Δ as a thick arrow, and thin ones of one
 * length in the directions of −g and −m. Over a line: the curve with the same. In more dimensions: the loss of the run, and where it stands.
 */
export function placePlot(place: Place): DomElement {
  const { n } = place.problem;
  return n === 2 ? planePlot(place) : n === 1 ? linePlot(place) : lossPlot(place);
}

function planePlot({ run, problem, t, caption, view = viewOf(problem, run) }: Place): DomElement {
  const path = run.rows
    .slice(0, t)
    .filter(isFinitePoint)
    .map(({ x, y }) => ({ x, y }));
  const height = (x: number, y: number) => problem.f(Float64Array.of(x, y));
  const flat = (view.y2 - view.y1) / (view.x2 - view.x1);
  return picture({
    run,
    t,
    path,
    caption,
    background: [
      Plot.contour({ ...view, value: height, thresholds: levels(height, view), stroke: "currentColor", strokeOpacity: 0.3, width: 80, height: 60 }),
    ],
    scales: {
      ...(flat > 0.3 && flat <= 0.6 ? { aspectRatio: 1 } : { height: 320 }),
      x: { label: "x", domain: [view.x1, view.x2] },
      y: { label: "y", domain: [view.y1, view.y2] },
    },
    at: ([x = NaN, y = NaN]) => ({ x, y }),
    toward: ([x = NaN, y = NaN]) => towards(x, y, view.x2 - view.x1, view.y2 - view.y1),
  });
}

function linePlot({ run, problem, t, caption, view }: Place): DomElement {
  const { x1, x2 } = view ?? viewOf(problem, run);
  const loss = (x: number) => problem.f(Float64Array.of(x));
  const curve = Array.from({ length: 81 }, (_, i) => x1 + ((x2 - x1) * i) / 80).map((x) => ({ x, y: loss(x) }));
  const heights = curve.map(({ y }) => y).filter(Number.isFinite);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const path = run.rows
    .slice(0, t)
    .map(({ x, loss: y }) => ({ x, y }))
    .filter(isFinitePoint);
  return picture({
    run,
    t,
    path,
    caption,
    background: [Plot.line(curve, { x: "x", y: "y", strokeOpacity: 0.5 })],
    scales: { height: 280, x: { label: "x", domain: [x1, x2] }, y: { label: "loss", domain: [low - 0.05 * (high - low), high] } },
    at: ([x = NaN]) => ({ x, y: loss(x) }),
    toward: ([x = NaN]) => towards(x, 0, x2 - x1, 1),
  });
}

function lossPlot({ run, t, caption }: Place): DomElement {
  const losses = run.rows.filter(({ loss }) => Number.isFinite(loss)).map(({ t: x, loss: y }) => ({ x, y }));
  return Plot.plot({
    caption,
    height: 240,
    x: { label: "step t" },
    y: { label: "loss" },
    marks: [
      Plot.line(losses, { x: "x", y: "y", stroke: colorOf(run) }),
      Plot.dot(
        losses.filter(({ x }) => x === t),
        { x: "x", y: "y", r: 5, fill: colorOf(run) },
      ),
    ],
  });
}

interface Picture {
  run: Run;
  t: number;
  caption: string;
  background: unknown[];
  scales: Record<string, unknown>;
  path: { x: number; y: number }[];
  at(point: Vec): { x: number; y: number };
  /** From a point, an arrow of the common length against a vector; none where it is 0. */
  toward(vector: Vec): { dx: number; dy: number } | undefined;
}

function picture({ run, t, caption, background, scales, path, at, toward }: Picture): DomElement {
  const { before, after } = rowsAround(run, t);
  const { g, m, theta: end } = after;
  const here = before.theta;
  const color = colorOf(run);
  const gradientAt = lookedAt(run, t);
  const directions = [
    { name: "−g", arrow: arrowFrom(at(gradientAt), toward(g), 1) },
    ...(m.every((x, i) => x === g[i]) ? [] : [{ name: "−m", arrow: arrowFrom(at(here), toward(m), 0.7) }]),
  ].flatMap(({ name, arrow }) => (arrow && isWhole(arrow) ? [{ name, ...arrow, ...beyond(arrow) }] : []));
  const [from, to] = [at(here), at(end)];
  const step = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  const ends = { x1: "x1", y1: "y1", x2: "x2", y2: "y2" };
  const dots = [...(isFinitePoint(from) ? [from] : []), ...(gradientAt === here ? [] : [at(gradientAt)].filter(isFinitePoint))];
  return Plot.plot({
    caption,
    ...scales,
    marks: [
      ...background,
      Plot.line(path, { x: "x", y: "y", stroke: color, strokeWidth: 1.5, marker: "dot", clip: true }),
      Plot.arrow(directions, { ...ends, strokeWidth: 1.5, headLength: 6, clip: true }),
      Plot.dot(dots, { x: "x", y: "y", r: 4, fill: color, clip: true }),
      Plot.arrow(isWhole(step) ? [step] : [], { ...ends, stroke: color, strokeWidth: 3, headLength: 5, clip: true }),
      Plot.text(directions, {
        x: "labelX",
        y: "labelY",
        text: "name",
        fontWeight: 600,
        stroke: "var(--plot-background)",
        strokeWidth: 3,
        fill: "currentColor",
        clip: true,
      }),
    ],
  });
}

/** Where step t took its gradient: at θ itself, or at the point that the optimizer looks ahead to. */
function lookedAt(run: Run, t: number): Vec {
  const { optimizer, memories } = run;
  const here = rowsAround(run, t).before.theta;
  if (!optimizer.lookAhead) return here;
  const out = new Float64Array(here.length);
  optimizer.lookAhead(here, { optimizer: optimizer.name, t: t - 1, ...memories[t - 1] }, out);
  return out;
}

const isWhole = (arrow: Arrow): boolean => Object.values(arrow).every(Number.isFinite);

const arrowFrom = ({ x, y }: { x: number; y: number }, way: { dx: number; dy: number } | undefined, length: number): Arrow | undefined =>
  way && { x1: x, y1: y, x2: x + length * way.dx, y2: y + length * way.dy };

/** A place for the name of an arrow, a little past its tip. */
const beyond = ({ x1, y1, x2, y2 }: Arrow): { labelX: number; labelY: number } => ({ labelX: x2 + 0.22 * (x2 - x1), labelY: y2 + 0.22 * (y2 - y1) });

/** Against (x, y), a seventh of the picture's width long on a picture about half as high as wide. */
function towards(x: number, y: number, width: number, height: number): { dx: number; dy: number } | undefined {
  const length = Math.hypot(x / width, (0.5 * y) / height);
  return length > 0 && Number.isFinite(length) ? { dx: -x / length / 7, dy: -y / length / 7 } : undefined;
}

/** Heights for contours, so that there is as much of the view between each two. */
function levels(height: (x: number, y: number) => number, { x1, x2, y1, y2 }: View): number[] {
  const heights: number[] = [];
  for (let i = 0; i <= 30; i++) for (let j = 0; j <= 20; j++) heights.push(height(x1 + ((x2 - x1) * i) / 30, y1 + ((y2 - y1) * j) / 20));
  const sorted = heights.filter(Number.isFinite).sort((a, b) => a - b);
  const shares = [0.02, 0.09, 0.22, 0.4, 0.6, 0.82];
  const at = shares.flatMap((share) => sorted[Math.floor(share * (sorted.length - 1))] ?? []);
  return [...new Set(at.map((level) => Number(level.toPrecision(3))))];
}

/** The problem's own view; without one, the box of the run and a little more. */
function viewOf(problem: Problem & { view?: Partial<View> }, run: Run): View {
  const box = (values: (row: TraceRow) => number): [number, number] => {
    const all = run.rows.map(values).filter(Number.isFinite);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const margin = 0.15 * (high - low) || 1;
    return [low - margin, high + margin];
  };
  const [[x1, x2], [y1, y2]] = [box(({ x }) => x), problem.n > 1 ? box(({ y }) => y) : [0, 1]];
  return { x1, x2, y1, y2, ...problem.view };
}
