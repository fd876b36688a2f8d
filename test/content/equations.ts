import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import { readAs } from "../../content/notation.ts";
import katex from "katex";
import { parseHTML } from "linkedom";
import remarkFrontmatter from "remark-frontmatter";
import remarkMath from "remark-math";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { attributeOf } from "../../src/tooling/readChapter.ts";
import { tagMath } from "../../src/symbols/math.ts";
import { symbolOf } from "../../src/symbols/symbolOf.ts";
import { pageTree } from "../../src/symbols/trees.ts";

interface Node {
  type: string;
}
interface Parent extends Node {
  children: Node[];
}

/** A displayed formula with its numbers: `\tag{1}`. */
export interface Equation {
  tex: string;
  number: string;
}

/** A line of an optimizer's file that has a number, `// (1)`, without it. */
export interface NumberedLine {
  code: string;
  number: string;
}

const root = join(import.meta.dirname, "../..");
const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMath).use(remarkMdx);

export const chapters = readdirSync(join(root, "content/en")).filter((file) => file.endsWith(".mdx"));

/** What of a chapter speaks of an optimizer's lines: the files it shows, with the number that line (1) has there, its `<Equations>` by file, and the numbers of its own formulas. */
export function equationsOf(source: string): { shown: Map<string, number>; of: Map<string, Equation[]>; own: string[] } {
  const shown = new Map<string, number>();
  const of = new Map<string, Equation[]>();
  const within = new Set<Node>();
  const own: string[] = [];
  const tagged = (node: Node): Equation[] => {
    const tex = (node as Node & { value: string }).value;
    return [...tex.matchAll(/\\tag\{([^}]*)\}/g)].map(([tag, number]) => ({ tex: tex.replace(tag, "").trim(), number }));
  };
  visit(parser.parse(source) as Parent, (node) => {
    const { name } = node as MdxJsxFlowElement;
    if (name === "OptimizerSource")
      shown.set(attributeOf(node as MdxJsxFlowElement, "name")!, Number(attributeOf(node as MdxJsxFlowElement, "first") ?? 1));
    if (name === "Equations") {
      const file = attributeOf(node as MdxJsxFlowElement, "of")!;
      if (of.has(file)) throw new Error(`two <Equations of="${file}">`);
      const equations: Equation[] = [];
      visit(node as Parent, "math", (math: Node) => {
        within.add(math);
        const found = tagged(math);
        if (found.length !== 1) throw new Error(`<Equations of="${file}">: write one \\tag in each $$ … $$`);
        equations.push(...found);
      });
      of.set(file, equations);
    } else if (node.type === "math" && !within.has(node)) own.push(...tagged(node).map(({ number }) => number));
  });
  return { shown, of, own };
}

export const readChapterSource = (file: string): string => readFileSync(join(root, "content/en", file), "utf8");
export const readOptimizer = (name: string): string => readFileSync(join(root, `src/optim/${name}.ts`), "utf8");

/** The numbered lines of an optimizer's file, in its order, line (1) as `first`. */
export const numberedLines = (source: string, first = 1): NumberedLine[] =>
  [...source.matchAll(/^(.*?)\s*\/\/ \((\d+)([a-z]?)\)/gm)].map(([, code, number, letter]) => ({
    code: code.trim(),
    number: `${Number(number) + first - 1}${letter}`,
  }));

/** The name that a line assigns: `const mHat = …`, `m[i] = …`, `theta[i] -= …`; undefined where it assigns none. */
export const assignedIn = (code: string): string | undefined => /^(?:const |let )?(\w+)(?:\[\w+\])?\s*[-+*/]?=(?!=)/.exec(code)?.[1];

/**
 * The symbols that a line of `source` computes with, a constant that the file makes beforehand counted as what it is made of:
 * `correction1` as `beta1` and `t`. Names that stand for no symbol (Math, an index, a function) do not count.
 */
export function quantitiesOf(code: string, source: string, depth = 0): Set<string> {
  const names = new Set([...code.matchAll(/(?<![.\w])[A-Za-z]\w*/g)].map(([name]) => name));
  return new Set(
    [...names].flatMap((name) => {
      const symbol = symbolOf(name);
      if (symbol !== undefined) return [symbol];
      const made =
        depth < 3
          ? new RegExp(`(?:const |, )${name} = ((?:[^;,()]|\\((?:[^()]|\\([^()]*\\))*\\))+)`).exec(source.replace(/\/\*[^]*?\*\//g, ""))?.[1]
          : undefined;
      return made === undefined ? [] : [...quantitiesOf(made, source, depth + 1)];
    }),
  );
}

/** The symbols in a formula. A gradient written out, ∇f(…), is g; what stands behind a wide space, a start or a definition, is not of the equation. */
export function symbolsOf(tex: string, chapter = ""): Set<string> {
  const equation = tex.split("\\qquad")[0].replace(/\\nabla f(?:_t)?(?:\\[bB]ig[lr]?)?\((?:[^()]|\([^()]*\))*\)/g, "g");
  const { document } = parseHTML(`<p>${katex.renderToString(equation, { displayMode: true })}</p>`);
  const own: Record<string, string> = readAs[chapter] ?? {};
  return new Set(tagMath(document.querySelector("p") as unknown as Element, pageTree).map((symbol) => own[symbol] ?? symbol));
}
