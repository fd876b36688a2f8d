import type { Room, Shared } from "./room.ts";

/** What a value that this browser keeps is made with. */
export interface KeptOptions<T> {
  topic: string;
  /** The chapter whose deck it belongs to, as in `en/sgd`. */
  chapter: string;
  initial: T;
  /** Whether something is such a value: storage and other windows may hold what another hand or version has left. */
  isSound(value: unknown): value is T;
  /** Another window has set it. */
  onChange(value: T): void;
}

/** A value that all windows of the deck hold and that this browser keeps until it is the initial one again. Where storage is full or forbidden, it lasts as long as a window. */
export function shareKept<T>(room: Room, { topic, chapter, initial, isSound, onChange }: KeptOptions<T>): Shared<T> {
  const key = `lecture/${chapter}/${topic}`;
  const shared = room.share<unknown>(topic, read(key, isSound) ?? initial, (value) => { if (isSound(value)) onChange(value); });
  return {
    get() {
      const value = shared.get();
      return isSound(value) ? value : initial;
    },
    set(value) {
      shared.set(value);
      write(key, value, JSON.stringify(value) === JSON.stringify(initial));
    },
  };
}

function read<T>(key: string, isSound: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isSound(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown, isInitial: boolean): void {
  try {
    if (isInitial) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The other windows have it, and this one.
  }
}
