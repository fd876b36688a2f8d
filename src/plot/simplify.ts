/** Leaves out the vertices of a path that no eye would miss, for drawings that are written into a page. */

/** How far, in px, the simplified path may be from the full one. */
const TOLERANCE = 0.1;

type Point = [x: number, y: number];

/** The path without needless vertices and with one decimal; undefined where it holds more than straight lines, or too few to matter. */
export function simplifyPath(d: string, tolerance = TOLERANCE): string | undefined {
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
      return toPath(simplify(points, tolerance), closed);
    })
    .join("");
}

/** Vertices as steps from one to the next, which are short to write; the rounding of one does not add to that of the next. */
function toPath(points: Point[], closed: boolean): string {
  let [x, y] = [0, 0];
  const steps = points.map(([px, py], i) => {
    const [dx, dy] = [Math.round(10 * px) - x, Math.round(10 * py) - y];
    ((x += dx), (y += dy));
    return `${i === 0 ? "M" : i === 1 ? "l" : " "}${tenths(dx)},${tenths(dy)}`;
  });
  return steps.join("") + (closed ? "Z" : "");
}

const tenths = (n: number): string => String(n / 10).replace(/^(-?)0\./, "$1.");

/** Douglas and Peucker 1973: keeps the vertex farthest from the chord while it is farther than the tolerance. */
export function simplify(points: Point[], tolerance = TOLERANCE): Point[] {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range; range = open.pop()) {
    const [a, b] = range;
    let far = -1;
    let most = tolerance;
    for (let i = a + 1; i < b; i++) {
      const distance = distanceTo(points[i]!, points[a]!, points[b]!);
      if (distance > most) [far, most] = [i, distance];
    }
    if (far < 0) continue;
    keep[far] = 1;
    open.push([a, far], [far, b]);
  }
  return points.filter((_, i) => keep[i]);
}

/** From a point to a segment. */
function distanceTo([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length));
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}
