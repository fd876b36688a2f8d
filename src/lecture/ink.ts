/** Strokes of a pen in the coordinates of the stage, 1280 × 720: plain data, and the geometry of drawing and rubbing out. */

/** The points of a stroke one after the other, three numbers each: x, y, width. */
export interface Stroke {
  /** Which of the pen's colours, from 0. */
  color: number;
  points: readonly number[];
}

export const inkColors = 4;
/** Points nearer than this to the one before are left out: a hand at rest draws nothing. */
const nearest = 0.8;
const baseWidth = 5;
/** Widths between which a stroke goes on as one line. */
const widthStep = 0.5;

const round = (value: number): number => Math.round(value * 10) / 10;

/** The stroke with one more point, or itself where the point adds nothing. `pressure` is 0 … 1; null where the pointer has none. */
export function extend(stroke: Stroke, x: number, y: number, pressure: number | null): Stroke {
  const { points } = stroke;
  if (points.length > 0 && Math.hypot(x - points.at(-3)!, y - points.at(-2)!) < nearest) return stroke;
  const width = pressure === null ? baseWidth : Math.round((baseWidth * (0.4 + 1.2 * pressure)) / widthStep) * widthStep;
  return { ...stroke, points: [...points, round(x), round(y), width] };
}

interface Point {
  x: number;
  y: number;
  width: number;
}

function pointsOf({ points }: Stroke): Point[] {
  const all: Point[] = [];
  for (let i = 0; i < points.length; i += 3) {
    const [x = NaN, y = NaN, width = NaN] = points.slice(i, i + 3);
    all.push({ x, y, width });
  }
  return all;
}

/** The stroke as paths of SVG, one for each run of points of the same width; between the points it is smooth, through the middles of their distances. */
export function pathsOf(stroke: Stroke): { d: string; width: number }[] {
  const paths: { d: string; width: number }[] = [];
  const [first, ...rest] = pointsOf(stroke);
  if (!first) return paths;
  // A stroke of one point is a dot: a line of no length, with round ends.
  if (rest.length === 0) return [{ d: `M${first.x} ${first.y}h0`, width: first.width }];
  let at = `${first.x} ${first.y}`;
  for (const [i, { x, y, width }] of rest.entries()) {
    const next = rest[i + 1];
    const to = next ? `${round((x + next.x) / 2)} ${round((y + next.y) / 2)}` : `${x} ${y}`;
    const line = `Q${x} ${y} ${to}`;
    const last = paths.at(-1);
    if (last?.width === width) last.d += line;
    else paths.push({ d: `M${at}${line}`, width });
    at = to;
  }
  return paths;
}

/** The strokes that stay when an eraser of radius `reach` goes from one point to another; the same list where it meets none. */
export function rubOut(strokes: readonly Stroke[], from: readonly [number, number], to: readonly [number, number], reach: number): readonly Stroke[] {
  const left = strokes.filter((stroke) => !meets(stroke, from, to, reach));
  return left.length === strokes.length ? strokes : left;
}

function meets(stroke: Stroke, from: readonly [number, number], to: readonly [number, number], reach: number): boolean {
  const points = pointsOf(stroke);
  return points.some((point, i) => {
    const next = points[i + 1] ?? point;
    return segmentDistance([point.x, point.y], [next.x, next.y], from, to) <= reach + point.width / 2;
  });
}

/** The least distance between two line segments; either may be a point. */
export function segmentDistance(
  a: readonly [number, number],
  b: readonly [number, number],
  c: readonly [number, number],
  d: readonly [number, number],
): number {
  const side = (p: readonly [number, number], q: readonly [number, number], r: readonly [number, number]) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return 0;
  return Math.min(pointDistance(a, c, d), pointDistance(b, c, d), pointDistance(c, a, b), pointDistance(d, a, b));
}

function pointDistance([x, y]: readonly [number, number], [ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Whether a value of the storage or of another window is a list of strokes. */
export const isInk = (value: unknown): value is readonly Stroke[] => Array.isArray(value) && value.every(isStroke);

export function isStroke(value: unknown): value is Stroke {
  if (typeof value !== "object" || value === null) return false;
  const { color, points } = value as Record<string, unknown>;
  return (
    Number.isInteger(color) &&
    (color as number) >= 0 &&
    (color as number) < inkColors &&
    Array.isArray(points) &&
    points.length >= 3 &&
    points.length % 3 === 0 &&
    points.every(Number.isFinite)
  );
}
