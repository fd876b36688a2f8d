/**
 * Values that several windows hold, each under a topic. Whoever sets one last wins in every window: a value is set at a Lamport
 * clock, above all that its window has seen, and of two set at the same clock the one of the greater window wins.
 */
import type { OpenLine } from "./line.ts";

export interface Entry {
  topic: string;
  value: unknown;
  clock: number;
  /** The window that set it. */
  by: string;
}

export interface SharedState {
  /** Undefined where no window has set the topic. */
  get(topic: string): Entry | undefined;
  /** The value is not to be changed afterwards: it is sent at once, or at the latest a frame after the last one of its topic. */
  set(topic: string, value: unknown): void;
  /** A value that gives way to any that was set. */
  offer(topic: string, value: unknown): void;
  all(): Entry[];
  /** Asks the other windows for what this one may have missed. */
  ask(): void;
  /** This window is about to go: tells the others all that it knows, which nobody else may know. */
  handOver(): void;
  close(): void;
}

export interface SharedStateOptions {
  name: string;
  /** This window's name among the others. */
  by: string;
  openLine: OpenLine;
  later(task: () => void, ms: number): void;
  /** What `all` gave earlier, if anything; it is not believed before it was looked at. */
  kept?: unknown;
  /** A value that another window set, and that is the latest. */
  onChange(topic: string, value: unknown): void;
}

/** A sixtieth of a second: no topic is sent more often, however fast a hand or a player sets it. */
const frameMs = 16;

/** Joins the windows whose entries have this name, and asks them for what they hold. */
export function createSharedState({ name, by, openLine, later, kept, onChange }: SharedStateOptions): SharedState {
  const entries = new Map<string, Entry>();
  let clock = 0;
  /** Sent in this frame, and set again since then. */
  let sent = new Set<string>();
  let waiting = new Set<string>();
  let isOpen = true;
  const line = openLine(name, hear);

  function post(type: "ask" | "set" | "leave", some: Iterable<Entry>): void {
    if (isOpen) line.post({ type, entries: [...some] });
  }

  function hear(message: unknown): void {
    const { type, entries: heard } = toRecord(message);
    if (!isOpen || (type !== "ask" && type !== "set" && type !== "leave")) return;
    const changed = take(heard);
    // Who came in the moment when another went has heard neither it nor, by now, what is known of it.
    if (type !== "set" && entries.size > 0) post("set", entries.values());
    for (const { topic, value } of changed) onChange(topic, value);
  }

  /** Keeps those of the entries that are later than what is here, and gives them. */
  function take(heard: unknown): Entry[] {
    const newer = (Array.isArray(heard) ? heard : []).filter(isEntry).filter((entry) => isLater(entry, entries.get(entry.topic)));
    for (const entry of newer) {
      clock = Math.max(clock, entry.clock);
      entries.set(entry.topic, entry);
    }
    return newer;
  }

  function put(topic: string, value: unknown, at: number): void {
    entries.set(topic, { topic, value, clock: at, by });
    if (sent.has(topic)) return void waiting.add(topic);
    if (sent.size === 0) later(frame, frameMs);
    sent.add(topic);
    send([topic]);
  }

  const send = (topics: Iterable<string>) =>
    post(
      "set",
      [...topics].map((topic) => entries.get(topic)!),
    );

  function frame(): void {
    sent = waiting;
    waiting = new Set();
    if (sent.size === 0) return;
    send(sent);
    later(frame, frameMs);
  }

  const ask = () => post("ask", entries.values());

  take(kept);
  ask();

  return {
    get: (topic) => entries.get(topic),
    set: (topic, value) => put(topic, value, ++clock),
    offer(topic, value) {
      if (!entries.has(topic)) put(topic, value, 0);
    },
    all: () => [...entries.values()],
    ask,
    handOver: () => post("leave", entries.values()),
    close() {
      isOpen = false;
      line.close();
    },
  };
}

const isLater = (a: Entry, b: Entry | undefined): boolean => !b || a.clock > b.clock || (a.clock === b.clock && a.by > b.by);

const toRecord = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});

function isEntry(value: unknown): value is Entry {
  const { topic, clock, by } = toRecord(value);
  return typeof topic === "string" && typeof by === "string" && Number.isSafeInteger(clock) && (clock as number) >= 0;
}
