import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlotRecord } from "../../src/notebook/types.ts";
import { checkSpec } from "../../src/plot/check.ts";
import { FORBIDDEN } from "../../src/plot/grammar.ts";
import { CHARTS } from "./charts.ts";
import { record, replayed } from "./draw.ts";

const column = (values: unknown, rest = {}) => ({ $: "column", values, ...rest });
const dot = (options: object = {}, data: unknown = 2) => ({
  $: "mark",
  name: "dot",
  data,
  options: { x: column([1, 2]), y: column([1, 2]), ...options },
});
const plot = (marks: unknown, options: object = {}): unknown => ({ call: "plot", marks, options });

test("the record that the hostile ones start from is a sound one", () => {
  expect(replayed({ kind: "plot", spec: plot([dot()]) }).outerHTML).toContain("<circle");
});

/** What a worker that wants to harm might send. */
const HOSTILE: Record<string, unknown> = {
  nothing: undefined,
  "a string": "plot",
  "a spec without options": { call: "plot", marks: [] },
  "another call": { call: "eval", marks: [], options: {} },
  "a call of Object": { call: "constructor", marks: [], options: {} },
  "a mark that is no mark": plot([
    { $: "mark", name: "image", data: 2, options: { src: column(["https://evil.example/a.png"]) } },
  ]),
  "a mark named as a method of Object": plot([{ $: "mark", name: "constructor", data: null, options: {} }]),
  "a mark named __proto__": plot([{ $: "mark", name: "__proto__", data: null, options: {} }]),
  "a part of Plot that is no mark": plot([{ $: "mark", name: "plot", data: null, options: {} }]),
  "a render function by name": plot([dot({ render: "alert" })]),
  "an unknown option": plot([dot({ onclick: "alert(1)" })]),
  "a paint that loads": plot([dot({ fill: "url(https://evil.example/a.svg#p)" })]),
  "a paint that loads, in capitals and spaces": plot([dot({ stroke: "  URL( 'https://evil.example/a.svg#p' )" })]),
  "a paint that loads, escaped": plot([dot({ fill: "u\\72l(https://evil.example/a)" })]),
  "a paint that loads as a fallback": plot([dot({ fill: "var(--none, url(https://evil.example/a))" })]),
  "a paint that loads within a mixture": plot([dot({ fill: "color-mix(in srgb, red, url(https://evil.example/a))" })]),
  "an image set": plot([dot({ fill: "image-set('https://evil.example/a' 1x)" })]),
  "a column of paints that load": plot([dot({ fill: column(["red", "url(https://evil.example/a)"]) })]),
  "a column of paints without a scale": plot([
    dot({ fill: { value: column(["url(https://evil.example/a)", "b"]), scale: null } }),
  ]),
  "a paint that loads in a scale's range": plot([dot({ fill: column(["a", "b"]) })], {
    color: { range: ["url(https://evil.example/a)", "red"] },
  }),
  "a paint that loads for unknown values": plot([dot({ fill: column(["a", "b"]) })], {
    color: { unknown: "url(https://evil.example/a)" },
  }),
  "a paint that loads for the grid": plot([dot()], { grid: "url(https://evil.example/a)" }),
  "a paint that loads for an axis": plot([
    { $: "mark", name: "axisX", data: null, options: { color: "url(https://evil.example/a)" } },
  ]),
  "a paint that loads as a text's halo": plot([
    { $: "mark", name: "axisX", data: null, options: { textStroke: "url(https://evil.example/a)" } },
  ]),
  "a paint that loads in a legend": {
    call: "legend",
    options: { color: { domain: ["a"], range: ["url(https://evil.example/a)"] } },
  },
  "a filter that loads": plot([dot({ imageFilter: "url(https://evil.example/a)" })]),
  "a tip's filter that loads": plot([dot({ tip: { pathFilter: "url(https://evil.example/a)" } })]),
  "a dash that closes a style": plot([dot({ strokeDasharray: "1;background:url(https://evil.example/a)" })]),
  "a font that loads": plot([
    { $: "mark", name: "text", data: 1, options: { text: column(["a"]), fontFamily: "x;src:url(https://evil.example/a)" } },
  ]),
  "a blend mode with more in it": plot([dot({ mixBlendMode: "normal} @import 'https://evil.example/a'; {" })]),
  "a link": plot([dot({ href: column(["javascript:alert(1)", "b"]) })]),
  "a link as an extra channel": plot([dot({ channels: { href: { value: column(["javascript:alert(1)", "b"]) } } })]),
  "a link as an output": plot([
    {
      $: "mark",
      name: "dot",
      data: 2,
      options: { $: "transform", name: "groupX", args: [{ href: "first" }, { x: column([1, 2]) }], rest: {} },
    },
  ]),
  "a link beside a transform": plot([
    {
      $: "mark",
      name: "dot",
      data: 2,
      options: {
        $: "transform",
        name: "binX",
        args: [{ y: "count" }, { x: column([1, 2]) }],
        rest: { href: column(["javascript:alert(1)"]) },
      },
    },
  ]),
  "a link inside a transform": plot([
    {
      $: "mark",
      name: "dot",
      data: 2,
      options: { $: "transform", name: "selectLast", args: [{ x: column([1, 2]), href: column(["a", "b"]) }], rest: {} },
    },
  ]),
  "a style": plot([dot()], { style: "background: url(https://evil.example/a)" }),
  "a class": plot([dot()], { className: "cell" }),
  "a document": plot([dot()], { document: {} }),
  "a title that is an element": plot([dot()], { title: { ownerDocument: {}, tagName: "script" } }),
  "a caption that is an element": plot([dot()], { caption: { nodeType: 1 } }),
  "a tip that is a class": plot([dot({ tip: { className: "x" } })]),
  "a transform that is none": plot([{ ...dot(), options: { $: "transform", name: "initializer", args: [{}], rest: {} } }]),
  "a transform named as a method of Object": plot([
    { ...dot(), options: { $: "transform", name: "toString", args: [{}], rest: {} } },
  ]),
  "a call that is none": plot([dot({ interval: { $: "value", name: "legend", args: [{}] } })]),
  "transforms without end": plot([
    {
      ...dot(),
      options: Array.from({ length: 60 }).reduce<unknown>(
        (inner) => ({ $: "transform", name: "reverse", args: [inner], rest: {} }),
        {},
      ),
    },
  ]),
  "an object where a value should be": plot([dot({ x: column([{ valueOf: 1 }, 2]) })]),
  "a clip of its own": plot([dot({ clip: { type: "Sphere" } })]),
  "a projection": plot([dot()], { projection: "mercator" }),
  "a grid that says more than it holds": plot([
    {
      $: "mark",
      name: "raster",
      data: null,
      options: { x1: 0, y1: 0, x2: 1, y2: 1, fill: { $: "grid", values: [1], nx: 1000, ny: 1000, x0: 0, dx: 1, y0: 0, dy: 1 } },
    },
  ]),
  "a grid on another mark": plot([dot({ x: { $: "grid", values: [1], nx: 1, ny: 1, x0: 0, dx: 1, y0: 0, dy: 1 } })]),
  "a sparse array without end": plot([dot({ x: column(new Array(4e9)) })]),
  "data without end": plot([dot({}, 4e9)]),
  "a negative number of data": plot([dot({}, -1)]),
  "a thousand marks": plot(Array.from({ length: 1000 }, () => dot())),
  "a hundred thousand dots": plot([dot({ x: column(new Float64Array(1e5)), y: column(new Float64Array(1e5)) }, 1e5)]),
  "a hundred thousand names on an axis": plot([
    {
      $: "mark",
      name: "line",
      data: 1e5,
      options: { x: column(Array.from({ length: 1e5 }, (_, i) => `n${i}`)), y: column(new Float64Array(1e5)) },
    },
  ]),
  "fifty thousand series": plot([
    {
      $: "mark",
      name: "line",
      data: 5e4,
      options: {
        x: column(new Float64Array(5e4)),
        y: column(new Float64Array(5e4)),
        z: column(Float64Array.from({ length: 5e4 }, (_, i) => i)),
      },
    },
  ]),
  "a thousand facets": plot([dot({ fx: column(Array.from({ length: 1000 }, (_, i) => i)) }, 1000)]),
  "a billion bins": plot([
    {
      $: "mark",
      name: "rectY",
      data: 2,
      options: { $: "transform", name: "binX", args: [{ y: "count", thresholds: 1e9 }, { x: column([1, 2]) }], rest: {} },
    },
  ]),
  "bins of a billionth": plot([
    {
      $: "mark",
      name: "rectY",
      data: 2,
      options: { $: "transform", name: "binX", args: [{ y: "count", interval: 1e-9 }, { x: column([1, 2]) }], rest: {} },
    },
  ]),
  "bins of a second over a century": plot([
    {
      $: "mark",
      name: "rectY",
      data: 2,
      options: { x: column([new Date(0), new Date(3e12)]), y: column([1, 2]), interval: "second" },
    },
  ]),
  "seconds by a call": plot([
    {
      $: "mark",
      name: "rectY",
      data: 2,
      options: {
        x: column([new Date(0), new Date(3e12)]),
        y: column([1, 2]),
        interval: { $: "value", name: "utcInterval", args: ["second"] },
      },
    },
  ]),
  "ticks every second of a century": plot([dot({ x: column([new Date(0), new Date(3e12)]) })], { x: { ticks: "second" } }),
  "ticks every second of a given century": plot([dot()], {
    x: { type: "utc", domain: [new Date(0), new Date(3e12)], ticks: "5 seconds" },
  }),
  "a billion ticks": plot([dot()], { x: { ticks: 1e9 } }),
  "an endless interval of a scale": plot([dot()], { x: { interval: 1e-12 } }),
  "a billion contours": plot([
    { $: "mark", name: "density", data: 2, options: { x: column([1, 2]), y: column([1, 2]), thresholds: 1e9 } },
  ]),
  "hexagons of no width": plot([{ $: "mark", name: "hexgrid", data: null, options: { binWidth: 1e-9 } }]),
  "hexagonal bins of no width": plot([
    {
      ...dot(),
      options: {
        $: "transform",
        name: "hexbin",
        args: [{ r: "count" }, { x: column([1, 2]), y: column([1, 2]), binWidth: 0 }],
        rest: {},
      },
    },
  ]),
  "a raster without end": plot([{ $: "mark", name: "raster", data: [1, 2], options: { width: 1e6, height: 1e6 } }]),
  "a plot as high as a mountain": plot([dot()], { height: 1e9 }),
  "text without end": plot([dot()], { caption: "a".repeat(1e7) }),
};

