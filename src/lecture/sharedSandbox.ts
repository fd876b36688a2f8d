// A long function: who computes, what is asked for and what was said of it is one state, which each message and each window that goes changes. What has a
// state of its own stands in a file of its own (`asks.ts`, `transcript.ts`, `computing.ts`).
import { refusedEvents, stopEvents, toRunEvent, type RunEvent } from "../notebook/runState.ts";
import type { NotebookData } from "../reader/notebookData.ts";
import type { Sandbox, SandboxOptions } from "../sandbox/host.ts";
import { createAsks } from "./asks.ts";
import { toAsk, toCellMessage, toRequest, type Ask, type CellMessage } from "./cellMessages.ts";
import type { Computing } from "./computing.ts";
import type { OpenLine } from "./line.ts";
import { createTranscript } from "./transcript.ts";

export interface SharedSandboxOptions {
  name: string;
  /** This window's name among the others. */
  by: string;
  notebook: NotebookData;
  computing: Computing;
  openLine: OpenLine;
  /** The sandbox that the window starts which computes. */
  start(options: Pick<SandboxOptions, "onEvent" | "onRun" | "onSilence">): Sandbox;
  /** Shows in this window what an event changes: of all runs, whoever asked for them. */
  apply(event: RunEvent): void;
  /** Runs the task soon, after what comes in at the same time: `send` for the other windows, `show` for this one. */
  later(task: () => void, what: "send" | "show"): void;
}

export interface SharedSandbox extends Sandbox {
  /** Resolves when this window knows what was run before it came; true where there was nobody to ask. */
  joined: Promise<boolean>;
  /** Tells the others at once what they would be told soon. */
  flush(): void;
}

/**
 * One sandbox for all windows of a room, in the window whose turn it is to compute. The others ask it, and all are told what the runs
 * say. When it goes, the next window that computes knows what was asked for and not yet served, and runs it again.
 */
export function createSharedSandbox({ name, by, notebook, computing, openLine, start, apply, later }: SharedSandboxOptions): SharedSandbox {
  const originals = notebook.cells;
  const transcript = createTranscript(
    Object.fromEntries(originals.map(({ id, source }) => [id, { source, outputs: notebook.outputs[id] ?? [], dependsOn: notebook.dependsOn[id] }])),
  );
  const shown = transcript.cursor();
  let told = transcript.cursor();
  const asks = createAsks();
  /** This window's, while it computes. */
  let sandbox: Sandbox | undefined;
  let sources: ReadonlyMap<string, string> = new Map();
  let epoch = 0;
  let count = 0;
  let hasLeft = false;
  const due = { send: false, show: false };
  let join: (isFirst: boolean) => void;
  const joined = new Promise<boolean>((resolve) => {
    join = resolve;
  });

  const line = openLine(`${name}/cells`, (value) => {
    const message = toCellMessage(value);
    if (message && !hasLeft) receive(message);
  });
  const post = (message: CellMessage): void => {
    if (!hasLeft) line.post(message);
  };

  function soon(what: "send" | "show", task: () => void): void {
    if (due[what]) return;
    due[what] = true;
    later(task, what);
  }

  function show(): void {
    due.show = false;
    shown.take().forEach(apply);
  }

  function send(): void {
    due.send = false;
    const events = sandbox ? told.take() : [];
    if (events.length > 0) post({ type: "events", epoch, events });
  }

  function say(event: RunEvent): void {
    transcript.apply(event);
    soon("send", send);
    soon("show", show);
  }

  const sourceOf = (cell: string): string => sources.get(cell) ?? originals.find(({ id }) => id === cell)!.source;

  function compute(): void {
    if (hasLeft) return;
    sandbox = start({
      onEvent: (event) => say(toRunEvent(event, sourceOf(event.cell), Date.now())),
      onRun: ({ cells }) => {
        sources = new Map(cells.map(({ id, source }) => [id, source]));
      },
      onSilence: ({ cell, seconds }) => say({ type: "silent", cell, seconds }),
    });
    epoch = Math.max(epoch + 1, Date.now());
    told = transcript.cursor();
    told.take();
    tellState(null);
    const open = asks.open();
    if (open.length === 0) halt();
    for (const ask of open) void serve(ask);
    if (open.length > 0) sandbox.warm();
    join(true);
  }

  function tellState(to: string | null): void {
    send();
    post({ type: "state", epoch, to, asks: asks.open(), events: transcript.cursor().take() });
  }

  async function serve(ask: Ask): Promise<void> {
    const request = toRequest(ask, originals);
    try {
      if ((await sandbox!.run(request)) === "stopped") halt();
    } catch (error) {
      refusedEvents(request, error as Error).forEach(say);
    }
    // What a window leaves behind, the next one runs.
    if (hasLeft) return;
    // What was said of the run before its end.
    send();
    post({ type: "ended", ids: [ask.id] });
    asks.end(ask.id);
  }

  /** What is running will not end, and needs no stop. */
  function halt(): void {
    stopEvents(transcript.states, Date.now()).forEach(say);
  }

  function add(ask: Ask): void {
    if (asks.add(ask) && sandbox) void serve(ask);
  }

  function stop(): void {
    if (sandbox) return sandbox.stop();
    // Nobody is to run it again when the window that computes goes now.
    for (const { id } of asks.open()) asks.end(id);
  }

  function keepWaiting(): void {
    if (!sandbox) return;
    for (const [cell, { silent }] of transcript.states) if (silent !== null) say({ type: "silent", cell, seconds: null });
    sandbox.keepWaiting();
  }

  function receive(message: CellMessage): void {
    switch (message.type) {
      case "ask":
        return add(message.ask);
      case "stop":
        return stop();
      case "wait":
        return keepWaiting();
      case "warm":
        return sandbox?.warm();
      case "hello":
        return sandbox && tellState(message.from);
      case "ended":
        return message.ids.forEach(asks.end);
      case "state":
        return adopt(message);
      case "events":
        if (!sandbox && message.epoch === epoch) follow(message.events);
    }
  }

  function follow(events: readonly RunEvent[]): void {
    events.forEach(transcript.apply);
    soon("show", show);
  }

  function adopt({ epoch: newer, to, asks: known, events }: Extract<CellMessage, { type: "state" }>): void {
    if (newer < epoch || (to !== null && to !== by) || sandbox) return;
    epoch = newer;
    for (const ask of known) add(ask);
    // What this window asked for may have been asked of one that has gone.
    for (const ask of asks.open()) if (asks.isAwaited(ask.id) && !known.some(({ id }) => id === ask.id)) post({ type: "ask", ask });
    events.forEach(transcript.apply);
    show();
    join(false);
  }

  void computing.granted.then(compute);
  void computing.others.then((others) => {
    if (others && epoch === 0) post({ type: "hello", from: by });
  });

  return {
    joined,
    flush: send,
    warm() {
      if (sandbox) sandbox.warm();
      else post({ type: "warm" });
    },
    async run(request) {
      const ask = toAsk(`${by}/${++count}`, request, originals);
      const ended = asks.ended(ask.id);
      post({ type: "ask", ask });
      add(ask);
      await ended;
      // Who asked has seen what the run said when they hear that it is over.
      show();
      return "done";
    },
    stop() {
      post({ type: "stop" });
      stop();
    },
    keepWaiting() {
      post({ type: "wait" });
      keepWaiting();
    },
    dispose() {
      send();
      hasLeft = true;
      sandbox?.dispose();
      computing.giveUp();
      line.close();
    },
  };
}
