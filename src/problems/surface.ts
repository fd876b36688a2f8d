import type { LineSurface, Minimum, PlaneSurface, View } from "./types.ts";

interface Facts {
  name: string;
  formula: string;
  minima: Minimum[];
}

/** A surface over the plane from its height and its two partial derivatives. */
export function planeSurface(
  spec: Facts & {
    height: (x: number, y: number) => number;
    dx: (x: number, y: number) => number;
    dy: (x: number, y: number) => number;
    start: [number, number];
    view: View;
  },
): PlaneSurface {
  const { name, formula, minima, height, dx, dy, start, view } = spec;
  return {
    n: 2,
    name,
    formula,
    f: (theta) => height(theta[0], theta[1]),
    gradient(theta, out = new Float64Array(2)) {
      const x = theta[0],
        y = theta[1];
      out[0] = dx(x, y);
      out[1] = dy(x, y);
      return out;
    },
    height,
    minima,
    get start() {
      return Float64Array.from(start);
    },
    view,
  };
}

/** A surface over a line from its height and its derivative. */
export function lineSurface(
  spec: Facts & { height: (x: number) => number; dx: (x: number) => number; start: number; view: Pick<View, "x1" | "x2"> },
): LineSurface {
  const { name, formula, minima, height, dx, start, view } = spec;
  return {
    n: 1,
    name,
    formula,
    f: (theta) => height(theta[0]),
    gradient(theta, out = new Float64Array(1)) {
      out[0] = dx(theta[0]);
      return out;
    },
    height,
    minima,
    get start() {
      return Float64Array.of(start);
    },
    view,
  };
}
