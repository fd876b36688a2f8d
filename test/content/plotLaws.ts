import { parseHTML } from "linkedom";
import type { PlotFacts } from "../../src/plot/readings.ts";

/** What holds of every plot and every number of a page, read from its HTML: each function gives a line for whatever does not. */

const page = (html: string): Document => parseHTML(`<html><body>${html}</body></html>`).document as unknown as Document;

const LINES = ["line", "link", "rule", "arrow", "vector", "tick"];
const BARS = ["bar", "rect", "cell", "waffle"];

interface Look {
  kind: "line" | "dot" | "bar" | "other";
  width: number;
  dash: string;
  paleness: string;
}

/** An attribute of a part, or of what it stands in, up to the plot. */
const of = (part: Element, name: string): string | null => part.closest(`svg [${name}]`)?.getAttribute(name) ?? null;
const same = (a: Look, b: Look): boolean => a.width === b.width && a.dash === b.dash && a.paleness === b.paleness;

/** How everything of a colour looks that is drawn in a plot. */
function looksOf(plot: Element, color: string): Look[] {
  const drawn = [...plot.querySelectorAll("g[aria-label] :is(path, line, circle, rect)")].filter(
    (part) => part.closest("marker") === null && [of(part, "stroke"), of(part, "fill")].includes(color),
  );
  return drawn.flatMap((part): Look[] => {
    const label = part.closest("g[aria-label]")!.getAttribute("aria-label")!;
    if (/axis|grid|frame/.test(label) || part.getAttribute("d") === "") return [];
    return [
      {
        kind: LINES.includes(label) ? "line" : label === "dot" ? "dot" : BARS.includes(label) ? "bar" : "other",
        width: Math.min(9, Number(of(part, "stroke-width") ?? 1)),
        dash: of(part, "stroke-dasharray") ?? "",
        paleness: `${of(part, "stroke-opacity")} ${of(part, "opacity")}`,
      },
    ];
  });
}

/** Legends whose entries are not as the marks that they name: of another colour, dash, width or kind, or without any mark. */
export function legendFaults(html: string): string[] {
  return [...page(html).querySelectorAll(".plot-wide, .plot-narrow")].flatMap((frame) => {
    const plot = frame.querySelector('svg[role="img"]')!;
    return [...frame.querySelectorAll('[class$="-swatch"]')].flatMap((entry): string[] => {
      const fault = (what: string) => [`${entry.textContent.trim()}: ${what}`];
      const swatch = entry.querySelector("svg")!;
      const color = swatch.getAttribute("fill") ?? swatch.querySelector("[stroke], [fill]")!.getAttribute("stroke")!;
      const pieces = [...swatch.querySelectorAll('[d^="M0,"]')];
      const dots = [...swatch.querySelectorAll("[transform]")];
      const square = swatch.querySelector("rect");
      const known = color && color !== "none" ? color : dots[0]!.getAttribute("fill")!;
      const looks = looksOf(plot, known);
      if (looks.length === 0) return fault(`nothing is drawn in ${known}`);
      if (square)
        return looks.some(({ kind }) => kind === "bar") || !looks.some(({ kind }) => /line|dot/.test(kind)) ? [] : fault("a square, but no bar");
      const lines = looks.filter(({ kind }) => kind === "line");
      const shown = pieces.map((piece): Look => {
        const [width, dash] = [Number(piece.getAttribute("stroke-width")), piece.getAttribute("stroke-dasharray") ?? ""];
        return { kind: "line", width, dash, paleness: `${piece.getAttribute("stroke-opacity")} ${piece.getAttribute("opacity")}` };
      });
      const colors = pieces.map((piece) => piece.getAttribute("stroke")).filter((other) => other !== known);
      const markers = plot.querySelectorAll(`marker:is([fill="${known}"], [stroke="${known}"])`).length;
      return [
        ...colors.flatMap((other) => fault(`a line in ${other}, not ${known}`)),
        ...shown.filter((one) => !lines.some((line) => same(line, one))).flatMap((one) => fault(`no line is like ${JSON.stringify(one)}`)),
        ...lines.filter((line) => !shown.some((one) => same(line, one))).flatMap((line) => fault(`does not show ${JSON.stringify(line)}`)),
        ...(dots.length > 0 !== (markers > 0 || looks.some(({ kind }) => kind === "dot")) ? fault(`${dots.length} dots in its swatch`) : []),
      ];
    });
  });
}

/** Lines, dots and bars of a plot whose values neither the pointer nor the table of its data has. */
export function unreadMarks(html: string, facts: readonly PlotFacts[]): string[] {
  return [...page(html).querySelectorAll(".plot-wide")].flatMap((frame, i) => {
    const drawn = [...frame.querySelectorAll('svg[role="img"] > g[aria-label]')]
      .filter((mark) => mark.querySelector("path, circle, rect") !== null)
      .map((mark) => mark.getAttribute("aria-label")!)
      .filter((kind) => kind === "line" || kind === "dot" || BARS.includes(kind));
    const read = facts[i]?.marks.map(({ mark }) => mark) ?? [];
    const without = facts[i]?.marks.filter(({ x, y }) => !x?.values.length && !y?.values.length).map(({ mark }) => mark) ?? [];
    return [
      ...[...new Set(drawn)].filter((kind) => !read.includes(kind)).map((kind) => `plot ${i + 1}: ${kind}`),
      ...without.map((kind) => `plot ${i + 1}: ${kind} without values`),
    ];
  });
}

/** Numbers that are not written as all are: −0.5, 7,500 and 2.98 × 10⁷. What a program prints, and code, is as it is. */
export function oddNumbers(html: string): string[] {
  const document = page(html);
  for (const other of document.querySelectorAll(".katex, .output-text, .output-value, code, pre, .plot-narrow, input, title")) other.remove();
  return [...document.querySelectorAll("*")]
    .filter(({ children }) => children.length === 0)
    .flatMap((part) => {
      const text = part.textContent.trim();
      const isYear = /^(?:19|20)\d\d$/.test(text) && part.closest("svg") !== null;
      const isOdd =
        /(?<![\p{L}\d])\d+(?:\.\d+)?e[-+−]?\d/iu.test(text) ||
        /(?<![\p{L}\d)\]_.-])-\.?\d/u.test(text) ||
        /\d·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]|\d\u2009\d/.test(text) ||
        /^−?\d+(?:\.\d+)?[mkMµnG]$/.test(text) ||
        (/^−?\d{4,}(?:\.\d+)?$/.test(text) && !isYear);
      return isOdd ? [text.slice(0, 80)] : [];
    });
}
