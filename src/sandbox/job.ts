import type { RunRequest } from "../notebook/types.ts";

export type Outcome = "done" | "stopped";

/** One or more requests that one run serves. */
export interface Job {
  request: RunRequest;
  /** Those who asked for it. */
  waiting: { resolve(outcome: Outcome): void; reject(error: unknown): void }[];
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

/**
 * One job for both: the later page and input positions, the targets of both, and an explicit run if either was one. What asks for another
 * look alone gives way to what evaluates.
 */
export function merge(earlier: Job | undefined, later: Job): Job;
export function merge(earlier: Job, later: Job | undefined): Job;
export function merge(earlier: Job | undefined, later: Job | undefined): Job | undefined {
  if (!earlier || !later) return earlier ?? later;
  const { request } = earlier;
  const waiting = [...earlier.waiting, ...later.waiting];
  if (later.request.reason === "look" && request.reason !== "look") return { waiting, request: { ...request, look: later.request.look } };
  if (request.reason === "look" && later.request.reason !== "look") return { waiting, request: later.request };
  return {
    waiting,
    request: {
      ...later.request,
      targets: union(request.targets, later.request.targets).filter((id) => later.request.cells.some((cell) => cell.id === id)),
      reason: request.reason === "run" ? "run" : later.request.reason,
    },
  };
}

export function settle(job: Job | undefined, outcome: Outcome): void {
  for (const { resolve } of job?.waiting.splice(0) ?? []) resolve(outcome);
}

/**
 * Whether a request makes what is being evaluated out of date: it runs that cell again, or one that the cell depends on.
 * `busy` is the cell being evaluated, where it is known; `upstream` is the run's plan. Before the plan is there the run reads the page's code,
 * over which a parser can sit for hours: a request with other code does not wait for that.
 */
export function overtakes(
  request: RunRequest,
  running: { request: RunRequest; busy: string | undefined; upstream: Record<string, string[]> | undefined },
): boolean {
  const { busy, upstream } = running;
  // Drawing plots again takes a moment; the values that it would be interrupted for are worth more.
  if (request.reason !== "run" || running.request.reason === "look") return false;
  if (upstream === undefined)
    return request.cells.some(({ id, source }) => running.request.cells.some((cell) => cell.id === id && cell.source !== source));
  const cells = busy === undefined ? Object.keys(upstream) : [busy];
  return cells.some((cell) => [cell, ...(upstream[cell] ?? [])].some((id) => request.targets.includes(id)));
}
