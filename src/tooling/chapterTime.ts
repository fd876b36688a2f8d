import type { Nodes, Parents, Root } from "mdast";
import { words, type Locale } from "../i18n/index.ts";
import { toCell } from "../notebook/index.ts";
import { inputBuiltins } from "../notebook/inputs.ts";
import type { Cell } from "../notebook/types.ts";
import { attributeOf, isCellFence, isJsx, parseChapter, type Jsx } from "./readChapter.ts";

/** How long a chapter takes to read and to do, in whole minutes. */
export interface ChapterTime {
  /** All that is in no section marked "Further". */
  core: number;
  whole: number;
}

/**
 * Silent reading of English non-fiction: 238 words a minute, most adults between 175 and 300 (M. Brysbaert 2019, Journal of Memory and
 * Language 109, 104047, who finds that other languages follow from their number of words). Technical prose is slow reading: 200.
 */
const wordsPerMinute = 200;

/** What the doing takes, in seconds: estimates of ours. */
const seconds = {
  displayFormula: 15,
  /** A line of a cell whose code is in view. */
  codeLine: 3,
  /** To look at what a cell shows, or at a figure. */
  look: 15,
  /** To try out a cell that has inputs, or one that runs on a click. */
  inputs: 45,
  prediction: 60,
  /** An optimizer's file, read beside its equations. */
  source: 60,
};

/** Seconds of an exercise, with its text, by kind: to choose an answer, or to write one. */
const exerciseSeconds: Record<string, number> = { concept: 120, predict: 120, implement: 240, calculate: 240, fix: 240, break: 240 };

/** What a reader of the page does not see. */
const onSlidesOnly = new Set(["Notes", "Hands", "Lines"]);

const asksInput = new RegExp(`\\b(?:${inputBuiltins.join("|")})\\(`);

/**
 * The time of the chapter `text`, from what stands on its page. A level-two heading that begins with the language's word for "Further: " opens a part beyond
 * the core, until the next one that does not; what is folded is beyond it as well. A figure's caption is prose, hidden code is not read.
 */
export function chapterTime(text: string, locale: Locale): ChapterTime {
  const key = `${locale} ${text}`;
  let time = known.get(key);
  if (!time) {
    const { core, whole } = chapterSeconds(parseChapter(text), locale);
    known.set(key, (time = { core: Math.round(core / 60), whole: Math.round(whole / 60) }));
  }
  return time;
}

/** Every page with a contents asks for every chapter, and parsing one takes a tenth of a second. */
const known = new Map<string, ChapterTime>();

/** As `chapterTime`, in seconds, with the number of words in it. */
export function chapterSeconds(tree: Root, locale: Locale): { core: number; whole: number; words: number } {
  const { further } = words(locale).site;
  const segmenter = new Intl.Segmenter(locale, { granularity: "word" });
  const total = { core: 0, whole: 0, words: 0 };
  let isBeyond = false;

  const add = (time: number, isFolded: boolean): void => {
    total.whole += time;
    if (!isBeyond && !isFolded) total.core += time;
  };
  const read = (prose: string, isFolded: boolean): void => {
    const count = [...segmenter.segment(prose)].filter(({ isWordLike }) => isWordLike).length;
    total.words += count;
    add((count * 60) / wordsPerMinute, isFolded);
  };
  const readCell = ({ form, check, hidden, run, source }: Cell, isFolded: boolean): void => {
    if (form === "lecture" || check) return;
    if (!hidden) add(source.split("\n").filter((line) => line.trim() !== "").length * seconds.codeLine, isFolded);
    for (const [, caption = ""] of source.matchAll(/\bcaption:\s*[`"]((?:[^"`\\]|\\.)*)[`"]/g)) read(caption, isFolded);
    add(seconds.look, isFolded);
    if (/\bpredict(?:\.curve)?\(/.test(source)) add(seconds.prediction, isFolded);
    else if (asksInput.test(source) || run === "click") add(seconds.inputs, isFolded);
  };

  const walk = (node: Nodes, isFolded: boolean): void => {
    if (node.type === "heading" && node.depth === 2) isBeyond = textOf(node).startsWith(further);
    if (node.type === "text") read(node.value, isFolded);
    else if (node.type === "inlineCode" || node.type === "inlineMath") read("symbol", isFolded);
    else if (node.type === "math") add(seconds.displayFormula, isFolded);
    else if (isCellFence(node)) readCell(toCell({ lang: node.lang ?? "", meta: node.meta, source: node.value, line: 1 }), isFolded);
    else if (isJsx(node)) readElement(node, isFolded);
    else if ("children" in node) walkChildren(node, isFolded);
  };
  const walkChildren = (node: Parents, isFolded: boolean): void => node.children.forEach((child) => walk(child, isFolded));

  const readElement = (node: Jsx, isFolded: boolean): void => {
    const name = node.name ?? "";
    const has = (attribute: string) => node.attributes.some((a) => a.type === "mdxJsxAttribute" && a.name === attribute);
    if (onSlidesOnly.has(name) || (name === "Lecture" && !has("also"))) return;
    if (name === "Exercise") return add(exerciseSeconds[attributeOf(node, "kind") ?? ""] ?? 240, isFolded);
    if (name === "Value" || name === "Cite") read("one", isFolded);
    if (name === "OptimizerSource") add(seconds.source, isFolded);
    if (name === "Framework") add(4 * seconds.displayFormula, isFolded);
    if (name === "Figure") add(seconds.look, isFolded);
    if (name === "Figure") read(attributeOf(node, "caption") ?? "", isFolded);
    if (name === "Misconception") read(attributeOf(node, "claim") ?? "", isFolded);
    walkChildren(node, isFolded || name === "Fold");
  };

  walk(tree, false);
  return total;
}

const textOf = (node: Nodes): string => ("value" in node ? node.value : "children" in node ? node.children.map(textOf).join("") : "");
