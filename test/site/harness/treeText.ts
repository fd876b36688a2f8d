import type { Shown } from "../../../src/notebook/types.ts";
import type { Tree } from "../../../src/tree/tree.ts";

/** The text of a tree, without what only assistive tools read of a formula. */
export const treeText = (tree: Tree | undefined): string =>
  tree === undefined ? "" : typeof tree === "string" ? tree : (tree.children ?? []).map(treeText).join("");

/** The text of what a cell shows; of controls their kind. */
export const shownText = (output: Shown): string => (output.kind === "drawing" ? treeText(output.tree) : `[${output.kind}]`);
