/**
 * Contours of a function without the frame that closes them. Plot draws a contour as the edge of a region, so that each level
 * which leaves the area runs back along its border; as lines (no fill) they read better where they just leave it.
 */

type Point = [x: number, y: number];

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Px within which a vertex counts as on the border. */
const NEAR = 0.02;

/** Opens the contours of functions in a drawing whose marks stand in one frame; `place` gives px for values of x and y. */
export function openContours(svg: Element, contours: readonly { bounds?: Bounds }[], place: (axis: "x" | "y", value: number) => number): void {
  const groups = [...svg.querySelectorAll('[aria-label="contour"]')];
  if (groups.length !== contours.length) return;
  groups.forEach((group, i) => {
    const bounds = contours[i]?.bounds;
    if (bounds === undefined || group.getAttribute("fill") !== "none") return;
    const [xs, ys] = [
      [place("x", bounds.x1), place("x", bounds.x2)],
      [place("y", bounds.y1), place("y", bounds.y2)],
    ];
    const area = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    for (const path of [...group.querySelectorAll("path[d]:not([fill])")]) {
      const d = openPath(path.getAttribute("d")!, area);
      if (d === "") path.remove();
      else path.setAttribute("d", d);
    }
  });
}

/** The part of the plane where a contour's function is drawn. */
export interface Bounds {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

/** The path of closed rings with all that runs along the border left out; empty where nothing remains. */
export function openPath(d: string, area: Area): string {
  return d
    .split("M")
    .slice(1)
    .map((ring) => openRing(ring, area))
    .join("");
}

function openRing(text: string, area: Area): string {
  const pairs = text.replace("Z", "").split("L");
  const ring = pairs.map((pair): Point => {
    const comma = pair.indexOf(",");
    return [Number(pair.slice(0, comma)), Number(pair.slice(comma + 1))];
  });
  const onBorder = ring.map((p) => isOnBorder(p, area));
  const n = ring.length;
  // Begin where the ring leaves the border, so that no line is cut in two.
  const start = ring.findIndex((_, i) => onBorder[i] && !onBorder[(i + 1) % n]);
  if (start < 0) return onBorder.every(Boolean) ? "" : `M${text}`;
  const lines: number[][] = [];
  for (let k = 0; k < n; k++) {
    const [i, j] = [(start + k) % n, (start + k + 1) % n];
    if (onBorder[i] && onBorder[j]) continue;
    if (onBorder[i]) lines.push([i]);
    lines.at(-1)!.push(j);
  }
  const write = (line: number[]): string => {
    const words = line.map((i) => pairs[i]!);
    if (line.length >= 4) {
      words[0] =
        straightened(
          line
            .slice(0, 3)
            .map((i) => ring[i]!)
            .reverse(),
          area,
        ) ?? words[0]!;
      words[words.length - 1] =
        straightened(
          line.slice(-3).map((i) => ring[i]!),
          area,
        ) ?? words.at(-1)!;
    }
    return `M${words.join("L")}`;
  };
  return lines.map(write).join("");
}

const isOnBorder = ([x, y]: Point, { left, right, top, bottom }: Area): boolean =>
  x - left < NEAR || right - x < NEAR || y - top < NEAR || bottom - y < NEAR;

/** The last of three vertices, on the border, stands at the middle of a sample; where the line before it points, if that is near. */
function straightened([a, b, end]: Point[], { left, right, top, bottom }: Area): string | undefined {
  const [ax, ay] = a!;
  const [bx, by] = b!;
  const [ex, ey] = end!;
  const isAtSide = ex - left < NEAR || right - ex < NEAR;
  const t = isAtSide ? (ex - bx) / (bx - ax) : (ey - by) / (by - ay);
  if (!(t >= 0 && t < 3)) return undefined;
  const [x, y] = isAtSide ? [ex, by + t * (by - ay)] : [bx + t * (bx - ax), ey];
  return x >= left && x <= right && y >= top && y <= bottom ? `${x.toFixed(3)},${y.toFixed(3)}` : undefined;
}
