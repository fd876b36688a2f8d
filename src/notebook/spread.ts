import { digest } from "../text/digest.ts";

/** Tasks of a cell that several workers may do at once. */
export interface SpreadJob {
  cell: string;
  /** Which call of `spread` in this run of the cell it is, from 0. */
  call: number;
  tasks: readonly unknown[];
  /** One for each task. Equal keys mean an equal task, done by the same code on the same values. */
  keys: readonly string[];
  work(task: unknown): Promise<unknown>;
  /** Takes each result once, in any order. One that was `kept` took no time. */
  take(index: number, result: unknown, kept: boolean): void;
}

/** Does the tasks of a job; rejects with what the first task threw that failed. */
export type WorkerPool = (job: SpreadJob) => Promise<void>;

/** One task after the other, here: the worker pool of a host that has no other. */
export const alone: WorkerPool = async ({ tasks, work, take }) => {
  for (const [i, task] of tasks.entries()) take(i, await work(task), false);
};

/** How far a job is. `secondsLeft` is null until the first task has been done. */
export interface SpreadState {
  done: number;
  of: number;
  secondsLeft: number | null;
}

export interface SpreadOptions {
  /** What the progress says. */
  label?: (state: SpreadState) => string;
  /** Called now and then, and at the end, with the results so far: undefined where there is none yet. */
  meanwhile?: (results: readonly unknown[]) => void;
}

export interface SpreadHost {
  cell: string;
  workerPool: WorkerPool;
  progress(fraction: number, label: string): void;
  /** Milliseconds. */
  now(): number;
  /** What the results of a function rest on, as text. */
  fingerprint(work: unknown): string;
  /** False when the cell has ended: nothing can be shown any more. */
  isOpen(): boolean;
}

const MAX_TASKS = 10_000;
const MEANWHILE_MS = 400;

/** The `spread` of one run of a cell. */
export function createSpread({ cell, workerPool, progress, now, fingerprint, isOpen }: SpreadHost) {
  let calls = 0;

  return async (tasks: Iterable<unknown>, work: unknown, { label = inWords, meanwhile }: SpreadOptions = {}): Promise<unknown[]> => {
    if (typeof (tasks as Iterable<unknown> | null | undefined)?.[Symbol.iterator] !== "function")
      throw new TypeError(`invalid tasks: ${String(tasks)} (an array of plain data)`);
    if (typeof work !== "function") throw new TypeError(`invalid work: ${String(work)} (a function of a task)`);
    const all = [...tasks];
    if (all.length > MAX_TASKS) throw new RangeError(`too many tasks: ${all.length} (at most ${MAX_TASKS}; let each do more)`);
    const rest = digest(fingerprint(work));
    const keys = all.map((task, i) => digest(rest + plainText(task, `task ${i}`)));
    const results = new Array<unknown>(all.length).fill(undefined);
    const start = now();
    let done = 0,
      worked = 0,
      toldAt = start;

    function tell(): void {
      if (!isOpen()) return;
      const secondsLeft = worked === 0 ? null : ((now() - start) / 1000 / worked) * (all.length - done);
      progress(all.length === 0 ? 1 : done / all.length, label({ done, of: all.length, secondsLeft }));
      if (!meanwhile || (done < all.length && now() - toldAt < MEANWHILE_MS)) return;
      meanwhile(results);
      toldAt = now();
    }

    tell();
    await workerPool({
      cell,
      call: calls++,
      tasks: all,
      keys,
      async work(task) {
        // Task and result are copied, as they are between workers: a task that changes its data changes nothing of the cell's.
        const result: unknown = await work(structuredClone(task));
        plainText(result, "the result of a task");
        return structuredClone(result);
      },
      take(index, result, kept) {
        results[index] = result;
        done++;
        if (!kept) worked++;
        tell();
      },
    });
    return results;
  };
}

function inWords({ done, of, secondsLeft }: SpreadState): string {
  const left =
    secondsLeft === null ? "" : secondsLeft < 99.5 ? `, about ${Math.ceil(secondsLeft)} s left` : `, about ${Math.round(secondsLeft / 60)} min left`;
  return `${done} of ${of}${done < of ? left : ""}`;
}

/** Plain data as text, different for different data. Throws a TypeError, which names it as `what`, for anything else. */
function plainText(value: unknown, what: string): string {
  return (
    JSON.stringify(value, function (this: Record<string, unknown>, key) {
      const part = this[key];
      if (typeof part === "number" && !Number.isFinite(part)) return `number ${part}`;
      if (typeof part === "bigint") return `bigint ${part}`;
      if (typeof part === "function" || typeof part === "symbol") throw notPlain(what, typeof part);
      if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
      if (ArrayBuffer.isView(part)) return [Object.prototype.toString.call(part), ...(part as Float64Array)];
      const prototype: unknown = Object.getPrototypeOf(part);
      if (prototype !== Object.prototype && prototype !== null) throw notPlain(what, Object.prototype.toString.call(part).slice(8, -1));
      return part;
    }) ?? "undefined"
  );
}

const notPlain = (what: string, kind: string): TypeError =>
  new TypeError(`invalid data: ${what} holds a ${kind} (numbers, texts, arrays and plain objects can go to another worker)`);
