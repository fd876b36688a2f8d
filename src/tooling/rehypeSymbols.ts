import { equationTag } from "../symbols/equationTags.ts";
import { tagMath } from "../symbols/math.ts";
import { hastTree, type HastNode } from "../symbols/trees.ts";

const isClass = (node: HastNode, name: string): boolean => hastTree.classesOf(node).includes(name);

/** The value of `of` where a node is `<Equations of="…">`. */
function optimizerOf(node: HastNode & { attributes?: { name?: string; value?: unknown }[] }): string | undefined {
  const of = node.name === "Equations" ? node.attributes?.find(({ name }) => name === "of")?.value : undefined;
  return typeof of === "string" ? of : undefined;
}

/** A rehype plugin to stand behind rehype-katex: tags the symbols of formulas, and the numbers of equations that are lines of an optimizer. */
export function rehypeSymbols() {
  return function visit(node: HastNode, optimizer?: unknown): void {
    const of = optimizerOf(node) ?? (typeof optimizer === "string" ? optimizer : undefined);
    if (isClass(node, "katex")) {
      tagMath(node, hastTree);
      if (of !== undefined) tagNumber(node, of);
    } else for (const child of node.children ?? []) visit(child, of);
  };
}

function tagNumber(node: HastNode, optimizer: string): void {
  if (isClass(node, "tag")) {
    const number = /\((\w+)\)/.exec(hastTree.textOf(node))?.[1];
    const text = hastTree.childrenOf(node).find((child) => isClass(child, "mord"));
    if (number && text) hastTree.tag(text, equationTag(optimizer, number));
  } else for (const child of node.children ?? []) tagNumber(child, optimizer);
}
