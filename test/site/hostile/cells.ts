/** What a stranger may write into a cell, as data: `hostile.test.ts` runs each on the built page and measures what it does there. */

import { attacks } from "../harness/attacks.ts";

export interface HostileCell {
  name: string;
  source: string;
  group: Group;
  /** What the reader is to see, where there is but one right answer: outputs, an error in the cell, a run that ends by Stop alone, or an editor that does not take the code. */
  expect?: "drawn" | "error" | "stopped" | "kept out";
  /** Words of the error. */
  says?: RegExp;
}

export type Group =
  "plots" | "formulas, tables and text" | "cover" | "inputs" | "code" | "floods and loops" | "patches" | "leftovers" | "memory" | "ways out";

type Rest = Pick<HostileCell, "expect" | "says">;
const groupOf =
  (group: Group) =>
  (name: string, source: string, rest: Rest = {}): HostileCell => ({ group, name, source, ...rest });

/** An output over a cap says how large it is and what the cap is. */
const tooLarge: Rest = { expect: "error", says: /[\d.,]+.*at most [\d.,]+/s };
const drawn: Rest = { expect: "drawn" };
const error: Rest = { expect: "error" };
const stopped: Rest = { expect: "stopped" };
const keptOut: Rest = { expect: "kept out" };

/** The text of an array of `n` rows with numbers i, x, y, a name of `names` and a text. */
const rows = (n: number, names = 3): string =>
  `Array.from({ length: ${n} }, (_, i) => ({ i, x: (i * 7919) % 1000, y: Math.sin(i) * 100 + (i % 17), name: "n" + (i % ${names}), text: "row " + i }))`;
/** A plot of these marks. */
const plot = (marks: string, options = ""): string => `Plot.plot({ ${options} marks: [${marks}] })`;

/** A formula of the text that this expression gives. */
const formula = (expression: string): string => "tex.block`${" + expression + "}`";
const formulaOf = (text: string): string => formula(JSON.stringify(text));

