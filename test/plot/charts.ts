/** Charts of all kinds, written once and drawn twice: by Plot itself, and through a record. */

/** Plot as a cell sees it: its options are not typed closely enough to write these charts without casts. */
export type P = Record<string, (...args: any[]) => any> & { identity: unknown; indexOf: unknown };
type Chart = (P: P) => unknown;

/** A fixed sequence without a random library: fractional parts of multiples of the golden ratio. */
const golden = (i: number, k = 1): number => (i * 0.6180339887498949 * k) % 1;
const range = (n: number): number[] => Array.from({ length: n }, (_: any, i: number) => i);

export const trace = range(60).flatMap((t) =>
  ["SGD", "Adam", "NAG"].map((optimizer, k) => ({
    t,
    optimizer,
    loss: Math.exp(-t / (8 + 6 * k)) + 0.02 * golden(t + 1, k + 1),
    theta: Math.cos(t / (3 + k)),
  })),
);
export const points = range(150).map((i) => ({
  a: golden(i + 1) * 10,
  b: golden(i + 1, 1.7) * 4 - 2,
  size: golden(i, 2.3),
  kind: ["x", "y", "z"][i % 3]!,
  flag: i % 4 === 0,
}));
export const days = range(120).map((i) => ({
  date: new Date(Date.UTC(2020, 0, 1 + i)),
  value: Math.sin(i / 9) + golden(i),
  low: -golden(i),
  high: 2 + golden(i, 3),
}));
const bars = [
  { name: "c", n: 3 },
  { name: "a", n: 8 },
  { name: "b", n: 5 },
];
const pairs = range(40).map((i) => [i, Math.sqrt(i)] as [number, number]);
const numbers = Float64Array.from({ length: 80 }, (_: any, i: number) => golden(i + 1) + golden(i, 3));
const vectors = range(36).map((i) => ({ x: i % 6, y: Math.floor(i / 6), dx: Math.cos(i), dy: Math.sin(i), n: Math.hypot(i % 6, 2) }));
const grid = range(30 * 20).map((i) => Math.sin((i % 30) / 4) * Math.cos(Math.floor(i / 30) / 3));
const paths = range(20).map((i) => ({ x1: i, y1: golden(i), x2: i + 1, y2: golden(i + 1) }));

