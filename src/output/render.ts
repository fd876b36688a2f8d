/** One renderer for every output: at build into the page's HTML, in the browser into the page. Cells' text stays text. */
import type { KatexOptions } from "katex";
import type { Output, PlotRecord } from "../notebook/types.ts";
import { recordProblems } from "../plot/problems.ts";
import type { ReplayOptions } from "../plot/replay.ts";
import { replay, scalesOf } from "../plot/replay.ts";
import { renderCheck } from "./check.ts";
import { element } from "./element.ts";
import { renderInput } from "./input.ts";
import { renderValue } from "./inspector.ts";
import { renderTable } from "./table.ts";
import type { OutputWords } from "./words.ts";

export { renderError } from "./error.ts";

export interface RenderContext extends ReplayOptions {
  katex: { renderToString(tex: string, options: KatexOptions): string };
  words: OutputWords;
}

/** The element of an output, `.output.output-KIND`; of an input, its control `.input[data-key]`. Throws what `replay` throws. */
export function renderOutput(output: Output, context: RenderContext): HTMLElement {
  const { document, words } = context;
  switch (output.kind) {
    case "plot":
      return renderPlot(output, context);
    case "table":
      return renderTable(output, document, words);
    case "text":
      return element(document, "pre", { class: "output output-text" }, output.text);
    case "value":
      return renderValue(output.value, output.name, document, words);
    case "tex":
      return renderTex(output, context);
    case "progress":
      return renderProgress(output, context);
    case "check":
      return renderCheck(output, document, words);
    case "input":
      return renderInput(output.input, context);
  }
}

/** The drawing, and under it what is wrong with it (a channel without values, a warning of Plot's). */
function renderPlot(record: PlotRecord, context: RenderContext): HTMLElement {
  const { document } = context;
  const drawing = replay(record, context);
  const { svg, warnings } = scalesOf(drawing)!;
  // One image with one name: Plot's names of its groups are for styles, not for readers.
  svg.setAttribute("role", "img");
  for (const part of [...svg.children]) part.setAttribute("aria-hidden", "true");
  if (!svg.hasAttribute("aria-label")) svg.setAttribute("aria-label", describePlot(drawing, svg));
  // Plot names its marks; only a part with a role may have a name.
  for (const part of svg.querySelectorAll("g[aria-label]")) part.setAttribute("role", "group");
  const box = element(document, "div", { class: "output output-plot" }, drawing);
  const problems = [...recordProblems(record), ...warnings];
  if (problems.length > 0)
    box.append(
      element(document, "ul", { class: "output-problems" }, ...problems.map((text) => element(document, "li", {}, text))),
    );
  return box;
}

/** An accessible name from what stands on the plot: its title or caption, else the labels of its axes. */
function describePlot(drawing: Element, svg: Element): string {
  const title = drawing.querySelector(".plot-title, figcaption")?.textContent?.trim();
  if (title) return title;
  const labels = [...svg.querySelectorAll('[aria-label$="-axis label"]')].map((label) =>
    (label.textContent ?? "").replace(/[←→↑↓]/g, "").trim(),
  );
  return labels.filter(Boolean).join(", ") || "plot";
}

/** The only place where markup is written as a string: KaTeX's own, with nothing in it that loads or runs. */
function renderTex({ tex, block }: Extract<Output, { kind: "tex" }>, { document, katex }: RenderContext): HTMLElement {
  // A formula that is wider than the page scrolls, so the keyboard must reach it. One of several lines can be so without being a block.
  const box = element(document, "div", {
    class: `output output-tex${block ? " output-tex-block" : ""}`,
    tabindex: block || tex.includes("\\begin{") ? 0 : undefined,
  });
  box.innerHTML = katex.renderToString(tex, {
    displayMode: block,
    throwOnError: false,
    trust: false,
    strict: "ignore",
    maxExpand: 1000,
    maxSize: 20,
  });
  return box;
}

function renderProgress(
  { label, fraction }: Extract<Output, { kind: "progress" }>,
  { document, words }: RenderContext,
): HTMLElement {
  const known = fraction !== null && Number.isFinite(fraction);
  const share = known ? Math.min(1, Math.max(0, fraction)) : 0;
  const bar = element(document, "progress", known ? { max: 1, value: Number(share.toFixed(4)) } : {});
  return element(
    document,
    "div",
    { class: "output output-progress" },
    element(document, "label", {}, element(document, "span", {}, label || words.output.progress), " ", bar),
    known ? element(document, "span", { class: "progress-share" }, `${Math.floor(share * 100)} %`) : undefined,
  );
}
