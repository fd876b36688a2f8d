import type { Report } from "./messages.ts";

export interface Mailbox {
  /** Sends the report in a moment if the page keeps up, else with a later batch; what ends a run, or asks for something, goes at once. `bytes`: its size. */
  put(report: Report, bytes?: number): void;
  /** The page has dealt with a batch. */
  ack(): void;
  /** The run is stopped: one batch more goes, whether the page keeps up or not, and what else runs have said is forgotten. */
  cut(): void;
}

export interface MailboxOptions {
  send(reports: Report[]): void;
  later(task: () => void, ms: number): void;
  credit?: number;
}

/**
 * So long reports are gathered, in milliseconds. A browser that is busy drawing puts a frame between any two messages: a run that follows
 * a control as it moves has to be one, or each of its outputs costs two frames.
 */
const gatherMs = 8;

/** So much is in a batch at most, as `sizeOf` counts it, or one report: the browser reads a message in one go, on the page's own thread. */
const batchBytes = 5e5;

interface Letter {
  report: Report;
  bytes: number;
}

/**
 * What waits for the page, in order. At most `credit` batches are on their way; meanwhile an output takes the place of
 * the one that it replaces, so that a slow page gets the latest state and never a backlog of old ones.
 */
export function createMailbox({ send, later, credit = 2 }: MailboxOptions): Mailbox {
  let waiting: Letter[] = [];
  let gathering = false;
  /** Cell → index of an output → what of it waits. */
  const outputs = new Map<string, Map<number, Letter>>();

  function sendBatch(): void {
    let bytes = 0,
      count = 0;
    while (count < waiting.length && (count === 0 || bytes + waiting[count]!.bytes <= batchBytes)) bytes += waiting[count++]!.bytes;
    const batch = waiting.slice(0, count);
    waiting = waiting.slice(count);
    for (const letter of batch) forget(letter);
    credit--;
    send(batch.map(({ report }) => report));
  }

  function flush(): void {
    while (credit > 0 && waiting.length > 0) sendBatch();
  }

  /** The letter does not wait any more, so nothing can take its place. */
  function forget(letter: Letter): void {
    if (letter.report.type !== "event" || letter.report.event.type !== "output") return;
    const { cell, index } = letter.report.event;
    if (outputs.get(cell)?.get(index) === letter) outputs.get(cell)!.delete(index);
  }

  /** The waiting output that this one replaces. Outputs before a cell's latest start are another run's. */
  function replacedBy(letter: Letter): Letter | undefined {
    if (letter.report.type !== "event") return undefined;
    const { event } = letter.report;
    if (event.type === "start") outputs.delete(event.cell);
    if (event.type !== "output") return undefined;
    const ofCell = outputs.get(event.cell) ?? new Map<number, Letter>();
    outputs.set(event.cell, ofCell);
    const replaced = ofCell.get(event.index);
    if (!replaced) ofCell.set(event.index, letter);
    return replaced;
  }

  function gather(): void {
    if (gathering) return;
    gathering = true;
    later(() => {
      gathering = false;
      flush();
    }, gatherMs);
  }

  return {
    put(report, bytes = 0) {
      const letter = { report, bytes };
      const replaced = replacedBy(letter);
      if (replaced) Object.assign(replaced, letter);
      else waiting.push(letter);
      if (report.type === "event" || report.type === "plan") gather();
      else flush();
    },
    ack() {
      credit++;
      if (!gathering) flush();
    },
    cut() {
      if (waiting.length > 0) sendBatch();
      // Who asked for a file may still be there: files are no run's.
      waiting = waiting.filter(({ report }) => report.type === "read");
      outputs.clear();
    },
  };
}