/** Drawn the same by both. */
export const CHARTS: Record<string, Chart> = {
  "line by fields": (P) => P.plot({ marks: [P.line(trace, { x: "t", y: "loss", stroke: "optimizer" })] }),
  "line by accessors": (P) => P.line(trace, { x: (d: any) => d.t, y: (d: any, i: number) => d.loss + i * 0, z: "optimizer" }).plot(),
  "line of pairs": (P) => P.line(pairs).plot(),
  "line of typed pairs": (P) =>
    P.line(
      pairs.map((p) => Float64Array.from(p)),
      { stroke: "steelblue", strokeWidth: 2 },
    ).plot(),
  "lineY of a typed array": (P) => P.lineY(numbers).plot(),
  "lineX of numbers": (P) => P.lineX(Array.from(numbers), { curve: "step" }).plot(),
  "lineY by { length }": (P) => P.lineY({ length: 50 }, { x: (_: any, i: number) => i / 10, y: (_: any, i: number) => Math.sin(i / 10) }).plot(),
  "line from an iterable": (P) => P.lineY(new Set([3, 1, 4, 5, 9, 2, 6]), { marker: "dot" }).plot(),
  "line with gaps": (P) => P.lineY([1, 2, NaN, 4, null, 6, undefined, 8, 9] as number[]).plot(),
  "line with markers": (P) => P.line(pairs, { marker: "arrow", markerEnd: "circle-stroke", stroke: "red" }).plot(),
  "log scales": (P) =>
    P.plot({
      x: { type: "log" },
      y: { type: "log", base: 2, label: "loss" },
      marks: [P.line(trace, { x: (d: any) => d.t + 1, y: "loss", stroke: "optimizer" })],
    }),
  "symlog and sqrt scales": (P) => P.plot({ x: { type: "symlog", constant: 0.5 }, y: { type: "sqrt" }, marks: [P.dot(points, { x: "b", y: "a" })] }),
  dates: (P) => P.plot({ y: { grid: true }, marks: [P.lineY(days, { x: "date", y: "value" }), P.ruleY([0])] }),
  "ticks and formats": (P) =>
    P.plot({
      x: { ticks: 4, tickFormat: ".1f", label: "time →", labelAnchor: "center" },
      y: { ticks: [0, 0.5, 1], tickFormat: "%", tickSize: 3 },
      marks: [P.line(trace, { x: "t", y: "loss", z: "optimizer" })],
    }),
  "date formats": (P) => P.plot({ x: { tickFormat: "%b %d", ticks: "month" }, marks: [P.dot(days, { x: "date", y: "value" })] }),
  dots: (P) => P.dot(points, { x: "a", y: "b", r: "size", fill: "kind", fillOpacity: 0.5 }).plot({ color: { legend: true } }),
  "dots with symbols": (P) => P.plot({ symbol: { legend: true }, marks: [P.dot(points, { x: "a", y: "b", symbol: "kind", stroke: "kind" })] }),
  "dots of one symbol": (P) => P.dot(points, { x: "a", y: "b", symbol: "times" }).plot(),
  "dots in one dimension": (P) => P.plot({ marks: [P.dotX(points, { x: "a" }), P.tickX(points, { x: "b" })] }),
  "quantitative colour": (P) => P.dot(points, { x: "a", y: "b", fill: "size" }).plot({ color: { scheme: "blues" } }),
  "diverging colour": (P) => P.dot(points, { x: "a", y: "b", fill: "b" }).plot({ color: { type: "diverging", scheme: "BuRd", pivot: 0.2 } }),
  "threshold colour": (P) =>
    P.plot({ color: { type: "threshold", domain: [-1, 0, 1], legend: true }, marks: [P.dot(points, { x: "a", y: "b", fill: "b" })] }),
  "quantile colour": (P) => P.plot({ color: { type: "quantile", n: 4, legend: true }, marks: [P.dot(points, { x: "a", y: "b", fill: "b" })] }),
  "colour of booleans": (P) => P.dot(points, { x: "a", y: "b", fill: "flag" }).plot(),
  "colours written by an accessor": (P) => P.dot(points, { x: "a", y: "b", fill: (d: any) => (d.flag ? "red" : "#0a0") }).plot(),
  area: (P) =>
    P.areaY(
      trace.filter((d: any) => d.optimizer === "SGD"),
      { x: "t", y: "loss", fillOpacity: 0.3 },
    ).plot(),
  "area between": (P) =>
    P.plot({ marks: [P.areaY(days, { x: "date", y1: "low", y2: "high", fill: "#ccc" }), P.line(days, { x: "date", y: "value" })] }),
  "areaX and area": (P) => P.plot({ marks: [P.areaX(numbers), P.area(days, { x1: "low", y1: "value", x2: "high", y2: (d: any) => d.value + 1 })] }),
  bars: (P) => P.barY(bars, { x: "name", y: "n", fill: "tomato" }).plot(),
  "bars sorted by value": (P) => P.barX(bars, { y: "name", x: "n", sort: { y: "-x", limit: 2 } }).plot(),
  "bars by given order": (P) => P.plot({ x: { domain: ["c", "b", "a"] }, marks: [P.barY(bars, { x: "name", y: "n" }), P.ruleY([0])] }),
  "stacked bars": (P) => P.barY(points, P.groupX({ y: "count" }, { x: "kind", fill: "flag" })).plot(),
  "normalised stack": (P) => P.areaY(trace, P.stackY({ offset: "normalize", order: "sum" }, { x: "t", y: "loss", fill: "optimizer" })).plot(),
  stream: (P) => P.areaY(trace, { x: "t", y: "loss", fill: "optimizer", offset: "wiggle" }).plot(),
  "stack in the order of a field": (P) => P.barY(points.slice(0, 40), P.stackY({ order: "size" }, { x: "kind", y: "a", stroke: "white" })).plot(),
  "stack in the order of a comparator": (P) =>
    P.barY(points.slice(0, 40), P.stackY({ order: (a: { size: number }, b: { size: number }) => b.size - a.size }, { x: "kind", y: "a" })).plot(),
  "stack in the order of a list": (P) =>
    P.barY(trace.slice(0, 30), P.stackY({ order: ["Adam", "NAG", "SGD"] }, { x: "t", y: "loss", fill: "optimizer" })).plot(),
  histogram: (P) => P.rectY(points, P.binX({ y: "count" }, { x: "a" })).plot(),
  "histogram of numbers": (P) => P.rectY(numbers, P.binX({ y: "proportion" })).plot(),
  "histogram with thresholds": (P) =>
    P.plot({ marks: [P.rectY(points, P.binX({ y: "count", thresholds: 8 }, { x: "a", fill: "kind" })), P.ruleY([0])] }),
  "histogram, cumulative": (P) => P.rectY(points, P.binX({ y: "count" }, { x: { value: "a", thresholds: [0, 2, 5, 10], cumulative: true } })).plot(),
  "histogram of dates": (P) => P.rectY(days, P.binX({ y: "sum" }, { x: "date", y: "high", interval: "week" })).plot(),
  "two-dimensional bins": (P) => P.plot({ color: { scheme: "YlGnBu" }, marks: [P.rect(points, P.bin({ fill: "count" }, { x: "a", y: "b" }))] }),
  "bins with a mean": (P) => P.lineY(points, P.binX({ y: "mean", filter: null }, { x: "a", y: "b" })).plot(),
  "bins with two outputs": (P) => P.dot(points, P.binX({ y: "median", r: "count" }, { x: "a", y: "b", fill: "kind" })).plot(),
  groups: (P) =>
    P.plot({
      marks: [P.barY(points, P.groupX({ y: "max" }, { x: "kind", y: "a" })), P.ruleY(points, P.groupX({ y: "p25" }, { x: "kind", y: "a" }))],
    }),
  "groups of both": (P) => P.cell(points, P.group({ fill: "mean" }, { x: "kind", y: "flag", fill: "b" })).plot(),
  "groups in all": (P) => P.ruleX(points, P.groupZ({ x: "mean" }, { x: "a", stroke: "kind" })).plot(),
  cells: (P) => P.cell(vectors, { x: "x", y: "y", fill: "n", inset: 0.5 }).plot({ padding: 0 }),
  "moving average": (P) =>
    P.plot({
      marks: [
        P.lineY(days, { x: "date", y: "value", strokeOpacity: 0.3 }),
        P.lineY(days, P.windowY(7, { x: "date", y: "value" })),
        P.lineY(days, P.windowY({ k: 14, reduce: "max", anchor: "end", strict: true }, { x: "date", y: "value", stroke: "red" })),
      ],
    }),
  "moving average, options in one": (P) => P.lineY(trace, P.windowY({ k: 5, x: "t", y: "loss", stroke: "optimizer" })).plot(),
  "normalised series": (P) => P.lineY(trace, P.normalizeY("first", { x: "t", y: "loss", stroke: "optimizer" })).plot(),
  "running sum": (P) => P.lineY(trace, P.mapY("cumsum", { x: "t", y: "loss", z: "optimizer" })).plot(),
  "map of several": (P) =>
    P.areaY(
      days,
      P.map({ y1: P.window({ k: 7, reduce: "min" }), y2: P.window({ k: 7, reduce: "max" }) }, { x: "date", y1: "low", y2: "high" }),
    ).plot(),
  "map with normalize": (P) => P.lineY(trace, P.map({ y: P.normalize("max") }, { x: "t", y: "loss", z: "optimizer" })).plot(),
  "shifted difference": (P) => P.differenceY(days, P.shiftX(7, { x: (_: any, i: number) => i, y: "value" })).plot(),
  "transforms within transforms": (P) => P.lineY(trace, P.normalizeY("max", P.windowY(3, { x: "t", y: "loss", stroke: "optimizer" }))).plot(),
  "a stack of groups": (P) => P.areaY(points, P.stackY({ offset: "center" }, P.binX({ y: "count" }, { x: "a", fill: "kind" }))).plot(),
  "transform spread into options": (P) => P.rectY(points, { ...P.binX({ y: "count" }, { x: "a" }), fill: "orange", insetLeft: 2 }).plot(),
  select: (P) =>
    P.plot({
      marks: [
        P.line(trace, { x: "t", y: "loss", stroke: "optimizer" }),
        P.text(trace, P.selectLast({ x: "t", y: "loss", z: "optimizer", text: "optimizer", dx: 6, textAnchor: "start" })),
        P.dot(trace, P.select({ y: "min" }, { x: "t", y: "loss", z: "optimizer" })),
        P.dot(trace, P.selectMaxY({ x: "t", y: "theta", z: "optimizer", fill: "red" })),
      ],
    }),
  "filter, sort, reverse": (P) =>
    P.plot({
      marks: [
        P.dot(
          points,
          P.filter((d: any) => d.a > 3, P.sort("size", { x: "a", y: "b", fill: "kind" })),
        ),
        P.line(points, P.reverse({ x: "a", y: "b", sort: (d: any) => d.a })),
        P.dot(points, { x: "a", y: "b", filter: "flag", r: 6 }),
      ],
    }),
  "sort by a comparator": (P) => P.line(points, { x: "a", y: "b", sort: (p: { a: number }, q: { a: number }) => p.a - q.a }).plot(),
  "sort, descending": (P) =>
    P.dot(points, { x: "a", y: "b", r: "size", sort: { value: "size", order: "descending" }, fill: "black", stroke: "white" }).plot(),
  "shuffled by a seed": (P) => P.dot(points, P.shuffle({ seed: 42, x: "a", y: "b", fill: "kind", r: 8 })).plot(),
  facets: (P) => P.plot({ grid: true, marks: [P.frame(), P.dot(points, { x: "a", y: "b", fx: "kind", fill: "flag" }), P.ruleY([0])] }),
  "facets in both directions": (P) => P.plot({ fy: { label: null }, marks: [P.dot(points, { x: "a", y: "b", fx: "kind", fy: (d: any) => d.flag })] }),
  "facets of the plot": (P) =>
    P.plot({
      facet: { data: points, x: "kind", marginRight: 50 },
      marks: [P.frame(), P.dot(points, { x: "a", y: "b" }), P.dot(points, { x: "a", y: "b", facet: "exclude", stroke: "#ddd" })],
    }),
  "stack over excluded facets": (P) =>
    P.plot({
      facet: { data: points, y: "kind" },
      marks: [P.rectY(points, P.stackY({ x1: "a", x2: (d: { a: number }) => d.a + 1, y: "size", facet: "exclude" }))],
    }),
  "bins in facets": (P) => P.rectY(points, P.binX({ y: "proportion-facet" }, { x: "a", fy: "kind" })).plot(),
  text: (P) =>
    P.plot({
      marks: [
        P.text(bars, { x: "name", y: "n", text: (d: any) => `n = ${d.n}`, dy: -6, fontSize: 14, fontWeight: "bold", rotate: 20 }),
        P.text(["alone"], { frameAnchor: "top-left" }),
      ],
    }),
  "long text": (P) =>
    P.text(["a line that is too long for its width and therefore breaks"], { lineWidth: 8, x: [1], y: [1], lineAnchor: "bottom" }).plot(),
  "rules and ticks": (P) =>
    P.plot({
      marks: [
        P.ruleX(points, { x: "a", y1: "b", y2: 0, strokeDasharray: "2,3" }),
        P.ruleY([1, 2], { stroke: "red" }),
        P.tickY(points, { x: "kind", y: "b" }),
      ],
    }),
  vectors: (P) =>
    P.vector(vectors, {
      x: "x",
      y: "y",
      length: "n",
      rotate: (d: any) => (Math.atan2(d.dx, d.dy) * 180) / Math.PI,
      stroke: "n",
      anchor: "start",
    }).plot({ inset: 10 }),
  spikes: (P) => P.plot({ marks: [P.spike(vectors, { x: "x", y: "y", length: "n" }), P.vectorX([1, 2, 3])] }),
  "arrows and links": (P) =>
    P.plot({
      marks: [
        P.arrow(paths, { x1: "x1", y1: "y1", x2: "x2", y2: "y2", bend: true, headLength: 6 }),
        P.link(paths, { x1: "x1", y1: "y1", x2: "x2", y2: "y2", strokeOpacity: 0.2, curve: "bump-x" }),
      ],
    }),
  "hexagonal bins": (P) =>
    P.plot({ marks: [P.hexgrid({ binWidth: 24 }), P.dot(points, P.hexbin({ fill: "count", r: "count" }, { x: "a", y: "b", binWidth: 24 }))] }),
  "hexagon and circle": (P) => P.plot({ marks: [P.hexagon(points, { x: "a", y: "b", r: 5 }), P.circle(vectors, { x: "x", y: "y" })] }),
  boxes: (P) => P.plot({ marks: [P.boxX(points, { x: "a", y: "kind" }), P.boxX(numbers)] }),
  "boxes upright": (P) => P.boxY(points, { y: "b", x: "kind", fill: "steelblue" }).plot(),
  regression: (P) =>
    P.plot({
      marks: [
        P.dot(points, { x: "a", y: "b" }),
        P.linearRegressionY(points, { x: "a", y: "b", stroke: "red", ci: 0.9 }),
        P.linearRegressionX(points, { x: "a", y: "b" }),
      ],
    }),
  Bollinger: (P) => P.plot({ marks: [P.bollingerY(days, { x: "date", y: "value", n: 10, k: 1 })] }),
  difference: (P) => P.differenceY(days, { x: "date", y1: "low", y2: "value", positiveFill: "green", negativeFill: "orange" }).plot(),
  density: (P) =>
    P.plot({
      marks: [
        P.density(points, { x: "a", y: "b", fill: "density", bandwidth: 12 }),
        P.density(points, { x: "a", y: "b", stroke: "kind", thresholds: 4 }),
      ],
    }),
  "contours of a grid": (P) => P.contour(grid, { width: 30, height: 20, fill: P.identity, stroke: "black", thresholds: 8 }).plot(),
  "contours of scattered data": (P) => P.contour(points, { x: "a", y: "b", fill: "size", interpolate: "barycentric", blur: 2 }).plot(),
  "contours of a function at the samples": (P) =>
    P.contour({
      x1: 0,
      x2: 6,
      y1: 0,
      y2: 4,
      width: 60,
      height: 40,
      stroke: (x: number, y: number) => Math.sin(x) * Math.cos(y),
      interval: 0.2,
    }).plot(),
  Voronoi: (P) =>
    P.plot({
      marks: [
        P.voronoi(points, { x: "a", y: "b", fill: "kind", fillOpacity: 0.2 }),
        P.voronoiMesh(points, { x: "a", y: "b" }),
        P.delaunayMesh(points, { x: "a", y: "b" }),
      ],
    }),
  "hull and Delaunay links": (P) =>
    P.plot({ marks: [P.hull(points, { x: "a", y: "b", stroke: "kind" }), P.delaunayLink(points.slice(0, 40), { x: "a", y: "b" })] }),
  dodge: (P) => P.dot(points, P.dodgeY({ x: "a", r: 4, fill: "kind" })).plot({ height: 160 }),
  "dodge from the middle": (P) => P.dot(points, P.dodgeX("middle", { y: "b", r: "size" })).plot(),
  waffle: (P) => P.waffleY(bars, { x: "name", y: "n", rx: "100%" }).plot(),
  "rectangles by interval": (P) =>
    P.plot({ marks: [P.rectY(days, { x: "date", y: "high", interval: "month" }), P.rect(vectors, { x: "x", y: "y", interval: 1, fill: "n" })] }),
  "interval by a call": (P) => P.rectY(days, { x: "date", y: "high", interval: P.utcInterval("2 weeks") }).plot(),
  "bars by an interval of the scale": (P) => P.barY(days.slice(0, 20), { x: "date", y: "high" }).plot({ x: { interval: "day" } }),
  tips: (P) =>
    P.plot({
      marks: [
        P.lineY(trace, { x: "t", y: "loss", stroke: "optimizer", tip: true }),
        P.dot(points, {
          x: "a",
          y: "b",
          channels: { size: "size", "the kind": { value: "kind", label: "Kind" } },
          tip: { format: { x: ".2f", y: false }, anchor: "bottom" },
        }),
      ],
    }),
  "tips that stand": (P) =>
    P.plot({
      marks: [
        P.line(pairs),
        P.tip(["here"], { x: 20, y: 4 }),
        P.tip(days.slice(3, 4), { x: (_: any, i: number) => 5 + i, y: "high", title: (d: any) => `value\n${d.value}` }),
      ],
    }),
  "pointer and crosshair": (P) =>
    P.plot({
      marks: [
        P.dot(points, { x: "a", y: "b" }),
        P.dot(points, P.pointer({ x: "a", y: "b", r: 8 })),
        P.text(points, P.pointerX({ px: "a", py: "b", text: "kind", frameAnchor: "top" })),
        P.crosshair(points, { x: "a", y: "b", color: "kind" }),
        P.ruleX(points, P.pointerX({ x: "a", py: "b" })),
      ],
    }),
  titles: (P) =>
    P.dot(points, { x: "a", y: "b", title: (d: any) => `${d.kind}: ${d.size.toFixed(2)}`, ariaLabel: "kind" }).plot({
      title: "Title",
      subtitle: "Subtitle",
      caption: "Caption",
      ariaLabel: "a plot",
      ariaDescription: "of dots",
    }),
  "axes as marks": (P) =>
    P.plot({
      x: { axis: null },
      y: { axis: "right", line: true },
      marks: [
        P.axisX({ anchor: "top", ticks: 3, label: "up" }),
        P.gridX([2, 4], { stroke: "red" }),
        P.axisY([0, 1], { anchor: "left", tickFormat: ".1f" }),
        P.gridY({ strokeDasharray: "1,2" }),
        P.dot(points, { x: "a", y: "b" }),
      ],
    }),
  "frame, margins, insets": (P) =>
    P.plot({
      width: 500,
      height: 250,
      marginLeft: 60,
      marginTop: 5,
      inset: 6,
      nice: true,
      marks: [P.frame({ stroke: "#888", rx: 4 }), P.dot(points, { x: "a", y: "b", clip: true })],
    }),
  "clipped twice": (P) =>
    P.plot({ clip: true, x: { domain: [2, 6] }, marks: [P.line(pairs, { clip: true }), P.dot(points, { x: "a", y: "b", clip: "frame" })] }),
  "equal aspect": (P) => P.plot({ aspectRatio: 1, marks: [P.line(points.slice(0, 20), { x: "b", y: "b" })] }),
  "nested and empty marks": (P) =>
    P.plot({ marks: [null, [P.dot(points, { x: "a", y: "b" }), [undefined, P.ruleY([0])]], P.marks(P.frame(), P.ruleX([1]))] }),
  "explicit domains": (P) =>
    P.plot({
      x: { domain: [0, 20], clamp: true },
      y: { domain: [-3, 3], reverse: true, percent: true },
      r: { range: [0, 5] },
      opacity: { range: [0.2, 1] },
      marks: [P.dot(points, { x: "a", y: "b", r: "size", opacity: "size" })],
    }),
  "labelled values": (P) =>
    P.plot({
      marks: [
        P.dot(points, { x: { value: "a", label: "alpha" }, y: { value: (d: any) => d.b, label: "beta" }, fill: { value: "kind", scale: "color" } }),
        P.dot([1], { x: [3], y: [1], fill: { value: ["lime"], scale: null } }),
      ],
    }),
  "own columns": (P) => {
    const [x, setX] = P.column("steps");
    setX(range(5));
    return P.line({ length: 5 }, { x, y: P.valueof(range(5), (d: number) => d * d)! }).plot();
  },
  "identity and index": (P) =>
    P.plot({ marks: [P.dot(numbers, { x: P.indexOf, y: P.identity }), P.ruleY(numbers, { y: P.identity, strokeOpacity: 0.1 })] }),
  auto: (P) => P.plot({ marks: [P.auto(points, { x: "a", y: "b", color: "kind" })] }),
  "auto histogram": (P) => P.auto(points, { x: "a" }).plot(),
  "auto with reducers": (P) => P.auto(points, { x: "kind", y: { value: "a", reduce: "mean" }, mark: "bar" }).plot(),
  "colour legend alone": (P) => P.legend({ color: { type: "categorical", domain: ["a", "b", "c"] } }),
  "symbol legend alone": (P) => P.legend({ symbol: { domain: ["a", "b"] }, columns: 2 }),
};

