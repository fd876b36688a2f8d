/**
 * The browser's storages. They may be full or forbidden, and hold what another hand or version has left there: reading then finds nothing, and
 * writing says that it has failed. Nothing here throws.
 */
export interface GuardedStorage {
  get(key: string): string | null;
  /** The value of which JSON is kept; undefined where there is none. */
  getJson(key: string): unknown;
  /** Keeps the text, or deletes what was kept. False where that has failed. */
  set(key: string, text: string | null): boolean;
  keys(): string[];
}

export function guard(storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">): GuardedStorage {
  return {
    get: (key) => attempt(() => storage().getItem(key)) ?? null,
    getJson: (key) => attempt(() => JSON.parse(storage().getItem(key)!) as unknown) ?? undefined,
    set: (key, text) =>
      attempt(() => {
        if (text === null) storage().removeItem(key);
        else storage().setItem(key, text);
        return true;
      }) ?? false,
    keys: () => attempt(() => Object.keys(storage())) ?? [],
  };
}

function attempt<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}

/** Kept across visits. */
export const browserStorage = guard(() => localStorage);

/** Kept as long as this tab, over its reloads. */
export const tabStorage = guard(() => sessionStorage);
