import type { MarkReading, PlotFacts } from "../../plot/readings.ts";
import { toScale } from "../../plot/scale.ts";
import { simplify } from "../../plot/simplify.ts";
import { isPinnable, mostNumbers, type Curve } from "./keptPins.ts";

/** How far, in the drawing's units, a kept line may be from the drawn one. */
const tolerance = 0.25;

type Point = [x: number, y: number];

/** The lines and dots of a plot in the units of its data, with no more of their points than show. `plot`: its number among those of its cell. */
export function curvesOf({ x, y, marks }: PlotFacts, plot: number): Curve[] {
  if (!x || !y) return [];
  const [toX, toY] = [toScale(x).apply, toScale(y).apply];
  return marks.filter(isPinnable).flatMap((reading) =>
    linesOf(reading).flatMap((points): Curve[] => {
      const seen = points.filter(([px, py]) => Number.isFinite(toX(px)) && Number.isFinite(toY(py)));
      if (seen.length === 0) return [];
      const kept = reading.mark === "line" ? thinned(seen, (point) => [toX(point[0]), toY(point[1])]) : seen;
      return [{ plot, mark: reading.mark as Curve["mark"], x: reading.x!.label, y: reading.y!.label, points: kept.flat().map(short) }];
    }),
  );
}

/** The points of each line of a mark; dots are one. */
function linesOf({ mark, x, y, series, lines }: MarkReading): Point[][] {
  const found = new Map<unknown, Point[]>();
  x!.values.forEach((at, i) => {
    const value = y!.values[i];
    if (typeof at !== "number" || typeof value !== "number") return;
    const of = mark === "line" ? (series?.values[i] ?? lines?.[i]) : undefined;
    const points = found.get(of);
    if (points) points.push([at, value]);
    else found.set(of, [[at, value]]);
  });
  return [...found.values()];
}

function thinned(points: Point[], place: (point: Point) => Point): Point[] {
  const placed = points.map((point) => ({ point, at: place(point) }));
  const placesKept = new Set(
    simplify(
      placed.map(({ at }) => at),
      tolerance,
    ),
  );
  return placed.filter(({ at }) => placesKept.has(at)).map(({ point }) => point);
}

/** More digits than these no later plot shows. */
const short = (value: number): number => Number(value.toPrecision(7));

/** The curves with so few points that a pin can hold them: of each every second, third …, and the last. */
export function fitted(curves: readonly Curve[]): Curve[] {
  const count = curves.reduce((sum, { points }) => sum + points.length, 0);
  if (count <= mostNumbers) return [...curves];
  // The first and the last point of a curve stay, so half of the room is for them.
  const step = Math.ceil(count / (mostNumbers / 2));
  return curves.slice(0, mostNumbers / 8).map((curve) => {
    const last = curve.points.length / 2 - 1;
    return { ...curve, points: curve.points.filter((_, i) => (i >> 1) % step === 0 || i >> 1 === last) };
  });
}
