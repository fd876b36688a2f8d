import { more } from "./inspect.ts";
import { toText } from "./toOutput.ts";
import type { CellEvent, Output } from "./types.ts";

const MAX_OUTPUTS = 200;
const MAX_LOG = 20_000;
const INTERVAL_MS = 30;

/** Where the outputs of one run of a cell go, in order and in bounds. */
export interface Sink {
  add(output: Output): void;
  /** Adds a line to the log; lines that follow each other make one text output. */
  log(line: string): void;
  /** Replaces the progress output of the cell, or adds it. */
  progress(output: Output): void;
  /** Replaces the live output of the cell, or adds it. */
  live(output: Output): void;
  /** Replaces the check output of the cell, or adds it. */
  check(output: Output): void;
  /** Sends what is held back; nothing may be added afterwards. */
  close(): void;
}

/**
 * A sink that emits at most 200 outputs and then counts ("12 more outputs"). Log lines and progress that come faster than
 * every 30 ms are held back until then, or until the cell pauses or ends.
 */
export function createSink({ cell, emit, now }: { cell: string; emit: (event: CellEvent) => void; now: () => number }): Sink {
  let count = 0;
  let left = 0;
  let closed = false;
  const log = createSlot();
  const progress = createSlot();
  const live = createSlot();
  const check = createSlot();

  /** One output that replaces itself at its own index; what comes too fast waits. */
  function createSlot() {
    let index: number | undefined;
    let waiting: (() => Output) | undefined;
    let sentAt = -Infinity;
    let willFlush = false;
    const flush = (): void => {
      if (!waiting || index === undefined) return;
      emit({ type: "output", cell, index, output: waiting() });
      waiting = undefined;
      sentAt = now();
    };
    return {
      flush,
      end: () => void (flush(), (index = undefined), (sentAt = -Infinity)),
      /** False when there is no room for a new output. */
      put(output: () => Output): boolean {
        if (index === undefined) {
          if (count >= MAX_OUTPUTS) return (left++, false);
          index = count++;
        }
        waiting = output;
        if (now() - sentAt >= INTERVAL_MS) flush();
        else if (!willFlush) {
          willFlush = true;
          queueMicrotask(() => void ((willFlush = false), closed || flush()));
        }
        return true;
      },
    };
  }

  let lines: string[] = [];
  let length = 0;
  let hidden = 0;
  const logText = (): Output => {
    const text = toText(lines.join("\n"));
    return hidden === 0 || text.kind !== "text" ? text : { kind: "text", text: `${text.text}\n… ${more(hidden, "lines")}` };
  };
  const endLog = (): void => {
    log.end();
    [lines, length, hidden] = [[], 0, 0];
  };

  return {
    add(output) {
      endLog();
      if (count >= MAX_OUTPUTS) left++;
      else emit({ type: "output", cell, index: count++, output });
    },
    log(line) {
      if (length > MAX_LOG) hidden++;
      else {
        lines.push(line);
        length += line.length + 1;
      }
      log.put(logText);
    },
    progress(output) {
      progress.put(() => output);
    },
    live(output) {
      live.put(() => output);
    },
    check(output) {
      check.put(() => output);
    },
    close() {
      endLog();
      check.flush();
      progress.flush();
      live.flush();
      closed = true;
      if (left > 0) emit({ type: "output", cell, index: count, output: toText(`… ${more(left, "outputs")}`) });
    },
  };
}