describe("a hostile record is refused before Plot sees it", () => {
  for (const [name, spec] of Object.entries(HOSTILE)) {
    test(name, () => {
      const started = process.cpuUsage().user;
      expect(() => checkSpec(spec)).toThrow(/^(invalid|unknown|forbidden|too many)/);
      expect(() => replayed({ kind: "plot", spec } as PlotRecord)).toThrow(/^(invalid|unknown|forbidden|too many)/);
      expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(5);
    });
  }
});

/** Whatever survives the check may not have put an address into an attribute that loads. */
function addressesIn(element: Element): string[] {
  return [element, ...element.querySelectorAll("*")].flatMap((part) =>
    [...part.attributes]
      .filter(({ name, value }) =>
        /^on|href|^src/.test(name)
          ? !value.startsWith("data:image/png")
          : name !== "aria-label" && name !== "title" && /evil|javascript:/.test(value),
      )
      .map(({ name, value }) => `${name}=${value}`),
  );
}

const ATTACK = [
  "url(https://evil.example/a)",
  "javascript:evil()",
  "https://evil.example/a",
  "red url(#evil)",
  '"><script>evil()</script>',
  "evil",
];

test("an attack in the place of any string of any chart is refused, or never reaches an attribute that loads", () => {
  const names = Object.keys(CHARTS);
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.constantFrom(...ATTACK), fc.nat(), (name, attack, n) => {
      const made = record(CHARTS[name]!);
      replaceNthString(made.spec, n, attack);
      let drawn: Element;
      try {
        drawn = replayed(made);
      } catch {
        return;
      }
      expect(addressesIn(drawn)).toEqual([]);
      expect(drawn.querySelector("script, iframe, object, embed, foreignObject, a, use")).toBeNull();
    }),
    { numRuns: 400, seed: 7 },
  );
});

test("an option that holds code or an address is refused wherever it stands", () => {
  for (const name of FORBIDDEN.keys()) {
    for (const spec of [
      plot([dot({ [name]: "a" })]),
      plot([dot()], { [name]: "a" }),
      plot([dot({ channels: { [name]: { value: column(["a", "b"]) } } })]),
      plot([dot({ tip: { [name]: "a" } })]),
    ]) {
      expect(() => checkSpec(spec), name).toThrow();
    }
  }
});

/** Puts `text` in the place of string number n (counted round), in columns as well as in settings. */
function replaceNthString(root: unknown, n: number, text: string): void {
  const places: [Record<string | number, unknown>, string | number][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
    for (const [key, v] of Object.entries(value)) {
      if (typeof v === "string") places.push([value as Record<string, unknown>, key]);
      else visit(v);
    }
  };
  visit(root);
  if (places.length === 0) return;
  const [holder, key] = places[n % places.length]!;
  holder[key] = text;
}
