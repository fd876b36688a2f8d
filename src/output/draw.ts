/** Draws what a cell shows, where the cell runs or at build, with our own DOM. What comes out may cross to the page. */
import katex from "katex";
import { asDocument, createDocument, type DomElement } from "../dom/index.ts";
import { isDrawnKind, outputKinds } from "../notebook/outputs.ts";
import type { Drawing, DrawnKind, Output, Shown, TableData } from "../notebook/types.ts";
import { drawnOf } from "../plot/draw.ts";
import type { PlotFacts } from "../plot/readings.ts";
import { tagOutput } from "../symbols/output.ts";
import { measure } from "../tree/build.ts";
import { toTree } from "../tree/fromDom.ts";
import { TreeError, type TreeSize } from "../tree/tree.ts";
import { renderCheck } from "./renderCheck.ts";
import { element } from "./element.ts";
import { renderError } from "./error.ts";
import { renderValue } from "./inspector.ts";
import { renderNote } from "./note.ts";
import { renderTable } from "./renderTable.ts";
import { renderText } from "./text.ts";
import type { OutputWords } from "./words.ts";

/** Characters of a formula; one line is some fifty. */
export const MAX_FORMULA = 4_000;

/** An output drawn, and what a build would complain of. */
export interface DrawnOutput {
  shown: Shown;
  size: TreeSize;
  problems: string[];
}

const nothing: TreeSize = { nodes: 1, bytes: 0 };

/** What a kind's record makes of an output: its box, and what is said of it beside the picture. */
interface Drawn {
  box: Element;
  problems?: readonly string[];
  /** What crosses beside the tree. */
  facts?: PlotFacts;
  data?: TableData;
  passed?: boolean;
}

type Drawer<K extends DrawnKind> = (output: Output<K>, document: Document, words: OutputWords, width?: number) => Drawn;

const drawers: { readonly [K in DrawnKind]: Drawer<K> } = {
  plot({ element }, document, _words, width) {
    const made = drawnOf(element);
    const plot = made && width !== undefined ? made.at(width) : element;
    const drawn = drawnOf(plot);
    const problems = drawn?.problems ?? [];
    return { box: framePlot(plot, drawn?.svg, problems, document) as unknown as Element, problems, ...(drawn && { facts: drawn.facts }) };
  },
  table: (output, document, words) => ({
    box: renderTable(output, document, words),
    data: { columns: output.columns.map(({ name }) => name), rows: output.rows, more: output.more },
  }),
  text: ({ text }, document) => ({ box: renderText(text, document) }),
  value: ({ value, name }, document, words) => ({ box: renderValue(value, name, document, words) }),
  tex: (output, document) => ({ box: renderTex(output, document) }),
  note: ({ text }, document) => ({ box: renderNote(text, document, (tex, isBlock) => formulaOf(tex, isBlock, document)) }),
  check: (output, document, words) => ({ box: renderCheck(output, document, words), passed: output.passed }),
};

const drawerOf = <K extends DrawnKind>(kind: K): Drawer<K> => drawers[kind];
const isDrawn = (output: Output): output is Output<DrawnKind> => isDrawnKind(output.kind);

/** The output as the page gets it. One that is over a cap becomes an error that says so. `width`: room for plots that are drawn anew for it. */
export function drawOutput(output: Output, words: OutputWords, width?: number): DrawnOutput {
  if (!isDrawn(output)) return { shown: output, size: nothing, problems: [] };
  try {
    return draw(output, words, width);
  } catch (error) {
    if (!(error instanceof TreeError || error instanceof RangeError)) throw error;
    // A drawing of endless depth ends in a RangeError of the engine.
    const message = error instanceof TreeError ? error.message : `${outputKinds[output.kind].name} too deep to be drawn`;
    return drawRefusal(message, words);
  }
}

/** An error in the place of an output that may not cross. */
export function drawRefusal(message: string, words: OutputWords): DrawnOutput {
  const box = renderError({ kind: "runtime", message }, { document: asDocument(createDocument()), words });
  return crossing("text", { box, problems: [message] });
}

