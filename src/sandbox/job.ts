import type { RunRequest } from "../notebook/types.ts";

export type Outcome = "done" | "stopped";

/** One or more requests that one run serves. */
export interface Job {
  request: RunRequest;
  /** Those who asked for it. */
  waiting: { resolve(outcome: Outcome): void; reject(error: unknown): void }[];
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

/** One job for both: the later page and input positions, the targets of both, and an explicit run if either was one. */
export function merge(earlier: Job | undefined, later: Job): Job;
export function merge(earlier: Job, later: Job | undefined): Job;
export function merge(earlier: Job | undefined, later: Job | undefined): Job | undefined {
  if (!earlier || !later) return earlier ?? later;
  const { request } = earlier;
  return {
    waiting: [...earlier.waiting, ...later.waiting],
    request: {
      ...later.request,
      targets: union(request.targets, later.request.targets).filter((id) => later.request.cells.some((cell) => cell.id === id)),
      reason: request.reason === "run" || later.request.reason === "run" ? "run" : "input",
    },
  };
}

export function settle(job: Job | undefined, outcome: Outcome): void {
  for (const { resolve } of job?.waiting.splice(0) ?? []) resolve(outcome);
}

/**
 * Whether a request makes what is being evaluated out of date: it runs that cell again, or one that the cell depends on.
 * `busy` is the cell being evaluated, where it is known; `upstream` comes from the run's plan.
 */
export function overtakes(request: RunRequest, busy: string | undefined, upstream: Record<string, string[]>): boolean {
  if (request.reason !== "run") return false;
  const cells = busy === undefined ? Object.keys(upstream) : [busy];
  return cells.some((cell) => [cell, ...(upstream[cell] ?? [])].some((id) => request.targets.includes(id)));
}
