/** All that a reader has done in the course, as the browser keeps it, and as one file. A file is another hand's work: what of it does not fit the course is left out. */
import { toEntry, type Entry } from "../keep.ts";
import { allKept, allProgress, keptPrefix, ownListKey } from "../keptPrefix.ts";
import { isRecord, ownFileText, readOwnFile, UnusableFile } from "../ownFile.ts";
import { mostOwn, nextId, toOwnList, type OwnCell } from "../own/ownList.ts";
import { merged as mergedPins, pinsKey, toPins, toText, type Pins } from "../pins/keptPins.ts";
import type { GuardedStorage } from "../storage.ts";
import { toProgress, type Progress } from "./progress.ts";

/** Browsers keep about as much for a site. */
const kind = { format: "from-sgd-to-adam/work", version: 1, mostBytes: 5 * 1024 * 1024 };

/** A chapter as the page of one's work knows it. `key`: as in the storage, `en/sgd`. */
export interface CourseChapter {
  key: string;
  title: string;
  href: string;
  /** The cells' titles by id. */
  cells: Record<string, string>;
  /** Exercises by name, with their titles. */
  exercises: Record<string, string>;
}

/** What is kept of a chapter. */
export interface ChapterWork {
  chapter: CourseChapter;
  cells: [id: string, entry: Entry][];
  /** The cells that the reader has added. */
  own: { cell: OwnCell; entry: Entry | undefined }[];
  /** The runs that the reader has pinned, by cell, the reader's own cells among them. */
  pins: Map<string, Pins>;
  progress: Progress | undefined;
}

export const isOfWork = (key: string): boolean => key.startsWith(allKept) || key.startsWith(allProgress);

/** What is kept of each chapter of which something is kept, in the course's order. */
export function workIn(storage: Pick<GuardedStorage, "get" | "getJson">, course: readonly CourseChapter[]): ChapterWork[] {
  return course.flatMap((chapter) => {
    const cells = Object.keys(chapter.cells).flatMap((id): [string, Entry][] => {
      const entry = toEntry(storage.get(keptPrefix(chapter.key) + id));
      return entry ? [[id, entry]] : [];
    });
    const own = ownIn(storage, chapter.key);
    const progress = toProgress(storage.getJson(allProgress + chapter.key));
    const pins = new Map(
      [...Object.keys(chapter.cells), ...own.map(({ cell }) => cell.id)].map((id) => [id, pinsIn(storage, pinsKey(chapter.key, id))]),
    );
    for (const [id, { length }] of pins) if (length === 0) pins.delete(id);
    return cells.length > 0 || own.length > 0 || pins.size > 0 || progress ? [{ chapter, cells, own, pins, progress }] : [];
  });
}

const ownIn = (storage: Pick<GuardedStorage, "get">, chapter: string): ChapterWork["own"] =>
  toOwnList(storage.get(ownListKey(chapter))).map((cell) => ({ cell, entry: toEntry(storage.get(keptPrefix(chapter) + cell.id)) }));

const pinsIn = (storage: Pick<GuardedStorage, "get">, key: string): Pins => toPins(storage.get(key));

/** The text of a file with all that is kept. */
export function packWork(work: readonly ChapterWork[]): string {
  const chapters = work.map(({ chapter, cells, own, pins, progress }) => {
    const all = [...cells, ...own.flatMap(({ cell: { id }, entry }): [string, Entry][] => (entry ? [[id, entry]] : []))];
    const entries = all.map(([id, { room: _, last: __, ...entry }]) => [id, entry]);
    return [chapter.key, { cells: Object.fromEntries(entries), own: own.map(({ cell }) => cell), pins: Object.fromEntries(pins), progress }];
  });
  return ownFileText(kind, { made: new Date().toISOString(), chapters: Object.fromEntries(chapters) });
}

/** What a file carries for this course, as texts for the storage by their keys. */
export interface CarriedWork {
  entries: Map<string, string>;
  /** Of each chapter, the cells that the reader has added, those with something in them; `text`: what is in one. */
  own: Map<string, CarriedOwn[]>;
  /** The runs pinned of the course's cells, by the keys of the storage. */
  pins: Map<string, Pins>;
  /** What it says of cells and chapters that the course does not have, or that nothing can be made of. */
  leftOut: number;
}

