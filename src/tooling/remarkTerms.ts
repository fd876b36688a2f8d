import type { Link, Nodes, Parent, PhrasingContent, Root, Text } from "mdast";
import { glossary } from "../../content/glossary.ts";
import { termFinder } from "./terms.ts";
import { isLocale } from "../i18n/index.ts";

/** Components whose text is no prose of the chapter, or is read apart from it. */
const apart = new Set([
  "Exercise",
  "Choice",
  "Hint",
  "Solution",
  "Cell",
  "Value",
  "Cite",
  "Equations",
  "Framework",
  "OptimizerSource",
  "Lecture",
  "Notes",
  "Hands",
]);
const isApart = (node: Nodes): boolean =>
  ["heading", "link", "linkReference", "table", "code", "inlineCode"].includes(node.type) ||
  ((node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement") && apart.has(node.name ?? ""));

/**
 * Links the first use of each term of the glossary in a chapter's prose to the glossary page. The terms met go into the frontmatter as `terms`, in order;
 * the place of each has the id `term-NAME`.
 */
export function remarkTerms() {
  return (tree: Root, vfile: { path: string; data: { astro?: { frontmatter: Record<string, unknown> } } }): void => {
    const locale = vfile.path.split(/[\\/]/).at(-2) ?? "";
    if (!isLocale(locale)) return;
    const find = termFinder(locale);
    const terms: string[] = [];

    const toNodes = (text: Text): PhrasingContent[] =>
      find(text.value).map(({ text, term }): PhrasingContent => {
        if (term === undefined) return { type: "text", value: text };
        terms.push(term);
        const title = locale === "en" ? glossary[term]?.meaning : undefined;
        return {
          type: "link",
          url: `../glossary/#${term}`,
          title,
          data: { hProperties: { id: `term-${term}`, className: ["term"] } },
          children: [{ type: "text", value: text }],
        } satisfies Link;
      });

    const walk = (node: Parent): void => {
      node.children = node.children.flatMap((child): typeof node.children => {
        if (child.type === "text") return toNodes(child);
        if (!isApart(child) && "children" in child) walk(child);
        return [child];
      });
    };
    walk(tree);
    if (vfile.data.astro) vfile.data.astro.frontmatter.terms = terms;
  };
}