const p = groupOf("plots");
const plots = [
  p("a line through 900,000 points", plot(`Plot.line(${rows(900_000)}, { x: "i", y: "y" })`)),
  p("a line through 900,000 numbers", `Plot.lineY(Float64Array.from({ length: 900_000 }, (_, i) => Math.sin(i))).plot()`),
  p("a curve through 900,000 points", `Plot.lineY(Float64Array.from({ length: 900_000 }, (_, i) => Math.sin(i)), { curve: "catmull-rom" }).plot()`),
  p(
    "a natural spline through 500,000 points",
    `Plot.lineY(Float64Array.from({ length: 500_000 }, (_, i) => Math.sin(i)), { curve: "natural" }).plot()`,
  ),
  p("an area of 900,000 points", `Plot.areaY(Float64Array.from({ length: 900_000 }, (_, i) => Math.sin(i)), { curve: "monotone-x" }).plot()`),
  p("a moving median over 50,000 points", `Plot.lineY(${rows(50_000)}, Plot.windowY({ k: 5000, reduce: "median" }, { x: "i", y: "y" })).plot()`),
  p("a moving median over 900,000 points", `Plot.lineY(${rows(900_000)}, Plot.windowY({ k: 100_001, reduce: "median" }, { x: "i", y: "y" })).plot()`),
  p("a moving mode over 200,000 points", `Plot.lineY(${rows(200_000)}, Plot.windowY({ k: 10_001, reduce: "mode" }, { x: "i", y: "y" })).plot()`),
  p("Bollinger bands of 500,000 points", `Plot.bollingerY(${rows(500_000)}, { x: "i", y: "y", n: 100_000 }).plot()`),
  p("20,000 dots", `Plot.dot(${rows(20_000)}, { x: "x", y: "y" }).plot()`),
  p("900,000 dots", `Plot.dot(${rows(900_000)}, { x: "x", y: "y" }).plot()`, tooLarge),
  p("20,000 dots with tips", `Plot.dot(${rows(20_000)}, { x: "x", y: "y", tip: true }).plot()`),
  p("20,000 tips at once", `Plot.tip(${rows(20_000)}, { x: "x", y: "y" }).plot()`),
  p("20,000 titles of 1,000 characters", `Plot.dot(${rows(20_000)}, { x: "x", y: "y", title: () => "t".repeat(1000) }).plot()`),
  p(
    "a crosshair over 300,000 points",
    plot(`Plot.lineY(${rows(300_000)}, { x: "i", y: "y" }), Plot.crosshair(${rows(300_000)}, { x: "i", y: "y" })`),
  ),
  p(
    "a tip with 2,000 channels",
    `Plot.dot(${rows(200)}, { x: "x", y: "y", tip: true, channels: Object.fromEntries(Array.from({ length: 2000 }, (_, i) => ["c" + i, "i"])) }).plot()`,
  ),
  p("3,000 dodged dots", `Plot.dot(${rows(3000)}, Plot.dodgeY({ x: "x", r: 2 })).plot()`),
  p("20,000 dodged dots", `Plot.dot(${rows(20_000)}, Plot.dodgeY({ x: "x", r: 4 })).plot({ height: 4000 })`),
  p("20,000 dodged dots of one place", `Plot.dotX(Array(20_000).fill(1), Plot.dodgeY("middle", { r: 1 })).plot()`),
  p("the density of 20,000 points", `Plot.density(${rows(20_000)}, { x: "x", y: "y", bandwidth: 1, thresholds: 500 }).plot()`),
  p("the density of 200 series", `Plot.density(${rows(20_000, 200)}, { x: "x", y: "y", stroke: "name", thresholds: 100 }).plot()`),
  p(
    "contours of a fine grid",
    `Plot.contour({ fill: (x, y) => Math.sin(x * 400) * Math.cos(y * 400), x1: 0, x2: 1, y1: 0, y2: 1, pixelSize: 0.5, thresholds: 500 }).plot({ width: 4000, height: 4000 })`,
  ),
  p("a raster of 4,000 × 4,000", `Plot.raster({ fill: (x, y) => x * y, x1: 0, x2: 1, y1: 0, y2: 1, width: 4000, height: 4000 }).plot()`),
  p(
    "a raster interpolated from 100,000 points",
    `Plot.raster(${rows(100_000)}, { x: "x", y: "y", fill: "i", interpolate: "random-walk", pixelSize: 0.5 }).plot()`,
  ),
  p("a Voronoi diagram of 20,000 points", `Plot.voronoi(${rows(20_000)}, { x: "x", y: "y" }).plot()`),
  p("a Delaunay mesh of 900,000 points", `Plot.delaunayMesh(${rows(900_000)}, { x: "x", y: "y" }).plot()`),
  p("the links of 20,000 neighbours", `Plot.delaunayLink(${rows(20_000)}, { x: "x", y: "y" }).plot()`),
  p("hulls of 5,000 series", `Plot.hull(${rows(20_000, 5000)}, { x: "x", y: "y", z: "name" }).plot()`),
  p("5,000 lines", `Plot.line(${rows(50_000, 5000)}, { x: "i", y: "y", z: "name" }).plot()`),
  p("5,000 regressions", `Plot.linearRegressionY(${rows(50_000, 5000)}, { x: "x", y: "y", stroke: "name" }).plot()`),
  p("20,000 bars with names", `Plot.barY(${rows(20_000, 20_000)}, { x: "name", y: "y" }).plot()`),
  p("a legend of 50,000 names", `Plot.dot(${rows(50_000, 50_000)}, { x: "x", y: "y", fill: "name" }).plot({ color: { legend: true } })`),
  p(
    "a legend of 900 names of 4,000 characters",
    `Plot.dot(${rows(900, 900)}, { x: "x", y: "y", fill: (d) => d.name + "x".repeat(4000) }).plot({ color: { legend: true } })`,
  ),
  p("a legend alone, of 20,000 names", `Plot.legend({ color: { type: "categorical", domain: Array.from({ length: 20_000 }, (_, i) => "n" + i) } })`),
  p("a ramp of a million colours", `Plot.legend({ color: { type: "quantize", n: 1e6, domain: [0, 1] } })`),
  p("100 × 100 facets", `Plot.dot(${rows(20_000)}, { x: "x", y: "y", fx: (d) => d.i % 100, fy: (d) => Math.floor(d.i / 100) % 100 }).plot()`),
  p(
    "12 × 12 facets with all axes",
    `Plot.dot(${rows(20_000)}, { x: "x", y: "y", fx: (d) => d.i % 12, fy: (d) => Math.floor(d.i / 12) % 12 }).plot({ facet: { marginRight: 40 }, x: { ticks: 500 }, y: { ticks: 500 }, grid: true })`,
  ),
  p("a fine grid of facets over a curve", `Plot.lineY(${rows(300_000)}, { x: "i", y: "y", fx: (d) => d.i % 144 }).plot()`),
  p("wrapped text of 3 million characters", `Plot.text(["word ".repeat(600_000)], { lineWidth: 1, frameAnchor: "middle" }).plot()`),
  p(
    "20,000 wrapped texts",
    `Plot.text(${rows(20_000)}, { x: "x", y: "y", text: () => "many words in a narrow line ".repeat(20), lineWidth: 3 }).plot()`,
  ),
  p("one text of a million lines", `Plot.text(["a\\n".repeat(1e6)], { frameAnchor: "middle" }).plot()`),
  p(
    "a text cut off from 3 million characters",
    `Plot.text(["ä".repeat(3e6)], { lineWidth: 20, textOverflow: "ellipsis-middle", frameAnchor: "middle" }).plot()`,
  ),
  p("a million ticks", `Plot.lineY([1, 2, 3]).plot({ x: { ticks: 1e6 } })`),
  p(
    "an interval of seconds over a thousand years",
    `Plot.dotX([new Date("1000-01-01"), new Date("2000-01-01")]).plot({ x: { interval: "second" } })`,
  ),
  p("an interval of a thousandth over a million", `Plot.barX([0, 1e6], { interval: 0.001, x: (d) => d }).plot({ x: { interval: 0.001 } })`),
  p(
    "an axis with 50,000 values",
    plot(`Plot.axisX(Array.from({ length: 50_000 }, (_, i) => i)), Plot.gridX(Array.from({ length: 50_000 }, (_, i) => i)), Plot.dot([[1, 1]])`),
  ),
  p("a tick format that returns a megabyte", `Plot.lineY([1, 2, 3]).plot({ x: { tickFormat: () => "x".repeat(1e6) } })`),
  p("a tick format that never ends", `Plot.lineY([1, 2, 3]).plot({ x: { tickFormat: () => { for (;;); } } })`),
  p("an accessor that never ends", `Plot.dot([1, 2, 3], { x: () => { for (;;); } }).plot()`),
  p("a mark that never ends", plot(`() => { for (;;); }`)),
  p("a reducer that never ends", `Plot.barY(${rows(100)}, Plot.groupX({ y: () => { for (;;); } }, { x: "name" })).plot()`),
  p("a histogram of a million bins", `Plot.rectY(${rows(1000)}, Plot.binX({ y: "count" }, { x: "x", thresholds: 1e6 })).plot()`),
  p("hexagons of half a pixel", `Plot.dot(${rows(100_000)}, Plot.hexbin({ fill: "count" }, { x: "x", y: "y", binWidth: 0.5 })).plot()`),
  p("a hexagonal grid of a tenth of a pixel", plot(`Plot.hexgrid({ binWidth: 0.1 }), Plot.dot([[1, 1]])`)),
  p("a tree of 20,000 paths", `Plot.tree(Array.from({ length: 20_000 }, (_, i) => "a/" + String(i).split("").join("/"))).plot()`),
  p("a tree 5,000 levels deep", `Plot.tree([Array.from({ length: 5000 }, (_, i) => i).join("/")]).plot()`),
  p("20,000 arrows", `Plot.arrow(${rows(20_000)}, { x1: "x", y1: "y", x2: "i", y2: "y", bend: true }).plot()`),
  p("20,000 vectors", `Plot.vector(${rows(20_000)}, { x: "x", y: "y", length: "x", rotate: "y" }).plot()`),
  p("a line with an arrowhead at each of 20,000 points", `Plot.line(${rows(20_000)}, { x: "i", y: "y", marker: "circle" }).plot()`),
  p("a line of 20,000 colours", `Plot.line(${rows(20_000)}, { x: "i", y: "y", stroke: "i", z: null }).plot()`),
  p("a box plot of 20,000 names", `Plot.boxY(${rows(60_000, 20_000)}, { x: "name", y: "y" }).plot()`),
  p("100,000 marks", plot(`...Array.from({ length: 100_000 }, (_, i) => Plot.ruleY([i]))`)),
  p("a stack of 20,000 series", `Plot.areaY(${rows(100_000, 20_000)}, { x: "i", y: "y", fill: "name", order: "sum" }).plot()`),
  p("a difference of 500,000 points", `Plot.differenceY(${rows(500_000)}, { x: "i", y1: "y", y2: "x" }).plot()`),
  p(
    "200 small plots",
    `for (let i = 0; i < 200; i++) display(Plot.lineY(Array.from({ length: 50 }, (_, t) => Math.exp(-t / (i + 1))), { tip: true }).plot({ height: 120 }))`,
  ),
  p("900 plots of 300 dots", `for (let i = 0; i < 900; i++) display(Plot.dot(${rows(300)}, { x: "x", y: "y" }).plot())`),
  p("one plot, drawn anew without end", `for (let i = 0; ; i++) { live(Plot.dot(${rows(2000)}, { x: "x", y: (d) => d.y + i }).plot()); await 0; }`),
  p("a caption of 3 million characters", `Plot.lineY([1, 2, 3]).plot({ caption: "caption ".repeat(375_000) })`, tooLarge),
  p(
    "a title, a subtitle and labels of a megabyte",
    `Plot.lineY([1, 2, 3]).plot({ title: "t".repeat(1e6), subtitle: "s".repeat(1e6), x: { label: "x".repeat(1e6) }, ariaDescription: "d".repeat(1e6) })`,
  ),
  p(
    "an honest plot of 4 × 1,000 points",
    `Plot.line([1, 2, 3, 4].flatMap((k) => Array.from({ length: 1000 }, (_, t) => ({ t, loss: Math.exp((-t * k) / 1000), k }))), { x: "t", y: "loss", stroke: "k" }).plot()`,
    drawn,
  ),
];