export interface CarriedOwn {
  cell: OwnCell;
  text: string;
  pins: Pins;
}

/** Throws UnusableFile. */
export async function readWork(file: Blob, course: readonly CourseChapter[]): Promise<CarriedWork> {
  const { chapters } = await readOwnFile(file, kind);
  if (!isRecord(chapters)) throw new UnusableFile("unreadable");
  const entries = new Map<string, string>();
  const carriedOwn: CarriedWork["own"] = new Map();
  const carriedPins: CarriedWork["pins"] = new Map();
  let leftOut = 0;
  for (const [key, work] of Object.entries(chapters)) {
    const chapter = course.find((one) => one.key === key);
    // A file of an older site has neither own cells nor pinned runs.
    if (!isRecord(work) || !isRecord(work.cells) || !Array.isArray(work.own ?? []) || !isRecord(work.pins ?? {}))
      throw new UnusableFile("unreadable");
    const ofOwn = new Map<string, Pins>();
    // A cell that is none is left out with what is in it.
    const list = toOwnList(JSON.stringify(work.own ?? []));
    for (const [id, kept] of Object.entries((work.pins ?? {}) as object)) {
      const pins = toPins(JSON.stringify(kept));
      if (chapter && pins.length > 0 && Object.hasOwn(chapter.cells, id)) carriedPins.set(pinsKey(key, id), pins);
      else if (chapter && pins.length > 0 && list.some((one) => one.id === id)) ofOwn.set(id, pins);
      else leftOut++;
    }
    const own: CarriedOwn[] = [];
    for (const [id, kept] of Object.entries(work.cells)) {
      const cell = list.find((one) => one.id === id);
      const entry = chapter && (cell || Object.hasOwn(chapter.cells, id)) ? toEntry(JSON.stringify(kept)) : undefined;
      if (!entry || entry.tooLong) {
        leftOut++;
        continue;
      }
      // Code that a file has brought waits for Run, as a link's does: nothing says who wrote it.
      const { room: _, last: __, ...safe } = entry;
      const text = JSON.stringify({ ...safe, ...(safe.source !== undefined && { linked: true }) });
      if (!cell) entries.set(keptPrefix(key) + id, text);
      else if (safe.source) own.push({ cell, text, pins: ofOwn.get(id) ?? [] });
    }
    if (own.length > 0)
      carriedOwn.set(
        key,
        own.toSorted((a, b) => indexIn(list, a) - indexIn(list, b)),
      );
    const progress = toProgress(work.progress);
    if (chapter && progress) entries.set(allProgress + key, JSON.stringify(progress));
  }
  return { entries, own: carriedOwn, pins: carriedPins, leftOut };
}

const indexIn = (list: readonly OwnCell[], { cell }: CarriedOwn): number => list.findIndex(({ id }) => id === cell.id);

/** What a file would add to the cells that the reader has added. */
export interface OwnAdded {
  /** By chapter: the list with those that are added, which have ids of their own here, and what is in these. */
  chapters: { chapter: string; list: OwnCell[]; added: CarriedOwn[] }[];
  /** How many there is no room for in their chapter. */
  noRoom: number;
}

/** A cell of the file with the place and the code of one that is here is not added again. */
export function addedOwn({ own }: CarriedWork, storage: Pick<GuardedStorage, "get">): OwnAdded {
  let noRoom = 0;
  const chapters = [...own].flatMap(([chapter, carried]) => {
    const here = ownIn(storage, chapter);
    const fresh = carried.filter(({ cell, text }) => {
      const { source } = toEntry(text)!;
      return !here.some((one) => one.cell.after === cell.after && one.entry?.source === source);
    });
    const room = Math.max(0, mostOwn - here.length);
    noRoom += Math.max(0, fresh.length - room);
    const ids = new Set(here.map(({ cell }) => cell.id));
    const renamed = new Map<string, string>();
    const added = fresh.slice(0, room).map(({ cell, text, pins }) => {
      const isFree = !ids.has(cell.id) && storage.get(keptPrefix(chapter) + cell.id) === null;
      const id = isFree ? cell.id : nextId([...ids, ...carried.map((one) => one.cell.id)]);
      ids.add(id);
      renamed.set(cell.id, id);
      return { cell: { ...cell, id }, text, pins };
    });
    for (const one of added) one.pins = one.pins.map((pin) => ({ ...pin, cells: withNames(pin.cells, renamed) }));
    return added.length > 0 ? [{ chapter, list: [...here, ...added].map(({ cell }) => cell), added }] : [];
  });
  return { chapters, noRoom };
}

