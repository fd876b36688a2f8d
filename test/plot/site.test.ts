import { describe, expect, test, vi } from "vitest";
import { asDocument, createDocument, type DomElement } from "../../src/dom/index.ts";
import { roundNumbers } from "../../src/plot/compact.ts";
import { drawnOf } from "../../src/plot/draw.ts";
import { toScale } from "../../src/plot/scale.ts";
import { buildTree } from "../../src/tree/build.ts";
import { toTree } from "../../src/tree/fromDom.ts";
import type { P } from "./charts.ts";
import { CHARTS, points, trace } from "./charts.ts";
import { drawn as draw } from "./draw.ts";

type Chart = (P: P) => unknown;
const record = (chart: Chart): Chart => chart;
const replayed = (chart: Chart, { width = 640 } = {}): Element => draw(chart, width) as unknown as Element;
/** As the page gets it. */
const built = (chart: Chart, idPrefix = "p-"): DomElement =>
  buildTree(toTree(draw(chart)), {
    document: asDocument(createDocument()),
    idPrefix,
    name: "plot",
    imageOf: () => "image:",
  }) as unknown as DomElement;

const lossOf = (names: string[]) => names.flatMap((name, k) => Array.from({ length: 30 }, (_, t) => ({ t, name, loss: Math.exp(-t / (5 + k)) })));
const lines = (names: string[], options: object = {}) =>
  record((P: P) => P["plot"]!({ color: { legend: true }, marks: [P["line"]!(lossOf(names), { x: "t", y: "loss", stroke: "name" })], ...options }));
