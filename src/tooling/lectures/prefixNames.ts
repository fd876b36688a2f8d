import { posix } from "node:path";
import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import { attributeOf, isCellFence, isJsx, isSolutionFence } from "../readChapter.ts";

/** The attributes that name a cell, an exercise or a slide. */
const naming: Readonly<Record<string, readonly string[]>> = { Slide: ["id"], Exercise: ["id"], Hands: ["id", "shows"], Lines: ["of"] };

/**
 * Begins all names of a chapter's cells, exercises and slides with the chapter's, as in `sgd-stability`: beside another chapter's they would not be the only ones.
 * Links from `part`, a part of its `tree`, to names that are in it follow; pictures are found from a file that has the chapter's folder at `folder`.
 */
export function prefixNames(tree: Root, part: Root, prefix: string, folder: string): void {
  const renamed = new Set<string>();
  const rename = (name: string): string => `${prefix}-${name}`;
  visit(part, (node) => {
    if (isCellFence(node)) renamed.add(`cell-${/\sid=(\S+)/.exec(node.meta)?.[1]}`);
    if (isJsx(node) && node.name === "Exercise") renamed.add(`exercise-${attributeOf(node, "id")}`);
  });
  // A slide with other notes is a copy, which shares its fences with the tree.
  visit(tree, (node) => {
    if (isCellFence(node) || isSolutionFence(node))
      node.meta = node.meta.replace(
        /(^|\s)(id|exercise)=(\S+)/g,
        (_, space: string, word: string, name: string) => `${space}${word}=${rename(name)}`,
      );
  });
  visit(part, (node) => {
    if (isJsx(node))
      for (const attribute of node.attributes)
        if (attribute.type === "mdxJsxAttribute" && typeof attribute.value === "string" && naming[node.name ?? ""]?.includes(attribute.name))
          attribute.value = rename(attribute.value);
    if (node.type === "link" && node.url.startsWith("#")) {
      const [kind = ""] = node.url.slice(1).split("-");
      if (renamed.has(node.url.slice(1))) node.url = `#${kind}-${rename(node.url.slice(kind.length + 2))}`;
    }
    if (node.type === "image" && !/^([a-z]+:|\/)/i.test(node.url)) node.url = posix.join(folder.replaceAll("\\", "/"), node.url);
  });
}
