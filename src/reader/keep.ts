// A long function that is a list of short ones: each is a way to change the same stored entries, and all go through `save` and `forget`.
import { codeLimits, tooLong } from "../notebook/codeLimits.ts";
import { isInputValue } from "../notebook/inputs.ts";
import { digest } from "../text/digest.ts";
import type { InputValue, InputValues } from "../notebook/types.ts";
import { keptPrefix } from "./keptPrefix.ts";
import type { GuardedStorage } from "./storage.ts";

/**
 * How the last run of a cell's code ended. `running`: it has not, or it took the page with it; `stopped`: the reader, or its sandbox, put an end to it or to
 * a cell that reads it. Only what has ended by itself may be started again without the reader.
 */
export type LastRun = "running" | "ended" | "stopped";

/** What a reader left in a cell. */
export interface Kept {
  /** The cell's source as the reader left it; undefined where it was not edited. */
  source?: string;
  /** The site's source of the cell has changed since the edit began. */
  outdated: boolean;
  /** Predictions are left out where they were made of other code than now stands in the cell. */
  inputs: Record<string, InputValue>;
  /** More is stored than a cell's code can be. It is not used, and stays until it is reset or replaced by an edit. */
  tooLong?: true;
  /** How the last run of this very code ended; undefined where it was never run. */
  lastRun?: LastRun;
  /** The code came by a link, so it is not the reader's own. */
  linked?: true;
}

export interface Keep {
  /** What was kept of a cell whose source on the site now is `original`; undefined where nothing was. The page has then seen it. */
  read(cell: string, original: string): Kept | undefined;
  /** The same, of which the page takes no notice yet: what another page has kept there stays safe from an edit here. */
  peek(cell: string, original: string): Kept | undefined;
  /** `linked`: the code came by a link; it stays so until the cell is as the site has it. */
  edit(cell: string, original: string, source: string, linked?: boolean): void;
  /** `of`: the code of which a prediction was made. */
  move(cell: string, original: string, key: string, value: InputValue, of?: string): void;
  /** How a run of this code ended, where that is the code that is kept. */
  mark(cell: string, original: string, source: string, last: LastRun | undefined): void;
  /** The edit goes on from the site's source as it now is. */
  rebase(cell: string, original: string): void;
  /** Keeps these positions of the cell's inputs in the place of all others; its edit stays. */
  place(cell: string, original: string, inputs: Record<string, InputValue>): void;
  /** Deletes what was kept; what is returned puts it back. */
  reset(cell: string): () => void;
  /** The cell of which another page that shows the chapter has just kept or forgotten something; undefined where that is none, or known to this page's room. */
  news(event: Pick<StorageEvent, "key" | "oldValue" | "newValue">): string | undefined;
}

/** What is stored of a cell. */
export interface Entry {
  hash: string;
  source?: string;
  inputs: Record<string, InputValue>;
  /** The room whose windows know of it without the storage. */
  room?: string;
  tooLong?: true;
  /** `of`: the digest of the code that was run. */
  last?: { of: string; how: LastRun };
  linked?: true;
  /** Of predictions: the digest of the code that they were made of. */
  madeOf?: Record<string, string>;
}

/** What is stored beyond this is not even read: no code within the bound is so long when it is written as JSON, with inputs to spare. */
const mostStored = 7 * codeLimits.bytes;

export interface KeepOptions {
  chapter: string;
  /** The room of windows that this one is in. */
  room?: string;
  storage: Pick<GuardedStorage, "get" | "set">;
  /** Storage is full or forbidden. Called once; the page goes on without keeping. */
  onNotKept(): void;
  /** An edit of this cell is longer than its code can be: what was kept of it before stays. */
  onTooLong(cell: string): void;
  /** Another page has kept other code of this cell, which this page has not seen: an edit here is not kept, so that neither is lost. */
  onConflict(cell: string): void;
}

