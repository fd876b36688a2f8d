import type { OpenLine } from "../../src/lecture/line.ts";

interface Parcel {
  from: number;
  to: number;
  message: unknown;
}

/** Windows and the lines between them: each hears each other one in the order in which it spoke, however long that takes. */
export interface Network {
  openLine: OpenLine;
  /** Hands over the oldest message on the way between some two windows, `pick` choosing them; false where nothing is on its way. */
  deliver(pick: (n: number) => number): boolean;
  /** Messages posted so far. */
  posted(): number;
}

export function createNetwork(): Network {
  const windows = new Map<number, { name: string; hear(message: unknown): void }>();
  const parcels: Parcel[] = [];
  let opened = 0,
    posted = 0;
  return {
    openLine(name, hear) {
      const from = opened++;
      windows.set(from, { name, hear });
      return {
        post(message) {
          if (!windows.has(from)) throw new Error("this window has closed its line");
          posted++;
          for (const [to, window] of windows) if (to !== from && window.name === name) parcels.push({ from, to, message: structuredClone(message) });
        },
        close: () => void windows.delete(from),
      };
    },
    deliver(pick) {
      // Of what is on its way between two windows only the oldest may be next.
      const next = parcels.filter(({ from, to }, i) => !parcels.slice(0, i).some((other) => other.from === from && other.to === to));
      if (next.length === 0) return false;
      const parcel = next[pick(next.length)];
      parcels.splice(parcels.indexOf(parcel), 1);
      windows.get(parcel.to)?.hear(parcel.message);
      return true;
    },
    posted: () => posted,
  };
}
