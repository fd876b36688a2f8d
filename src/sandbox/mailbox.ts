import type { Report } from "./messages.ts";

export interface Mailbox {
  /** Sends the report now if the page keeps up, else with the next batch. */
  put(report: Report): void;
  /** The page has dealt with a batch: the oldest that it has not answered yet. */
  ack(): void;
  /** Sends what is waiting, whether the page keeps up or not. */
  flush(): void;
}

/** Reports of a short run, one that follows a control as it moves: none of them waits for the answer of a page that is drawing. */
const shortRun = 16;

/**
 * What waits for the page, in order. While `most` reports or more are on their way, the rest waits for the page's answer to become one batch,
 * and in it an output takes the place of the one that it replaces: a slow page gets the latest state and never a backlog of old ones.
 */
export function createMailbox(send: (reports: Report[]) => void, most = shortRun): Mailbox {
  let waiting: Report[] = [];
  /** Sizes of the batches that the page has not answered, and their sum. */
  const sizes: number[] = [];
  let unanswered = 0;
  /** Cell → index of an output → its place in `waiting`. */
  const places = new Map<string, Map<number, number>>();

  function flush(): void {
    if (waiting.length === 0) return;
    const reports = waiting;
    waiting = [];
    places.clear();
    sizes.push(reports.length);
    unanswered += reports.length;
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

  return {
    put(report) {
      const place = placeOf(report);
      if (place === undefined) waiting.push(report);
      else waiting[place] = report;
      if (unanswered < most) flush();
    },
    ack() {
      unanswered -= sizes.shift() ?? 0;
      if (unanswered < most) flush();
    },
    flush,
  };
}
