import { openLine as openChannel, type OpenLine } from "./line.ts";
import { createRegisters } from "./registers.ts";

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
  const registers = createRegisters({
    name, openLine, later,
    by: Math.random().toString(36).slice(2),
    kept: kept.read(),
    onChange(topic, value) {
      for (const listener of listeners.get(topic) ?? []) listener(value);
    },
  });
  onReturn(registers.ask);
  onHide(() => {
    registers.bequeath();
    kept.write(registers.all());
  });

  return {
    share<T>(topic: string, initial: T, onChange: (value: T) => void): Shared<T> {
      listeners.set(topic, [...(listeners.get(topic) ?? []), onChange as (value: unknown) => void]);
      return {
        get() {
          const register = registers.get(topic);
          return register ? (register.value as T) : initial;
        },
        set: (value) => registers.set(topic, value),
      };
    },
    leave() {
      registers.bequeath();
      registers.close();
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
      // A window that came by a link has a place of its own.
      read: () => (entry?.type === "reload" ? attempt(() => JSON.parse(sessionStorage.getItem(key) ?? "[]") as unknown) : undefined),
      write: (values) => attempt(() => sessionStorage.setItem(key, JSON.stringify(values))),
    },
    onHide: (task) => addEventListener("pagehide", task),
    onReturn: (task) => addEventListener("pageshow", ({ persisted }) => { if (persisted) task(); }),
  };
}

/** Storage may be forbidden, full, or hold what another hand has left: then the other windows know, or nobody. */
function attempt<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}
