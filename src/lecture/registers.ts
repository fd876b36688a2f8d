/**
 * Values that several windows hold, each under a topic. Whoever sets one last wins in every window: a value is set at a Lamport
 * clock, above all that its window has seen, and of two set at the same clock the one of the greater window wins.
 */
import type { OpenLine } from "./line.ts";

export interface Register {
  topic: string;
  value: unknown;
  clock: number;
  /** The window that set it. */
  by: string;
}

export interface Registers {
  /** Undefined where no window has set the topic. */
  get(topic: string): Register | undefined;
  /** The value is not to be changed afterwards: it is sent at once, or at the latest a frame after the last one of its topic. */
  set(topic: string, value: unknown): void;
  /** A value that gives way to any that was set. */
  offer(topic: string, value: unknown): void;
  all(): Register[];
  /** Asks the other windows for what this one may have missed. */
  ask(): void;
  /** This window is about to go: tells the others all that it knows, which nobody else may know. */
  bequeath(): void;
  close(): void;
}

export interface RegistersOptions {
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

/** Joins the windows whose registers have this name, and asks them for what they hold. */
export function createRegisters({ name, by, openLine, later, kept, onChange }: RegistersOptions): Registers {
  const registers = new Map<string, Register>();
  let clock = 0;
  /** Sent in this frame, and set again since then. */
  let sent = new Set<string>();
  let waiting = new Set<string>();
  let isOpen = true;
  const line = openLine(name, hear);

  function post(type: "ask" | "set" | "leave", some: Iterable<Register>): void {
    if (isOpen) line.post({ type, registers: [...some] });
  }

  function hear(message: unknown): void {
    const { type, registers: heard } = toRecord(message);
    if (!isOpen || (type !== "ask" && type !== "set" && type !== "leave")) return;
    const changed = take(heard);
    // Who came in the moment when another went has heard neither it nor, by now, what is known of it.
    if (type !== "set" && registers.size > 0) post("set", registers.values());
    for (const { topic, value } of changed) onChange(topic, value);
  }

  /** Keeps those of the registers that are later than what is here, and gives them. */
  function take(heard: unknown): Register[] {
    const newer = (Array.isArray(heard) ? heard : []).filter(isRegister).filter((register) => isLater(register, registers.get(register.topic)));
    for (const register of newer) {
      clock = Math.max(clock, register.clock);
      registers.set(register.topic, register);
    }
    return newer;
  }

  function put(topic: string, value: unknown, at: number): void {
    registers.set(topic, { topic, value, clock: at, by });
    if (sent.has(topic)) return void waiting.add(topic);
    if (sent.size === 0) later(frame, frameMs);
    sent.add(topic);
    send([topic]);
  }

  const send = (topics: Iterable<string>) => post("set", [...topics].map((topic) => registers.get(topic)!));

  function frame(): void {
    sent = waiting;
    waiting = new Set();
    if (sent.size === 0) return;
    send(sent);
    later(frame, frameMs);
  }

  const ask = () => post("ask", registers.values());

  take(kept);
  ask();

  return {
    get: (topic) => registers.get(topic),
    set: (topic, value) => put(topic, value, ++clock),
    offer(topic, value) {
      if (!registers.has(topic)) put(topic, value, 0);
    },
    all: () => [...registers.values()],
    ask,
    bequeath: () => post("leave", registers.values()),
    close() {
      isOpen = false;
      line.close();
    },
  };
}

const isLater = (a: Register, b: Register | undefined): boolean => !b || a.clock > b.clock || (a.clock === b.clock && a.by > b.by);

const toRecord = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});

function isRegister(value: unknown): value is Register {
  const { topic, clock, by } = toRecord(value);
  return typeof topic === "string" && typeof by === "string" && Number.isSafeInteger(clock) && (clock as number) >= 0;
}
