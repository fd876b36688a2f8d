import type { InputValue } from "../notebook/types.ts";
import type { Change, Companions } from "../reader/companions.ts";
import { createSandbox } from "../sandbox/host.ts";
import { takeTurns } from "./computing.ts";
import { openLine } from "./line.ts";
import { createRegisters, type Registers } from "./registers.ts";
import { createSharedSandbox } from "./sharedSandbox.ts";

/** Whether this browser lets the windows of a deck speak to each other, and agree on the one that computes. */
export const canKeepInStep = (): boolean => typeof BroadcastChannel !== "undefined" && navigator.locks !== undefined;

/** The other windows of the room of this name, for the cells of this one. */
export function createCompanions(name: string): Companions {
  const by = Math.random().toString(36).slice(2);
  let registers: Registers;
  return {
    name,
    async join(notebook, here, options) {
      registers = createRegisters({
        name: `${name}/changes`, by, openLine, later,
        onChange(_, value) {
          if (isChange(value)) here.put(value);
        },
      });
      const computing = takeTurns(name);
      const sandbox = createSharedSandbox({
        name, by, notebook, openLine, computing,
        start: (events) => createSandbox({ ...options, ...events }),
        hear: here.hear,
        // The timers of a hidden window are slow, and it may be the one that computes.
        later: (task, what) => (document.hidden && what === "send" ? queueMicrotask(task) : later(task, what === "send" ? sendMs : 0)),
      });
      addEventListener("pagehide", () => {
        registers.bequeath();
        sandbox.flush();
      });
      // What the others did while it was away it would not know.
      addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
      return { sandbox, isFirst: await sandbox.joined };
    },
    tell: (change) => registers.set(topicOf(change), change),
    offer: (change) => registers.offer(topicOf(change), change),
  };
}

const later = (task: () => void, ms: number): void => void setTimeout(task, ms);

/** What a run says within this time is told at once: a quarter of a frame, so that a flood of outputs is no flood of messages. */
const sendMs = 4;

const topicOf = (change: Change): string => JSON.stringify("source" in change ? [change.cell] : [change.cell, change.key]);

function isChange(value: unknown): value is Change {
  if (typeof value !== "object" || value === null) return false;
  const { cell, source, key, value: position } = value as Record<string, unknown>;
  return typeof cell === "string" && (typeof source === "string" || (typeof key === "string" && (position === null || isInputValue(position))));
}

const isInputValue = (value: unknown): value is InputValue => ["number", "string", "boolean"].includes(typeof value) || Array.isArray(value);
