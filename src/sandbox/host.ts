/** The page's side of the sandbox. One file of over 250 lines: the state of the run under way, and all that changes it, stand together. */
import type { ShownEvent, RunRequest } from "../notebook/types.ts";
import { connect as connectFrames, type Connect, type Connection, type End } from "./connect.ts";
import { createDelivery } from "./delivery.ts";
import type { FileAnswer } from "./files.ts";
import { merge, overtakes, settle, type Job, type Outcome } from "./job.ts";
import { toReport, type FromSandbox, type Report } from "./messages.ts";

export { SandboxUnavailable } from "./connect.ts";

export interface SandboxOptions {
  /** Address of `sandbox.html`, on the page's own origin. */
  src: string;
  /** What the running cells say, in order. Called for a few milliseconds at a time, so that the page can paint in between. */
  onEvent(event: ShownEvent): void;
  /** A run begins, of this request or of several made one; what is said until the next one begins is of it. */
  onRun?(request: RunRequest): void;
  /** The bytes of a file of a data set. */
  readData(file: string): Promise<Uint8Array>;
  /** Calls `task` when what `onEvent` was told stands on the page, and until then little more comes; at once unless given. */
  whenDrawn?(task: () => void): void;
  /** A run has shown nothing for `seconds`. Called again only after `keepWaiting`, or after a new output and a new silence. */
  onSilence?(silence: { cell: string; seconds: number }): void;
  silenceMs?: number;
  connect?: Connect;
}

export interface Sandbox {
  /** Starts the frames and workers, if they are not there yet; nothing happens on an error until `run`. */
  warm(): void;
  /**
   * Runs what is asked for, as soon as possible: at once; in place of the running run where that is out of date (see `overtakes`);
   * else after it, together with all other requests that came meanwhile (the latest page and input positions win).
   * Resolves when the request has been served or stopped. Rejects with SandboxUnavailable.
   */
  run(request: RunRequest): Promise<Outcome>;
  /** Ends the run and drops all requests. What was shown stays; values are made anew, silently, when next needed. */
  stop(): void;
  /** Waits once more for an output before `onSilence` is called again. */
  keepWaiting(): void;
  /** Ends everything; the frames are removed. */
  dispose(): void;
}

/** Plots that are not drawn again by then stay as they are, where a run waits for its turn; where none does they have as long as a silent run. */
const lookMs = 2_000;

/** A stop that is not confirmed in this time takes the frames down. */
const stopMs = 1_000;

interface Running extends Job {
  run: number;
  cells: ReadonlySet<string>;
  /** The cell being evaluated. */
  busy: string | undefined;
  /** The run's plan; undefined while it reads the page's code. */
  upstream: Record<string, string[]> | undefined;
  saidAt: number;
  stopping: boolean;
  /** The sandbox has said something of this run. */
  heard: boolean;
}

type Item = { type: "ack" } | { type: "stopped"; run: number } | { type: "report"; value: unknown };

