import type { Output } from "../../src/notebook/types.ts";
import type { Said } from "../../src/reader/companions.ts";

/** A cell as the page shows it, by the rules of reader/ told as simply as can be. */
export interface ShownCell {
  outputs: Output[];
  isOld: boolean;
  error: string | undefined;
  running: boolean;
  queued: string | undefined;
  /** The source that it shows, and how its run ended. */
  shown: string;
  finished: string;
  elapsedMs: number | undefined;
  silent: number | null;
}

export type ShownPage = Record<string, ShownCell>;

export const pageAsBuilt = (cells: Record<string, { source: string; outputs: readonly Output[] }>): ShownPage =>
  Object.fromEntries(Object.entries(cells).map(([id, { source, outputs }]) => [id, {
    outputs: [...outputs], isOld: false, error: undefined, running: false, queued: undefined, shown: `${source} fresh`, finished: source, elapsedMs: undefined, silent: null,
  }]));

/** Shows the page what was said. `counts` is how many outputs the last run of each cell has shown. */
export function createPage(cells: Record<string, { source: string; outputs: readonly Output[] }>): { shown: ShownPage; hear(said: Said): void } {
  const shown = pageAsBuilt(cells);
  const counts: Record<string, number> = {};
  return {
    shown,
    hear(said) {
      const cell = shown[said.cell];
      const count = counts[said.cell] ?? 0;
      if (said.type === "queued") {
        if (!cell.running) cell.queued = said.source;
      } else if (said.type === "start") {
        // Until it ends, nobody sees how an earlier one ended.
        Object.assign(cell, { running: true, queued: undefined, shown: "", elapsedMs: undefined });
        counts[said.cell] = 0;
      } else if (said.type === "silent") cell.silent = said.seconds;
      else if (said.type === "output") {
        Object.assign(cell, { isOld: false, error: undefined });
        cell.outputs[said.index] = said.output;
        counts[said.cell] = Math.max(count, said.index + 1);
      } else {
        const isOld = count === 0 && said.type !== "done";
        if (!isOld) cell.outputs.length = count;
        Object.assign(cell, {
          isOld, running: false, silent: null, elapsedMs: said.elapsedMs, shown: `${said.source} ${said.type}`,
          error: said.type === "error" ? said.error.message : undefined,
        });
        if (said.type !== "stopped") cell.finished = said.source;
      }
    },
  };
}
