/** Samples a function of (x, y) in the cell, and reads the samples between their places at replay. */
import type { GridNode, Values } from "./spec.ts";

/** Samples a side of the area unless the mark says `width` and `height`. */
const DEFAULT_SAMPLES: readonly [number, number] = [100, 75];
const MAX_SAMPLES = 250_000;

export interface Area {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
  /** Numbers of samples; where given, one at the middle of each of `width` × `height` cells, as Plot takes them. */
  width?: number;
  height?: number;
}

/** Values of `f` over the area: at the corners too where no size is asked for, so that nothing must be guessed beyond them. */
export function sample(f: (x: number, y: number) => unknown, { x1, x2, y1, y2, width, height }: Area): GridNode {
  const nx = width ?? DEFAULT_SAMPLES[0];
  const ny = height ?? DEFAULT_SAMPLES[1];
  if (!(nx >= 1 && ny >= 1 && nx * ny <= MAX_SAMPLES))
    throw new Error(`invalid width × height: ${nx} × ${ny} (at most ${MAX_SAMPLES} samples)`);
  const dx = (x2 - x1) / (width === undefined ? nx - 1 : nx);
  const dy = (y2 - y1) / (height === undefined ? ny - 1 : ny);
  const x0 = width === undefined ? x1 : x1 + dx / 2;
  const y0 = height === undefined ? y1 : y1 + dy / 2;
  const values: unknown[] = [];
  for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) values.push(f(x0 + i * dx, y0 + j * dy));
  return { $: "grid", values: toSamples(values, width !== undefined), nx, ny, x0, dx, y0, dy };
}

/** Half the bytes of doubles, and still seven digits, unless they are asked for; a value beyond a float's range must not become infinite. */
function toSamples(values: unknown[], exact: boolean): Values {
  if (!values.every((v) => v == null || typeof v === "number")) return values.map((v) => (v == null ? null : String(v)));
  const numbers = values.map((v) => (v == null ? NaN : (v as number)));
  return exact || numbers.some((v) => Math.abs(v) > 3e38 || (v !== 0 && Math.abs(v) < 1e-30))
    ? Float64Array.from(numbers)
    : Float32Array.from(numbers);
}

/**
 * The function that the grid samples: cubic between the samples (exact for parabolas), linear where a neighbour is missing or
 * where a cubic would change the sign that all its neighbours share (a loss stays positive on a log scale), nearest for words.
 */
export function reader({ values, nx, ny, x0, dx, y0, dy }: GridNode): (x: number, y: number) => unknown {
  const clamp = (i: number, n: number) => (i < 0 ? 0 : i > n - 1 ? n - 1 : i);
  const isNumeric = typeof Array.from(values as ArrayLike<unknown>).find((v) => v != null) === "number";
  const nearest = (u: number, v: number) => values[clamp(Math.round(v), ny) * nx + clamp(Math.round(u), nx)];
  if (!isNumeric || nx < 2 || ny < 2) return (x, y) => nearest((x - x0) / dx, (y - y0) / dy);
  const at = (i: number, j: number): number => {
    // Beyond the edge the grid goes on in a straight line.
    if (i < 0) return 2 * at(0, j) - at(1, j);
    if (i >= nx) return 2 * at(nx - 1, j) - at(nx - 2, j);
    if (j < 0) return 2 * at(i, 0) - at(i, 1);
    if (j >= ny) return 2 * at(i, ny - 1) - at(i, ny - 2);
    return values[j * nx + i] as number;
  };
  /** The cubic along row j at s beyond column i. */
  const row = (i: number, j: number, s: number): number => {
    if (j < 0 || j >= ny || i < 1 || i > nx - 3) return catmullRom(s, at(i - 1, j), at(i, j), at(i + 1, j), at(i + 2, j));
    const k = j * nx + i;
    return catmullRom(s, values[k - 1] as number, values[k] as number, values[k + 1] as number, values[k + 2] as number);
  };
  return (x, y) => {
    const u = Math.min(nx - 0.5, Math.max(-0.5, (x - x0) / dx));
    const v = Math.min(ny - 0.5, Math.max(-0.5, (y - y0) / dy));
    const i = clamp(Math.floor(u), nx - 1);
    const j = clamp(Math.floor(v), ny - 1);
    const s = u - i;
    const t = v - j;
    if (s === 0 && t === 0) return at(i, j);
    const a = at(i, j);
    const b = at(i + 1, j);
    const c = at(i, j + 1);
    const d = at(i + 1, j + 1);
    const linear = (1 - t) * ((1 - s) * a + s * b) + t * ((1 - s) * c + s * d);
    if (!Number.isFinite(linear)) return nearest(u, v);
    const cubic = catmullRom(t, row(i, j - 1, s), row(i, j, s), row(i, j + 1, s), row(i, j + 2, s));
    const low = Math.min(a, b, c, d);
    const high = Math.max(a, b, c, d);
    return !Number.isFinite(cubic) || (low > 0 && cubic <= 0) || (high < 0 && cubic >= 0) ? linear : cubic;
  };
}

/** Cubic through q at 0 and r at 1, with the slopes that their neighbours p and s suggest (Catmull & Rom 1974). */
const catmullRom = (t: number, p: number, q: number, r: number, s: number): number =>
  q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
