/**
 * A worker's part in `spread`. The worker that runs the cells owns the tasks: it gives them to helpers, one at a time, and takes their
 * answers. A helper runs the same cells on the same inputs up to the same call of `spread`, so that it has the function with all that
 * the function reads; there it stays and does tasks. The supervisor starts the helpers and carries what the two say.
 */
import type { WorkerPool, SpreadJob } from "../notebook/index.ts";
import type { PoolMessage, ForPoolMember, TaskError } from "./poolMessages.ts";

interface Active {
  id: number;
  job: SpreadJob;
  /** Tasks that nobody does yet. */
  queue: number[];
  /** Helper → its task. */
  busy: Map<number, number>;
  /** Tasks without a result. */
  open: number;
  resolve(): void;
  reject(error: unknown): void;
}

export interface PoolMember {
  spread: WorkerPool;
  /** A new run of cells begins; where `assignment` is given, this worker helps at that call. */
  begin(run: number, assignment?: { cell: string; call: number }): void;
  receive(message: ForPoolMember): void;
}

// A long function: the call that is under way, as its owner or as a helper at it, is one state, which each message changes.
export function createPoolMember(send: (message: PoolMessage) => void): PoolMember {
  let run = 0,
    jobs = 0;
  let assignment: { cell: string; call: number } | undefined;
  let active: Active | undefined;
  let serving: SpreadJob | undefined;
  /** One job after the other. */
  let tail: Promise<unknown> = Promise.resolve();

  function start(job: SpreadJob): Promise<void> {
    return new Promise((resolve, reject) => {
      if (assignment?.cell === job.cell && assignment.call === job.call) {
        serving = job;
        return send({ type: "idle", run }); // The promise stays open: a helper goes no further than this call.
      }
      active = { id: ++jobs, job, queue: [...job.tasks.keys()], busy: new Map(), open: job.tasks.length, resolve, reject };
      if (active.open === 0) return end(active);
      send({ type: "spread", run, job: active.id, cell: job.cell, call: job.call, keys: [...job.keys] });
    });
  }

  function end(done: Active, error?: { thrown: unknown }): void {
    if (done !== active) return;
    active = undefined;
    send({ type: "dismiss", run });
    if (error) done.reject(error.thrown);
    else done.resolve();
  }

  function accept(of: Active, index: number, value: unknown, kept = false): void {
    of.job.take(index, value, kept);
    if (--of.open === 0) end(of);
  }

  function give(of: Active, helper: number): void {
    const index = of.queue.shift();
    if (index === undefined) return;
    of.busy.set(helper, index);
    send({ type: "task", run, job: of.id, helper, index, task: of.job.tasks[index] });
  }

  /** Does here what is left, where there is no helper. */
  async function goOnAlone(of: Active): Promise<void> {
    try {
      for (let index = of.queue.shift(); index !== undefined && of === active; index = of.queue.shift()) {
        const value = await of.job.work(of.job.tasks[index]);
        if (of !== active) return;
        send({ type: "answer", run, job: of.id, index, value });
        accept(of, index, value);
      }
    } catch (thrown) {
      end(of, { thrown });
    }
  }

  async function serve(job: SpreadJob, index: number, task: unknown): Promise<void> {
    try {
      send({ type: "answer", run, index, value: await job.work(task) });
    } catch (thrown) {
      send({ type: "answer", run, index, error: toTaskError(thrown) });
    }
  }

  return {
    spread(job) {
      const done = tail.then(() => start(job));
      tail = done.catch(() => {});
      return done;
    },
    begin(nextRun, nextAssignment) {
      run = nextRun;
      assignment = nextAssignment;
      active = serving = undefined;
      tail = Promise.resolve();
    },
    receive(message) {
      if (message.type === "task") return void (serving && serve(serving, message.index, message.task));
      const of = active;
      if (message.job !== of?.id) return; // Of a job that has ended.
      switch (message.type) {
        case "kept": {
          const found = new Map(message.results);
          of.queue = of.queue.filter((index) => !found.has(index));
          for (const [index, value] of found) accept(of, index, value, true);
          if (message.helpers === 0) void goOnAlone(of);
          break;
        }
        case "idle":
          give(of, message.helper);
          break;
        case "answer": {
          if (of.busy.get(message.helper) !== message.index) return;
          of.busy.delete(message.helper);
          if (message.error) return end(of, { thrown: toThrown(message.error) });
          give(of, message.helper);
          accept(of, message.index, message.value);
          break;
        }
        case "lost": {
          const index = of.busy.get(message.helper);
          of.busy.delete(message.helper);
          if (index !== undefined) of.queue.push(index);
          if (message.left === 0) void goOnAlone(of);
          break;
        }
      }
    },
  };
}

/** What a task threw, as text; the stack tells the line in the cell. */
function toTaskError(thrown: unknown): TaskError {
  try {
    if (thrown instanceof Error)
      return { name: String(thrown.name), message: String(thrown.message).slice(0, 10_000), stack: String(thrown.stack).slice(0, 20_000) };
    return { name: "Error", message: `thrown: ${String(thrown)}`.slice(0, 10_000), stack: "" };
  } catch {
    return { name: "Error", message: "a task failed with what cannot be told", stack: "" };
  }
}

function toThrown({ name, message, stack }: TaskError): Error {
  return Object.defineProperties(new Error(message), { name: { value: name }, stack: { value: stack } });
}
