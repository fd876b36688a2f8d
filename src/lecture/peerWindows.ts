import { isInputValue } from "../notebook/inputs.ts";
import type { Change, PeerWindows } from "../reader/peerWindows.ts";
import { createSandbox } from "../sandbox/host.ts";
import { takeTurns } from "./computing.ts";
import { openLine } from "./line.ts";
import { createSharedState, type SharedState } from "./sharedState.ts";
import { createSharedSandbox } from "./sharedSandbox.ts";

/** Whether this browser lets the windows of a deck speak to each other, and agree on the one that computes. */
export const canKeepInStep = (): boolean => typeof BroadcastChannel !== "undefined" && navigator.locks !== undefined;

/** The other windows of the room of this name, for the cells of this one. */
export function createPeerWindows(name: string): PeerWindows {
  const by = Math.random().toString(36).slice(2);
  let state: SharedState;
  return {
    name,
    async join(notebook, here, options) {
      state = createSharedState({
        name: `${name}/changes`,
        by,
        openLine,
        later,
        onChange(_, value) {
          if (isChange(value)) here.put(value);
        },
      });
      const computing = takeTurns(name);
      const sandbox = createSharedSandbox({
        name,
        by,
        notebook,
        openLine,
        computing,
        start: (events) => createSandbox({ ...options, ...events }),
        apply: here.apply,
        // Browsers slow the timers of a hidden window, which may be the one that computes: it sends without a timer.
        later: (task, what) => (document.hidden && what === "send" ? queueMicrotask(task) : later(task, what === "send" ? sendMs : 0)),
      });
      addEventListener("pagehide", () => {
        state.handOver();
        sandbox.flush();
      });
      // A window that comes back from the back/forward cache has missed what the others did meanwhile.
      addEventListener("pageshow", ({ persisted }) => {
        if (persisted) location.reload();
      });
      return { sandbox, isFirst: await sandbox.joined };
    },
    tell: (change) => state.set(topicOf(change), change),
    offer: (change) => state.offer(topicOf(change), change),
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
