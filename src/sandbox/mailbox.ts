import type { Report } from "./messages.ts";

export interface Mailbox {
  /** Sends the report now if the page keeps up, else with the next batch. */
  put(report: Report): void;
  /** The page has dealt with a batch. */
  ack(): void;
  /** Sends what is waiting, whether the page keeps up or not. */
  flush(): void;
}

/**
 * What waits for the page, in order. At most `credit` batches are on their way; meanwhile an output takes the place of
 * the one that it replaces, so that a slow page gets the latest state and never a backlog of old ones.
 */
export function createMailbox(send: (reports: Report[]) => void, credit = 2): Mailbox {
  let waiting: Report[] = [];
  const places = new Map<string, number>();

  function flush(): void {
    if (waiting.length === 0) return;
    const reports = waiting;
    waiting = [];
    places.clear();
    credit--;
    send(reports);
  }

  return {
    put(report) {
      const key = placeOf(report);
      const place = key === undefined ? undefined : places.get(key);
      if (place !== undefined) waiting[place] = report;
      else {
        if (key !== undefined) places.set(key, waiting.length);
        waiting.push(report);
      }
      if (credit > 0) flush();
    },
    ack() {
      credit++;
      if (credit > 0) flush();
    },
    flush,
  };
}

function placeOf(report: Report): string | undefined {
  if (report.type !== "event" || report.event.type !== "output") return undefined;
  return JSON.stringify([report.run, report.event.cell, report.event.index]);
}
