import * as fc from "fast-check";
import { expect, test } from "vitest";
import { extend, isInk, pathsOf, rubOut, segmentDistance, type Stroke } from "../../src/lecture/ink.ts";

type Point = [number, number];
const coordinate = fc.integer({ min: -50, max: 50 });
const point = fc.tuple(coordinate, coordinate);
const draw = (points: readonly (readonly [number, number])[], pressure: number | null = null): Stroke =>
  points.reduce((stroke, [x, y]) => extend(stroke, x, y, pressure), { color: 0, points: [] } as Stroke);

/** The least distance of two segments among many points of both: never below the true one, and near it. */
function sampledDistance(a: Point, b: Point, c: Point, d: Point): number {
  const n = 200;
  const on = ([ax, ay]: Point, [bx, by]: Point, t: number): Point => [ax + (bx - ax) * t, ay + (by - ay) * t];
  let least = Infinity;
  for (let i = 0; i <= n; i++) {
    const [x, y] = on(a, b, i / n);
    for (let j = 0; j <= n; j++) {
      const [u, v] = on(c, d, j / n);
      least = Math.min(least, Math.hypot(x - u, y - v));
    }
  }
  return least;
}

test("the distance of two segments is the least between any of their points", () => {
  fc.assert(
    fc.property(point, point, point, point, (a, b, c, d) => {
      const distance = segmentDistance(a, b, c, d);
      const sampled = sampledDistance(a, b, c, d);
      expect(distance).toBeLessThanOrEqual(sampled + 1e-9);
      expect(distance).toBeGreaterThan(sampled - 1);
      expect(segmentDistance(c, d, b, a)).toBeCloseTo(distance, 9);
    }),
    { numRuns: 60 },
  );
});

test("a stroke begins and ends where the pointer did, and goes on from path to path without a gap", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(point, fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 2, maxLength: 30 }), (moves) => {
      const stroke = moves.reduce((drawn, [[x, y], pressure]) => extend(drawn, 10 * x, 10 * y, pressure), { color: 1, points: [] } as Stroke);
      const paths = pathsOf(stroke);
      if (stroke.points.length === 3) return expect(paths).toEqual([{ d: `M${stroke.points[0]} ${stroke.points[1]}h0`, width: stroke.points[2] }]);
      const starts = paths.map(({ d }) => /^M(\S+ \S+?)Q/.exec(d)![1]);
      const ends = paths.map(({ d }) => d.split(" ").slice(-2).join(" "));
      expect(starts[0]).toBe(stroke.points.slice(0, 2).join(" "));
      expect(ends.at(-1)).toBe(stroke.points.slice(-3, -1).join(" "));
      expect(starts.slice(1)).toEqual(ends.slice(0, -1));
    }),
  );
});

test("a pointer that rests adds nothing, one without pressure draws one width, and pressing harder draws wider", () => {
  const rest = extend(draw([[10, 10]]), 10.3, 10.3, null);
  expect(rest.points.length).toBe(3);
  expect(
    new Set(
      draw([
        [0, 0],
        [10, 0],
        [20, 5],
      ]).points.filter((_, i) => i % 3 === 2),
    ).size,
  ).toBe(1);
  const [light, hard] = [0.1, 0.9].map(
    (pressure) =>
      draw(
        [
          [0, 0],
          [10, 0],
        ],
        pressure,
      ).points[2],
  );
  expect(hard).toBeGreaterThan(light);
  expect(light).toBeGreaterThan(0);
});

test("points keep a tenth of the stage's pixel", () => {
  expect(
    draw([
      [1.234, 5.678],
      [100.06, 0.04],
    ]).points.filter((_, i) => i % 3 !== 2),
  ).toEqual([1.2, 5.7, 100.1, 0]);
});

test("a stroke is made anew with each point: what was sent to other windows does not change", () => {
  const one = draw([[0, 0]]);
  const frozen = JSON.stringify(one);
  extend(one, 50, 50, null);
  expect(JSON.stringify(one)).toBe(frozen);
});

test("the eraser takes the strokes that it meets, and no other", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(point, { minLength: 1, maxLength: 6 }), { maxLength: 6 }),
      point,
      point,
      fc.integer({ min: 1, max: 20 }),
      (lines, from, to, reach) => {
        const strokes = lines.map((line) => draw(line));
        const left = rubOut(strokes, from, to, reach);
        for (const stroke of strokes) {
          const points = Array.from({ length: stroke.points.length / 3 }, (_, i) => [stroke.points[3 * i], stroke.points[3 * i + 1]] as Point);
          const distance = Math.min(...points.map((p, i) => segmentDistance(p, points[i + 1] ?? p, from, to)));
          expect(left.includes(stroke)).toBe(distance > reach + 2.5);
        }
        if (left.length === strokes.length) expect(left).toBe(strokes);
      },
    ),
  );
});

test("only lists of strokes are ink", () => {
  expect(isInk([])).toBe(true);
  expect(
    isInk([
      draw([
        [1, 2],
        [3, 4],
      ]),
    ]),
  ).toBe(true);
  for (const bad of [
    null,
    {},
    "x",
    [null],
    [{}],
    [{ color: 9, points: [1, 2, 3] }],
    [{ color: 0, points: [] }],
    [{ color: 0, points: [1, 2] }],
    [{ color: 0, points: [1, 2, "3"] }],
    [{ color: 0, points: [1, 2, NaN] }],
    [{ color: -1, points: [1, 2, 3] }],
  ]) {
    expect(isInk(bad), JSON.stringify(bad)).toBe(false);
  }
});