/** What the first edition refused: code in options, links, images, maps, trees, projections, styles. */
export const ONCE_REFUSED: Record<string, Chart> = {
  "a reducer function": (P) => P.rectY(points, P.binX({ y: (v: number[]) => v.length }, { x: "a" })).plot(),
  "a window function": (P) => P.lineY(days, P.windowY({ k: 3, reduce: (v: number[]) => v[0]! }, { y: "value", x: "date" })).plot(),
  "a map function": (P) =>
    P.lineY(
      days,
      P.mapY((v: number[]) => v.map((d: any) => d * 2), { x: "date", y: "value" }),
    ).plot(),
  "a tick format function": (P) => P.plot({ x: { tickFormat: (d: number) => `${d}!` }, marks: [P.dot(points, { x: "a", y: "b" })] }),
  "a scale transform": (P) => P.plot({ y: { transform: (d: number) => d * 2 }, marks: [P.dot(points, { x: "a", y: "b" })] }),
  links: (P) => P.dot(points, { x: "a", y: "b", href: "kind" }).plot(),
  maps: (P) => P.geo({ type: "Point", coordinates: [3, 4] }).plot({ x: { domain: [0, 10] }, y: { domain: [0, 10] } }),
  trees: (P) => P.tree(["a/b", "a/c", "a/c/d"]).plot(),
  "a projection": (P) => P.plot({ projection: "equirectangular", marks: [P.graticule(), P.sphere()] }),
  "a custom transform": (P) => P.dot(points, { x: "a", y: "b", transform: (data: unknown[], facets: number[][]) => ({ data, facets }) }).plot(),
  "Plot.find": (P) => P.dot(points, P.groupX({ y: P.find((d: any) => d.flag) }, { x: "kind", y: "a" })).plot(),
  "a function of a group": (P) => P.dot(points, P.groupX({ y: "count" }, { x: "kind", r: (d: unknown[]) => d.length })).plot(),
  "a moving median": (P) => P.lineY(days, P.windowY({ k: 7, reduce: "median" }, { x: "date", y: "value" })).plot(),
  "a render function": (P) =>
    P.dot(points, {
      x: "a",
      y: "b",
      render: (index: number[], scales: any, values: any, dimensions: any, context: any, next: any) =>
        next(index.slice(0, 9), scales, values, dimensions, context),
    }).plot(),
};
