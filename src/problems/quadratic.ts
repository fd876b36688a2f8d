import { extend } from "./extend.ts";
import { lineSurface, planeSurface } from "./surface.ts";
import type { Curvatures, LineSurface, PlaneSurface, Surface } from "./types.ts";

interface QuadraticOptions {
  /** Only in the plane: the axes are turned by this angle, in radians, counter-clockwise. */
  angle?: number;
  /** All ones when left out. */
  start?: ArrayLike<number>;
}

/**
 * The quadratic ½ Σ λᵢ θᵢ² with the given curvatures λᵢ: `quadratic([1, 25])` is ½(x² + 25y²), a ravine of κ = 25.
 * In the plane its axes can be turned: `quadratic([1, 25], { angle: Math.PI / 4 })`.
 * L, mu and kappa are those of the curvatures; negative ones make a saddle, which has no minimum.
 * @example
 * quadratic([1, 25]).f([1, 1]); // 13
 * quadratic([1, 25]).kappa; // 25
 */
export function quadratic(curvatures: [number], options?: QuadraticOptions): LineSurface & Curvatures;
export function quadratic(curvatures: [number, number], options?: QuadraticOptions): PlaneSurface & Curvatures;
export function quadratic(curvatures: ArrayLike<number>, options?: QuadraticOptions): Surface & Curvatures;
export function quadratic(curvatures: ArrayLike<number>, options: QuadraticOptions = {}): Surface & Curvatures {
  if (!isList(curvatures)) throw new TypeError(`invalid curvatures: ${String(curvatures)} (a list of finite numbers: quadratic([1, 25]))`);
  if (typeof options !== "object" || options === null)
    throw new TypeError(`invalid options: ${String(options)} (an object with some of angle, start)`);
  const { angle = 0, start, ...rest } = options;
  for (const name of Object.keys(rest)) throw new TypeError(`unknown option: ${name} (known: angle, start)`);
  const lambda = Float64Array.from(curvatures);
  const n = lambda.length;
  if (n === 0 || !lambda.every(Number.isFinite)) throw new RangeError(`invalid curvatures: [${lambda.join(", ")}] (finite numbers, one or more)`);
  if (!Number.isFinite(angle)) throw new RangeError(`invalid angle: ${angle} (a finite number, in radians)`);
  if (angle !== 0 && n !== 2) throw new RangeError(`invalid angle: ${angle} (only a quadratic of two curvatures can be turned, this one has ${n})`);
  if (start !== undefined && !isList(start)) throw new TypeError(`invalid start: ${String(start)} (a list of ${n} finite numbers)`);
  const from = start ? Float64Array.from(start) : new Float64Array(n).fill(1);
  if (from.length !== n) throw new RangeError(`invalid start: length ${from.length} (the quadratic has ${n} curvatures)`);
  if (!from.every(Number.isFinite)) throw new RangeError(`invalid start: [${from.join(", ")}] (finite numbers)`);

  const L = Math.max(...lambda);
  const mu = Math.min(...lambda);
  const reach = 1.25 * Math.max(...from.map(Math.abs), 0.1);
  const facts = {
    name: mu > 0 ? `Quadratic, κ = ${Number((L / mu).toPrecision(3))}` : "Quadratic",
    formula: String.raw`\tfrac12\sum_i \lambda_i\theta_i^2,\quad \lambda = (${lambda.join(", ")})`,
    minima: mu > 0 ? [{ theta: new Array<number>(n).fill(0), f: 0, global: true }] : [],
  };
  return extend(surface(), { L, mu, kappa: L / mu });

  function surface(): Surface {
    if (n === 1) {
      const [a] = lambda;
      return lineSurface({ ...facts, height: (x) => 0.5 * a * x * x, dx: (x) => a * x, start: from[0], view: { x1: -reach, x2: reach } });
    }
    if (n === 2) {
      const [a, b] = lambda;
      const c = Math.cos(angle),
        s = Math.sin(angle);
      const xx = a * c * c + b * s * s,
        xy = (a - b) * c * s,
        yy = a * s * s + b * c * c;
      return planeSurface({
        ...facts,
        height: (x, y) => 0.5 * (xx * x * x + 2 * xy * x * y + yy * y * y),
        dx: (x, y) => xx * x + xy * y,
        dy: (x, y) => xy * x + yy * y,
        start: [from[0], from[1]],
        view: { x1: -reach, x2: reach, y1: -reach, y2: reach },
      });
    }
    return {
      ...facts,
      n,
      f(theta) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += lambda[i] * theta[i] * theta[i];
        return sum / 2;
      },
      gradient(theta, out = new Float64Array(n)) {
        for (let i = 0; i < n; i++) out[i] = lambda[i] * theta[i];
        return out;
      },
      get start() {
        return from.slice();
      },
    };
  }
}

const isList = (value: unknown): boolean => Array.isArray(value) || ArrayBuffer.isView(value);
