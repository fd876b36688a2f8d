import type { CellEvent, Output } from "../notebook/types.ts";
import { limits } from "./limits.ts";
import { isOutput } from "./outputs.ts";
import { sizeOf } from "./plainData.ts";

type OutputEvent = Extract<CellEvent, { type: "output" }>;

export interface GateOptions {
  post(event: CellEvent): void;
  /** Milliseconds. */
  now(): number;
  later(task: () => void, ms: number): void;
}

/**
 * What a worker's notebook says passes here: an output beyond `limits` becomes a line of text that says so, and one that
 * replaces itself faster than a page can paint is held back until it is due. Nothing else is changed or reordered.
 */
export function createGate({ post, now, later }: GateOptions): (event: CellEvent) => void {
  let cell = "";
  let bytes = 0;
  let full = false;
  const sentAt = new Map<number, number>();
  const held = new Map<number, OutputEvent>();

  function release(): void {
    const due = [...held.values()];
    held.clear();
    for (const event of due) if (!full) send(event);
  }

  function output(event: OutputEvent): void {
    if (full) return;
    const last = sentAt.get(event.index);
    const time = now();
    if (last !== undefined && time - last < limits.replaceMs) {
      if (held.size === 0) later(release, limits.replaceMs);
      held.set(event.index, event);
      return;
    }
    sentAt.set(event.index, time);
    held.delete(event.index);
    send(event);
  }

  function send(event: OutputEvent): void {
    const size = sizeOf(event.output);
    bytes += Math.min(size, limits.outputBytes);
    if (event.index >= limits.outputs || bytes > limits.cellBytes) {
      full = true;
      const index = Math.min(event.index, limits.outputs - 1);
      return post({ ...event, index, output: text(`… and more outputs than a cell can show (${limits.outputs} outputs, ${limits.cellBytes / 1e6} MB)`) });
    }
    if (!isOutput(event.output)) {
      const why = size === Infinity ? `output too large (at most ${limits.outputBytes / 1e6} MB): show fewer points or characters` : "output of an unknown shape";
      return post({ ...event, output: text(why) });
    }
    post(event);
  }

  return (event) => {
    if (event.cell !== cell || event.type === "start") {
      release();
      cell = event.cell;
      bytes = 0;
      full = false;
      sentAt.clear();
    }
    if (event.type === "output") return output(event);
    release();
    post(event);
  };
}

const text = (line: string): Output => ({ kind: "text", text: line });
