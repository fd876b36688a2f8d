import { isInputValue } from "../notebook/inputs.ts";
import type { InputValues } from "../notebook/types.ts";
import { takePositions } from "../reader/keep.ts";
import type { GuardedStorage } from "../reader/storage.ts";
import type { Room } from "./room.ts";

/** One lecture, under whose name is kept what belongs to it: votes, ink, the timer, where the inputs stood. */
export interface Lecture {
  /** When it was started, as in `2026-11-30T14:05:00`; the day alone where none was. */
  name: string;
  /** In milliseconds, as all times here; null while none was started. */
  startedAt: number | null;
  endsAt: number | null;
  /** The slide where it began. */
  from: string;
}

/** The lectures that were held with a deck in this browser. All windows are in the same one. */
export interface Lectures {
  current(): Lecture;
  /** Begins a new one now, at this slide: nothing of the last one is there any more. Its end may depend on when that is. */
  start(from: string, endsAt: (startedAt: number) => number): Promise<void>;
  /** Shows again what was kept of an earlier one. */
  bringBack(name: string): Promise<void>;
  /** The names of those of which something is kept, the latest first; not the one that is on. */
  earlier(): string[];
  /** Where something of the current one is kept. */
  keyOf(topic: string): string;
  /** Calls `listener` after another lecture has become the current one, here or in another window. */
  onChange(listener: () => void): void;
}

/** So long after its end a lecture is over: what is opened then does not go on with it. */
const overMs = 6 * 3600_000;

interface Setup {
  /** As in `en/sgd`. */
  chapter: string;
  room: Pick<Room, "share">;
  storage: GuardedStorage;
  now(): number;
  /** The inputs of the page's cells, once they can be moved. */
  positions(): Promise<{ read(): InputValues; place(positions: InputValues): void }>;
}

export function createLectures({ chapter, room, storage, now, positions }: Setup): Lectures {
  const prefix = `lecture/${chapter}/`;
  const currentKey = `${prefix}current`;
  const listeners: (() => void)[] = [];
  const none = (name: string): Lecture => ({ name, startedAt: null, endsAt: null, from: "" });
  const isOver = ({ endsAt }: Lecture) => endsAt !== null && now() > endsAt + overMs;
  const keyFor = (name: string, topic: string) => `${prefix}${name}/${topic}`;

  const today = none(localTime(now()).slice(0, 10));
  const kept = storage.getJson(currentKey);
  let current = today;
  if (isLecture(kept)) {
    if (!isOver(kept)) current = kept;
    else {
      keepPositions(kept.name, takePositions(storage, chapter));
      storage.set(currentKey, null);
    }
  }
  const shared = room.share<unknown>("lecture", null, hear);
  // Also what nobody started is told: windows that were opened on two days would each stay in its own.
  if (shared.get() === null) shared.set(current);
  else hear(shared.get());

  function hear(value: unknown): void {
    if (!isLecture(value) || value.name === current.name) return;
    // Of two that are over the later word stands, or two windows would contradict each other for ever.
    if (isOver(value) && !isOver(current)) shared.set(current);
    else turnTo(value);
  }
  function turnTo(lecture: Lecture): void {
    current = lecture;
    for (const listener of listeners) listener();
  }

  function keepPositions(name: string, inputs: InputValues): void {
    storage.set(keyFor(name, "positions"), Object.keys(inputs).length === 0 ? null : JSON.stringify(inputs));
  }
  /** The times of a lecture that was left for another one, as long as it is not over. */
  function leftLecture(name: string): Lecture | undefined {
    const left = storage.getJson(keyFor(name, "lecture"));
    return isLecture(left) && !isOver(left) ? left : undefined;
  }

  async function take(next: Lecture): Promise<void> {
    // A notebook that could not be loaded has no positions.
    const inputs = await positions().catch(() => undefined);
    if (inputs) keepPositions(current.name, inputs.read());
    if (current.startedAt !== null) storage.set(keyFor(current.name, "lecture"), JSON.stringify(current));
    // One that was brought back after it was over has no end: on the next visit it is gone again.
    storage.set(currentKey, next.startedAt === null ? null : JSON.stringify(next));
    shared.set(next);
    turnTo(next);
    inputs?.place(toPositions(storage.getJson(keyFor(next.name, "positions"))));
  }

  return {
    current: () => current,
    start(from, endsAt) {
      // Looked at once: of two looks, a millisecond apart, a lecture of three minutes would be one of 2:59.
      const startedAt = now();
      return take({ name: localTime(startedAt), startedAt, endsAt: endsAt(startedAt), from });
    },
    bringBack: (name) => take(leftLecture(name) ?? none(name)),
    earlier() {
      const kept = storage.keys().flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length).split("/")] : []));
      // The times alone are nothing to bring back once they are over.
      const names = kept.flatMap(([name = "", topic]) => (topic !== "lecture" || leftLecture(name) ? [name] : []));
      return [...new Set(names)].filter((name) => /^\d{4}-\d\d-\d\d(T|$)/.test(name) && name !== current.name).sort((a, b) => (a < b ? 1 : -1));
    },
    keyOf: (topic) => keyFor(current.name, topic),
    onChange: (listener) => void listeners.push(listener),
  };
}

/** As in `2026-11-30T14:05:00`, where the lecturer is. */
function localTime(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function isLecture(value: unknown): value is Lecture {
  const { name, startedAt, endsAt, from } = (value ?? {}) as Record<string, unknown>;
  const isTime = (time: unknown) => time === null || Number.isFinite(time);
  return typeof name === "string" && isTime(startedAt) && isTime(endsAt) && typeof from === "string";
}

/** What is sound of something kept. */
function toPositions(kept: unknown): InputValues {
  const entries = (value: unknown) => (typeof value === "object" && value !== null ? Object.entries(value) : []);
  return Object.fromEntries(
    entries(kept).map(([cell, values]) => [cell, Object.fromEntries(entries(values).filter(([, value]) => isInputValue(value)))]),
  );
}
