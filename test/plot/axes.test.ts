import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tickText } from "../../src/plot/axes.ts";
import { openPath } from "../../src/plot/contours.ts";
import type { P } from "./charts.ts";
import { drawn } from "./draw.ts";

const record = <T>(chart: T): T => chart;
const replayed = (chart: (P: P) => unknown, { width = 640 } = {}) => drawn(chart, width) as unknown as Element;

const labels = (drawn: Element, axis = "y") =>
  [...drawn.querySelectorAll(`[aria-label="${axis}-axis tick label"] text`)].map((text) => text.textContent);
const line = (values: number[], options: object = {}) => replayed(record((P: P) => P["lineY"]!(values).plot(options)));

test("ticks are written as a reader knows numbers", () => {
  const cases: [number, string][] = [
    [0, "0"],
    [0.001, "0.001"],
    [0.02, "0.02"],
    [1, "1"],
    [10, "10"],
    [1000, "1,000"],
    [10_000, "10,000"],
    [1e5, "10⁵"],
    [1e-4, "10⁻⁴"],
    [2e-7, "2 × 10⁻⁷"],
    [-3.5e8, "−3.5 × 10⁸"],
    [1e12, "10¹²"],
    [-0.5, "−0.5"],
  ];
  for (const [value, text] of cases) expect(tickText(value), String(value)).toBe(text);
});

test("a tick's text is the number, to three digits", () => {
  const read = (text: string) => {
    const [, sign, mantissa, exponent] = /^(−?)(?:([\d.,]+?))?(?: × )?(?:10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/.exec(text)!;
    const e = [...(exponent ?? "⁰")].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join("");
    return (sign ? -1 : 1) * Number((mantissa ?? "1").replaceAll(",", "")) * 10 ** Number(e);
  };
  fc.assert(
    fc.property(fc.double({ min: 1e-200, max: 1e200, noNaN: true }), fc.boolean(), (size, negative) => {
      const value = negative ? -size : size;
      expect(Math.abs(read(tickText(value)) - value)).toBeLessThanOrEqual(0.0051 * size);
    }),
  );
});

describe("a log axis", () => {
  const log = { y: { type: "log" } };

  test("has its ticks and its grid at powers of ten", () => {
    const drawn = line([1e-6, 1], log);
    expect(labels(drawn)).toEqual(["10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1"]);
    expect(drawn.querySelectorAll('[aria-label="y-grid"] line')).toHaveLength(7);
  });

  test("writes an author's ticks out, unless he says how", () => {
    expect(labels(line([0.01, 0.1], { y: { type: "log", ticks: [0.02, 0.03, 0.08] } }))).toEqual(["0.02", "0.03", "0.08"]);
    expect(labels(line([0.02, 0.1], { y: { type: "log", ticks: 3 } }))).toContain("0.02");
    expect(labels(line([0.01, 0.1], { y: { type: "log", ticks: [0.02], tickFormat: "~e" } }))).toEqual(["2 × 10⁻²"]);
    expect(labels(line([1, 1e5], { y: { type: "log", ticks: [1, 100, 10_000] } }))).toEqual(["1", "100", "10,000"]);
  });

  test("within two powers of ten has also twice and five times", () => {
    expect(labels(line([2, 60], log))).toEqual(["2", "5", "10", "20", "50"]);
  });

  test("over very many powers leaves some out", () => {
    expect(labels(line([1e-30, 1], log)).length).toBeLessThanOrEqual(10);
  });

  test("is as its author wants it", () => {
    expect(labels(line([1, 1000], { y: { type: "log", ticks: [1, 30], tickFormat: ".0f" } }))).toEqual(["1", "30"]);
    expect(labels(line([1, 16], { y: { type: "log", base: 2 } }))).toEqual(["1", "2", "4", "8", "16"]);
  });
});

describe("large and small numbers", () => {
  test("are short on both axes, and millions do not widen the margin", () => {
    const drawn = line([0, 4_000_000]);
    expect(labels(drawn)).toContain("4M");
    expect(drawn.querySelector('[aria-label="y-axis tick"] path')!.getAttribute("transform")).toContain("translate(40,");
    expect(labels(line([0, 4e-6]))).toContain("4 × 10⁻⁶");
    expect(labels(line([0, 4000]))).toContain("4,000");
  });

  test("keep a format of their author", () => {
    expect(labels(line([0, 4_000_000], { y: { tickFormat: ".1e" } }))).toContain("4.0 × 10⁶");
  });
});

test("names that would run into each other stand aslant, with room below", () => {
  const names = ["stochastic gradient descent", "momentum with decay", "adaptive moments", "root mean square"];
  const bars = (width: number) =>
    replayed(
      record((P: P) =>
        P["barY"]!(
          names.map((name, i) => ({ name, i })),
          { x: "name", y: "i" },
        ).plot(),
      ),
      { width },
    );
  const text = (drawn: Element) => drawn.querySelector('[aria-label="x-axis tick label"] text')!.getAttribute("transform")!;
  expect(text(bars(350))).toContain("rotate(-35)");
  expect(text(bars(900))).not.toContain("rotate");
  expect(replayed(record((P: P) => P["barY"]!([{ name: "a", i: 1 }], { x: "name", y: "i" }).plot())).innerHTML).not.toContain("rotate(-35)");
});

describe("contours as lines", () => {
  const area = { left: 0, right: 100, top: 0, bottom: 80 };

  test("leave out what runs along the border", () => {
    expect(openPath("M100,10L60,12L50,20L60,28L100,30L100,20Z", area)).toBe("M100,10L60,12L50,20L60,28L100,30");
  });

  test("that are closed stay closed; the border itself vanishes", () => {
    expect(openPath("M10,10L20,10L20,20L10,20Z", area)).toBe("M10,10L20,10L20,20L10,20Z");
    expect(openPath("M0,5L0,80L100,80L100,0L5,0Z", area)).toBe("");
  });

  test("that meet the border twice fall into two lines", () => {
    expect(openPath("M0,20L50,22L100,20L100,60L50,58L0,60Z", area).match(/M/g)).toHaveLength(2);
  });

  test("of a sampled function are open, with a fill they are closed", () => {
    const contour = (options: object) =>
      replayed(
        record((P: P) =>
          P["contour"]!({ x1: -1, x2: 1, y1: -1, y2: 1, value: (x: number, y: number) => x + y, thresholds: [-2.5, 0, 1], ...options }).plot(),
        ),
      );
    const paths = (drawn: Element) => [...drawn.querySelectorAll('[aria-label="contour"] path')].map((path) => path.getAttribute("d")!);
    const open = paths(contour({ stroke: "red" }));
    expect(open).toHaveLength(2);
    expect(open.every((d) => !d.includes("Z"))).toBe(true);
    // x + y = 0 is a straight line from corner to corner, to the four px of a sample.
    const steps = open[0]!
      .slice(1)
      .split(/[Ll ]/)
      .map((pair) => pair.split(",").map(Number));
    const along = (k: number) =>
      open[0]!.includes("L") ? steps.map((step) => step[k]!) : steps.map((_, i) => steps.slice(0, i + 1).reduce((sum, step) => sum + step[k]!, 0));
    const [x, y] = [along(0), along(1)];
    const [x0, y0, x1, y1] = [40, 20, 620, 354];
    for (let i = 0; i < x.length; i++) expect(Math.abs((x[i]! - x0) / (x1 - x0) - (y[i]! - y0) / (y1 - y0))).toBeLessThan(4 / (y1 - y0));
    expect(paths(contour({ fill: "value" })).every((d) => d.includes("Z"))).toBe(true);
  });
});