const o = groupOf("formulas, tables and text");
const outputs = [
  o("20 long formulas", `for (let i = 0; i < 20; i++) display(${formula(`${JSON.stringify("\\frac{a}{b} + ")}.repeat(20_000) + i`)})`, error),
  o("a formula of 3 million characters", formula(`"x + ".repeat(750_000) + "1"`), tooLarge),
  o("a formula of 5,000 nested fractions", formula(`${JSON.stringify("\\frac{1}{1+")}.repeat(5000) + "1" + "}".repeat(5000)`)),
  o("a formula of 5,000 nested groups", formula(`"{".repeat(5000) + "x" + "}".repeat(5000)`)),
  o(
    "a matrix of 300 × 300",
    formula(
      `${JSON.stringify("\\begin{matrix}")} + Array(300).fill(Array(300).fill("1").join("&")).join(${JSON.stringify("\\\\")}) + ${JSON.stringify("\\end{matrix}")}`,
    ),
  ),
  o("macros that double 30 times", formulaOf(String.raw`\def\a{xx}${String.raw`\edef\a{\a\a}`.repeat(30)}\a`)),
  o("a macro that calls itself", formulaOf(String.raw`\def\a{\a\a}\a`)),
  o("a rule as wide as a town", formulaOf(String.raw`\rule{1000000em}{1000000em}`)),
  o("900 small formulas", `for (let i = 0; i < 900; i++) display(${formula(`${JSON.stringify("\\sum_{i=0}^n \\frac{x_i}{\\sqrt{v_i}} + ")} + i`)})`),
  o("a table of a million rows", `table(Array.from({ length: 1e6 }, (_, i) => ({ i, y: i * i })))`),
  o("a table of 10,000 columns", `table([Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => ["c" + i, i]))])`),
  o(
    "200 tables of 100 rows and 20 columns",
    `for (let i = 0; i < 200; i++) display(table(Array.from({ length: 100 }, (_, r) => Object.fromEntries(Array.from({ length: 20 }, (_, c) => ["c" + c, r * c])))))`,
  ),
  o("a table whose cells are megabytes", `table(Array.from({ length: 5 }, () => ({ text: "x".repeat(1e6) })))`),
  o("a table whose column names are megabytes", `table([{ ["x".repeat(1e6)]: 1, ["y".repeat(1e6)]: 2 }])`),
  o("a table's caption of 3 million characters", `table([{ a: 1 }], { caption: "caption ".repeat(375_000) })`, tooLarge),
  o("a text of 3 million characters", `"x".repeat(3e6)`),
  o("a text of a million lines", `"a\\n".repeat(1e6)`),
  o("900 texts of 90,000 characters", `for (let i = 0; i < 900; i++) display("word ".repeat(18_000))`),
  o("a log line of 3 million characters", `console.log("x".repeat(3e6))`),
  o("100,000 log lines", `for (let i = 0; i < 100_000; i++) console.log("line " + i)`),
  o("an error of 3 million characters", `throw new Error("x".repeat(3e6))`, error),
  o("an error with a lone surrogate", `throw new Error("\\ud800")`, error),
  o("an error whose name is a megabyte", `throw Object.assign(new Error("x"), { name: "N".repeat(1e6) })`, error),
  o("an error that is a value which throws", `throw { get message() { throw this; }, toString() { throw this; } }`, error),
  o("an array of a million values", `Array.from({ length: 1e6 }, (_, i) => [i, { i }])`),
  o("an object of 300,000 entries", `Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => ["key" + i, i]))`),
  o("an object 100,000 levels deep", `(() => { let deep = {}; for (let i = 0; i < 100_000; i++) deep = { deep }; return deep; })()`),
  o("a megabyte of combining marks", `"a" + "\\u0301\\u0323\\u034f".repeat(300_000)`),
  o("right-to-left overrides", `"\\u202e".repeat(50_000) + "\\u2066".repeat(50_000)`),
  o("output names of a megabyte", `for (let i = 0; i < 20; i++) display(i, "n".repeat(1e6))`),
  o("progress with a label of 3 million characters", `for (let i = 0; i < 50; i++) { progress(i / 50, "p".repeat(3e6)); await 0; }`),
  o("checks of a megabyte, 500 of them", `for (let i = 0; i < 500; i++) check("c".repeat(1e4), i, -1, { otherwise: "o".repeat(1e4) })`),
  o("an honest table", `table([{ a: 1, b: 2 }], { caption: "honest" })`, drawn),
  o("an honest formula", formulaOf(String.raw`\frac{1}{1-\beta}`), drawn),
];

