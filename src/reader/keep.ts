import type { InputValue } from "../notebook/types.ts";
import { keptPrefix } from "./keptPrefix.ts";

/** What a reader left in a cell. */
export interface Kept {
  /** The cell's source as the reader left it; undefined where it was not edited. */
  source?: string;
  /** The site's source of the cell has changed since the edit began. */
  outdated: boolean;
  inputs: Record<string, InputValue>;
}

export interface Keep {
  /** What was kept of a cell whose source on the site now is `original`; undefined where nothing was. */
  read(cell: string, original: string): Kept | undefined;
  edit(cell: string, original: string, source: string): void;
  move(cell: string, original: string, key: string, value: InputValue): void;
  reset(cell: string): void;
  /** The cell of which another page that shows the chapter has just kept or forgotten something; undefined where that is none, or known to this page's room. */
  news(event: Pick<StorageEvent, "key" | "oldValue" | "newValue">): string | undefined;
}

interface Entry {
  hash: string;
  source?: string;
  inputs: Record<string, InputValue>;
  /** The room whose windows know of it without the storage. */
  room?: string;
}

export interface KeepOptions {
  chapter: string;
  /** The room of windows that this one is in. */
  room?: string;
  /** May throw, as `localStorage` does where storage is forbidden. */
  storage(): Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Storage is full or forbidden. Called once; the page goes on without keeping. */
  onNotKept(): void;
}

/** Keeps edits and input positions across visits, each cell with the hash of the source it started from. Never throws. */
export function createKeep({ chapter, room, storage, onNotKept }: KeepOptions): Keep {
  const prefix = keptPrefix(chapter);
  let told = false;

  function attempt(write: (storage: ReturnType<KeepOptions["storage"]>) => void): void {
    try {
      write(storage());
    } catch {
      if (!told) onNotKept();
      told = true;
    }
  }

  function load(cell: string): Entry | undefined {
    try {
      return toEntry(storage().getItem(prefix + cell));
    } catch {
      return undefined;
    }
  }

  const isEmpty = ({ source, inputs }: Entry): boolean => source === undefined && Object.keys(inputs).length === 0;

  function save(cell: string, { room: _, ...entry }: Entry): void {
    if (isEmpty(entry)) forget(cell);
    else attempt((storage) => storage.setItem(prefix + cell, JSON.stringify({ ...entry, room })));
  }

  function forget(cell: string): void {
    // What is removed cannot say who removed it, but what it was can.
    attempt((storage) => {
      if (room !== undefined) storage.setItem(prefix + cell, JSON.stringify({ hash: "", inputs: {}, room } satisfies Entry));
      storage.removeItem(prefix + cell);
    });
  }

  return {
    read(cell, original) {
      const entry = load(cell);
      if (!entry || isEmpty(entry)) return undefined;
      const { hash, source, inputs } = entry;
      return { ...(source === undefined ? {} : { source }), outdated: source !== undefined && source !== original && hash !== hashOf(original), inputs };
    },
    edit(cell, original, source) {
      const entry = load(cell) ?? { hash: hashOf(original), inputs: {} };
      // An edit that began on an older source stays marked so until it is reset.
      if (source === original) save(cell, { hash: hashOf(original), inputs: entry.inputs });
      else save(cell, { ...entry, hash: entry.source === undefined ? hashOf(original) : entry.hash, source });
    },
    move(cell, original, key, value) {
      const entry = load(cell) ?? { hash: hashOf(original), inputs: {} };
      save(cell, { ...entry, inputs: { ...entry.inputs, [key]: value } });
    },
    reset: forget,
    news({ key, oldValue, newValue }) {
      if (!key?.startsWith(prefix)) return undefined;
      const [before, now] = [toEntry(oldValue), toEntry(newValue)];
      const isOurs = room !== undefined && (now ? now.room === room : before?.room === room && isEmpty(before));
      return isOurs ? undefined : key.slice(prefix.length);
    },
  };
}

/** An entry as it was written, or undefined for whatever else another hand or version has left there. */
function toEntry(text: string | null): Entry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { hash, source, inputs, room } = value as Record<string, unknown>;
  if (typeof hash !== "string" || (source !== undefined && typeof source !== "string")) return undefined;
  if (typeof inputs !== "object" || inputs === null || Array.isArray(inputs)) return undefined;
  const sound = Object.entries(inputs).filter((entry): entry is [string, InputValue] => isInputValue(entry[1]));
  return { hash, ...(source === undefined ? {} : { source }), inputs: Object.fromEntries(sound), ...(typeof room === "string" && { room }) };
}

const isInputValue = (value: unknown): value is InputValue =>
  typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)) ||
  (Array.isArray(value) && ((value.length === 2 && value.every((n) => Number.isFinite(n))) || value.every(isPair)));

const isPair = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && value.every((n) => Number.isFinite(n));

/** FNV-1a, 32 bits: enough to see that an author changed a cell. */
export function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}