const strokes = (drawn: Element) => [...drawn.querySelectorAll('[aria-label="line"] path')].map((path) => path.getAttribute("stroke"));
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
    const bars = replayed(record((P) => P["barX"]!([{ name: "Adam", n: 3 }], { x: "n", y: "name", fill: "name" }).plot({ color: { legend: true } })));
    expect(bars.querySelector(".plot-swatch-line")).toBeNull();
    expect(bars.querySelector('[class$="-swatch"] [fill="var(--opt-adam)"], [class$="-swatch"] svg[fill="var(--opt-adam)"]')).not.toBeNull();
  });

  test("shows in its legend the dots, symbols and markers, and how wide, dashed and pale lines are", () => {
    const data = lossOf(["a", "b"]);
    const at = { x: "t", y: "loss" };
    const swatches = (...marks: ((P: P) => unknown)[]) =>
      [
        ...replayed((P) => P["plot"]!({ color: { legend: true }, marks: marks.map((mark) => mark(P)) })).querySelectorAll('[class$="-swatch"] svg'),
      ].map((svg) => svg.innerHTML.replaceAll("/>", "></path>").replace(/><\/\w+>/g, ">"));
    const dots = swatches((P) => P["dot"]!(data, { ...at, stroke: "name" }));
    expect(dots[0]).toBe('<circle r="3" fill="none" stroke="var(--cat-1)" stroke-width="1.5" transform="translate(7.5,7.5)">');
    expect(swatches((P) => P["dot"]!(data, { ...at, fill: "name", symbol: "square", r: 4 }))[1]).toMatch(
      /^<path d="M[^"]+" fill="var\(--cat-2\)" transform="translate\(7.5,7.5\)">$/,
    );
    const line = '<path stroke="var(--cat-1)" stroke-width="1.5" class="plot-swatch-line" d="M0,7.5h28">';
    const marked = swatches((P) => P["line"]!(data, { ...at, stroke: "name", marker: "circle-stroke" }));
    expect(marked[0]).toBe(
      `${line}<circle r="3" fill="var(--plot-background)" stroke="var(--cat-1)" stroke-width="1.5" transform="translate(14,7.5)">`,
    );
    const wide = swatches(
      (P) => P["line"]!(data, { ...at, stroke: "name", strokeWidth: 6, strokeOpacity: 0.4 }),
      (P) => P["line"]!(data, { ...at, stroke: "name", strokeDasharray: "4 3" }),
    );
    expect(wide[0]).toBe(`${line.replace('"1.5"', '"6" stroke-opacity="0.4"')}${line.replace('"1.5"', '"1.5" stroke-dasharray="4 3"')}`);
  });

  test("gives other categories the palette, in the order of their domain", () => {
    expect(strokes(replayed(lines(["b", "a"])))).toEqual(["var(--cat-2)", "var(--cat-1)"]);
    expect(strokes(replayed(lines(["b", "a"], { color: { domain: ["b", "a"] } })))).toEqual(["var(--cat-1)", "var(--cat-2)"]);
  });

  test("leaves an order of colours that the author chose", () => {
    const bars = ["SGD", "Adam", "HB"].map((name, i) => ({ name, steps: [5, 9, 7][i] }));
    const drawn = replayed(
      record((P) => P["barX"]!(bars, { x: "steps", y: "name", fill: "name", sort: { color: "-x" } }).plot({ color: { legend: true } })),
    );
    expect(legend(drawn)).toEqual(["Adam", "HB", "SGD"]);
  });

  test("leaves colours that the author chose", () => {
    expect(strokes(replayed(lines(["Adam", "SGD"], { color: { domain: ["Adam", "SGD"], range: ["red", "blue"] } })))).toEqual(["red", "blue"]);
    expect(strokes(replayed(lines(["Adam", "SGD"], { color: { scheme: "Set1" } })))[0]).toMatch(/^#/);
  });

  test("has no colour of its own theme: whatever is not a variable is the text's colour or none", () => {
    for (const name of ["line by fields", "bars", "stacked bars", "facets", "groups", "tips", "boxes"]) {
      const drawn = replayed(record(CHARTS[name]!));
      const paints = [...drawn.querySelectorAll("[fill], [stroke]")]
        .flatMap((e) => [e.getAttribute("fill"), e.getAttribute("stroke")])
        .filter((p) => p !== null);
      for (const paint of new Set(paints)) expect(paint, name).toMatch(/^(none|currentColor|inherit|var\(--[\w-]+\)|tomato|black|white|#aaa|#ccc)$/);
    }
  });

  test("is as wide as there is room, and no wider than its author says", () => {
    const width = (options: object, room: number) => drawnOf(replayed(lines(["Adam"], options), { width: room }))!.svg.getAttribute("width");
    expect([width({}, 350), width({}, 680), width({ width: 400 }, 680), width({ width: 900 }, 350)]).toEqual(["350", "680", "400", "350"]);
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
  test("its scales turn values into places and places into values, as Plot's own do", () => {
    for (const type of ["linear", "log", "sqrt", "symlog", "pow"]) {
      const element = draw(
        lines(["Adam"], { x: { domain: [0, 10] }, y: { type, domain: [1, 100], ...(type === "pow" && { exponent: 3 }) } }),
      ) as DomElement & { scale(name: string): { apply(value: number): number; invert(place: number): number } };
      const { facts, svg } = drawnOf(element)!;
      expect(svg.localName).toBe("svg");
      const [mine, plots] = [toScale(facts.y!), element.scale("y")];
      for (const value of [1, 2.5, 40, 100]) {
        expect(mine.apply(value), type).toBeCloseTo(plots.apply(value), 6);
        expect(mine.invert(plots.apply(value)), type).toBeCloseTo(value, 6);
      }
    }
    expect(drawnOf(replayed(record(CHARTS["bars"]!)))!.facts.x).toBeUndefined();
  });

  test("what the pointer can read stands where it is drawn", () => {
    const { facts } = drawnOf(draw((P) => P["dot"]!(points, { x: "a", y: "b", fill: "kind" }).plot()))!;
    const [x, y] = [toScale(facts.x!), toScale(facts.y!)];
    expect(facts.marks).toHaveLength(1);
    const [mark] = facts.marks;
    expect(mark!.series!.values.slice(0, 3)).toEqual(["x", "y", "z"]);
    const circles = draw((P) => P["dot"]!(points, { x: "a", y: "b", fill: "kind" }).plot()).querySelectorAll("circle");
    circles.forEach((circle, i) => {
      expect(x.apply(mark!.x!.values[i] as number)).toBeCloseTo(Number(circle.getAttribute("cx")), 1);
      expect(y.apply(mark!.y!.values[i] as number)).toBeCloseTo(Number(circle.getAttribute("cy")), 1);
    });
    const dodged = drawnOf(draw((P) => P["dotX"]!(points, P["dodgeY"]!({ x: "a", r: 2 })).plot()))!.facts.marks[0]!;
    expect(dodged.places).toHaveLength(2 * dodged.x!.values.length);
  });

  test("the pointer does not read a mark whose author wrote tip: false; its values are there for the table", () => {
    const marks = drawnOf(
      draw((P) => P["plot"]!({ marks: [P["dot"]!(points, { x: "a", y: "b", tip: false }), P["line"]!(points, { x: "a", y: "b" })] })),
    )!.facts.marks;
    expect(marks.map(({ mark, tip, x }) => [mark, tip, x!.values.length > 0])).toEqual([
      ["dot", false, true],
      ["line", undefined, true],
    ]);
  });

  test("Plot's warnings are kept with the drawing, and neither drawn nor printed", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const drawn = replayed(record((P) => P["dot"]!([{ d: "2020-01-01" }, { d: "2020-01-02" }], { x: "d" }).plot()));
    expect(drawnOf(drawn)!.problems).toEqual([expect.stringContaining("strings that appear to be dates")]);
    expect(drawn.textContent).not.toContain("⚠");
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
    expect(drawnOf(replayed(lines(["Adam"])))!.problems).toEqual([]);
  });
});

describe("a plot says what is wrong with it", () => {
  const problems = (chart: Chart) => drawnOf(draw(chart))?.problems ?? [];

  test("a channel without one finite value, by channel, mark and what the data has instead", () => {
    expect(problems((P) => P["line"]!(trace, { x: "t", y: "lss" }).plot())).toEqual([
      "channel y of line has no finite value: the data has no field lss (it has t, optimizer, loss, theta)",
    ]);
    expect(problems((P) => P["dot"]!(trace, { x: "t", y: () => NaN }).plot())).toEqual(["channel y of dot has no finite value"]);
    expect(problems((P) => P["dot"]!(trace, { x: "t", y: "loss", fill: "kind" }).plot())).toEqual([
      expect.stringMatching(/^channel fill of dot has no value: the data has no field kind/),
    ]);
    expect(problems((P) => P["rectY"]!(points, P["binX"]!({ y: "count" }, { x: "q" })).plot())).toEqual([
      expect.stringMatching(/^channel x1 of rectY has no finite value/),
      expect.stringMatching(/^channel x2 of rectY has no finite value/),
    ]);
    expect(problems((P) => P["lineY"]!([NaN, NaN]).plot())).toEqual(["channel y of lineY has no finite value"]);
    expect(problems((P) => P["contour"]!({ x1: 0, x2: 1, y1: 0, y2: 1, fill: () => NaN }).plot())).toEqual([
      "contour has no line: its function has no finite value, or none of its thresholds is reached",
    ]);
  });

  test("objects where numbers are read say so", () => {
    expect(problems((P) => P["lineY"]!(trace).plot())).toEqual([
      'channel y of lineY has no finite value: the data are objects (write y: "t", or another of their fields)',
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
      const html = replayed(record(CHARTS[name]!)).outerHTML.replace(
        /<text[^>]*>[^<]*<\/text>|aria-label="[^"]*"|<title>[^<]*<\/title>|href="[^"]*"|<tspan[^>]*>[^<]*/g,
        "",
      );
      expect(html.match(/\d\.\d{3,}/g), name).toBeNull();
    }
  });

  test("is the same whatever was drawn before it", () => {
    const first = names.map((name) => built(CHARTS[name]!).outerHTML);
    const second = names.toReversed().map((name) => built(CHARTS[name]!).outerHTML);
    expect(second.toReversed()).toEqual(first);
  });

  test("has ids of its own where the page asks for them", () => {
    const ids = (prefix: string) =>
      built(CHARTS["clipped twice"]!, prefix)
        .querySelectorAll("[id]")
        .map((e) => e.id);
    expect(ids("a-")).not.toHaveLength(0);
    expect(new Set([...ids("a-"), ...ids("b-")]).size).toBe(2 * ids("a-").length);
    for (const name of names) {
      const page = built(CHARTS[name]!);
      const all = page.querySelectorAll("[id]").map((e) => e.id);
      expect(new Set(all).size, name).toBe(all.length);
      for (const [, id] of page.outerHTML.matchAll(/url\(#([^)]+)\)/g)) expect(all, name).toContain(id);
    }
  });

  test("rounds numbers of all spellings", () => {
    expect(roundNumbers("M1.23456,-0.00049L1e-7,12.5C.126,3 4.999,1e3")).toBe("M1.23,0L0,12.5C0.13,3 5,1000");
  });
});

describe("pixels", () => {
  const pixelsOf = (chart: Chart) => {
    const find = (node: unknown): { width: number; height: number; rgba: Uint8ClampedArray } | undefined => {
      const { pixels, children = [] } = node as { pixels?: never; children?: unknown[] };
      return pixels ?? children.map(find).find(Boolean);
    };
    const { width, height, rgba } = find(toTree(draw(chart)))!;
    return { width, height, rgba: Array.from({ length: rgba.length / 4 }, (_, i) => [...rgba.subarray(4 * i, 4 * i + 4)].join(",")) };
  };

  test("of a raster are the very colours", () => {
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
    expect(pixelsOf(raster)).toEqual({
      width: 3,
      height: 2,
      rgba: ["0,0,255,255", "0,0,255,255", "0,255,0,255", "0,0,255,255", "0,0,255,255", "255,0,0,255"],
    });
  });

  test("of a colour ramp are a row of many", () => {
    const { width, height, rgba } = pixelsOf((P) => P["dot"]!(points, { x: "a", y: "b", fill: "size" }).plot({ color: { legend: true } }));
    expect([width, height, new Set(rgba).size > 200]).toEqual([256, 1, true]);
  });
});
