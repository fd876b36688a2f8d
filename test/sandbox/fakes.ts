import type { Cell, ShownEvent, RunRequest } from "../../src/notebook/types.ts";
import type { Connect, ConnectionHandlers } from "../../src/sandbox/connect.ts";
import type { FromSandbox, ToSandbox, ToWorker } from "../../src/sandbox/messages.ts";
import { supervise, type WorkerHandlers } from "../../src/sandbox/supervise.ts";

export const cell = (id: string, source = ""): Cell => ({ id, title: id, source, line: 1, hidden: false, form: "both", run: "build" });

export const request = (
  targets: string[],
  { cells = ["a", "b", "c", "d"], inputs = {}, reason = "run" as RunRequest["reason"] } = {},
): RunRequest => ({ cells: cells.map((id) => cell(id)), targets, inputs, reason });

/** A worker whose behaviour the test plays by hand. */
export class FakeWorker {
  readonly received: ToWorker[] = [];
  terminated = false;
  /** Whether it is busy with something that an earlier run has left behind. */
  hung = false;
  readonly #handlers: WorkerHandlers;

  constructor(handlers: WorkerHandlers) {
    this.#handlers = handlers;
  }

  say(message: unknown): void {
    this.#handlers.hear(structuredClone(message));
  }
  fail(message: string): void {
    this.#handlers.fail(message);
  }
  ready(): void {
    this.say({ type: "ready" });
  }
  /** The latest run that it was asked for. */
  get run(): Extract<ToWorker, { type: "run" }> {
    const last = this.received.findLast((message) => message.type === "run");
    if (last?.type !== "run") throw new Error("no run was asked for");
    return last;
  }
  event(event: ShownEvent): void {
    this.say({ type: "event", run: this.run.run, event });
  }
  plan(upstream: Record<string, string[]>): void {
    this.say({ type: "plan", run: this.run.run, upstream });
  }
  finish(): void {
    this.say({ type: "finished", run: this.run.run });
  }
}

/** A supervisor whose workers and clock are the test's; `sent` is what it tells the page. */
export function fakeSupervisor(files: string[] = [], cores = 2) {
  const workers: FakeWorker[] = [];
  const sent: FromSandbox[] = [];
  const clock = { ms: 0 };
  const tasks: { task: () => void; due: number }[] = [];
  let time = 0;
  let onSend: (message: FromSandbox) => void = () => {};
  const receive = supervise({
    spawn(handlers) {
      const worker = new FakeWorker(handlers);
      workers.push(worker);
      return {
        post(message) {
          worker.received.push(message);
          if (message.type === "run" && !worker.hung) worker.say({ type: "begun", run: message.run });
        },
        terminate: () => void (worker.terminated = true),
      };
    },
    send(message) {
      sent.push(message);
      onSend(message);
    },
    files: new Set(files),
    cores,
    now: () => clock.ms,
    // Moments pass by themselves.
    later: (task, ms) => void (ms < 20 ? task() : tasks.push({ task, due: time + ms })),
  });
  return {
    workers,
    sent,
    clock,
    receive,
    /** Those that have not been ended. */
    alive: () => workers.filter((worker) => !worker.terminated),
    /** Runs what was put off for this long, in milliseconds, and what that puts off within it. */
    elapse(ms = 200) {
      const end = time + ms;
      for (;;) {
        const next = tasks.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        tasks.splice(tasks.indexOf(next), 1);
        time = next.due;
        next.task();
      }
      time = end;
    },
    /** All reports that have reached the page, in order. */
    reports: () => sent.flatMap((message) => (message.type === "batch" ? message.reports : [])),
    listen: (listener: (message: FromSandbox) => void) => void (onSend = listener),
  };
}

/** `connect` to fake supervisors, each with a first worker that is ready. `refuse` makes the next ones fail. */
export function fakeConnect(files: string[] = []) {
  const supervisors: ReturnType<typeof fakeSupervisor>[] = [];
  const lines: { handlers: ConnectionHandlers; closed: boolean; deaf: boolean; sent: ToSandbox[] }[] = [];
  const control = { refuse: undefined as Error | undefined };
  const connect: Connect = async (_, handlers) => {
    if (control.refuse) throw control.refuse;
    const supervisor = fakeSupervisor(files);
    const line = { handlers, closed: false, deaf: false, sent: [] as ToSandbox[] };
    supervisors.push(supervisor);
    lines.push(line);
    supervisor.workers[0].ready();
    supervisor.listen((message) => {
      if (line.closed) return;
      if (message.type === "failed") handlers.lost(message.message, "failed");
      else handlers.receive(structuredClone(message));
    });
    return {
      send(message) {
        line.sent.push(message);
        if (!line.deaf && !line.closed) supervisor.receive(structuredClone(message));
      },
      close: () => void (line.closed = true),
    };
  };
  return {
    connect,
    control,
    supervisors,
    lines,
    /** The worker that runs cells now. */
    worker(): FakeWorker {
      const running = supervisors
        .at(-1)
        ?.alive()
        .find((worker) => worker.received.length > 0);
      if (!running) throw new Error("no worker runs");
      return running;
    },
  };
}

/** Lets all promises that are settled go on. */
export const settled = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
