import { planeSurface } from "../surface.ts";

/**
 * Himmelblau's function: four equal minima.
 * @example
 * himmelblau.f(himmelblau.start); // 170
 */
export const himmelblau = planeSurface({
  name: "Himmelblau",
  formula: "(x^2+y-11)^2+(x+y^2-7)^2",
  height: (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
  dx: (x, y) => 4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
  dy: (x, y) => 2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
  minima: [
    { theta: [3, 2], f: 0, global: true },
    { theta: [-2.805118086952745, 3.131312518250573], f: 0, global: true },
    { theta: [-3.779310253377747, -3.283185991286169], f: 0, global: true },
    { theta: [3.5844283403304917, -1.8481265269644034], f: 0, global: true },
  ],
  start: [0, 0],
  view: { x1: -5, x2: 5, y1: -5, y2: 5 },
});

/**
 * The three-hump camel: a global minimum between two local ones.
 * @example
 * threeHumpCamel.f(threeHumpCamel.start); // 3.129771
 */
export const threeHumpCamel = planeSurface({
  name: "Three-hump camel",
  formula: String.raw`2x^2-1.05x^4+\tfrac16x^6+xy+y^2`,
  height: (x, y) => 2 * x * x - 1.05 * x ** 4 + x ** 6 / 6 + x * y + y * y,
  dx: (x, y) => 4 * x - 4.2 * x ** 3 + x ** 5 + y,
  dy: (x, y) => x + 2 * y,
  minima: [
    { theta: [0, 0], f: 0, global: true },
    { theta: [1.747552345830289, -0.8737761729151445], f: 0.29863844223686, global: false },
    { theta: [-1.747552345830289, 0.8737761729151445], f: 0.29863844223686, global: false },
  ],
  start: [2.2, -0.5],
  view: { x1: -2.5, x2: 2.5, y1: -2.5, y2: 2.5 },
});

/**
 * The Styblinski–Tang function: four minima, one of them global.
 * @example
 * styblinskiTang.f(styblinskiTang.start); // -4.21875
 */
export const styblinskiTang = planeSurface({
  name: "Styblinski–Tang",
  formula: String.raw`\tfrac12(x^4-16x^2+5x+y^4-16y^2+5y)`,
  height: (x, y) => (x ** 4 - 16 * x * x + 5 * x + y ** 4 - 16 * y * y + 5 * y) / 2,
  dx: (x) => 2 * x ** 3 - 16 * x + 2.5,
  dy: (_, y) => 2 * y ** 3 - 16 * y + 2.5,
  minima: [
    { theta: [-2.903534027771177, -2.903534027771177], f: -78.33233140754282, global: true },
    { theta: [2.746802770990837, -2.903534027771177], f: -64.1956123590567, global: false },
    { theta: [-2.903534027771177, 2.746802770990837], f: -64.1956123590567, global: false },
    { theta: [2.746802770990837, 2.746802770990837], f: -50.05889331056589, global: false },
  ],
  start: [4, 3.5],
  view: { x1: -5, x2: 5, y1: -5, y2: 5 },
});

/**
 * Rastrigin's function: a bowl with a local minimum near every whole point. Only the global one is listed.
 * @example
 * rastrigin.f(rastrigin.start); // 27.73
 */
export const rastrigin = planeSurface({
  name: "Rastrigin",
  formula: String.raw`20+x^2+y^2-10\cos 2\pi x-10\cos 2\pi y`,
  height: (x, y) => 20 + x * x + y * y - 10 * Math.cos(2 * Math.PI * x) - 10 * Math.cos(2 * Math.PI * y),
  dx: (x) => 2 * x + 20 * Math.PI * Math.sin(2 * Math.PI * x),
  dy: (_, y) => 2 * y + 20 * Math.PI * Math.sin(2 * Math.PI * y),
  minima: [{ theta: [0, 0], f: 0, global: true }],
  start: [2.2, 1.7],
  view: { x1: -5.12, x2: 5.12, y1: -5.12, y2: 5.12 },
});

/**
 * Ackley's function: a hole in a dimpled plain. Only the global minimum is listed.
 * It has a kink at 0, where the gradient is given as 0.
 * @example
 * ackley.f(ackley.start); // 8.77157
 */
export const ackley = planeSurface({
  name: "Ackley",
  formula: String.raw`20+e-20e^{-0.2\sqrt{(x^2+y^2)/2}}-e^{(\cos 2\pi x+\cos 2\pi y)/2}`,
  height: (x, y) => 20 - 20 * Math.exp(-0.2 * radius(x, y)) + Math.E - Math.exp(ripple(x, y)),
  dx: (x, y) => ackleyPartial(x, x, y),
  dy: (x, y) => ackleyPartial(y, x, y),
  minima: [{ theta: [0, 0], f: 0, global: true }],
  start: [2.4, 1.4],
  view: { x1: -5, x2: 5, y1: -5, y2: 5 },
});

/** ∂/∂c of Ackley's function, c being x or y. */
function ackleyPartial(c: number, x: number, y: number): number {
  const r = radius(x, y);
  if (r === 0) return 0;
  return (2 * c * Math.exp(-0.2 * r)) / r + Math.PI * Math.sin(2 * Math.PI * c) * Math.exp(ripple(x, y));
}

function radius(x: number, y: number): number {
  return Math.sqrt((x * x + y * y) / 2);
}

function ripple(x: number, y: number): number {
  return (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y)) / 2;
}
