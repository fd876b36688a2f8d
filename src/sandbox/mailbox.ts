import type { Report } from "./messages.ts";

export interface Mailbox {
  /** Sends the report in a moment if the page keeps up, else with the next batch; what ends a run, or asks for something, goes at once. */
  put(report: Report): void;
  /** The page has dealt with a batch. */
  ack(): void;
  /** Sends what is waiting, whether the page keeps up or not. */
  flush(): void;
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

/**
 * What waits for the page, in order. At most `credit` batches are on their way; meanwhile an output takes the place of
 * the one that it replaces, so that a slow page gets the latest state and never a backlog of old ones.
 */
export function createMailbox({ send, later, credit = 2 }: MailboxOptions): Mailbox {
  let waiting: Report[] = [];
  let gathering = false;
  /** Cell → index of an output → its place in `waiting`. */
  const places = new Map<string, Map<number, number>>();

  function flush(): void {
    if (waiting.length === 0) return;
    const reports = waiting;
    waiting = [];
    places.clear();
    credit--;
    send(reports);
  }

  /** Where the output waits that this one replaces. Outputs before a cell's latest start are another run's. */
  function placeOf(report: Report): number | undefined {
    if (report.type !== "event") return undefined;
    const { event } = report;
    if (event.type === "start") places.delete(event.cell);
    if (event.type !== "output") return undefined;
    const ofCell = places.get(event.cell) ?? new Map<number, number>();
    places.set(event.cell, ofCell);
    const place = ofCell.get(event.index);
    if (place === undefined) ofCell.set(event.index, waiting.length);
    return place;
  }

  function gather(): void {
    if (gathering) return;
    gathering = true;
    later(() => {
      gathering = false;
      if (credit > 0) flush();
    }, gatherMs);
  }

  return {
    put(report) {
      const place = placeOf(report);
      if (place === undefined) waiting.push(report);
      else waiting[place] = report;
      if (report.type === "event" || report.type === "plan") gather();
      else if (credit > 0) flush();
    },
    ack() {
      credit++;
      if (credit > 0 && !gathering) flush();
    },
    flush,
  };
}
