// Its function is a long one: which worker is the current one and which is spare is one state, and most of what is heard changes it. What has a state of
// its own stands in a file of its own (`mailbox.ts`, `files.ts`, `helpers.ts`).
import type { RunRequest } from "../notebook/types.ts";
import { isPoolMessage } from "./poolMessages.ts";
import { createFiles } from "./files.ts";
import { createHelpers } from "./helpers.ts";
import { limits } from "./limits.ts";
import { createMailbox } from "./mailbox.ts";
import { sizeOf } from "./plainData.ts";
import { toWorkerMessage, type FromSandbox, type FromWorker, type ToSandbox, type ToWorker } from "./messages.ts";

/** What the supervisor needs of a worker. */
export interface ReaderWorker {
  post(message: ToWorker): void;
  terminate(): void;
}

export interface WorkerHandlers {
  hear(message: unknown): void;
  /** An error that nothing in the worker caught. */
  fail(message: string): void;
}

export interface SupervisorOptions {
  spawn(handlers: WorkerHandlers): ReaderWorker;
  send(message: FromSandbox): void;
  /** The files that a cell may ask for. */
  files: ReadonlySet<string>;
  /** Processors of the machine. */
  cores: number;
  /** Milliseconds. */
  now(): number;
  later(task: () => void, ms: number): void;
}

interface Slot {
  worker: ReaderWorker;
  ready: boolean;
  run: number | undefined;
  /** What its run waits for: a sign that the worker is free for it, or its end. */
  awaits: "begun" | "finished" | undefined;
  /** Its number, where it helps the current one. */
  helper: number | undefined;
  /** The latest request. */
  request: RunRequest | undefined;
  /** Cells of the latest request. */
  cells: ReadonlySet<string>;
  /** What it has sent in this second. */
  second: number;
  messages: number;
  bytes: number;
}

/** A spare waits this long for a run that follows a stop, so that the two do not fight over the processor. */
const spareDelayMs = 200;

/** A worker that is free answers within this time. One that does not is busy with what an earlier run has left behind. */
const answerMs = 200;

/**
 * Owns the reader's workers, on a thread of its own: starts them, keeps one spare ready, checks all that they say before it
 * goes to the page, and ends one that is told to stop, breaks the limits of `limits.ts` or dies.
 * Result: the function that takes the page's messages.
 */
