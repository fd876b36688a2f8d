import { withReaders, type RunState } from "../notebook/runState.ts";
import type { LastRun } from "./keep.ts";

/**
 * Marks what is kept of cells while they may be running, and how that ended: a page starts nothing again by itself that did not end, or that took the page with it.
 */
export interface RunMarks {
  /** A run of these cells is asked for: with them any other may run. */
  begin(targets: readonly string[]): void;
  /** That run is over. `stopped`: something put an end to it, or to its sandbox. */
  end(outcome: "done" | "stopped"): void;
}

interface Setup {
  states: ReadonlyMap<string, RunState>;
  sourceOf(id: string): string;
  /** The cells whose code, or whose inputs, are not the site's. */
  changed(): readonly string[];
  lastRun(id: string): LastRun | undefined;
  mark(id: string, source: string, how: LastRun | undefined): void;
}

export function createRunMarks({ states, sourceOf, changed, lastRun, mark }: Setup): RunMarks {
  let underWay = 0;
  /** The cells that are marked as running, as they were before. */
  const marked = new Map<string, { source: string; before: LastRun | undefined; runs: number }>();
  let targets: readonly string[] = [];
  /** Cells at which a run was stopped, or its sandbox lost, with the number of that run. */
  const halted = new Map<string, number>();
  const runsOf = (id: string): number => states.get(id)?.run?.number ?? 0;
  const lastEnd = (id: string) => states.get(id)?.run?.ends.at(-1);

  /** Whether a run of this cell comes to one that had to be stopped. */
  function leadsToHalt(id: string): boolean {
    return [...withReaders(states, [id])].some((one) => halted.get(one) === runsOf(one) || lastEnd(one)?.type === "stopped");
  }

  function noteHalt(): void {
    const began = [...states.keys()].filter((id) => runsOf(id) > (marked.get(id)?.runs ?? Infinity));
    const running = [...states.keys()].filter((id) => states.get(id)!.run?.ends.length === 0);
    // A sandbox that is lost blames the cell that it was at.
    const failed = began.filter((id) => lastEnd(id)?.type === "error");
    for (const id of [running, failed, targets].find((ids) => ids.length > 0) ?? []) halted.set(id, runsOf(id));
  }

  return {
    begin(asked) {
      underWay++;
      targets = asked;
      for (const id of new Set([...changed(), ...asked])) {
        const source = sourceOf(id);
        if (marked.get(id)?.source === source) continue;
        marked.set(id, { source, before: lastRun(id), runs: runsOf(id) });
        mark(id, source, "running");
      }
    },
    end(outcome) {
      if (outcome === "stopped") noteHalt();
      if (--underWay > 0) return;
      for (const [id, { source, before }] of marked) {
        const run = states.get(id)?.run;
        const hasRun = run !== undefined && run.source === source && run.ends.length > 0;
        mark(id, source, leadsToHalt(id) ? "stopped" : hasRun ? "ended" : before);
      }
      marked.clear();
    },
  };
}
