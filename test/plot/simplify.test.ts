import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simplify, simplifyPath } from "../../src/plot/simplify.ts";

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
