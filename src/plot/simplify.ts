/** Leaves out the vertices of a path that no eye would miss, for drawings that are written into a page. */

/** How far, in px, the simplified path may be from the full one. */
const TOLERANCE = 0.1;

type Point = [x: number, y: number];

/** The path without needless vertices and with one decimal; undefined where it holds more than straight lines, or too few to matter. */
export function simplifyPath(d: string, tolerance: number | "every vertex" = TOLERANCE): string | undefined {
  if (d.length < 120 || !/^[ML\d.,\-eZ\s]+$/.test(d)) return undefined;
  return d
    .split("M")
    .slice(1)
    .map((part) => {
      const closed = part.includes("Z");
      const points = part
        .replace("Z", "")
        .split("L")
        .map((pair) => pair.split(",").map(Number) as Point);
      return toPath(tolerance === "every vertex" ? points : simplify(points, tolerance), closed);
    })
    .join("");
}

/** Vertices as steps from one to the next, which are short to write; the rounding of one does not add to that of the next. */
function toPath(points: Point[], closed: boolean): string {
  let [x, y] = [0, 0];
  const steps = points.map(([px, py], i) => {
    const [dx, dy] = [Math.round(10 * px) - x, Math.round(10 * py) - y];
    x += dx;
    y += dy;
    return `${i === 0 ? "M" : i === 1 ? "l" : " "}${tenths(dx)},${tenths(dy)}`;
  });
  return steps.join("") + (closed ? "Z" : "");
}

const tenths = (n: number): string => String(n / 10).replace(/^(-?)0\./, "$1.");

/** Douglas and Peucker 1973: keeps the vertex farthest from the chord while it is farther than the tolerance. */
export function simplify(points: Point[], tolerance = TOLERANCE): Point[] {
  const n = points.length;
  const [xs, ys] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) [xs[i], ys[i]] = points[i];
  const keep = new Uint8Array(n);
  keep[0] = keep[n - 1] = 1;
  const open: number[] = [0, n - 1];
  while (open.length > 0) {
    const b = open.pop()!;
    const a = open.pop()!;
    const far = farthest(xs, ys, a, b, tolerance);
    if (far < 0) continue;
    keep[far] = 1;
    open.push(a, far, far, b);
  }
  return points.filter((_, i) => keep[i]);
}

/** The vertex between a and b that is farthest from the segment between them, if it is farther than the tolerance; else -1. */
function farthest(xs: Float64Array, ys: Float64Array, a: number, b: number, tolerance: number): number {
  const [ax, ay] = [xs[a], ys[a]];
  const [dx, dy] = [xs[b] - ax, ys[b] - ay];
  const squared = dx * dx + dy * dy;
  let far = -1;
  let most = tolerance * tolerance;
  for (let i = a + 1; i < b; i++) {
    const [px, py] = [xs[i] - ax, ys[i] - ay];
    const t = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
    const [ex, ey] = [px - t * dx, py - t * dy];
    const distance = ex * ex + ey * ey;
    if (distance > most) [far, most] = [i, distance];
  }
  return far;
}
