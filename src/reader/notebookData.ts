import type { Cell, Output } from "../notebook/types.ts";

/** What a chapter's page loads when a reader first touches a cell: the cells as written and what they showed at build. */
export interface NotebookData {
  locale: string;
  cells: Cell[];
  outputs: Record<string, Output[]>;
}