export function createSandbox(options: SandboxOptions): Sandbox {
  const { src, onEvent, onRun, readData, onSilence, silenceMs = 10_000, connect = connectFrames, whenDrawn = (task) => task() } = options;
  let connecting: Promise<Connection> | undefined;
  let connection: Connection | undefined;
  let running: Running | undefined;
  let pending: Job | undefined;
  let runs = 0;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let unstopped: ReturnType<typeof setTimeout> | undefined;
  let unfitted: ReturnType<typeof setTimeout> | undefined;
  let disposed = false;
  /** What runs, or waits to, was taken up once more after a sandbox that failed. */
  let isRepeated = false;

  const delivery = createDelivery<Item>({ deliver, now: () => performance.now(), later: (task) => void setTimeout(task) });

  function open(): Promise<Connection> {
    connecting ??= connect(src, { receive, lost }).then(
      (opened) => {
        if (disposed) opened.close();
        return (connection = opened);
      },
      (error: unknown) => {
        connecting = undefined;
        throw error;
      },
    );
    return connecting;
  }

  async function start(): Promise<void> {
    let line: Connection;
    try {
      line = await open();
    } catch (error) {
      const refused = pending;
      pending = undefined;
      for (const { reject } of refused?.waiting ?? []) reject(error);
      return;
    }
    if (running || !pending) return;
    if (line !== connection) return start(); // Lost meanwhile.
    const { request, waiting } = pending;
    pending = undefined;
    const cells = new Set(request.cells.map((cell) => cell.id));
    running = {
      request,
      waiting,
      cells,
      run: ++runs,
      busy: undefined,
      upstream: undefined,
      saidAt: performance.now(),
      stopping: false,
      heard: false,
    };
    onRun?.(request);
    line.send({ type: "run", run: running.run, request });
    if (request.reason === "look") unfitted = setTimeout(interrupt, silenceMs);
    else listen();
  }

  function receive(message: FromSandbox): void {
    if (message.type === "batch") {
      if (running && !running.stopping) {
        running.saidAt = performance.now();
        if (running.request.reason !== "look") listen();
      }
      delivery.add([...message.reports.map((value): Item => ({ type: "report", value })), { type: "ack" }]);
    } else if (message.type === "stopped") delivery.add([message]);
  }

  function deliver(item: Item): void {
    if (item.type === "ack") {
      const line = connection;
      whenDrawn(() => line?.send(item));
    } else if (item.type === "stopped") {
      if (running?.run === item.run) finish("stopped");
    } else {
      const report = toReport(item.value);
      if (report) take(report);
    }
  }

  function take(report: Report): void {
    if (report.type === "read") return void answer(report.file);
    if (report.run !== running?.run) return;
    running.heard = true;
    isRepeated = false;
    switch (report.type) {
      case "plan":
        running.upstream = report.upstream;
        break;
      case "event":
        show(report.event);
        break;
      case "finished":
        finish("done");
        break;
      case "crashed":
        blame(`this run was ended: ${report.message}`);
        finish("stopped");
        break;
    }
  }

  function show(event: ShownEvent): void {
    if (!running?.cells.has(event.cell)) return;
    if (event.type === "start") running.busy = event.cell;
    else if (event.type === "done" || event.type === "error") running.busy = undefined;
    onEvent(event);
  }

  /** An error on the cell being evaluated, from us. */
  function blame(message: string): void {
    const cell = running?.busy ?? running?.request.targets[0];
    if (cell !== undefined) onEvent({ type: "error", cell, error: { kind: "runtime", message }, elapsedMs: 0 });
  }

  async function answer(file: string): Promise<void> {
    const line = connection;
    let found: FileAnswer;
    try {
      found = { file, bytes: await readData(file) };
    } catch (error) {
      found = { file, error: error instanceof Error ? error.message : String(error) };
    }
    line?.send({ type: "data", answer: found });
  }

  function finish(outcome: Outcome): void {
    const job = running;
    running = undefined;
    clearTimeout(silence);
    clearTimeout(unstopped);
    clearTimeout(unfitted);
    settle(job, outcome);
    if (pending) void start();
  }

  /** What waits for plots to be drawn again waits no longer than `lookMs`. */
  function hurry(): void {
    if (!pending || running?.request.reason !== "look") return;
    clearTimeout(unfitted);
    unfitted = setTimeout(interrupt, running.saidAt + lookMs - performance.now());
  }

  /** Asks for the end of the run; `finish` follows. */
  function interrupt(): void {
    if (!running || running.stopping) return;
    running.stopping = true;
    clearTimeout(silence);
    connection?.send({ type: "stop", run: running.run });
    unstopped = setTimeout(takeDown, stopMs);
  }

  function takeDown(): void {
    connection?.close();
    connection = connecting = undefined;
    delivery.clear();
    if (running) finish("stopped");
  }

  function lost(why: string, how: End): void {
    // A run that has reported nothing has not begun, so it did not end the sandbox. Where that fell silent it counts as stopped, and its cells are as they
    // were; where that failed by itself, the reader waits for it: it is tried once more.
    if (running && !running.stopping) {
      if (running.heard) blame(`this run was ended: ${why}`);
      else if (how === "failed" && !isRepeated) {
        isRepeated = true;
        pending = merge({ request: running.request, waiting: running.waiting.splice(0) }, pending);
      }
    }
    takeDown();
    if (!disposed) warm();
  }

  function listen(): void {
    clearTimeout(silence);
    if (running?.stopping) return;
    silence = setTimeout(() => {
      const cell = running?.busy ?? running?.request.targets[0];
      if (running && cell !== undefined) onSilence?.({ cell, seconds: Math.round((performance.now() - running.saidAt) / 1000) });
    }, silenceMs);
  }

  function warm(): void {
    open().catch(() => {}); // `run` tells.
  }

  return {
    warm,
    run(request) {
      if (disposed) return Promise.resolve("stopped");
      return new Promise((resolve, reject) => {
        const job: Job = { request, waiting: [{ resolve, reject }] };
        if (running && !running.stopping && overtakes(request, running)) {
          const { request: interrupted, waiting } = running;
          pending = merge(merge({ request: interrupted, waiting: waiting.splice(0) }, pending), job);
          interrupt();
        } else pending = merge(pending, job);
        if (!running) void start();
        else hurry();
      });
    },
    stop() {
      settle(pending, "stopped");
      pending = undefined;
      interrupt();
    },
    keepWaiting() {
      if (running) listen();
    },
    dispose() {
      disposed = true;
      settle(pending, "stopped");
      pending = undefined;
      takeDown();
    },
  };
}
