import type { RunEvent } from "../notebook/runState.ts";
import type { InputValue } from "../notebook/types.ts";
import type { Sandbox, SandboxOptions } from "../sandbox/host.ts";
import type { NotebookData } from "./notebookData.ts";

/** What a reader has done to a cell: its source as it now is, or where an input now stands, null for where the cell puts it itself. */
export type Change = { cell: string; source: string } | { cell: string; key: string; value: InputValue | null };

/** This window, as the others see it. */
export interface Here {
  put(change: Change): void;
  apply(event: RunEvent): void;
}

/** Other windows on the same cells. What a reader does or a run says in one of them, all of them show. */
export interface PeerWindows {
  /** Their name: what they keep in the browser's storage is not news to them. */
  readonly name: string;
  /**
   * Joins them. `here` then hears of what the others do, and of all runs, this window's own among them. Only one of the windows
   * computes; `sandbox` asks it. `isFirst`: there was nobody who could say what was done before.
   */
  join(
    notebook: NotebookData,
    here: Here,
    options: Pick<SandboxOptions, "src" | "readData" | "whenDrawn">,
  ): Promise<{ sandbox: Sandbox; isFirst: boolean }>;
  /** The reader has done this here. */
  tell(change: Change): void;
  /** It was so when this window came; it gives way to all that was told. */
  offer(change: Change): void;
}