const withNames = <T>(cells: Record<string, T>, names: ReadonlyMap<string, string>): Record<string, T> =>
  Object.fromEntries(Object.entries(cells).map(([id, cell]) => [names.get(id) ?? id, cell]));

/** The texts of cells that a reader has added, and then of the list: whoever hears of that finds them. */
const ownTexts = (chapter: string, list: readonly OwnCell[], added: readonly CarriedOwn[]): [string, string][] => [
  ...added.flatMap(({ cell, text, pins }): [string, string][] => [
    [keptPrefix(chapter) + cell.id, text],
    ...(pins.length > 0 ? [[pinsKey(chapter, cell.id), toText(pins)] as [string, string]] : []),
  ]),
  [ownListKey(chapter), JSON.stringify(list)],
];

/** The texts to be stored where all that is here gives way to the file. */
export const replaced = ({ entries, own, pins }: CarriedWork): Map<string, string> =>
  new Map([
    ...entries,
    ...[...pins].map(([key, carried]): [string, string] => [key, toText(carried)]),
    ...[...own].flatMap(([chapter, cells]) =>
      ownTexts(
        chapter,
        cells.map(({ cell }) => cell),
        cells,
      ),
    ),
  ]);

/** What a file would change of the course's cells: keys that are not here, those that are here and say something else, those that say the same. */
export function compareWork({ entries }: CarriedWork, storage: Pick<GuardedStorage, "get">): Record<"fresh" | "other" | "same", string[]> {
  const found: Record<"fresh" | "other" | "same", string[]> = { fresh: [], other: [], same: [] };
  for (const [key, text] of entries) {
    if (!key.startsWith(allKept)) continue;
    const here = toEntry(storage.get(key));
    found[!here ? "fresh" : essence(here) === essence(toEntry(text)!) ? "same" : "other"].push(key);
  }
  return found;
}

/** How many pinned runs of a file are not here, and how many there is no room for beside those that are. */
export function addedPins({ pins }: CarriedWork, storage: Pick<GuardedStorage, "get">): { fresh: number; noRoom: number } {
  const all = [...pins].map(([key, carried]) => mergedPins(pinsIn(storage, key), carried));
  return { fresh: all.reduce((sum, { fresh }) => sum + fresh, 0), noRoom: all.reduce((sum, { noRoom }) => sum + noRoom, 0) };
}

/** What a reader has made of a cell, without what the page notes beside it. */
const essence = ({ source, inputs }: Entry): string => JSON.stringify([source, Object.entries(inputs).toSorted(([a], [b]) => (a < b ? -1 : 1))]);

/**
 * The texts to be stored so that both are there: of a cell that is here and in the file, what is here stays; cells that the reader has added, and
 * pinned runs, are there beside each other; of a chapter, how far one came in either.
 */
export function merged(carried: CarriedWork, storage: Pick<GuardedStorage, "get" | "getJson">): Map<string, string> {
  return new Map([
    ...addedOwn(carried, storage).chapters.flatMap(({ chapter, list, added }) => ownTexts(chapter, list, added)),
    ...[...carried.pins].map(([key, pins]): [string, string] => [key, toText(mergedPins(pinsIn(storage, key), pins).pins)]),
    ...[...carried.entries].flatMap(([key, text]): [string, string][] => {
      if (key.startsWith(allKept)) return toEntry(storage.get(key)) ? [] : [[key, text]];
      const [here, there] = [toProgress(storage.getJson(key)), toProgress(JSON.parse(text))!];
      if (!here) return [[key, text]];
      const last = here.when >= there.when ? here : there;
      const both = { read: here.read || there.read, run: here.run || there.run, solved: [...new Set([...here.solved, ...there.solved])] };
      return [[key, JSON.stringify({ ...last, ...both })]];
    }),
  ]);
}
