import { shareKept } from "./keptValue.ts";
import type { DeckParts } from "./tool.ts";

/** When the slide that is shown was reached, in milliseconds of the lecture's clock. */
interface Arrival {
  slide: string;
  at: number;
}

const isArrival = (value: unknown): value is Arrival | null => {
  const { slide, at } = (value ?? {}) as Record<string, unknown>;
  return value === null || (typeof slide === "string" && typeof at === "number" && Number.isFinite(at));
};

/** The seconds on the slide that is shown, by `clock` in milliseconds, which may stand still; kept, so that a reload of the presenter's window loses none. */
export function timeOnSlide(parts: DeckParts, clock: () => number): () => number {
  const arrival = shareKept<Arrival | null>(parts, { topic: "arrival", initial: null, isSound: isArrival, onChange() {} });
  return () => {
    const { slide } = parts.deck.place();
    const now = clock();
    const kept = arrival.get();
    // A clock that begins anew, with a lecture, is below what was kept.
    if (kept?.slide === slide && kept.at <= now) return (now - kept.at) / 1000;
    arrival.set({ slide, at: now });
    return 0;
  };
}
