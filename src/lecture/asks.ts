import type { Ask } from "./cellMessages.ts";

/** What the windows of a room have asked to run and what is not served yet, as far as this window has heard. */
export interface Asks {
  /** In the order in which they were heard of. */
  open(): Ask[];
  /** Notes it. False where it is known, or was heard to be served before it was heard of. */
  add(ask: Ask): boolean;
  /** It was served, or stopped. */
  end(id: string): void;
  /** Resolves when it has ended: for the window that asked. */
  ended(id: string): Promise<void>;
  /** Whether somebody here waits for its end. */
  isAwaited(id: string): boolean;
}

export function createAsks(): Asks {
  const asks = new Map<string, Ask>();
  /** Heard to be served before they were heard of: windows are told of both by different others. */
  const served = new Set<string>();
  const awaited = new Map<string, () => void>();
  return {
    open: () => [...asks.values()],
    add(ask) {
      if (served.delete(ask.id) || asks.has(ask.id)) return false;
      asks.set(ask.id, ask);
      return true;
    },
    end(id) {
      if (!asks.delete(id)) served.add(id);
      awaited.get(id)?.();
      awaited.delete(id);
    },
    ended: (id) => new Promise((resolve) => void awaited.set(id, resolve)),
    isAwaited: (id) => awaited.has(id),
  };
}
