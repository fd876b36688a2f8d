import { relative } from "node:path";
import type { Root } from "mdast";
import type { MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import { visit } from "unist-util-visit";
import { highlight, plain } from "../editor/highlight.ts";
import { isLocale, localeNames, type Locale } from "../i18n/index.ts";
import type { KnownValues } from "../notebook/types.ts";
import { tagCode } from "../symbols/tagCode.ts";
import { symbolOf } from "../symbols/symbolOf.ts";
import { serialise } from "../output/serialise.ts";
import { atLine } from "./atLine.ts";
import { formatValue } from "./formatValue.ts";
import { expression, text } from "./mdxAttributes.ts";
import {
  attributeOf,
  collectChapter,
  isCellFence,
  isExerciseElement,
  isHandsElement,
  isHintElement,
  isSolutionFence,
  isValueElement,
  type Chapter,
  type Jsx,
} from "./readChapter.ts";
import { isLectureFile } from "./lectures/isLectureFile.ts";
import { optimizers } from "../../content/optimizers.ts";
import { optionIndex, toHands } from "./toHands.ts";
import { chapterProblems, runChapter, type ChapterResult } from "./runChapter.ts";
import type { NotebookData } from "../reader/notebookData.ts";

/** What the plugin uses of the file that it is called for. */
export interface ChapterFile {
  path: string;
  data: { astro?: { frontmatter: Record<string, unknown> } };
}

/**
 * Runs the cells of a chapter at build and puts what they show into the page: each cell's fence becomes `<Cell>`, each
 * `<Value>` gets its text. Fails the build at a cell that throws, warns or draws an empty channel, with file, line and cell.
 * What the page's reader needs later (cells and outputs as data) goes into the frontmatter as `notebook`, a JSON text.
 */
export function remarkCells() {
  return async (tree: Root, vfile: ChapterFile): Promise<void> => {
    const file = relative(process.cwd(), vfile.path);
    const chapter = collectChapter(tree, file);
    if (isLectureFile(file) || (chapter.cells.length === 0 && chapter.values.length === 0)) return;
    const locale = localeOf(file);
    const result = await runChapter(chapter, locale);
    const problems = chapterProblems(chapter, result);
    if (problems.length > 0) throw new Error(`cells that fail:\n${problems.join("\n")}`);

    putCells(tree, chapter, result);
    if (vfile.data.astro) Object.assign(vfile.data.astro.frontmatter, toFrontmatter(locale, [{ chapter, result }]));
  };
}

/** A chapter's cells, and what they have shown. */
export interface ChapterRun {
  chapter: Chapter;
  result: ChapterResult;
}

/** Puts what the cells have shown into the tree that they were collected from. */
export function putCells(tree: Root, chapter: Chapter, result: ChapterResult): void {
  numberHints(tree);
  const nextCell = inTurn(chapter.cells);
  const nextSolution = inTurn(chapter.solutions);
  const nextValue = inTurn(chapter.values);
  const nextResult = inTurn(result.values as { value: unknown }[]);
  const nextSources = inTurn(result.sources);
  visit(tree, (node, index, parent) => {
    if (isCellFence(node)) {
      const cell = nextCell();
      const ran = result.cells[cell.id];
      if (!ran) throw new Error(`${chapter.file}:${cell.line}: cell ${cell.id}: nothing is known of its run`);
      parent!.children[index!] = {
        type: "mdxJsxFlowElement",
        name: "Cell",
        children: [],
        attributes: [
          expression("cell", cell),
          // Folded code is coloured when it is unfolded (`reader/cellView.ts`): a page need not carry its colours.
          text("code", cell.hidden ? plain(cell.source) : tagCode(highlight(cell.source))),
          text("inputs", ran.inputsHtml),
          expression("outputs", ran.outputsHtml),
          // What asks the single reader gives way where the room is asked (`tooling/slideParts.ts`).
          ...(ran.outputs.some((shown) => shown.kind === "input" && shown.input.type === "prediction") ? [expression("asks", true)] : []),
        ],
      } satisfies MdxJsxFlowElement;
    } else if (isSolutionFence(node)) {
      parent!.children[index!] = {
        type: "mdxJsxFlowElement",
        name: "Solution",
        children: [],
        attributes: [text("code", tagCode(highlight(node.value))), text("exercise", nextSolution().exercise)],
      };
    } else if (isValueElement(node)) {
      const { of, line } = nextValue();
      const { value } = nextResult();
      const sources = nextSources();
      const number = (name: string) => (attributeOf(node, name) === undefined ? undefined : Number(attributeOf(node, name)));
      try {
        node.attributes.push(text("text", formatValue(value, { digits: number("digits"), decimals: number("decimals") })));
      } catch (error) {
        throw atLine(chapter.file, line, `value ${of}: ${(error as Error).message}`, error);
      }
      node.attributes.push(text("value", String(value)), text("cells", sources.join(" ")));
    } else if (isHandsElement(node)) {
      const { of, line } = nextValue();
      const { value } = nextResult();
      nextSources();
      try {
        const hands = toHands((name) => attributeOf(node, name));
        node.attributes.push(text("index", String(optionIndex(value, hands))));
      } catch (error) {
        throw atLine(chapter.file, line, `truth ${of}: ${(error as Error).message}`, error);
      }
    }
  });
}

/** What a page's reader needs later: cells and outputs as data, and what the names of symbols held. */
export function toFrontmatter(locale: Locale, runs: readonly ChapterRun[]): { notebook: string; values: string } {
  const cells = Object.fromEntries(runs.flatMap(({ result }) => Object.entries(result.cells)));
  const notebook: NotebookData = {
    locale,
    cells: runs.flatMap(({ chapter }) => chapter.cells),
    outputs: Object.fromEntries(Object.entries(cells).map(([id, { outputs }]) => [id, outputs])),
    dependsOn: Object.fromEntries(Object.entries(cells).map(([id, { dependsOn }]) => [id, dependsOn])),
    optimizers: Object.keys(optimizers),
  };
  return {
    notebook: serialise(notebook),
    values: JSON.stringify(symbolValues(cells), (_, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(7)) : value)),
  };
}