const c = groupOf("cover");
const dot = `Plot.dot([[1, 1]], { r: 100, fill: "red" })`;
const cover = [
  c("a dot of radius 5,000", `Plot.dot([[1, 1]], { r: 5000, fill: "red" }).plot()`),
  c("a stroke of 5,000 pixels", `Plot.ruleY([1], { strokeWidth: 5000, stroke: "red" }).plot()`),
  c("a frame's stroke of 3,000 pixels", plot(`Plot.frame({ stroke: "red", strokeWidth: 3000 })`)),
  c("negative insets", plot(`Plot.frame({ fill: "red", inset: -5000 })`)),
  c("rectangles with negative insets", `Plot.rect([1], { x1: 0, x2: 1, y1: 0, y2: 1, inset: -4000, fill: "red" }).plot()`),
  c("margins of minus 3,000", plot(`${dot}`, `marginLeft: -3000, marginTop: -3000, marginRight: -3000, marginBottom: -3000,`)),
  c("a plot 4,000 pixels wide", plot(`Plot.frame({ fill: "red" })`, `width: 4000,`)),
  c("a plot a million pixels high", plot(`Plot.frame({ fill: "red" })`, `height: 1e6,`)),
  c(
    "values far outside the domain",
    plot(
      `Plot.dot([[-50, 50], [50, -50]], { r: 300, fill: "red" }), Plot.text([[-30, 30]], { text: () => "imitated", fontSize: 200 })`,
      `x: { domain: [0, 1] }, y: { domain: [0, 1] },`,
    ),
  ),
  c(
    "values outside, with clip off",
    plot(`Plot.rect([1], { x1: -99, x2: 99, y1: -99, y2: 99, fill: "red", clip: false })`, `x: { domain: [0, 1] }, y: { domain: [0, 1] },`),
  ),
  c("a style that leaves the cell", plot(dot, `style: "position:fixed;inset:0;z-index:99999;width:100vw;height:100vh;background:red",`)),
  c(
    "a style as an object",
    plot(dot, `style: { position: "fixed", inset: 0, zIndex: 99999, width: "100vw", height: "100vh", background: "red", overflow: "visible" },`),
  ),
  c("a style that moves", plot(dot, `style: "transform:scale(50);overflow:visible;margin:-999px",`)),
  c("a style that is seen through and takes clicks", plot(dot, `style: "position:fixed;inset:0;opacity:0;z-index:99999",`)),
  c("text of 2,000 pixels", `Plot.text(["IMITATED"], { fontSize: 2000, fill: "red", frameAnchor: "middle" }).plot()`),
  c("text moved by dx and dy", `Plot.text(["Reset your password"], { dx: -600, dy: -600, fontSize: 40, fill: "red", frameAnchor: "middle" }).plot()`),
  c("dots moved by dx and dy", `Plot.dot([[1, 1]], { dx: -500, dy: -400, r: 200, fill: "red" }).plot()`),
  c("a marker on a stroke of 1,000", `Plot.line([[0, 0], [1, 1]], { strokeWidth: 1000, marker: "arrow", stroke: "red" }).plot()`),
  c("a vector 5,000 long", `Plot.vector([[1, 1]], { length: 5000, strokeWidth: 400, stroke: "red" }).plot()`),
  c("an image filter that spreads", `Plot.dot([[1, 1]], { r: 50, fill: "red", imageFilter: "blur(400px) drop-shadow(-500px -500px 0 red)" }).plot()`),
  c(
    "an arrow that leaves",
    `Plot.arrow([1], { x1: 0, y1: 0, x2: 1, y2: 1, inset: -4000, headLength: 4000, strokeWidth: 200, stroke: "red" }).plot()`,
  ),
  c(
    "a tip that covers the page",
    `Plot.tip(["covered ".repeat(2000)], { x: () => 1, y: () => 1, title: (d) => d, lineWidth: 200, fontSize: 60, anchor: "bottom-right" }).plot()`,
  ),
  c("an axis moved out", plot(`Plot.axisX({ dy: -900, fontSize: 80, color: "red" }), ${dot}`)),
  c(
    "a range outside the plot",
    plot(`Plot.dot([0, 1], { x: (d) => d, y: (d) => d, r: 100, fill: "red" })`, `x: { range: [-2000, 2000] }, y: { range: [-2000, 2000] },`),
  ),
  c("symbols of size a million", `Plot.dot([[1, 1]], { r: 1e6, symbol: "star", fill: "red" }).plot()`),
  c(
    "an element of its own making",
    plot(
      `(index, scales, values, dimensions, context) => { const g = context.document.createElementNS("http://www.w3.org/2000/svg", "foreignObject"); g.setAttribute("width", "9999"); g.setAttribute("height", "9999"); g.setAttribute("style", "position:fixed;inset:0;background:red;overflow:visible"); return g; }`,
    ),
  ),
  c(
    "a mark that returns a link over the page",
    plot(
      `(index, scales, values, dimensions, context) => { const a = context.document.createElementNS("http://www.w3.org/2000/svg", "a"); a.setAttribute("href", "https://example.org/"); const r = context.document.createElementNS("http://www.w3.org/2000/svg", "rect"); for (const [k, v] of Object.entries({ x: -5000, y: -5000, width: 10000, height: 10000, fill: "red" })) r.setAttribute(k, v); a.append(r); return a; }`,
    ),
  ),
  c(
    "a mark with a transform",
    plot(
      `(index, scales, values, dimensions, context) => { const r = context.document.createElementNS("http://www.w3.org/2000/svg", "rect"); for (const [k, v] of Object.entries({ width: 100, height: 100, fill: "red", transform: "translate(-400 -400) scale(20)" })) r.setAttribute(k, v); return r; }`,
    ),
  ),
  c("a formula that moves left", formulaOf(String.raw`\hspace{-80em}\colorbox{red}{\text{imitated}}`)),
  c("a formula raised by 50 em", formulaOf(String.raw`\raisebox{50em}{\colorbox{red}{\text{imitated}}}`)),
  c("a formula of enormous rules", formulaOf(String.raw`\rule{200em}{100em}\kern{-300em}\rule[-80em]{300em}{300em}`)),
  c("a formula without width", formulaOf(String.raw`\llap{\rule{200em}{20em}}\rlap{\rule{200em}{20em}}`)),
  c("a formula in huge letters", formulaOf(String.raw`\Huge\text{Enter your password}^{\Huge\rule{90em}{9em}}`)),
  c(
    "a formula with a class and an id",
    formulaOf(String.raw`\htmlClass{site-header}{x}\htmlId{cell-memories}{x}\htmlStyle{position:fixed;inset:0;background:red}{x}`),
  ),
  c(
    "a formula with a link and an image",
    formulaOf(String.raw`\href{javascript:alert(1)}{x}\url{https://example.org}\includegraphics[width=900em]{https://example.org/a.png}`),
  ),
  c("a table of one word without spaces", `table([{ a: "x".repeat(5000), b: "y".repeat(5000) }])`),
  c("a text without spaces", `"x".repeat(5000)`),
  c("a text of stacked marks", `"Z\\u0301\\u0302\\u0303\\u0304".replace(/Z/g, "Z" + "\\u0300".repeat(3000))`),
  c("a caption without spaces", `Plot.lineY([1, 2]).plot({ caption: "x".repeat(3000), title: "y".repeat(3000) })`),
  c("a progress label without spaces", `progress(0.5, "x".repeat(5000))`),
  c(
    "a handle outside its plot",
    `point("handle", { x: [-1e6, 1e6], y: [-1e6, 1e6], value: [-9e5, 9e5] }); ${plot(dot, "x: { domain: [0, 1] }, y: { domain: [0, 1] },")}`,
  ),
];

