import { readFile } from "node:fs/promises";
import type { Code, Nodes, Root } from "mdast";
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx-jsx";
import remarkFrontmatter from "remark-frontmatter";
import remarkMath from "remark-math";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { toCell } from "../notebook/index.ts";
import type { Cell } from "../notebook/types.ts";
import { atLine } from "./atLine.ts";
import { toHands } from "./toHands.ts";

/** A number of the prose: an expression over the cells' names, `<Value of="…" />` or the truth of a `<Hands>`, at its line of the MDX file. */
export interface ValueSpec {
  of: string;
  line: number;
}

/** The solution of an exercise: the source that takes the place of its starter, at its first line of the MDX file. */
export interface SolutionSpec {
  exercise: string;
  source: string;
  line: number;
}

/** What of a chapter can be run: its cells and the computed numbers of its prose, in reading order. */
export interface Chapter {
  file: string;
  cells: Cell[];
  values: ValueSpec[];
  solutions: SolutionSpec[];
}

export type Jsx = MdxJsxFlowElement | MdxJsxTextElement;

type Fence = Code & { meta: string };

/** Is this node a cell's fence? Any language word, so that a misspelt one is refused by name and not shown as plain code. */
export const isCellFence = (node: Nodes): node is Fence => node.type === "code" && /^cell\b/.test(node.meta ?? "");

/** Is this node the solution of an exercise, ```` ```ts solution exercise=NAME ````? */
export const isSolutionFence = (node: Nodes): node is Fence => node.type === "code" && /^solution\b/.test(node.meta ?? "");

export const isValueElement = (node: Nodes): node is Jsx & { name: "Value" } => isJsx(node) && node.name === "Value";

/** Is this node a question to the room, `<Hands>`? */
export const isHandsElement = (node: Nodes): node is Jsx & { name: "Hands" } => isJsx(node) && node.name === "Hands";

export const isExerciseElement = (node: Nodes): node is Jsx & { name: "Exercise" } => isJsx(node) && node.name === "Exercise";

export const isHintElement = (node: Nodes): node is Jsx & { name: "Hint" } => isJsx(node) && node.name === "Hint";

export const isJsx = (node: Nodes): node is Jsx => node.type === "mdxJsxTextElement" || node.type === "mdxJsxFlowElement";

/** The string attribute `name` of a JSX element, or undefined. */
export function attributeOf(node: Jsx, name: string): string | undefined {
  const found = node.attributes.find((a): a is MdxJsxAttribute => a.type === "mdxJsxAttribute" && a.name === name);
  if (!found) return undefined;
  return typeof found.value === "string" ? found.value : (found.value?.value ?? "");
}

/** The cells and values of a parsed chapter. Throws, with file and line, at a fence that is no valid cell and at an id used twice. */
export function collectChapter(tree: Root, file: string): Chapter {
  const cells: Cell[] = [];
  const values: ValueSpec[] = [];
  const solutions: SolutionSpec[] = [];
  const lines = new Map<string, number>();
  visit(tree, (node) => {
    const line = node.position?.start.line ?? 0;
    if (isCellFence(node)) {
      const cell = at(file, line, () => toCell({ lang: node.lang ?? "", meta: node.meta ?? "", source: node.value, line: line + 1 }));
      const before = lines.get(cell.id);
      if (before !== undefined) throw atLine(file, line, `duplicate cell id: ${cell.id} (first at line ${before})`);
      lines.set(cell.id, line);
      cells.push(cell);
    } else if (isSolutionFence(node)) {
      const exercise = /^solution exercise=([a-z0-9-]+)\s*$/.exec(node.meta ?? "")?.[1];
      if (node.lang !== "ts" || !exercise) throw atLine(file, line, `invalid solution: write \`\`\`ts solution exercise=NAME`);
      solutions.push({ exercise, source: node.value, line: line + 1 });
    } else if (isValueElement(node)) {
      const of = attributeOf(node, "of");
      if (!of) throw atLine(file, line, `missing of: <Value of="expression over the cells' names" />`);
      values.push({ of, line });
    } else if (isHandsElement(node)) {
      const { truth } = at(file, line, () => toHands((name) => attributeOf(node, name)));
      values.push({ of: truth, line });
    }
  });
  return { file, cells, values, solutions };
}

function at<T>(file: string, line: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw atLine(file, line, (error as Error).message, error);
  }
}

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMath).use(remarkMdx);

/** The tree of a chapter's text, with or without its front matter. */
export const parseChapter = (text: string): Root => parser.parse(text);

/** Reads a chapter's MDX file. */
export async function readChapter(file: string): Promise<Chapter> {
  return collectChapter(parseChapter(await readFile(file, "utf8")), file);
}
