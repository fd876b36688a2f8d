import type { Shown } from "../../src/notebook/types.ts";
import type { RunEvent } from "../../src/notebook/runState.ts";

/** A cell as the page shows it, by the rules of reader/ told as simply as can be. */
export interface ShownCell {
  outputs: Shown[];
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

export const pageAsBuilt = (cells: Record<string, { source: string; outputs: readonly Shown[] }>): ShownPage =>
  Object.fromEntries(
    Object.entries(cells).map(([id, { source, outputs }]) => [
      id,
      {
        outputs: [...outputs],
        isOld: false,
        error: undefined,
        running: false,
        queued: undefined,
        shown: `${source} fresh`,
        finished: source,
        elapsedMs: undefined,
        silent: null,
      },
    ]),
  );

/** Shows the page what an event changes. `counts` is how many outputs the last run of each cell has shown. */
export function createPage(cells: Record<string, { source: string; outputs: readonly Shown[] }>): { shown: ShownPage; apply(event: RunEvent): void } {
  const shown = pageAsBuilt(cells);
  const counts: Record<string, number> = {};
  return {
    shown,
    apply(event) {
      const cell = shown[event.cell];
      const count = counts[event.cell] ?? 0;
      if (event.type === "queued") {
        if (!cell.running) cell.queued = event.source;
      } else if (event.type === "start") {
        // Until it ends, nobody sees how an earlier one ended.
        Object.assign(cell, { running: true, queued: undefined, shown: "", elapsedMs: undefined });
        counts[event.cell] = 0;
      } else if (event.type === "silent") cell.silent = event.seconds;
      else if (event.type === "output") {
        Object.assign(cell, { isOld: false, error: undefined });
        cell.outputs[event.index] = event.output;
        counts[event.cell] = Math.max(count, event.index + 1);
      } else {
        const isOld = count === 0 && event.type !== "done";
        if (!isOld) cell.outputs.length = count;
        Object.assign(cell, {
          isOld,
          running: false,
          silent: null,
          elapsedMs: event.elapsedMs,
          shown: `${event.source} ${event.type}`,
          error: event.type === "error" ? event.error.message : undefined,
        });
        if (event.type !== "stopped") cell.finished = event.source;
      }
    },
  };
}
