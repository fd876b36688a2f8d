/**
 * Contours of a function without the frame that closes them. Plot draws a contour as the edge of a region, so that each level
 * which leaves the area runs back along its border; as lines (no fill) they read better where they just leave it.
 */
import type { MarkNode, Spec } from "./spec.ts";
import { isPlain } from "./spec.ts";

type Point = [x: number, y: number];

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Px within which a vertex counts as on the border. */
const NEAR = 0.02;

/** Opens the contours of sampled functions in a drawing whose marks stand in one frame; `place` gives px for values of x and y. */
export function openContours(
  svg: Element,
  { marks, options }: Spec & { call: "plot" },
  place: (axis: "x" | "y", value: number) => number,
): void {
  const contours = marks.filter((mark) => mark.name === "contour");
  const groups = [...svg.querySelectorAll('[aria-label="contour"]')];
  if (groups.length !== contours.length || isPlain(options["facet"])) return;
  contours.forEach((mark, i) => {
    const area = areaOf(mark, place);
    const group = groups[i]!;
    if (area === undefined || group.getAttribute("fill") !== "none") return;
    for (const path of [...group.querySelectorAll("path[d]:not([fill])")]) {
      const d = openPath(path.getAttribute("d")!, area);
      if (d === "") path.remove();
      else path.setAttribute("d", d);
    }
  });
}

function areaOf({ options }: MarkNode, place: (axis: "x" | "y", value: number) => number): Area | undefined {
  if (!Object.values(options).some((value) => isPlain(value) && value["$"] === "grid") || "fx" in options || "fy" in options)
    return undefined;
  const { x1 = 0, x2, y1 = 0, y2 } = options as Record<string, number | undefined>;
  if (x2 === undefined || y2 === undefined) return undefined;
  const [xs, ys] = [
    [place("x", x1), place("x", x2)],
    [place("y", y1), place("y", y2)],
  ];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** The path of closed rings with all that runs along the border left out; empty where nothing remains. */
export function openPath(d: string, area: Area): string {
  return d
    .split("M")
    .slice(1)
    .map((ring) =>
      openRing(
        ring
          .replace("Z", "")
          .split("L")
          .map((pair) => pair.split(",").map(Number) as Point),
        area,
      ),
    )
    .join("");
}

function openRing(ring: Point[], area: Area): string {
  const onBorder = ring.map((p) => sides(p, area).length > 0);
  const n = ring.length;
  // Begin where the ring leaves the border, so that no line is cut in two.
  const start = ring.findIndex((_, i) => onBorder[i] && !onBorder[(i + 1) % n]);
  if (start < 0) return onBorder.every(Boolean) ? "" : `M${ring.map((p) => p.join(",")).join("L")}Z`;
  const lines: Point[][] = [];
  for (let k = 0; k < n; k++) {
    const [i, j] = [(start + k) % n, (start + k + 1) % n];
    if (onBorder[i] && onBorder[j]) continue;
    if (onBorder[i]) lines.push([ring[i]!]);
    lines.at(-1)!.push(ring[j]!);
  }
  return lines
    .map(
      (line) =>
        `M${straighten(straighten(line, area).reverse(), area)
          .reverse()
          .map((p) => p.map((v) => Number(v.toFixed(3))).join(","))
          .join("L")}`,
    )
    .join("");
}

/** Which sides of the border a vertex is on. */
function sides([x, y]: Point, { left, right, top, bottom }: Area): ("x" | "y")[] {
  const vertical = Math.abs(x - left) < NEAR || Math.abs(x - right) < NEAR;
  const horizontal = Math.abs(y - top) < NEAR || Math.abs(y - bottom) < NEAR;
  return [...(vertical ? (["x"] as const) : []), ...(horizontal ? (["y"] as const) : [])];
}

/** The last vertex on the border stands at the middle of a sample; it moves to where the line before it points. */
function straighten(line: Point[], area: Area): Point[] {
  if (line.length < 4) return line;
  const [a, b, end] = line.slice(-3) as [Point, Point, Point];
  const [side] = sides(end, area);
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const t = side === "x" ? (end[0] - b[0]) / dx : (end[1] - b[1]) / dy;
  const moved: Point = side === "x" ? [end[0], b[1] + t * dy] : [b[0] + t * dx, end[1]];
  const isInside = moved[0] >= area.left && moved[0] <= area.right && moved[1] >= area.top && moved[1] <= area.bottom;
  return Number.isFinite(t) && t >= 0 && t < 3 && isInside ? [...line.slice(0, -1), moved] : line;
}
