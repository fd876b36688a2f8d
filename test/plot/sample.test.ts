import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reader, sample } from "../../src/plot/sample.ts";
import { simplify, simplifyPath } from "../../src/plot/simplify.ts";

type F = (x: number, y: number) => number;
const area = (x1: number, x2: number, y1: number, y2: number) => ({ x1, x2, y1, y2 });

/** The surfaces of the course, where their contours are drawn. */
const SURFACES: Record<string, [F, ReturnType<typeof area>]> = {
  ravine: [(x, y) => (x * x + 25 * y * y) / 2, area(-10, 10, -4, 4)],
  Rosenbrock: [(x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, area(-2, 2, -1, 3)],
  Himmelblau: [(x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2, area(-5, 5, -5, 5)],
  Beale: [
    (x, y) => (1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2,
    area(-4.5, 4.5, -2, 2),
  ],
  saddle: [(x, y) => x * x - y * y, area(-2, 2, -2, 2)],
  waves: [(x, y) => Math.sin(3 * x) * Math.cos(2 * y), area(-3, 3, -3, 3)],
};

describe("a sampled surface", () => {
  for (const [name, [f, bounds]] of Object.entries(SURFACES)) {
    test(`${name}: no contour line of it is off by half a pixel on a plot of 600 × 400`, () => {
      const read = reader(structuredClone(sample(f, bounds)));
      const [wx, wy] = [(bounds.x2 - bounds.x1) / 600, (bounds.y2 - bounds.y1) / 400];
      for (let i = 0; i < 4000; i++) {
        const x = bounds.x1 + ((i * 0.6180339887) % 1) * (bounds.x2 - bounds.x1);
        const y = bounds.y1 + ((i * 0.7548776662) % 1) * (bounds.y2 - bounds.y1);
        // A level's line moves by the error over the slope; where there is no slope there is no line.
        const slope = Math.hypot((f(x + wx, y) - f(x - wx, y)) / 2, (f(x, y + wy) - f(x, y - wy)) / 2);
        const bend = Math.abs(f(x + wx, y) + f(x - wx, y) + f(x, y + wy) + f(x, y - wy) - 4 * f(x, y));
        expect(Math.abs((read(x, y) as number) - f(x, y))).toBeLessThan(0.5 * slope + 4 * bend + 1e-6 * Math.abs(f(x, y)));
      }
    });
  }

  test("is exact at its samples, and for parabolas between them", () => {
    const coefficient = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(coefficient, coefficient, coefficient, coefficient, coefficient, coefficient),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        ([a, b, c, d, e, g], s, t) => {
          const f: F = (x, y) => a + b * x + c * y + d * x * x + e * x * y + g * y * y;
          const read = reader(sample(f, { ...area(0, 1, 0, 1), width: 40, height: 30 }));
          const [x, y] = [s, t];
          // The sign rule takes the straight line where a parabola crosses zero between samples of one sign.
          const near = [-1, 0, 1, 2].flatMap((i) => [-1, 0, 1, 2].map((j) => f(x + i / 40, y + j / 30)));
          fc.pre(
            near.every((v) => v > 1e-3) ||
              near.every((v) => v < -1e-3) ||
              (Math.min(...near) < 0 && Math.max(...near) > 0 && Math.abs(f(x, y)) > 0.2),
          );
          expect(read(x, y) as number).toBeCloseTo(f(x, y), 8);
        },
      ),
    );
  });

  test("takes its samples where Plot takes them, when it is told how many", () => {
    const seen: [number, number][] = [];
    sample((x, y) => seen.push([x, y]), { ...area(0, 4, 10, 12), width: 4, height: 2 });
    expect(seen).toEqual([
      [0.5, 10.5],
      [1.5, 10.5],
      [2.5, 10.5],
      [3.5, 10.5],
      [0.5, 11.5],
      [1.5, 11.5],
      [2.5, 11.5],
      [3.5, 11.5],
    ]);
  });

  test("keeps a loss positive between positive samples", () => {
    const read = reader(sample((x, y) => 1e-6 + Math.max(0, x - 0.5) ** 0.5 + y * 0, area(0, 1, 0, 1)));
    for (let i = 0; i <= 1000; i++) expect(read(i / 1000, 0.3)).toBeGreaterThan(0);
  });

  test("gives the nearest word for words, and a value beside a hole", () => {
    const words = reader(sample((x) => (x < 0.5 ? "left" : "right"), area(0, 1, 0, 1)));
    expect([words(0.1, 0.5), words(0.9, 0.5)]).toEqual(["left", "right"]);
    const holed = reader(sample((x, y) => (x < 0.5 ? NaN : x + y), area(0, 1, 0, 1)));
    expect(holed(0.1, 0.1)).toBeNaN();
    expect(holed(0.8, 0.1)).toBeCloseTo(0.9, 5);
  });

  test("keeps values beyond the range of a float", () => {
    expect(reader(sample(() => 1e200, area(0, 1, 0, 1)))(0.5, 0.5)).toBeCloseTo(1e200, -190);
  });

  test("of more samples than a page can take is refused", () => {
    expect(() => sample(() => 1, { ...area(0, 1, 0, 1), width: 1000, height: 1000 })).toThrow(
      "invalid width × height: 1000 × 1000 (at most 250000 samples)",
    );
  });
});

describe("a simplified line", () => {
  const point = fc.tuple(fc.double({ min: 0, max: 600, noNaN: true }), fc.double({ min: 0, max: 400, noNaN: true }));

  /** Distance of a point to a line of segments, by brute force. */
  const distance = ([px, py]: number[], line: number[][]): number =>
    Math.min(
      ...line.slice(1).map(([bx, by], i) => {
        const [ax, ay] = line[i]!;
        const [dx, dy] = [bx! - ax!, by! - ay!];
        const t = Math.max(0, Math.min(1, ((px! - ax!) * dx + (py! - ay!) * dy) / (dx * dx + dy * dy || 1)));
        return Math.hypot(px! - ax! - t * dx, py! - ay! - t * dy);
      }),
    );

  test("is nowhere farther than its tolerance from a vertex that it left out, and keeps both ends", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 60 }), (points) => {
        const kept = simplify(points, 5);
        expect(kept[0]).toEqual(points[0]);
        expect(kept.at(-1)).toEqual(points.at(-1));
        for (const p of points) expect(distance(p, kept)).toBeLessThanOrEqual(5 + 1e-9);
      }),
    );
  });

  test("of a thousand points on a curve keeps a tenth of the text, and its path stays within a fifth of a pixel", () => {
    const points = Array.from({ length: 1000 }, (_, i) => [40 + 0.58 * i, 200 + 150 * Math.sin(i / 90)]);
    const d = `M${points.map((p) => p.join(",")).join("L")}`;
    const short = simplifyPath(d)!;
    expect(short.length).toBeLessThan(d.length / 10);
    const kept = absolute(short);
    for (const p of points) expect(distance(p, kept)).toBeLessThan(0.2);
  });

  test("leaves curves and short paths alone", () => {
    expect(simplifyPath("M0,0L1,1")).toBeUndefined();
    expect(simplifyPath(`M0,0${"C1,1,2,2,3,3".repeat(40)}`)).toBeUndefined();
  });

  test("keeps every ring closed and apart", () => {
    const ring = (cx: number) =>
      `M${Array.from({ length: 60 }, (_, i) => `${cx + 20 * Math.cos(i / 9.5)},${50 + 20 * Math.sin(i / 9.5)}`).join("L")}Z`;
    const short = simplifyPath(ring(50) + ring(150))!;
    expect(short.match(/M/g)).toHaveLength(2);
    expect(short.match(/Z/g)).toHaveLength(2);
    const [first] = short.slice(1).split("M");
    const kept = absolute(`M${first!.replace("Z", "")}`);
    for (let i = 0; i < 60; i++) {
      const p = [50 + 20 * Math.cos(i / 9.5), 50 + 20 * Math.sin(i / 9.5)];
      expect(distance(p, [...kept, kept[0]!])).toBeLessThan(0.2);
    }
  });
});

/** The vertices of a path of one absolute move and relative steps. */
function absolute(d: string): number[][] {
  const steps = d
    .slice(1)
    .split(/[l ]/)
    .map((pair) => pair.split(",").map(Number));
  let [x, y] = [0, 0];
  return steps.map(([dx, dy]) => [(x += dx!), (y += dy!)]);
}
