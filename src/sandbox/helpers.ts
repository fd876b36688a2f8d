// A long function: a job's helpers and what they have found are one state, which each of their messages changes.
import type { RunRequest } from "../notebook/types.ts";
import type { PoolMessage, ForPoolMember, Help } from "./poolMessages.ts";
import { limits } from "./limits.ts";
import { sizeOf } from "./plainData.ts";

/** A helper's worker, as the supervisor starts it. */
export interface HelperWorker {
  post(message: ForPoolMember | Help): void;
  terminate(): void;
}

export interface HelpersOptions {
  /** Starts a worker; what it says comes to `hear` and `lose` under this number. */
  start(helper: number): HelperWorker;
  /** Tells the worker that runs the cells. */
  tell(message: ForPoolMember): void;
  /** How many at once. */
  most: number;
  /** Milliseconds. */
  now(): number;
  later(task: () => void, ms: number): void;
}

interface Job {
  run: number;
  id: number;
  request: RunRequest;
  cell: string;
  call: number;
  keys: readonly string[];
  workers: Map<number, HelperWorker>;
}

/**
 * The helpers of the running cells, and what they have found out, which outlives run and workers. At most `most` helpers at once,
 * and not more than that many new ones in half a second, however often a cell asks.
 */
export function createHelpers({ start, tell, most, now, later }: HelpersOptions) {
  let job: Job | undefined;
  let started = 0;
  let notBefore = -Infinity;
  const kept = new Map<string, { value: unknown; bytes: number }>();
  let keptBytes = 0;

  function keep(key: string | undefined, value: unknown): void {
    if (key === undefined || kept.has(key)) return;
    const bytes = 64 + sizeOf(value);
    if (bytes > limits.keptBytes) return;
    kept.set(key, { value, bytes });
    keptBytes += bytes;
    for (const [oldest, entry] of kept) {
      if (keptBytes <= limits.keptBytes) break;
      kept.delete(oldest);
      keptBytes -= entry.bytes;
    }
  }

  const keptOf = (keys: readonly string[]): [number, unknown][] =>
    keys.flatMap((key, i): [number, unknown][] => (kept.has(key) ? [[i, kept.get(key)!.value]] : []));

  function dismiss(): void {
    for (const worker of job?.workers.values() ?? []) worker.terminate();
    job = undefined;
  }

  function begin(message: Extract<PoolMessage, { type: "spread" }>, request: RunRequest): void {
    dismiss();
    const { run, job: id, cell, call, keys } = message;
    const results = keptOf(keys);
    const helpers = Math.min(most, keys.length - results.length);
    tell({ type: "kept", job: id, results, helpers });
    if (helpers === 0) return;
    const mine: Job = { run, id, request, cell, call, keys, workers: new Map() };
    job = mine;
    const open = (): void => {
      if (job !== mine) return;
      notBefore = now() + limits.helpersPauseMs;
      for (let i = 0; i < helpers; i++) {
        const helper = ++started;
        mine.workers.set(helper, start(helper));
      }
    };
    if (now() >= notBefore) open();
    else later(open, notBefore - now());
  }

  return {
    dismiss,
    has: (helper: number): boolean => job?.workers.has(helper) ?? false,
    /** From the worker that runs `request`. */
    hearOwner(message: PoolMessage, request: RunRequest): void {
      switch (message.type) {
        case "spread":
          begin(message, request);
          break;
        case "task":
          if (job?.id === message.job) job.workers.get(message.helper)?.post({ type: "task", index: message.index, task: message.task });
          break;
        case "answer":
          if (job === undefined || job.id === message.job) keep(job?.keys[message.index], message.value);
          break;
        case "dismiss":
          dismiss();
          break;
      }
    },
    /** A helper's worker is ready for its assignment. */
    ready(helper: number): void {
      if (!job) return;
      const { run, request, cell, call } = job;
      job.workers.get(helper)?.post({ type: "help", run, request, cell, call });
    },
    hear(helper: number, message: PoolMessage): void {
      const worker = job?.workers.get(helper);
      if (!job || !worker || message.run !== job.run) return;
      switch (message.type) {
        case "idle":
          tell({ type: "idle", job: job.id, helper });
          break;
        case "answer": {
          const { index, value, error } = message;
          if (error === undefined) keep(job.keys[index], value);
          tell(error === undefined ? { type: "answer", job: job.id, helper, index, value } : { type: "answer", job: job.id, helper, index, error });
          break;
        }
        case "spread":
          // A call of `spread` before the one that this helper is for: it gets the results that are kept, and does the other tasks itself.
          worker.post({ type: "kept", job: message.job, results: keptOf(message.keys), helpers: 0 });
          break;
      }
    },
    /** A helper has ended, or must. */
    lose(helper: number): void {
      const worker = job?.workers.get(helper);
      if (!job || !worker) return;
      worker.terminate();
      job.workers.delete(helper);
      tell({ type: "lost", job: job.id, helper, left: job.workers.size });
    },
  };
}
