import { lineSurface } from "../surface.ts";

/**
 * x⁴/4 − x²/2 + x/10: a global minimum on the left, a local one on the right, a barrier between (at 0.1010).
 * @example
 * tiltedDoubleWell.f(tiltedDoubleWell.start); // 2.2
 */
export const tiltedDoubleWell = lineSurface({
  name: "Tilted double well",
  formula: String.raw`\tfrac14x^4-\tfrac12x^2+0.1x`,
  height: (x) => x ** 4 / 4 - (x * x) / 2 + 0.1 * x,
  dx: (x) => x ** 3 - x + 0.1,
  minima: [
    { theta: [-1.0466805318046022], f: -0.35238607380003645, global: true },
    { theta: [0.9456492739235914], f: -0.15263944177378452, global: false },
  ],
  start: 2,
  view: { x1: -2.1, x2: 2.1 },
});

/**
 * x⁴ − 3x³ + 2: one minimum at 9/4, and a flat place at 0 that is none.
 * @example
 * flatShoulder.f(flatShoulder.start); // 6
 */
export const flatShoulder = lineSurface({
  name: "Flat shoulder",
  formula: "x^4-3x^3+2",
  height: (x) => x ** 4 - 3 * x ** 3 + 2,
  dx: (x) => 4 * x ** 3 - 9 * x * x,
  minima: [{ theta: [2.25], f: -6.54296875, global: true }],
  start: -1,
  view: { x1: -1.2, x2: 3.2 },
});

/**
 * A strongly convex function (1 ≤ f'' ≤ 25) on which the heavy ball that is best for quadratics, lr 1/9 and β 4/9, goes round
 * a 3-cycle for ever (Lessard, Recht & Packard 2016, section 4.6).
 * @example
 * lessard.f(lessard.start); // 92.925
 */
export const lessard = lineSurface({
  name: "Lessard's counterexample",
  formula: String.raw`f'(x)=\begin{cases}25x & x<1\\ x+24 & 1\le x<2\\ 25x-24 & x\ge 2\end{cases}`,
  height: (x) => (x < 1 ? 12.5 * x * x : x < 2 ? 0.5 * x * x + 24 * x - 12 : 12.5 * x * x - 24 * x + 36),
  dx: (x) => (x < 1 ? 25 * x : x < 2 ? x + 24 : 25 * x - 24),
  minima: [{ theta: [0], f: 0, global: true }],
  start: 3.3,
  view: { x1: -3.5, x2: 3.5 },
});
