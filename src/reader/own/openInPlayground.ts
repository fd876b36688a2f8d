import { defaultLocale, pageHref, type Words } from "../../i18n/index.ts";
import type { InputValue } from "../../notebook/types.ts";
import { playgroundPage } from "../pageNames.ts";
import { createKeep, toEntry } from "../keep.ts";
import { keptPrefix } from "../keptPrefix.ts";
import { browserStorage, type GuardedStorage } from "../storage.ts";
import { mostOwn, nextId, toOwnList, type OwnCell } from "./ownList.ts";

/** A cell on its way to the playground. */
export interface SentCell {
  source: string;
  /** Its code came by a link. */
  isLinked: boolean;
  inputs: Record<string, InputValue>;
}

/** The playground, as pages keep what is theirs. Its text is in the default language alone. */
export const playground = `${defaultLocale}/${playgroundPage}`;

/** Where it is. */
export const playgroundHref = (): string => pageHref(import.meta.env.BASE_URL, defaultLocale, playgroundPage);

/**
 * Keeps these cells as the reader's own at the end of the playground, where they wait for Run; those that are there already, as they are here, are not
 * added again. Gives the id of the last one, or what is said where they are not kept.
 */
export function keepForPlayground(
  cells: readonly SentCell[],
  word: Words["playground"],
  storage: GuardedStorage = browserStorage,
): { id: string } | { why: string } {
  const prefix = keptPrefix(playground);
  const listKey = `${prefix}+`;
  const list = toOwnList(storage.get(listKey));
  const there = new Map(list.map(({ id }) => [toEntry(storage.get(prefix + id))?.source, id] as const));
  const fresh = cells.filter(({ source }) => !there.has(source));
  if (list.length + fresh.length > mostOwn) return { why: word.full(mostOwn) };
  let isKept = true;
  const fail = () => void (isKept = false);
  const keep = createKeep({ chapter: playground, storage, onNotKept: fail, onTooLong: fail, onConflict: fail });
  const now: OwnCell[] = [...list];
  for (const { source, isLinked, inputs } of fresh) {
    const id = nextId(now.map((own) => own.id));
    // What an earlier cell of this id has left is not this one's.
    storage.set(prefix + id, null);
    keep.edit(id, "", source, isLinked);
    if (Object.keys(inputs).length > 0) keep.place(id, "", inputs);
    there.set(source, id);
    now.push({ id });
  }
  // The list last: a playground that is open finds there what it then hears of.
  if (!isKept || !storage.set(listKey, JSON.stringify(now))) {
    for (const { id } of now.slice(list.length)) storage.set(prefix + id, null);
    return { why: word.notKept };
  }
  return { id: there.get(cells.at(-1)!.source)! };
}
