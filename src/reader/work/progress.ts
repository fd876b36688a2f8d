import { allProgress } from "../keptPrefix.ts";
import type { GuardedStorage } from "../storage.ts";

/** How far a reader has come in a chapter. */
export interface Progress {
  /** The heading that was on show when the page was left; empty at the beginning. */
  at: string;
  /** When that was, in milliseconds as `Date.now` counts them. */
  when: number;
  /** The page's end was reached. */
  read: boolean;
  /** A cell was run by the reader. */
  run: boolean;
  /** The exercises whose check found all right, once. */
  solved: string[];
  /** How many exercises the chapter has. */
  exercises: number;
}

/** What was kept, or undefined for whatever else another hand or version has left there. */
export function toProgress(value: unknown): Progress | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { at, when, read, run, solved, exercises } = value as Record<string, unknown>;
  if (!isName(at) || !Number.isSafeInteger(when) || !Number.isSafeInteger(exercises) || !Array.isArray(solved)) return undefined;
  const names = solved.slice(0, 100).filter(isName);
  return { at, when: when as number, read: read === true, run: run === true, solved: [...new Set(names)], exercises: exercises as number };
}

const isName = (value: unknown): value is string => typeof value === "string" && value.length <= 200;

export const readProgress = (storage: Pick<GuardedStorage, "getJson">, chapter: string): Progress | undefined =>
  toProgress(storage.getJson(allProgress + chapter));

/** Keeps what has changed of it. Other tabs may have gone on meanwhile. */
export function noteProgress(
  storage: Pick<GuardedStorage, "getJson" | "set">,
  chapter: string,
  change: (progress: Progress) => Partial<Progress>,
): void {
  const before = readProgress(storage, chapter) ?? { at: "", when: 0, read: false, run: false, solved: [], exercises: 0 };
  const now = { ...before, ...change(before) };
  if (JSON.stringify(now) !== JSON.stringify(before)) storage.set(allProgress + chapter, JSON.stringify(now));
}
