import { planeSurface } from "../surface.ts";

/**
 * Rosenbrock's banana: a curved valley, easy to enter and slow to follow.
 * @example
 * rosenbrock.f(rosenbrock.start); // 24.2
 */
export const rosenbrock = planeSurface({
  name: "Rosenbrock",
  formula: "(1-x)^2+100(y-x^2)^2",
  height: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  dx: (x, y) => -2 * (1 - x) - 400 * x * (y - x * x),
  dy: (x, y) => 200 * (y - x * x),
  minima: [{ theta: [1, 1], f: 0, global: true }],
  start: [-1.2, 1],
  view: { x1: -2, x2: 2, y1: -1, y2: 3 },
});

/**
 * Beale's function: flat near its minimum, steep at the corners.
 * @example
 * beale.f(beale.start); // 41.25
 */
export const beale = planeSurface({
  name: "Beale",
  formula: "(1.5-x+xy)^2+(2.25-x+xy^2)^2+(2.625-x+xy^3)^2",
  height: (x, y) => (1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2,
  dx(x, y) {
    const a = 1.5 - x + x * y,
      b = 2.25 - x + x * y ** 2,
      c = 2.625 - x + x * y ** 3;
    return 2 * a * (y - 1) + 2 * b * (y ** 2 - 1) + 2 * c * (y ** 3 - 1);
  },
  dy(x, y) {
    const a = 1.5 - x + x * y,
      b = 2.25 - x + x * y ** 2,
      c = 2.625 - x + x * y ** 3;
    return 2 * a * x + 4 * b * x * y + 6 * c * x * y ** 2;
  },
  minima: [{ theta: [3, 0.5], f: 0, global: true }],
  start: [1, 1.5],
  view: { x1: -4.5, x2: 4.5, y1: -4.5, y2: 4.5 },
});
