import { planeSurface } from "../surface.ts";

/**
 * x² − y²: flat at 0, which is no minimum; unbounded below along y. Starts almost on the ridge.
 * @example
 * saddle.f(saddle.start); // 0.999999
 */
export const saddle = planeSurface({
  name: "Saddle",
  formula: "x^2-y^2",
  height: (x, y) => x * x - y * y,
  dx: (x) => 2 * x,
  dy: (_, y) => -2 * y,
  minima: [],
  start: [1, 0.001],
  view: { x1: -1.5, x2: 1.5, y1: -1.5, y2: 1.5 },
});

/**
 * The saddle with a floor: two minima at (0, ±1).
 * @example
 * boundedSaddle.f(boundedSaddle.start); // 0.999999
 */
export const boundedSaddle = planeSurface({
  name: "Bounded saddle",
  formula: String.raw`x^2-y^2+\tfrac12y^4`,
  height: (x, y) => x * x - y * y + y ** 4 / 2,
  dx: (x) => 2 * x,
  dy: (_, y) => -2 * y + 2 * y ** 3,
  minima: [
    { theta: [0, 1], f: -0.5, global: true },
    { theta: [0, -1], f: -0.5, global: true },
  ],
  start: [1, 0.001],
  view: { x1: -1.5, x2: 1.5, y1: -1.5, y2: 1.5 },
});

/**
 * The monkey saddle: three ways down, gradient and curvature both 0 at the middle; unbounded below.
 * @example
 * monkeySaddle.f(monkeySaddle.start); // 0.51176
 */
export const monkeySaddle = planeSurface({
  name: "Monkey saddle",
  formula: "x^3-3xy^2",
  height: (x, y) => x ** 3 - 3 * x * y * y,
  dx: (x, y) => 3 * x * x - 3 * y * y,
  dy: (x, y) => -6 * x * y,
  minima: [],
  start: [0.8, 0.01],
  view: { x1: -1.5, x2: 1.5, y1: -1.5, y2: 1.5 },
});
