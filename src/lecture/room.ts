import { tabStorage } from "../reader/storage.ts";
import { openLine as openChannel, type OpenLine } from "./line.ts";
import { createSharedState } from "./sharedState.ts";

/** A value that all windows of the deck hold; the last one to set it wins, a newcomer gets it. */
export interface Shared<T> {
  /** The value as far as this window knows; the initial one where no window has set it. */
  get(): T;
  /** Sets it in all windows; it is not to be changed afterwards. Of a topic that is set more often than once a frame the others get the latest. */
  set(value: T): void;
}

/** The windows of one deck in one browser. */
export interface Room {
  /**
   * The value of a topic: plain data, as JSON has it. `onChange`: another window has set it; what others had set before, a newcomer hears of
   * a moment after it has come. A topic may be shared more than once: each `onChange` hears of other windows, none of this one.
   */
  share<T>(topic: string, initial: T, onChange: (value: T) => void): Shared<T>;
  /** The others hear nothing more of this window, nor it of them. */
  leave(): void;
}

/** What a room needs of its browser. */
export interface Surroundings {
  openLine: OpenLine;
  later(task: () => void, ms: number): void;
  /** Keeps the values over a reload of this window. */
  kept: { read(): unknown; write(values: unknown): void };
  onHide(task: () => void): void;
  /** The page was left and came back as it was, deaf meanwhile. */
  onReturn(task: () => void): void;
}

/**
 * Joins the room of this name, or is its first window. The name says which build the window is of (a hash of the notebook, for
 * one), so that two versions of a deck do not take each other's values. A window that is alone keeps the values over its reload.
 */
export function openRoom(name: string, { openLine, later, kept, onHide, onReturn }: Surroundings = browser(name)): Room {
  const listeners = new Map<string, ((value: unknown) => void)[]>();
  const state = createSharedState({
    name,
    openLine,
    later,
    by: Math.random().toString(36).slice(2),
    kept: kept.read(),
    onChange(topic, value) {
      for (const listener of listeners.get(topic) ?? []) listener(value);
    },
  });
  onReturn(state.ask);
  onHide(() => {
    state.handOver();
    kept.write(state.all());
  });

  return {
    share<T>(topic: string, initial: T, onChange: (value: T) => void): Shared<T> {
      listeners.set(topic, [...(listeners.get(topic) ?? []), onChange as (value: unknown) => void]);
      return {
        get() {
          const entry = state.get(topic);
          return entry ? (entry.value as T) : initial;
        },
        set: (value) => state.set(topic, value),
      };
    },
    leave() {
      state.handOver();
      state.close();
    },
  };
}

function browser(name: string): Surroundings {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const key = `room/${name}`;
  return {
    openLine: openChannel,
    later: (task, ms) => void setTimeout(task, ms),
    kept: {
      // Only a reload takes up the kept values: a window that was opened by a link shows the place that the link names.
      read: () => (entry?.type === "reload" ? tabStorage.getJson(key) : undefined),
      write: (values) => tabStorage.set(key, JSON.stringify(values)),
    },
    onHide: (task) => addEventListener("pagehide", task),
    onReturn: (task) =>
      addEventListener("pageshow", ({ persisted }) => {
        if (persisted) task();
      }),
  };
}