/** Tells each hint of an exercise which it is, and of how many. */
function numberHints(tree: Root): void {
  visit(tree, (exercise) => {
    if (!isExerciseElement(exercise)) return;
    const hints: Jsx[] = [];
    visit(exercise, (node) => {
      if (isHintElement(node)) hints.push(node);
    });
    hints.forEach((hint, i) => hint.attributes.push(expression("n", i + 1), expression("count", hints.length)));
  });
}

/** What the names of symbols held at the end, by cell: the page shows it beside the symbol. */
function symbolValues(cells: ChapterResult["cells"]): Record<string, KnownValues> {
  const named = Object.entries(cells).map(
    ([id, { values = {} }]) => [id, Object.fromEntries(Object.entries(values).filter(([name]) => symbolOf(name) !== undefined))] as const,
  );
  return Object.fromEntries(named.filter(([, values]) => Object.keys(values).length > 0));
}

/** `content/LOCALE/chapter.mdx` → its locale. */
export function localeOf(file: string): Locale {
  const folder = file.split(/[\\/]/).at(-2) ?? "";
  if (!isLocale(folder)) throw new Error(`${file}: unknown locale: ${folder} (known: ${localeNames.join(", ")})`);
  return folder;
}

/** What the chapter has of a kind, one after the other: in the order in which the tree is visited. */
function inTurn<T>(items: readonly T[]): () => T {
  const rest = items.values();
  return () => {
    const next = rest.next();
    if (next.done) throw new Error(`the tree has more of a kind than its chapter: ${items.length}`);
    return next.value;
  };
}