const n = groupOf("inputs");
const inputs = [
  n("a choice of 10,000 options", `choice("option", Array.from({ length: 10_000 }, (_, i) => "option " + i))`, error),
  n("a choice with options of 1 MB", `choice("option", ["a".repeat(1e6), "b".repeat(1e6), "c".repeat(1e6)])`),
  n("a choice of a million entries", `choice("option", Object.fromEntries(Array.from({ length: 1e6 }, (_, i) => ["o" + i, i])))`, error),
  n("a slider with a label of 1 MB", `slider("x".repeat(1e6), { min: 0, max: 1 })`),
  n("a toggle with a label of a million lines", `toggle("x\\n".repeat(1e6))`),
  n("a button with a label of 1 MB", `button("b".repeat(1e6))`),
  n("5,000 sliders", `for (let i = 0; i < 5000; i++) slider("s" + i, { min: 0, max: 1 })`, error),
  n("5,000 toggles, each shown", `for (let i = 0; i < 5000; i++) display(toggle("t" + i))`, error),
  n("5,000 points", `for (let i = 0; i < 5000; i++) point("p" + i, { x: [0, 1], y: [0, 1] });\nPlot.dot([[0.5, 0.5]]).plot()`, error),
  n("5,000 players", `for (let i = 0; i < 5000; i++) player("p" + i, { max: 10 })`, error),
  n(
    "5,000 inputs of all kinds",
    `for (let i = 0; i < 1000; i++) { slider("s" + i, { min: 0, max: 1 }); toggle("t" + i); button("b" + i); choice("c" + i, ["a", "b"]); player("p" + i, { max: 9 }); }`,
    error,
  ),
  n("a slider from minus to plus the largest number", `slider("wide", { min: -Number.MAX_VALUE, max: Number.MAX_VALUE, step: Number.MIN_VALUE })`),
  n("a slider of 10¹⁵ steps", `slider("fine", { min: 0, max: 1, step: 1e-15 })`),
  n("a player of 10¹⁵ steps", `player("long", { max: 1e15 })`),
  n("a prediction with 10,000 options", `predict("guess", { options: Array.from({ length: 10_000 }, (_, i) => "o" + i) })`, error),
  n("a prediction with a label of 1 MB", `predict("g".repeat(1e6), { min: 0, max: 1 })`),
  n("a curve to be drawn over infinite bounds", `predict.curve("sketch", { x: [0, Infinity], y: [-Infinity, 0] })`, error),
  n("a point in an infinite box", `point("p", { x: [-Infinity, Infinity], y: [0, NaN] }); Plot.dot([[1, 1]]).plot()`, error),
  n("an input whose label is __proto__", `toggle("__proto__"); toggle("constructor"); display("shown")`),
  n("honest inputs", `slider("s", { min: 0, max: 1 }); toggle("t"); display("shown")`, drawn),
];

