import type { CellEvent } from "../notebook/types.ts";
import type { Said } from "../reader/companions.ts";
import type { NotebookData } from "../reader/notebookData.ts";
import type { Sandbox, SandboxOptions } from "../sandbox/host.ts";
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
  /** What this window has to show now: of all runs, whoever asked for them. */
  hear(said: Said): void;
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
export function createSharedSandbox({ name, by, notebook, computing, openLine, start, hear, later }: SharedSandboxOptions): SharedSandbox {
  const originals = notebook.cells;
  const transcript = createTranscript(Object.fromEntries(originals.map(({ id, source }) => [id, { source, outputs: notebook.outputs[id] ?? [] }])));
  const shown = transcript.cursor();
  let told = transcript.cursor();
  /** What any window has asked for and what is not served yet, in order. */
  const asks = new Map<string, Ask>();
  /** Served, as this window heard before it heard them asked for. */
  const served = new Set<string>();
  const waiting = new Map<string, () => void>();
  /** This window's, while it computes. */
  let sandbox: Sandbox | undefined;
  let sources: ReadonlyMap<string, string> = new Map();
  let epoch = 0;
  let count = 0;
  let hasLeft = false;
  const due = { send: false, show: false };
  let join: (isFirst: boolean) => void;
  const joined = new Promise<boolean>((resolve) => { join = resolve; });

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
    for (const said of shown.take()) hear(said);
  }

  function send(): void {
    due.send = false;
    const said = sandbox ? told.take() : [];
    if (said.length > 0) post({ type: "said", epoch, said });
  }

  function say(said: Said): void {
    transcript.hear(said);
    soon("send", send);
    soon("show", show);
  }

  const sourceOf = (cell: string): string => sources.get(cell) ?? originals.find(({ id }) => id === cell)!.source;

  function onEvent(event: CellEvent): void {
    if (event.type === "output") say(event);
    else if (event.type === "start") say({ ...event, source: sourceOf(event.cell), at: Date.now() });
    else say({ ...event, source: sourceOf(event.cell) });
  }

  function compute(): void {
    if (hasLeft) return;
    sandbox = start({
      onEvent,
      onRun: ({ cells }) => { sources = new Map(cells.map(({ id, source }) => [id, source])); },
      onSilence: ({ cell, seconds }) => say({ type: "silent", cell, seconds }),
    });
    epoch = Math.max(epoch + 1, Date.now());
    told = transcript.cursor();
    told.take();
    tellState(null);
    if (asks.size === 0) halt();
    for (const ask of asks.values()) void serve(ask);
    if (asks.size > 0) sandbox.warm();
    join(true);
  }

  function tellState(to: string | null): void {
    send();
    post({ type: "state", epoch, to, asks: [...asks.values()], said: transcript.cursor().take() });
  }

  async function serve(ask: Ask): Promise<void> {
    try {
      if ((await sandbox!.run(toRequest(ask, originals))) === "stopped") halt();
    } catch (error) {
      for (const { id, source } of toRequest(ask, originals).cells) {
        if (ask.targets.includes(id)) say({ type: "error", cell: id, source, error: { kind: "runtime", message: (error as Error).message }, elapsedMs: 0 });
      }
    }
    // What a window leaves behind, the next one runs.
    if (hasLeft) return;
    // What was said of the run before its end.
    send();
    post({ type: "ended", ids: [ask.id] });
    end(ask.id);
  }

  /** What is running will not end, and needs no stop. */
  function halt(): void {
    for (const cell of transcript.silent()) say({ type: "silent", cell, seconds: null });
    for (const { cell, source, at } of transcript.running()) say({ type: "stopped", cell, source, elapsedMs: Date.now() - at });
  }

  function end(id: string): void {
    if (!asks.delete(id)) served.add(id);
    waiting.get(id)?.();
    waiting.delete(id);
  }

  function add(ask: Ask): void {
    if (served.delete(ask.id) || asks.has(ask.id)) return;
    asks.set(ask.id, ask);
    if (sandbox) void serve(ask);
  }

  function stop(): void {
    if (sandbox) return sandbox.stop();
    // Nobody is to run it again when the window that computes goes now.
    for (const id of [...asks.keys()]) end(id);
  }

  function keepWaiting(): void {
    if (!sandbox) return;
    for (const cell of transcript.silent()) say({ type: "silent", cell, seconds: null });
    sandbox.keepWaiting();
  }

  function receive(message: CellMessage): void {
    switch (message.type) {
      case "ask": return add(message.ask);
      case "stop": return stop();
      case "wait": return keepWaiting();
      case "warm": return sandbox?.warm();
      case "hello": return sandbox && tellState(message.from);
      case "ended": return message.ids.forEach(end);
      case "state": return adopt(message);
      case "said":
        if (!sandbox && message.epoch === epoch) follow(message.said);
    }
  }

  function follow(said: readonly Said[]): void {
    for (const one of said) transcript.hear(one);
    soon("show", show);
  }

  function adopt({ epoch: newer, to, asks: known, said }: Extract<CellMessage, { type: "state" }>): void {
    if (newer < epoch || (to !== null && to !== by) || sandbox) return;
    epoch = newer;
    for (const ask of known) add(ask);
    // What this window asked for may have been asked of one that has gone.
    for (const [id, ask] of asks) if (waiting.has(id) && !known.some((other) => other.id === id)) post({ type: "ask", ask });
    for (const one of said) transcript.hear(one);
    show();
    join(false);
  }

  void computing.granted.then(compute);
  void computing.others.then((others) => { if (others && epoch === 0) post({ type: "hello", from: by }); });

  return {
    joined,
    flush: send,
    warm() {
      if (sandbox) sandbox.warm();
      else post({ type: "warm" });
    },
    run: (request) => new Promise((resolve) => {
      const ask = toAsk(`${by}/${++count}`, request, originals);
      waiting.set(ask.id, () => resolve("done"));
      post({ type: "ask", ask });
      add(ask);
    }),
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
