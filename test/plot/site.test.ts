import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { inflateSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { deserialise, serialise } from "../../src/output/serialise.ts";
import { roundNumbers } from "../../src/plot/compact.ts";
import { recordProblems } from "../../src/plot/record.ts";
import { replay, scalesOf, warningsOf } from "../../src/plot/replay.ts";
import type { P } from "./charts.ts";
import { CHARTS, points, trace } from "./charts.ts";
import { normalise, page, record, replayed } from "./draw.ts";

const lossOf = (names: string[]) =>
  names.flatMap((name, k) => Array.from({ length: 30 }, (_, t) => ({ t, name, loss: Math.exp(-t / (5 + k)) })));
const lines = (names: string[], options: object = {}) =>
  record((P: P) =>
    P["plot"]!({
      color: { legend: true },
      marks: [P["line"]!(lossOf(names), { x: "t", y: "loss", stroke: "name" })],
      ...options,
    }),
  );
const strokes = (drawn: Element) =>
  [...drawn.querySelectorAll('[aria-label="line"] path')].map((path) => path.getAttribute("stroke"));
const legend = (drawn: Element) => [...drawn.querySelectorAll('[class$="-swatch"]')].map((swatch) => swatch.textContent);

describe("a plot of the site", () => {
  test("gives optimizers their own colours and the course's order, by label or alias", () => {
    const drawn = replayed(lines(["Adam", "HB", "SGD"]));
    expect(legend(drawn)).toEqual(["SGD", "HB", "Adam"]);
    expect(strokes(drawn)).toEqual(["var(--opt-adam)", "var(--opt-momentum)", "var(--opt-sgd)"]);
  });

  test("shows in its legend a piece of line for lines, of optimizers and of others, and a square for bars", () => {
    expect(replayed(lines(["a", "b"])).querySelectorAll(".plot-swatch-line")).toHaveLength(2);
    expect(replayed(lines(["Adam", "AdamW"])).querySelectorAll('.plot-swatch-line[stroke="var(--opt-adamw)"]')).toHaveLength(1);
    const bars = replayed(
      record((P) => P["barX"]!([{ name: "Adam", n: 3 }], { x: "n", y: "name", fill: "name" }).plot({ color: { legend: true } })),
    );
    expect(bars.querySelector(".plot-swatch-line")).toBeNull();
    expect(
      bars.querySelector('[class$="-swatch"] [fill="var(--opt-adam)"], [class$="-swatch"] svg[fill="var(--opt-adam)"]'),
    ).not.toBeNull();
  });

  test("gives other categories the palette, in the order of their domain", () => {
    expect(strokes(replayed(lines(["b", "a"])))).toEqual(["var(--cat-2)", "var(--cat-1)"]);
    expect(strokes(replayed(lines(["b", "a"], { color: { domain: ["b", "a"] } })))).toEqual(["var(--cat-1)", "var(--cat-2)"]);
  });

  test("leaves an order of colours that the author chose", () => {
    const bars = ["SGD", "Adam", "HB"].map((name, i) => ({ name, steps: [5, 9, 7][i] }));
    const drawn = replayed(
      record((P) =>
        P["barX"]!(bars, { x: "steps", y: "name", fill: "name", sort: { color: "-x" } }).plot({ color: { legend: true } }),
      ),
    );
    expect(legend(drawn)).toEqual(["Adam", "HB", "SGD"]);
  });

  test("leaves colours that the author chose", () => {
    expect(strokes(replayed(lines(["Adam", "SGD"], { color: { domain: ["Adam", "SGD"], range: ["red", "blue"] } })))).toEqual([
      "red",
      "blue",
    ]);
    expect(strokes(replayed(lines(["Adam", "SGD"], { color: { scheme: "Set1" } })))[0]).toMatch(/^#/);
  });

  test("has no colour of its own theme: whatever is not a variable is the text's colour or none", () => {
    for (const name of ["line by fields", "bars", "stacked bars", "facets", "groups", "tips", "boxes"]) {
      const drawn = replayed(record(CHARTS[name]!));
      const paints = [...drawn.querySelectorAll("[fill], [stroke]")]
        .flatMap((e) => [e.getAttribute("fill"), e.getAttribute("stroke")])
        .filter((p) => p !== null);
      for (const paint of new Set(paints))
        expect(paint, name).toMatch(/^(none|currentColor|inherit|var\(--[\w-]+\)|tomato|black|white|#aaa|#ccc)$/);
    }
  });

  test("is as wide as there is room, and no wider than its author says", () => {
    const width = (options: object, room: number) =>
      scalesOf(replayed(lines(["Adam"], options), { width: room }))!.svg.getAttribute("width");
    expect([width({}, 350), width({}, 680), width({ width: 400 }, 680), width({ width: 900 }, 350)]).toEqual([
      "350",
      "680",
      "400",
      "350",
    ]);
  });

  test("keeps the height that Plot gives to a list of names", () => {
    const drawn = replayed(record(CHARTS["bars sorted by value"]!));
    expect(drawn.getAttribute("height")).toBe("100");
  });

  test("makes room for long tick labels, unless its author sets the margin", () => {
    const wide = (options: object = {}) => record((P) => P["plot"]!({ marks: [P["lineY"]!([0, 250_000.25])], ...options }));
    const left = (drawn: Element) =>
      Number(/translate\((\d+)/.exec(drawn.querySelector('[aria-label="y-axis tick"] path')!.getAttribute("transform")!)![1]);
    expect(left(replayed(record((P) => P["lineY"]!([0, 1]).plot())))).toBe(40);
    expect(left(replayed(wide()))).toBeGreaterThan(50);
    expect(left(replayed(wide({ marginLeft: 20 })))).toBe(20);
  });

  test("writes titles as paragraphs, not as headings of the page", () => {
    const drawn = replayed(record(CHARTS["titles"]!));
    expect(drawn.querySelector("h1, h2, h3")).toBeNull();
    expect([...drawn.querySelectorAll("p")].map((p) => p.textContent)).toEqual(["Title", "Subtitle"]);
  });

  test("carries no style element and no inline style", () => {
    for (const name of ["dots", "titles", "clipped twice", "threshold colour"])
      expect(replayed(record(CHARTS[name]!)).outerHTML, name).not.toMatch(/<style| style=/);
  });
});

describe("what the page needs to know of a drawing", () => {
  test("its scales turn values into places and places into values", () => {
    const { x, y, svg } = scalesOf(replayed(lines(["Adam"], { x: { domain: [0, 10] }, y: { type: "log", domain: [1, 100] } })))!;
    expect(svg.localName).toBe("svg");
    expect(x!.apply(0)).toBeCloseTo(Number(x!.range[0]), 9);
    expect(x!.invert!(x!.apply(7))).toBeCloseTo(7, 9);
    expect(y!.invert!((y!.apply(1) + y!.apply(100)) / 2)).toBeCloseTo(10, 9);
    expect(scalesOf(replayed(record(CHARTS["bars"]!)))!.x!.invert).toBeUndefined();
  });

  test("its scales are found from whatever holds the drawing", () => {
    const document = page();
    const box = document.createElement("div");
    box.append(replay(lines(["Adam"]), { Plot, document, width: 400 }));
    expect(scalesOf(box)?.x?.type).toBe("linear");
    expect(scalesOf(document.createElement("div"))).toBeUndefined();
  });

  test("Plot's warnings are kept with the drawing, and neither drawn nor printed", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const drawn = replayed(record((P) => P["dot"]!([{ d: "2020-01-01" }, { d: "2020-01-02" }], { x: "d" }).plot()));
    expect(warningsOf(drawn)).toEqual([expect.stringContaining("strings that appear to be dates")]);
    expect(drawn.textContent).not.toContain("⚠");
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
    expect(warningsOf(replayed(lines(["Adam"])))).toEqual([]);
  });
});

describe("a record says what is wrong with it", () => {
  const problems = (chart: (P: P) => unknown) => recordProblems(record(chart));

  test("a channel without one finite value, by channel, mark and what the data has instead", () => {
    expect(problems((P) => P["line"]!(trace, { x: "t", y: "lss" }).plot())).toEqual([
      "channel y of line has no finite value: the data has no field lss (it has t, optimizer, loss, theta)",
    ]);
    expect(problems((P) => P["dot"]!(trace, { x: "t", y: () => NaN }).plot())).toEqual(["channel y of dot has no finite value"]);
    expect(problems((P) => P["dot"]!(trace, { x: "t", y: "loss", fill: "kind" }).plot())).toEqual([
      expect.stringMatching(/^channel fill of dot has no value: the data has no field kind/),
    ]);
    expect(problems((P) => P["rectY"]!(points, P["binX"]!({ y: "count" }, { x: "q" })).plot())).toEqual([
      expect.stringMatching(/^channel x of rectY has no finite value/),
    ]);
    expect(problems((P) => P["lineY"]!([NaN, NaN]).plot())).toEqual(["the data of lineY have no finite value"]);
    expect(problems((P) => P["contour"]!({ x1: 0, x2: 1, y1: 0, y2: 1, fill: () => NaN }).plot())).toEqual([
      "the function fill of contour has no finite value",
    ]);
  });

  test("objects where numbers are read say so", () => {
    expect(problems((P) => P["lineY"]!(trace).plot())).toEqual([
      'channel y of lineY is missing: its data are objects (write y: "t", or another of their fields)',
    ]);
  });

  test("no chart of the collection has a problem, and no empty mark has one", () => {
    for (const [name, chart] of Object.entries(CHARTS)) expect(problems(chart), name).toEqual([]);
    expect(problems((P) => P["dot"]!([], { x: "a", y: "b" }).plot())).toEqual([]);
  });
});

describe("a drawing that is written into a page", () => {
  const names = Object.keys(CHARTS);

  test("has no number of more than two decimals in any coordinate", () => {
    for (const name of names) {
      const html = replayed(record(CHARTS[name]!), { compact: true }).outerHTML.replace(
        /<text[^>]*>[^<]*<\/text>|aria-label="[^"]*"|<title>[^<]*<\/title>|href="[^"]*"|<tspan[^>]*>[^<]*/g,
        "",
      );
      expect(html.match(/\d\.\d{3,}/g), name).toBeNull();
    }
  });

  test("is the same whatever was drawn before it", () => {
    const first = names.map((name) => replayed(record(CHARTS[name]!), { compact: true }).outerHTML);
    const second = names.toReversed().map((name) => replayed(record(CHARTS[name]!), { compact: true }).outerHTML);
    expect(second.toReversed()).toEqual(first);
  });

  test("has ids of its own where the page asks for them", () => {
    const made = record(CHARTS["clipped twice"]!);
    const ids = (prefix: string) => [...replayed(made, { idPrefix: prefix }).querySelectorAll("[id]")].map((e) => e.id);
    expect(ids("a-")).not.toHaveLength(0);
    expect(new Set([...ids("a-"), ...ids("b-")]).size).toBe(2 * ids("a-").length);
    for (const name of names) {
      const drawn = replayed(record(CHARTS[name]!), { idPrefix: "p-" });
      const all = [...drawn.querySelectorAll("[id]")].map((e) => e.id);
      expect(new Set(all).size, name).toBe(all.length);
      for (const [, id] of drawn.outerHTML.matchAll(/url\(#([^)]+)\)/g)) expect(all, name).toContain(id);
    }
  });

  test("rounds numbers of all spellings", () => {
    expect(roundNumbers("M1.23456,-0.00049L1e-7,12.5C.126,3 4.999,1e3")).toBe("M1.23,0L0,12.5C0.13,3 5,1000");
  });
});

test("a record that went through JSON draws the same", () => {
  for (const [name, chart] of Object.entries(CHARTS)) {
    if (/function|contours of scattered|density|Voronoi|hull/.test(name)) continue;
    const made = record(chart);
    const again = deserialise(serialise(made)) as typeof made;
    const [a, b] = [again, made].map((r) => normalise(replayed(r)).split(/(-?\d+(?:\.\d+)?(?:e-?\d+)?)/));
    expect(a!.length, name).toBe(b!.length);
    // Every second part is a number: the places differ by less than a pixel's hundredth, the rest not at all.
    a!.forEach((part, i) => (i % 2 ? expect(Number(part), name).toBeCloseTo(Number(b![i]), 1) : expect(part, name).toBe(b![i])));
  }
});

describe("without a canvas", () => {
  const raster = (P: P) =>
    P["raster"]!({
      x1: 0,
      x2: 1,
      y1: 0,
      y2: 1,
      width: 3,
      height: 2,
      fill: (x: number, y: number) => (x > 0.5 ? (y > 0.5 ? "red" : "lime") : "#0000ff"),
    }).plot();

  test("a raster says what it needs", () => {
    const { document } = parseHTML("<!doctype html><html><body></body></html>");
    expect(() => replay(record(raster), { Plot, document: document as unknown as Document, width: 300 })).toThrow(
      "missing canvas: a raster or a colour ramp needs withCanvas(document, deflateSync)",
    );
  });

  test("a canvas of pixels makes a PNG with the very colours", () => {
    const href = replayed(record(raster)).querySelector("image")!.getAttribute("href")!;
    expect(pixelsOf(href)).toEqual({
      width: 3,
      height: 2,
      rgba: ["0,0,255,255", "0,0,255,255", "0,255,0,255", "0,0,255,255", "0,0,255,255", "255,0,0,255"],
    });
  });

  test("a colour ramp is drawn", () => {
    const drawn = replayed(record((P) => P["dot"]!(points, { x: "a", y: "b", fill: "size" }).plot({ color: { legend: true } })));
    const { width, height, rgba } = pixelsOf(drawn.querySelector("image")!.getAttribute("href")!);
    expect([width, height, new Set(rgba).size > 200]).toEqual([256, 1, true]);
  });
});

/** Reads the PNGs that the pixel canvas writes: 8-bit RGBA, each row with filter 1. */
function pixelsOf(href: string): { width: number; height: number; rgba: string[] } {
  const bytes = Buffer.from(href.slice(href.indexOf(",") + 1), "base64");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const size = bytes.readUInt32BE(33);
  const rows = inflateSync(bytes.subarray(41, 41 + size));
  const rgba: string[] = [];
  for (let y = 0; y < height; y++) {
    const pixel = [0, 0, 0, 0];
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 4; c++) pixel[c] = (pixel[c]! + rows[y * (4 * width + 1) + 1 + 4 * x + c]!) & 255;
      rgba.push(pixel.join(","));
    }
  }
  return { width, height, rgba };
}
