import { describe, expect, test } from "vitest";
import * as problems from "../../src/problems/index.ts";
import { gradient, quadratic, random, type Surface } from "../../src/problems/index.ts";

const surfaces: Surface[] = [
  ...Object.values(problems).filter((value) => typeof value === "object" && value !== null && "minima" in value),
  quadratic([3]),
  quadratic([1, 1e4], { angle: 0.7 }),
  quadratic([1, -2]),
  quadratic([1, 5, 25, 125]),
];

/** Points of the view box, or around the start where there is none. */
function pointIn(surface: Surface, uniform: (low?: number, high?: number) => number): Float64Array {
  const view: { x1: number; x2: number; y1?: number; y2?: number } = "view" in surface ? (surface.view as problems.View) : { x1: -2, x2: 2 };
  const { x1, x2, y1 = x1, y2 = x2 } = view;
  return Float64Array.from({ length: surface.n }, (_, i) => (i === 1 ? uniform(y1, y2) : uniform(x1, x2)));
}

test("all the surfaces of the syllabus are here", () => {
  expect(surfaces.map((s) => s.name)).toEqual(
    expect.arrayContaining([
      "Booth",
      "Matyas",
      "Rosenbrock",
      "Beale",
      "Himmelblau",
      "Three-hump camel",
      "Saddle",
      "Bounded saddle",
      "Monkey saddle",
      "Rastrigin",
      "Ackley",
      "Styblinski–Tang",
      "Tilted double well",
      "Flat shoulder",
      "Lessard's counterexample",
    ]),
  );
});

describe.each(surfaces.map((s) => [s.name, s] as const))("%s", (_, surface) => {
  test("0E5: its gradient is that of central differences (h = 1e-5) to 5e-9 of the size that gradients have in its view", () => {
    const { uniform } = random(5);
    const points = Array.from({ length: 200 }, () => pointIn(surface, uniform));
    const size = Math.max(1, Math.sqrt(points.reduce((sum, theta) => sum + Math.hypot(...surface.gradient(theta)) ** 2, 0) / points.length));
    for (const theta of points) {
      const differences = gradient(surface.f)(theta);
      surface.gradient(theta).forEach((g, i) => expect(Math.abs(g - differences[i]) / size).toBeLessThan(5e-9));
    }
  });

  test("at each listed minimum the gradient is 0, the value is right, and every point around is higher", () => {
    const { normal } = random(6);
    for (const { theta, f } of surface.minima) {
      expect(surface.f(theta)).toBeCloseTo(f, 10);
      surface.gradient(theta).forEach((g) => expect(Math.abs(g)).toBeLessThan(1e-10));
      for (let k = 0; k < 50; k++) expect(surface.f(theta.map((x) => x + normal(0, 0.01)))).toBeGreaterThan(f);
    }
  });

  test("no point of the view lies below the global minima, which are equally low", () => {
    const { uniform } = random(7);
    const lowest = Math.min(...surface.minima.map((m) => m.f));
    for (const { f, global } of surface.minima) expect(f === lowest).toBe(global);
    const heights = Array.from({ length: 5000 }, () => surface.f(pointIn(surface, uniform)));
    if (surface.minima.length > 0) expect(Math.min(...heights)).toBeGreaterThanOrEqual(lowest);
  });

  test("it starts in its view, afresh at each reading", () => {
    surface.start.fill(NaN);
    expect(surface.start).toHaveLength(surface.n);
    expect(surface.start.every(Number.isFinite)).toBe(true);
    if ("view" in surface) {
      const { x1, x2, y1 = -Infinity, y2 = Infinity } = surface.view as Partial<problems.View>;
      const [x, y = 0] = surface.start;
      expect(x >= x1! && x <= x2! && y >= y1 && y <= y2).toBe(true);
    }
  });

  test("gradient writes into out, returns it, and leaves theta", () => {
    const theta = surface.start;
    const out = new Float64Array(surface.n).fill(NaN);
    expect(surface.gradient(theta, out)).toBe(out);
    expect(out).toEqual(surface.gradient(Array.from(theta)));
    expect(theta).toEqual(surface.start);
  });
});

test("height is f with its coordinates spelled out", () => {
  expect(problems.booth.height(1.5, -2)).toBe(problems.booth.f([1.5, -2]));
  expect(problems.lessard.height(1.5)).toBe(problems.lessard.f([1.5]));
});

test("Ackley's gradient at its kink is given as 0", () => {
  expect(Array.from(problems.ackley.gradient([0, 0]))).toEqual([0, 0]);
});

test("Lessard's function has no step where its pieces meet, and curvature between 1 and 25", () => {
  const { height } = problems.lessard;
  for (const joint of [1, 2]) expect(height(joint + 1e-9) - height(joint - 1e-9)).toBeCloseTo(25 * joint * 2e-9, 6);
});

test("a turned quadratic is the straight one seen from turned axes", () => {
  const straight = quadratic([2, 9]);
  const turned = quadratic([2, 9], { angle: Math.PI / 6 });
  const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  for (const [u, v] of [
    [1, 0],
    [0, 1],
    [0.3, -2],
  ])
    expect(turned.height(c * u - s * v, s * u + c * v)).toBeCloseTo(straight.height(u, v), 12);
});

test("a quadratic knows L, mu and kappa, and is a saddle when a curvature is negative", () => {
  expect(quadratic([25, 1, 5])).toMatchObject({ L: 25, mu: 1, kappa: 25, n: 3 });
  expect(quadratic([1, -1]).minima).toEqual([]);
});

test.each([
  [() => quadratic([]), "invalid curvatures: [] (finite numbers, one or more)"],
  [() => quadratic([1, NaN]), "invalid curvatures: [1, NaN] (finite numbers, one or more)"],
  [() => quadratic([1, 2, 3], { angle: 1 }), "invalid angle: 1 (only a quadratic of two curvatures can be turned, this one has 3)"],
  [() => quadratic([1, 2], { start: [1] }), "invalid start: length 1 (the quadratic has 2 curvatures)"],
  [() => gradient((theta) => theta[0], 0), "invalid h: 0 (a small positive number)"],
])("bad input is named (%#)", (make, message) => {
  expect(make).toThrow(new RangeError(message));
});

test("central differences put theta back and are exact on a quadratic to rounding", () => {
  const theta = Float64Array.of(0.1, -7);
  expect(gradient(([x, y]) => x * x + 3 * x * y)(theta)[0]).toBeCloseTo(0.2 - 21, 8);
  expect(Array.from(theta)).toEqual([0.1, -7]);
});
