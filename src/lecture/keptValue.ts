import { browserStorage } from "../reader/storage.ts";
import type { DeckParts } from "./tool.ts";
import type { Shared } from "./room.ts";

/** What a value that this browser keeps is made with. */
export interface KeptOptions<T> {
  topic: string;
  initial: T;
  /** Whether something is such a value: storage and other windows may hold what another hand or version has left. */
  isSound(value: unknown): value is T;
  /** Another window has set it, or another lecture has begun. */
  onChange(value: T): void;
}

/**
 * A value of the lecture that is on: all windows of the deck hold it, and this browser keeps it until it is the initial one again. Where storage is full or
 * forbidden, it lasts as long as a window. Another lecture has another value.
 */
export function shareKept<T>(
  { room, lectures }: Pick<DeckParts, "room" | "lectures">,
  { topic, initial, isSound, onChange }: KeptOptions<T>,
): Shared<T> {
  let shared = share();
  lectures.onChange(() => {
    shared = share();
    onChange(get());
  });

  function share(): Shared<unknown> {
    const key = lectures.keyOf(topic);
    const kept = browserStorage.getJson(key);
    return room.share<unknown>(key, isSound(kept) ? kept : initial, (value) => {
      if (key === lectures.keyOf(topic) && isSound(value)) onChange(value);
    });
  }
  function get(): T {
    const value = shared.get();
    return isSound(value) ? value : initial;
  }
  return {
    get,
    set(value) {
      shared.set(value);
      const text = JSON.stringify(value);
      browserStorage.set(lectures.keyOf(topic), text === JSON.stringify(initial) ? null : text);
    },
  };
}