/** Keeps edits and input positions across visits, each cell with the hash of the source it started from. Never throws. */
export function createKeep({ chapter, room, storage, onNotKept, onTooLong, onConflict }: KeepOptions): Keep {
  const prefix = keptPrefix(chapter);
  let told = false;
  /** The code that was stored when this page last looked, or wrote. */
  const seen = new Map<string, string | undefined>();

  function write(cell: string, entry: Entry | null): void {
    if (storage.set(prefix + cell, entry && JSON.stringify(entry)) || told) return;
    told = true;
    onNotKept();
  }

  const load = (cell: string): Entry | undefined => toEntry(storage.get(prefix + cell));

  const isEmpty = ({ source, inputs, tooLong }: Entry): boolean => source === undefined && !tooLong && Object.keys(inputs).length === 0;

  function save(cell: string, { room: _, tooLong: __, ...entry }: Entry): void {
    seen.set(cell, entry.source);
    if (isEmpty(entry)) forget(cell);
    else write(cell, { ...entry, room });
  }

  function forget(cell: string): void {
    seen.set(cell, undefined);
    // A removed entry cannot say which room removed it, so the entry is marked as this room's first.
    if (room !== undefined) write(cell, { hash: "", inputs: {}, room });
    write(cell, null);
  }

  /** Windows of a room tell each other what they keep; a removed entry does not say who removed it. */
  const isOvertaken = (cell: string, entry: Entry | undefined): boolean =>
    seen.has(cell) && entry?.source !== seen.get(cell) && (room === undefined || (entry !== undefined && entry.room !== room));

  function peek(cell: string, original: string): Kept | undefined {
    const entry = load(cell);
    if (!entry || isEmpty(entry)) return undefined;
    const { hash, source, inputs, last, linked, madeOf } = entry;
    if (entry.tooLong) return { outdated: false, inputs, tooLong: true };
    const stands = digest(source ?? original);
    return {
      ...(source === undefined ? {} : { source }),
      outdated: source !== undefined && source !== original && hash !== digest(original),
      inputs: Object.fromEntries(Object.entries(inputs).filter(([key]) => !madeOf || !Object.hasOwn(madeOf, key) || madeOf[key] === stands)),
      ...(last?.of === stands && { lastRun: last.how }),
      ...(linked && { linked }),
    };
  }

  return {
    peek,
    read(cell, original) {
      seen.set(cell, load(cell)?.source);
      return peek(cell, original);
    },
    edit(cell, original, source, linked = false) {
      if (tooLong(source)) return onTooLong(cell);
      const stored = load(cell);
      if (isOvertaken(cell, stored)) return onConflict(cell);
      const entry = stored ?? { hash: digest(original), inputs: {} };
      // An edit that began on an older source stays marked so until it is reset.
      if (source === original) save(cell, { hash: digest(original), inputs: entry.inputs, madeOf: entry.madeOf, last: entry.last });
      else
        save(cell, {
          ...entry,
          hash: entry.source === undefined ? digest(original) : entry.hash,
          source,
          ...((linked || entry.linked) && { linked: true }),
        });
    },
    move(cell, original, key, value, of) {
      const entry: Entry = load(cell) ?? { hash: digest(original), inputs: {} };
      if (entry.tooLong) return;
      const { madeOf } = entry;
      const inputs = { ...entry.inputs, [key]: value };
      write(cell, { ...entry, inputs, ...(of !== undefined && { madeOf: { ...madeOf, [key]: digest(of) } }), room });
    },
    mark(cell, original, source, how) {
      const entry = load(cell);
      if (!entry || isEmpty(entry) || entry.tooLong) return;
      // Of code that was edited while it ran, the end is kept too: the edit may be undone.
      if ((entry.source ?? original) !== source && entry.last?.of !== digest(source)) return;
      const { last: _, ...unmarked } = entry;
      const marked = how === undefined ? unmarked : { ...unmarked, last: { of: digest(source), how } };
      // A storage that is too full for the mark must not go on saying that the code ended well.
      if (!storage.set(prefix + cell, JSON.stringify({ ...marked, room }))) write(cell, { ...unmarked, room });
    },
    rebase(cell, original) {
      const entry = load(cell);
      if (entry) save(cell, { ...entry, hash: digest(original) });
    },
    reset(cell) {
      const text = storage.get(prefix + cell);
      forget(cell);
      return () => {
        const entry = toEntry(text);
        if (entry && !entry.tooLong) save(cell, entry);
        else if (text !== null) storage.set(prefix + cell, text);
      };
    },
    place(cell, original, inputs) {
      const { madeOf: _, ...entry }: Entry = load(cell) ?? { hash: digest(original), inputs: {} };
      if (entry.tooLong) return;
      const placed = { ...entry, inputs };
      if (isEmpty(placed)) forget(cell);
      else write(cell, { ...placed, room });
    },
    news({ key, oldValue, newValue }) {
      if (!key?.startsWith(prefix)) return undefined;
      const [before, now] = [toEntry(oldValue), toEntry(newValue)];
      const isOurs = room !== undefined && (now ? now.room === room : before?.room === room && isEmpty(before));
      return isOurs ? undefined : key.slice(prefix.length);
    },
  };
}

/** Takes where the inputs of a chapter stand out of what is kept, and gives it; the edits stay. */
export function takePositions(storage: GuardedStorage, chapter: string): InputValues {
  const prefix = keptPrefix(chapter);
  const taken: InputValues = {};
  for (const key of storage.keys()) {
    const entry = key.startsWith(prefix) ? toEntry(storage.get(key)) : undefined;
    if (!entry || Object.keys(entry.inputs).length === 0) continue;
    taken[key.slice(prefix.length)] = entry.inputs;
    storage.set(key, entry.source === undefined ? null : JSON.stringify({ ...entry, inputs: {} }));
  }
  return taken;
}

/** An entry as it was written, or undefined for whatever else another hand or version has left there. */
export function toEntry(text: string | null): Entry | undefined {
  if (text !== null && text.length > mostStored) return { hash: "", inputs: {}, tooLong: true };
  let value: unknown;
  try {
    value = JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { hash, source, inputs, room, last, linked, madeOf } = value as Record<string, unknown>;
  if (typeof hash !== "string" || (source !== undefined && typeof source !== "string")) return undefined;
  if (typeof inputs !== "object" || inputs === null || Array.isArray(inputs)) return undefined;
  const sound = Object.entries(inputs).filter((entry): entry is [string, InputValue] => isInputValue(entry[1]));
  const code = source === undefined ? {} : tooLong(source) ? { tooLong: true as const } : { source };
  return {
    hash,
    ...code,
    inputs: Object.fromEntries(sound),
    ...(typeof room === "string" && { room }),
    ...(isLast(last) && { last }),
    ...(linked === true && { linked }),
    ...(isTextRecord(madeOf) && { madeOf }),
  };
}

const isLast = (value: unknown): value is Entry["last"] => {
  const { of, how } = (value ?? {}) as Record<string, unknown>;
  return typeof of === "string" && (how === "running" || how === "ended" || how === "stopped");
};

const isTextRecord = (value: unknown): value is Record<string, string> =>
  typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");
