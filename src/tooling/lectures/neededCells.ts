import { buildGraph } from "../../notebook/index.ts";
import type { Cell } from "../../notebook/types.ts";
import type { Chapter } from "../readChapter.ts";

/** Of a chapter's cells those of `part`, what its numbers read, and all that these rest on; in the chapter's order. */
export function neededCells(cells: readonly Cell[], part: Pick<Chapter, "cells" | "values">): Cell[] {
  const values = part.values.map(({ of, line }, i): Cell => ({
    id: `value-${i}`,
    title: "",
    source: `(${of});`,
    line,
    hidden: true,
    form: "both",
    run: "build",
  }));
  const { nodes } = buildGraph([...cells, ...values]);
  const needed = new Set([...part.cells, ...values].map(({ id }) => id));
  for (const id of needed) for (const other of nodes.get(id)?.dependsOn ?? []) needed.add(other);
  return cells.filter(({ id }) => needed.has(id));
}