const k = groupOf("code");
const code = [
  k("4 MB of code", `"${"x".repeat(4_000_000)}"`, keptOut),
  k("4 MB of short lines", "1;\n".repeat(1_330_000), keptOut),
  k("4 MB of comments", `/*${" a".repeat(2_000_000)}*/ 1`, keptOut),
  k("100,000 brackets", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, error),
  k("100,000 open brackets", "(".repeat(100_000), error),
  k("100,000 braces", `${"{".repeat(100_000)}${"}".repeat(100_000)}`, error),
  k("30,000 arrow functions in each other", `${"a => ".repeat(30_000)}1`, error),
  k("100,000 exclamation marks", `${"!".repeat(100_000)}1`, error),
  k("a sum of 60,000 terms", `${"1+".repeat(60_000)}1`),
  k("20,000 templates in each other", `${"`${".repeat(20_000)}1${"}`".repeat(20_000)}`, error),
  k("12,000 else-ifs", `${"if (0) {} else ".repeat(12_000)}{}`),
  k("15,000 names", Array.from({ length: 15_000 }, (_, i) => `let v${i};`).join(""), error),
  k("one line of 190,000 characters", `"${"x".repeat(190_000)}".length`),
  k("20,000 generics in each other", `let t: ${"Array<".repeat(20_000)}number${">".repeat(20_000)};`, error),
  k("a regular expression of 30,000 groups", `/${"(".repeat(30_000)}${")".repeat(30_000)}/.test("a")`),
  k("a template never closed", `\`${"${a".repeat(20_000)}`, error),
  k("a standard name defined anew", `const Object = 1;`, error),
  k("Math and Promise defined anew", `const Math = { round: () => 666 }, Promise = 1;`, error),
  k("a built-in defined anew", `const display = () => {};`, error),
  k("a name __proto__", `const __proto__ = 1;\ndisplay(__proto__)`),
  k("a function named then", `function then(f) { f(666); }\ndisplay("then")`),
  k("a name of another cell", `const series = 1;`, error),
  k("a name assigned that another cell has", `series = 1;`, error),
  k("import of an address", `import x from "https://example.org/x.js";\nx`, error),
  k("60 levels of brackets are honest", `display(${"[".repeat(60)}1${"]".repeat(60)}.flat(100).length)`, drawn),
];

const f = groupOf("floods and loops");
const floods = [
  f("while (true) {}", "while (true) {}", stopped),
  f("for (;;) await 0", "for (;;) await 0", stopped),
  f("a promise that never settles", "await new Promise(() => {})", stopped),
  f("a regular expression that backtracks", `/^(a+)+$/.test("a".repeat(40) + "!")`, stopped),
  f("a sort whose comparison never ends", "[3, 2, 1].sort(() => { for (;;); })", stopped),
  f("a value that hangs who looks at it", "new Proxy({}, { ownKeys() { for (;;); } })", stopped),
  f("a thenable without end", `await { then(next) { next(this); } }`, stopped),
  f("outputs without end", "for (let i = 0; ; i++) display(i)"),
  f("plots without end", `for (let i = 0; ; i++) display(Plot.lineY(Float64Array.from({ length: 1000 }, (_, j) => i * j)).plot())`),
  f("formulas without end", `for (let i = 0; ; i++) live(${formula(`${JSON.stringify("\\frac{1}{i} + ")} + i`)})`),
  f("tables without end", `for (let i = 0; ; i++) live(table(Array.from({ length: 100 }, (_, j) => ({ i, j }))))`),
  f("progress without end", "for (let i = 0; ; i++) progress((i % 100) / 100)"),
  f("inputs without end", `for (let i = 0; ; i++) toggle("t" + i)`),
  f("checks without end", `for (let i = 0; ; i++) check("c" + i, true)`),
  f("log lines between promises", "for (let i = 0; ; i++) { console.log(i); await 0; }"),
  f("a stack that overflows", "const dive = () => dive() + 1;\ndive()", error),
  f("tasks without end", `await spread(Array.from({ length: 100_000 }, (_, i) => i), (i) => { for (;;); })`),
  f("a spread inside a spread", `await spread([1, 2, 3], async () => await spread([1, 2, 3], () => { for (;;); }))`),
];