function draw(output: Output<DrawnKind>, words: OutputWords, width?: number): DrawnOutput {
  const drawn = drawerOf<DrawnKind>(output.kind)(output, asDocument(createDocument()), words, width);
  tagOutput(drawn.box);
  return crossing(output.kind, drawn);
}

function crossing(of: DrawnKind, { box, problems = [], facts, data, passed }: Drawn): DrawnOutput {
  const tree = toTree(box as unknown as DomElement);
  const shown: Drawing = {
    kind: "drawing",
    of,
    tree,
    ...(facts && { facts: [facts] }),
    ...(data && { data }),
    ...(passed !== undefined && { passed }),
  };
  return { shown, size: measure(tree, outputKinds[of].name), problems: [...problems] };
}

/** The drawing, and under it what is wrong with it (a channel without values, a warning of Plot's). */
function framePlot(drawing: DomElement, svg: DomElement | undefined, problems: readonly string[], document: Document): DomElement {
  const picture = svg ?? drawing;
  // One image with one name: Plot's names of its groups are for styles, not for readers.
  if (picture.localName === "svg") {
    picture.setAttribute("role", "img");
    for (const part of picture.children) part.setAttribute("aria-hidden", "true");
    if (!picture.hasAttribute("aria-label")) picture.setAttribute("aria-label", describePlot(drawing, picture));
    // Plot names its marks; only a part with a role may have a name.
    for (const part of picture.querySelectorAll("g[aria-label]")) part.setAttribute("role", "group");
  }
  const caption = drawing.querySelector("figcaption");
  if ((caption?.textContent.length ?? 0) > MAX_FORMULA)
    throw new TreeError(`caption too long: ${caption!.textContent.length} characters (at most ${MAX_FORMULA})`);
  const box = element(document, "div", { class: "output output-plot" }) as unknown as DomElement;
  // The cell may go on with its own element, or show it twice.
  box.append(drawing.cloneNode(true));
  if (problems.length > 0)
    box.append(
      element(document, "ul", { class: "output-problems" }, ...problems.map((text) => element(document, "li", {}, text))) as unknown as DomElement,
    );
  return box;
}

/** An accessible name from what stands on the plot: its title or caption, else the labels of its axes. */
function describePlot(drawing: DomElement, svg: DomElement): string {
  const title = drawing.querySelector(".plot-title, figcaption")?.textContent.trim();
  if (title) return title.slice(0, 1000);
  const labels = svg.querySelectorAll('[aria-label$="-axis label"]').map((label) => label.textContent.replace(/[←→↑↓]/g, "").trim());
  return labels.filter(Boolean).join(", ") || "plot";
}

function renderTex({ tex, block }: Output<"tex">, document: Document): HTMLElement {
  // A formula that is wider than the page scrolls, so the keyboard must reach it. One of several lines can be so without being a block.
  return element(
    document,
    "div",
    { class: `output output-tex${block ? " output-tex-block" : ""}`, tabindex: block || tex.includes("\\begin{") ? 0 : undefined },
    formulaOf(tex, block, document),
  );
}

/** KaTeX makes its nodes with the global document, which this gives it for as long as it needs one. */
function formulaOf(tex: string, block: boolean, document: Document): Node {
  if (tex.length > MAX_FORMULA) throw new TreeError(`formula too long: ${tex.length} characters (at most ${MAX_FORMULA}): show it in parts`);
  const scope = globalThis as { document?: unknown };
  const before = scope.document;
  scope.document = document;
  try {
    const options = { displayMode: block, throwOnError: false, trust: false, strict: "ignore", maxExpand: 1000, maxSize: 20 };
    return (katex as unknown as { __renderToDomTree(tex: string, options: object): { toNode(): Node } }).__renderToDomTree(tex, options).toNode();
  } finally {
    if (before === undefined) delete scope.document;
    else scope.document = before;
  }
}