export function supervise({ spawn, send, files: known, cores, now, later }: SupervisorOptions): (message: ToSandbox) => void {
  const mailbox = createMailbox({ send: (reports) => send({ type: "batch", reports }), later });
  const files = createFiles({ known, now, ask: (file) => mailbox.put({ type: "read", file }) });
  const helpers = createHelpers({
    start: (helper) => start(helper).worker,
    tell: (message) => current.worker.post(message),
    most: Math.max(1, Math.min(cores, limits.helpers)),
    now,
    later,
  });
  let announced = false;
  let current = start();
  let spare: Slot | undefined;

  function start(helper?: number): Slot {
    const slot: Slot = {
      ready: false,
      run: undefined,
      awaits: undefined,
      helper,
      request: undefined,
      cells: new Set(),
      second: 0,
      messages: 0,
      bytes: 0,
      worker: spawn({
        hear: (message) => hear(slot, message),
        // A ready worker reports errors itself. An error that reaches this handler all the same was made by a cell; if the worker hangs, the silence limit ends it.
        fail: (message) => void (slot.ready || giveUp(slot, message)),
      }),
    };
    return slot;
  }

  const alive = (slot: Slot): boolean => slot === current || slot === spare || (slot.helper !== undefined && helpers.has(slot.helper));

  function hear(slot: Slot, data: unknown): void {
    if (!alive(slot)) return;
    const bytes = sizeOf(data, limits.bytesPerSecond);
    if (bytes === Infinity) return crash(slot, "a message that is too large, or is no plain data");
    if (floods(slot, bytes)) return crash(slot, "too many messages in a second");
    const message = toWorkerMessage(data);
    if (message === null) return crash(slot, "a message that is no result");
    if (slot.helper !== undefined) return hearHelper(slot, slot.helper, message);
    if (message.type === "ready") return becomeReady(slot);
    if (message.type === "crashed") return crash(slot, message.message);
    if (message.type === "read") return read(slot, message.file);
    if (message.run !== slot.run) return;
    if (message.type === "begun") return void (slot.awaits = undefined);
    if (message.type === "settled") return expect(slot, "finished");
    if (isPoolMessage(message)) return void (slot.request && helpers.hearOwner(message, slot.request));
    if (message.type === "event" && !slot.cells.has(message.event.cell)) return crash(slot, "a result of a cell that does not exist");
    if (message.type === "finished") slot.run = slot.awaits = undefined;
    mailbox.put(message, bytes);
    if (message.type === "finished") {
      helpers.dismiss();
      keepSpare();
    }
  }

  /** Gives the worker `answerMs` for what its run waits for; after it, another takes its place. */
  function expect(slot: Slot, answer: "begun" | "finished"): void {
    slot.awaits = answer;
    const { run } = slot;
    const isLate = () => slot === current && slot.run === run && slot.awaits === answer;
    // Waits twice for the half: where all threads stood still, the first is over as they go on, and the answer has time in the second.
    if (slot.ready) later(() => isLate() && later(() => isLate() && supersede(slot), answerMs / 2), answerMs / 2);
  }

  /** Ends a worker that is busy with leftovers: a run that is over is finished, one that has not begun goes to the next worker. */
  function supersede({ run, request, awaits }: Slot): void {
    replace();
    if (run === undefined || request === undefined) return;
    if (awaits === "begun") begin(run, request);
    else mailbox.put({ type: "finished", run });
  }

  function begin(run: number, request: RunRequest): void {
    Object.assign(current, { run, request, cells: new Set(request.cells.map((cell) => cell.id)) });
    expect(current, "begun");
    current.worker.post({ type: "run", run, request });
  }

  /** What a helper shows is not for the page: the worker that it helps shows the same. */
  function hearHelper(slot: Slot, helper: number, message: FromWorker): void {
    if (message.type === "ready") {
      slot.ready = true;
      helpers.ready(helper);
    } else if (message.type === "read") read(slot, message.file);
    else if (message.type === "begun" || message.type === "settled") return;
    else if (message.type === "finished" || message.type === "crashed") helpers.lose(helper);
    else if (isPoolMessage(message)) helpers.hear(helper, message);
  }

  function read(slot: Slot, file: string): void {
    files.read(file, (answer) => void (alive(slot) && slot.worker.post({ type: "data", answer })));
  }

  function floods(slot: Slot, bytes: number): boolean {
    const second = Math.floor(now() / 1000);
    if (second !== slot.second) Object.assign(slot, { second, messages: 0, bytes: 0 });
    slot.messages++;
    slot.bytes += bytes;
    return slot.messages > limits.messagesPerSecond || slot.bytes > limits.bytesPerSecond;
  }

  function becomeReady(slot: Slot): void {
    slot.ready = true;
    if (slot !== current) return;
    if (slot.awaits) expect(slot, slot.awaits);
    // The spare before the word: a browser in which a start stands still does so before the page sends a run.
    if (slot.run === undefined) keepSpare();
    if (!announced) send({ type: "ready" });
    announced = true;
  }

  function keepSpare(): void {
    if (current.ready && current.run === undefined) spare ??= start();
  }

  /** Ends the current worker; the spare takes over. */
  function replace(): void {
    helpers.dismiss();
    current.worker.terminate();
    const next = spare;
    spare = undefined;
    current = next ?? start();
    later(keepSpare, spareDelayMs);
  }

  function crash(slot: Slot, message: string): void {
    if (slot.helper !== undefined) return helpers.lose(slot.helper);
    if (slot === spare) {
      spare.worker.terminate();
      spare = undefined;
      return;
    }
    if (!slot.ready) return giveUp(slot, message);
    const { run } = slot;
    replace();
    if (run !== undefined) mailbox.put({ type: "crashed", run, message });
  }

  /** A worker that fails before it is ready would fail again. */
  function giveUp(slot: Slot, message: string): void {
    if (!alive(slot)) return;
    if (slot.helper !== undefined) return helpers.lose(slot.helper);
    slot.worker.terminate();
    if (slot === spare) spare = undefined;
    else send({ type: "failed", message });
  }

  return (message) => {
    switch (message.type) {
      case "run":
        begin(message.run, message.request);
        break;
      case "stop":
        if (current.run === message.run) replace();
        mailbox.cut();
        send({ type: "stopped", run: message.run });
        break;
      case "data":
        files.answered(message.answer);
        break;
      case "ack":
        mailbox.ack();
        break;
      case "ping":
        send({ type: "pong" });
        break;
    }
  };
}
