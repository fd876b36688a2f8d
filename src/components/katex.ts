import { parseHTML } from "linkedom";
import katex, { type KatexOptions } from "katex";
import { tagMath } from "../symbols/math.ts";
import { leanStyle } from "../tooling/leanStyle.ts";
import { pageTree, type HastNode } from "../symbols/trees.ts";

/** How every formula of the site is set, in chapters and in components. */
export const katexOptions = { strict: "error", throwOnError: true } as const satisfies KatexOptions;

/** In chapters `\fragment{…}` is a part that a slide shows one step later. */
export const chapterKatexOptions = {
  ...katexOptions,
  strict: (code: string) => (code === "htmlExtension" ? "ignore" : "error"),
  trust: ({ command }: { command: string }) => command === "\\htmlClass",
  macros: { "\\fragment": "\\htmlClass{fragment}{#1}" },
} satisfies KatexOptions;

/** A formula as HTML, its symbols tagged. Throws on TeX that KaTeX cannot read. */
export function toMath(tex: string, { display = false } = {}): string {
  const { firstElementChild: box } = parseHTML(`<span>${katex.renderToString(tex, { ...katexOptions, displayMode: display })}</span>`).document;
  tagMath(box as unknown as Element, pageTree);
  for (const formula of box!.querySelectorAll("math")) {
    formula.removeAttribute("xmlns");
    const [meaning] = formula.querySelectorAll("semantics");
    meaning?.querySelector("annotation")?.remove();
    meaning?.replaceWith(...meaning.childNodes);
  }
  return box!.innerHTML;
}

const isBlock = ({ type, tagName = "" }: HastNode): boolean =>
  type === "mdxJsxFlowElement" || /^(p|h[1-6]|div|section|ul|ol|table|figure|details|aside|pre|blockquote)$/.test(tagName);

/**
 * A rehype plugin to stand last: leaves out what no reader sees or hears and a page would carry: the TeX in the formulas' MathML
 * with what it alone needs, a namespace that HTML knows anyway, how far brackets stretch, lengths to the 10,000th of an em, and the line
 * breaks between blocks.
 */
export function rehypeLean() {
  return function visit(node: HastNode): void {
    if (node.tagName === "mo") delete node.properties?.stretchy;
    if (typeof node.properties?.style === "string") node.properties.style = leanStyle(node.properties.style);
    if (node.tagName === "math") {
      delete node.properties?.xmlns;
      node.children = node.children?.flatMap((child) => (child.tagName === "semantics" ? child.children! : [child]));
      node.children = node.children?.filter(({ tagName }) => tagName !== "annotation");
    }
    const children = node.children ?? [];
    const isBetweenBlocks = ({ type, value }: HastNode, i: number) =>
      type === "text" && /^\n+$/.test(value!) && [children[i - 1], children[i + 1]].every((beside) => beside === undefined || isBlock(beside));
    if (children.some(isBlock)) node.children = children.filter((child, i) => !isBetweenBlocks(child, i));
    for (const child of node.children ?? []) visit(child);
  };
}

/** A rehype plugin to stand behind rehype-katex, which paints a formula it cannot read red: here it fails the build, with its line. */
export function rehypeFailOnMath() {
  return (
    _tree: unknown,
    file: { messages: { source?: string | null; reason: string; cause?: unknown; line?: number | null }[]; path?: string },
  ): void => {
    const bad = file.messages.find((message) => message.source === "rehype-katex");
    if (!bad) return;
    const why = bad.cause instanceof Error ? bad.cause.message : bad.reason;
    throw new Error(`invalid formula: ${file.path ?? "chapter"}:${bad.line ?? "?"}: ${why}`);
  };
}
