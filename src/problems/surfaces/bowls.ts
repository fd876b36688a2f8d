import { quadratic } from "../quadratic.ts";
import { planeSurface } from "../surface.ts";
import type { Curvatures, PlaneSurface } from "../types.ts";

/**
 * ½(x² + 25y²), the quadratic of the chapters, from (7, −3).
 * @example
 * ravine.gradient(ravine.start); // [7, -75]
 */
export const ravine: PlaneSurface & Curvatures = quadratic([1, 25], { start: [7, -3] });

/**
 * Booth's function, a tilted bowl of κ = 9.
 * @example
 * booth.f(booth.start); // 170
 */
export const booth = planeSurface({
  name: "Booth",
  formula: "(x+2y-7)^2+(2x+y-5)^2",
  height: (x, y) => (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
  dx: (x, y) => 10 * x + 8 * y - 34,
  dy: (x, y) => 8 * x + 10 * y - 38,
  minima: [{ theta: [1, 3], f: 0, global: true }],
  start: [-8, 8],
  view: { x1: -10, x2: 10, y1: -10, y2: 10 },
});

/**
 * Matyas's function, a flat diagonal valley of κ = 25.
 * @example
 * matyas.f(matyas.start); // 30.5
 */
export const matyas = planeSurface({
  name: "Matyas",
  formula: "0.26(x^2+y^2)-0.48xy",
  height: (x, y) => 0.26 * (x * x + y * y) - 0.48 * x * y,
  dx: (x, y) => 0.52 * x - 0.48 * y,
  dy: (x, y) => 0.52 * y - 0.48 * x,
  minima: [{ theta: [0, 0], f: 0, global: true }],
  start: [8, -3],
  view: { x1: -10, x2: 10, y1: -10, y2: 10 },
});
