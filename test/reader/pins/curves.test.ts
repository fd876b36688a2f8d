import { expect, test } from "vitest";
import type { PlotFacts } from "../../../src/plot/readings.ts";
import { curvesOf, fitted } from "../../../src/reader/pins/curves.ts";
import { mostNumbers, type Curve } from "../../../src/reader/pins/keptPins.ts";
import { drawnOf } from "../../../src/plot/draw.ts";
import { drawn as draw } from "../../plot/draw.ts";

const facts = (chart: Parameters<typeof draw>[0]): PlotFacts => drawnOf(draw(chart))!.facts;
const curves = (chart: Parameters<typeof draw>[0]) => curvesOf(facts(chart), 0);

test("lines are kept one by one, whether words or numbers tell them apart, in whatever order their points come", () => {
  const rows = [0, 1, 2].flatMap((t) => [1, 2].map((seed) => ({ t, seed, name: `run ${seed}`, loss: seed * 2 ** t })));
  const lines = [
    [0, 1, 1, 2, 2, 4],
    [0, 2, 1, 4, 2, 8],
  ];
  for (const by of [{ z: "seed" }, { stroke: "name" }, { z: "name" }])
    expect(curves((P) => P.line(rows, { x: "t", y: "loss", ...by }).plot())).toEqual(
      lines.map((points) => ({ plot: 0, mark: "line", x: "t", y: "loss", points })),
    );
});

test("dots are kept; bars, and what is in facets, are not", () => {
  const rows = [
    { a: 1, b: 2, k: "x" },
    { a: 2, b: 1, k: "y" },
  ];
  expect(curves((P) => P.dot(rows, { x: "a", y: "b", fill: "k" }).plot())).toEqual([{ plot: 0, mark: "dot", x: "a", y: "b", points: [1, 2, 2, 1] }]);
  expect(curves((P) => P.barY(rows, { x: "k", y: "b" }).plot())).toEqual([]);
  expect(curves((P) => P.dot(rows, { x: "a", y: "b", fx: "k" }).plot())).toEqual([]);
});

test("points that no eye would miss are left out, and the others are the data's", () => {
  const rows = Array.from({ length: 1_001 }, (_, t) => ({ t, y: Math.abs(t - 400) / 3 }));
  expect(curves((P) => P.line(rows, { x: "t", y: "y" }).plot())[0].points).toEqual([0, 133.3333, 400, 0, 1000, 200]);
});

test("what is more than a pin can hold is thinned; ends stay", () => {
  const long = (): Curve => ({ plot: 0, mark: "dot", x: "t", y: "y", points: Array.from({ length: 6_000 }, (_, i) => i) });
  const all = fitted([long(), long()]);
  expect(all.reduce((sum, { points }) => sum + points.length, 0)).toBeLessThanOrEqual(mostNumbers);
  for (const { points } of all)
    expect([points.slice(0, 2), points.slice(-2)]).toEqual([
      [0, 1],
      [5_998, 5_999],
    ]);
  expect(fitted([long()])).toEqual([long()]);
});
