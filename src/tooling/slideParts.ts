import type { Nodes } from "mdast";
import type { MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import { SKIP, visit } from "unist-util-visit";
import type { Cell } from "../notebook/types.ts";
import { expression, text } from "./mdxAttributes.ts";
import { attributeOf } from "./readChapter.ts";

type Child = MdxJsxFlowElement["children"][number];
type Fail = (node: Nodes, message: string) => never;

/**
 * Gives what is in a slide to the deck in parts, as slots of the slide: its text, its cells with the exercises, the speaker's notes; and that of an exercise as its
 * task and its cells. Slots are numbered, `text-1`, `cells-2`, `text-3`: all of them in turn are the slide as the page has it (`components/slides/slots.ts`).
 */
export function intoParts(slide: MdxJsxFlowElement, fail: Fail): void {
  slide.children = slide.children.flatMap(splitLecture);
  askOnce(slide, fail);
  const cells = slide.children.filter(standsWithCells).flatMap((node) => (isElement(node, "Lecture") ? node.children : [node]));
  for (const exercise of cells)
    if (isElement(exercise, "Exercise")) exercise.children = inSlots(exercise.children, (node) => (isCell(node) ? "cells" : "task"));
  showCode(cells.filter(isCell));
  refuseCellsInside(slide, cells, fail);
  slide.children = inSlots(slide.children, (node) => (isElement(node, "Notes") ? "notes" : standsWithCells(node) ? "cells" : "text"));
}

const isElement = (node: Nodes, name: string): node is MdxJsxFlowElement => node.type === "mdxJsxFlowElement" && node.name === name;
const isCell = (node: Nodes): node is MdxJsxFlowElement => isElement(node, "Cell");
const isCellOrExercise = (node: Nodes): boolean => isCell(node) || isElement(node, "Exercise");
const standsWithCells = (node: Nodes): boolean => isCellOrExercise(node) || (isElement(node, "Lecture") && node.children.some(isCellOrExercise));

/** A `<Lecture>` as several where it has cells: those of cells alone are `bare`, which on a slide are nothing but the cells. */
function splitLecture(node: Child): Child[] {
  if (!isElement(node, "Lecture") || !standsWithCells(node)) return [node];
  return runsOf(node.children, isCellOrExercise).map(([isBare, children]): MdxJsxFlowElement => ({
    ...node,
    attributes: isBare ? [...node.attributes, expression("bare", true)] : node.attributes,
    children,
  }));
}

/** A slide asks once: where hands are counted, the same question to a single reader stays on the page. The cell that shows the truth stands on the same slide. */
function askOnce(slide: MdxJsxFlowElement, fail: Fail): void {
  const ids = new Set<string>();
  const all: MdxJsxFlowElement[] = [];
  visit(slide, (node) => {
    if (isElement(node, "Reading")) return SKIP;
    if (isElement(node, "Hands")) all.push(node);
  });
  const [hands] = all;
  if (!hands) return;
  slide.children = slide.children.map((child) =>
    isElement(child, "Exercise") && child.children.some((node) => isCell(node) && attributeOf(node, "asks") !== undefined)
      ? { type: "mdxJsxFlowElement", name: "Reading", attributes: [], children: [child] }
      : child,
  );
  visit(slide, (node) => {
    if (isElement(node, "Reading")) return SKIP;
    if (isCell(node)) ids.add(cellOf(node).id);
  });
  const shows = attributeOf(hands, "shows");
  if (shows !== undefined && !ids.has(shows))
    fail(hands, `invalid shows of hands ${attributeOf(hands, "id")}: ${shows} (expected the id of a cell on the same slide)`);
}

/** Whose code is shown where a slide shows code: that of the first cell whose code is open, or of the first. An exercise always shows its own. */
function showCode(cells: readonly MdxJsxFlowElement[]): void {
  (cells.find((cell) => !cellOf(cell).hidden) ?? cells[0])?.attributes.push(expression("showsCode", true));
}

const cellOf = (node: MdxJsxFlowElement): Cell => JSON.parse(attributeOf(node, "cell")!) as Cell;

/** A cell in a figure or a list would stand in the slide's text, which has no room for it. */
function refuseCellsInside(slide: MdxJsxFlowElement, known: readonly Child[], fail: Fail): void {
  visit(slide, (node) => {
    if (isElement(node, "Reading") || known.includes(node as Child)) return SKIP;
    if (isCellOrExercise(node))
      fail(
        node,
        `a cell or exercise stands inside of something else on the slide ${attributeOf(slide, "id")}: it stands on the slide itself, or in its <Lecture>`,
      );
  });
}

/** The same nodes, each run of one kind in a slot `KIND-NUMBER`. */
const inSlots = (nodes: readonly Child[], kindOf: (node: Child) => string): MdxJsxFlowElement[] =>
  runsOf(nodes, kindOf).map(([kind, children], i) => ({
    type: "mdxJsxFlowElement",
    name: "Fragment",
    attributes: [text("slot", `${kind}-${i + 1}`)],
    children,
  }));

/** Neighbours of one kind together. */
function runsOf<K>(nodes: readonly Child[], kindOf: (node: Child) => K): [K, Child[]][] {
  const runs: [K, Child[]][] = [];
  for (const node of nodes) {
    const kind = kindOf(node);
    if (runs.at(-1)?.[0] === kind) runs.at(-1)![1].push(node);
    else runs.push([kind, [node]]);
  }
  return runs;
}