/** The global scope of a cell, which has no name for it. */
const G = `(0, eval)("this")`;

const q = groupOf("patches");
/** Each either ends in an error or has no effect beyond its own run. */
const patches = [
  ...[
    "Math.round = () => 666",
    "Math.random = () => 0.5; Math.max = () => 666; Math.sqrt = () => 666",
    "Array.prototype.map = () => [666]",
    "Array.prototype.push = function () { for (;;); }",
    "Array.prototype[Symbol.iterator] = function* () { for (;;) yield 666; }",
    "Array.from = () => [666]",
    "Array.isArray = () => true",
    "Float64Array.of = () => [666]",
    "Float64Array.from = () => [666]",
    "Object.keys = Object.entries = () => []",
    'Object.prototype.type = "event"',
    "Object.prototype.then = (f) => f(666)",
    'Object.defineProperty(Object.prototype, "0", { get: () => 666, set() {} })',
    "Object.freeze(Object.prototype); Object.freeze(Array.prototype)",
    "Promise.prototype.then = () => {}",
    "globalThis.Promise = undefined",
    "Function.prototype.call = Function.prototype.apply = () => 666",
    'Map.prototype.get = () => { throw new Error("mine"); }',
    "Set.prototype.has = () => true",
    'String.prototype.split = () => ["666"]',
    "RegExp.prototype.exec = () => null; RegExp.prototype.test = () => true",
    'JSON.stringify = () => "666"',
    'Number.prototype.toString = () => "666"',
    "Number.isFinite = () => false",
    'Symbol.prototype.toString = () => "666"',
    "Error.prototype.toString = () => { for (;;); }",
    "Error.captureStackTrace = Error.prepareStackTrace = () => { for (;;); }",
    "Date.now = () => 0",
    "performance.now = () => 0",
    "globalThis.postMessage = () => {}; self.onmessage = null",
    "delete globalThis.setTimeout; delete globalThis.queueMicrotask; delete globalThis.clearTimeout",
    "globalThis.setTimeout = globalThis.setInterval = () => 0",
    "globalThis.MessageChannel = function () { for (;;); }",
    "globalThis.structuredClone = () => 666",
  ].map((patch) => q(patch, `${patch.replaceAll("globalThis", G)};\ndisplay("patched")`)),
  q("all of Plot's functions", `for (const key of Object.keys(Plot)) try { Plot[key] = () => 666; } catch {}\ndisplay("patched")`),
  q(
    "the exports of a module",
    `import * as optim from "optim";\nfor (const key of Object.keys(optim)) try { optim[key] = () => 666; } catch {}\ntry { optim.ema.call = () => 666; } catch {}\ndisplay("patched")`,
  ),
  q(
    "the built-ins",
    `for (const name of ["display", "table", "console"]) try { globalThis[name] = () => 666; } catch {}\nconsole.log = () => { for (;;); };\ndisplay("patched")`,
  ),
  q(
    "renamed prototypes",
    `Object.setPrototypeOf(Array.prototype, { get map() { return () => [666]; } });\nObject.setPrototypeOf(Object.getPrototypeOf(async () => {}), null);\ndisplay("patched")`,
  ),
  q(
    "messages of its own",
    `for (let i = 0; i < 100; i++) (0, eval)("this").postMessage({ type: "event", run: i, event: { type: "output", cell: "memories", index: 0, output: { kind: "text", text: "666" } } });\ndisplay("sent")`,
  ),
  q("close()", `(0, eval)("this").close();\ndisplay("closed")`),
];

const l = groupOf("leftovers");
const leftovers = [
  l("an un-awaited for (;;) await 0", `void (async () => { for (;;) await 0; })();\ndisplay("left")`),
  l("an endless loop in a timer", `${G}.setTimeout?.(() => { for (;;); }, 0);\ndisplay("left")`),
  l("an endless loop in a later timer", `${G}.setTimeout?.(() => { for (;;); }, 150);\ndisplay("left")`),
  l("an endless loop in an interval", `${G}.setInterval?.(() => { for (;;); }, 30);\ndisplay("left")`),
  l("an endless loop in a microtask", `${G}.queueMicrotask?.(() => { for (;;); });\ndisplay("left")`),
  l("an endless loop after a promise", `void Promise.resolve().then(() => { for (;;); });\ndisplay("left")`),
  l(
    "an endless loop in a message",
    `const channel = new ${G}.MessageChannel();\nchannel.port1.onmessage = () => { for (;;); };\nchannel.port2.postMessage(1);\ndisplay("left")`,
  ),
  l("100,000 timers", `for (let i = 0; i < 100_000; i++) ${G}.setInterval?.(() => { for (let j = 0; j < 1e5; j++); }, 0);\ndisplay("left")`),
  l("outputs after the end", `${G}.setInterval?.(() => display("666"), 1);\ndisplay("left")`),
  l(
    "plots after the end",
    `void (async () => { for (;;) { await 0; display(Plot.dot(${rows(1000)}, { x: "x", y: "y" }).plot()); } })();\ndisplay("left")`,
  ),
  l("errors after the end", `${G}.setInterval?.(() => { throw new Error("666"); }, 1);\ndisplay("left")`),
  l("rejections after the end", `${G}.setInterval?.(() => void Promise.reject(new Error("666")), 1);\ndisplay("left")`),
  l(
    "a hundred million microtasks",
    `for (let i = 0; i < 1e6; i++) void Promise.resolve().then(async () => { for (let j = 0; j < 1000; j++) await 0; });\ndisplay("left")`,
  ),
  l(
    "an exported function that loops where it is called",
    `const trap = { toString() { for (;;); }, get x() { for (;;); }, toJSON() { for (;;); } };\ndisplay("left")`,
  ),
  l(
    "a top-level name whose value hangs who looks",
    `const hanging = new Proxy({}, { get() { for (;;); }, ownKeys() { for (;;); }, getPrototypeOf() { for (;;); } });\ndisplay("left")`,
  ),
  l(
    "a finalizer that loops",
    `new FinalizationRegistry(() => { for (;;); }).register({}, 1);\nfor (let i = 0; i < 200; i++) new Array(1e5).fill(i);\ndisplay("left")`,
  ),
  l(
    "a worker of its own that floods",
    `try { const W = ${G}.Worker; new W(${G}.URL.createObjectURL(new ${G}.Blob(["for (;;) postMessage(1)"]))); } catch {}\ndisplay("left")`,
  ),
  l("a locked-up Atomics.wait", `try { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); } catch {}\ndisplay("left")`),
];

