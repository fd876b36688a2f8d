import type { Cell, Shown } from "../notebook/types.ts";

/** What a chapter's page loads when a reader first touches a cell: the cells as written and what they showed at build. */
export interface NotebookData {
  locale: string;
  cells: Cell[];
  outputs: Record<string, Shown[]>;
  /** The cells that each cell read at build. */
  dependsOn: Record<string, readonly string[]>;
  /** What of `optim` makes an optimizer, by name. */
  optimizers: readonly string[];
}