const m = groupOf("memory");
const memory = [
  m("arrays without end", `const all = [];\nfor (;;) all.push(new Array(1e5).fill(all.length))`),
  m("typed arrays without end", `const all = [];\nfor (;;) all.push(new Float64Array(1e6).fill(all.length))`),
  m("a text that doubles", `let text = "x";\nfor (;;) text = text + text + text.length`),
  m("objects between promises", `const all = [];\nfor (;;) { all.push(Array.from({ length: 1e4 }, (_, i) => ({ i }))); await 0; }`),
  m("a text of 400 MB as an output", `"x".repeat(4e8)`),
  m("an array of 400 MB as an output", `new Float64Array(5e7)`),
  m("a hundred outputs of 30 MB", `for (let i = 0; i < 100; i++) display("x".repeat(3e7))`),
  m(
    "wide rows: a table of 4,000 columns, 1,000 rows",
    `table(Array.from({ length: 1000 }, (_, r) => Object.fromEntries(Array.from({ length: 4000 }, (_, c) => ["c" + c, r + c]))))`,
  ),
  m("a plot of ten million points", `Plot.lineY(new Float64Array(1e7)).plot()`),
  m("one value 300 times", `(() => { const row = Array(1e4).fill("x".repeat(1000)); return Array(300).fill(row); })()`),
  m("a Map of a million typed arrays", `new Map(Array.from({ length: 1e5 }, (_, i) => [i, new Uint8Array(100)]))`),
];

const w = groupOf("ways out");
/** Cells that ask a server, by code and by what they show. */
export const waysOut = (target: string): HostileCell[] => [
  w(
    "every request that code can make, at once",
    `const Async = (async () => {}).constructor;
for (const text of ${JSON.stringify(attacks.map(({ source }) => `const G = (0, eval)("this"), T = ${JSON.stringify(target)}, W = T.replace("http", "ws");\n${source}`))}) {
  try { void new Async(text)().catch(() => {}); } catch {}
}
for (let i = 0; i < 1000; i++) await 0;
display("all tried");`,
  ),
  w("an image in a plot", `Plot.image([1], { src: () => ${JSON.stringify(`${target}image.png`)}, x: () => 1, y: () => 1 }).plot()`),
  w("an image in a paint", `Plot.dot([[1, 1]], { fill: "url(${target}paint.svg#p)", stroke: "u\\\\72l(${target}escaped)" }).plot()`),
  w(
    "an image in a filter",
    `Plot.dot([[1, 1]], { imageFilter: "url(${target}filter.svg#f)", tip: { pathFilter: "url(${target}tip.svg#f)" } }).plot()`,
  ),
  w(
    "an image in a style",
    plot(`Plot.dot([[1, 1]])`, `style: "background:url(${target}style.png)", className: "x{background:url(${target}class.png)}",`),
  ),
  w("a font", `Plot.text(["a"], { fontFamily: "x;src:url(${target}font.woff2)", frameAnchor: "middle" }).plot()`),
  w(
    "an image element by a mark of its own",
    plot(
      `(index, scales, values, dimensions, { document }) => { const image = document.createElementNS("http://www.w3.org/2000/svg", "image"); image.setAttribute("href", ${JSON.stringify(`${target}mark.png`)}); return image; }`,
    ),
  ),
  w(
    "HTML by a mark of its own",
    plot(
      `(index, scales, values, dimensions, { document }) => { const g = document.createElementNS("http://www.w3.org/2000/svg", "g"); g.innerHTML = ${JSON.stringify(`<image href="${target}inner.png"/><foreignObject><img src="${target}foreign.png" onerror="fetch('${target}onerror')"/><style>@import "${target}style.css"</style></foreignObject>`)}; return g; }`,
    ),
  ),
  w(
    "HTML as text, in a table, a caption and a title",
    `const html = ${JSON.stringify(`<img src="${target}text.png" onerror="fetch('${target}script')">`)};\ndisplay(html, html);\ndisplay(table([{ [html]: html }], { caption: html }));\nPlot.dot([[1, 1]], { title: () => html }).plot({ caption: html, title: html })`,
  ),
  w(
    "an image in a formula",
    formulaOf(String.raw`\includegraphics{${target}tex.png}\href{${target}href}{x}\htmlStyle{background:url(${target}tex-style.png)}{x}`),
  ),
];

/** All that need no server. */
export const hostileCells: readonly HostileCell[] = [
  ...plots,
  ...outputs,
  ...cover,
  ...inputs,
  ...code,
  ...floods,
  ...patches,
  ...leftovers,
  ...memory,
];

/** Cells that take the process of the sandbox with them, where its workers have little memory. */
export const bombs: readonly HostileCell[] = [memory[0], memory[3]];
