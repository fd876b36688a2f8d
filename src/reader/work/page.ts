/** The page of all that a reader has done in the course: read from the browser's storage, and changed there. */
import { isLocale, defaultLocale, words as wordsOf } from "../../i18n/index.ts";
import { adoptStyles } from "../../output/adoptStyles.ts";
import { element } from "../../output/element.ts";
import styles from "../../styles/myWork.css?inline";
import { button } from "../elements.ts";
import { allProgress, keptPrefix, ownListKey } from "../keptPrefix.ts";
import { shortName, UnusableFile } from "../ownFile.ts";
import { mostOwn, pageOrder, removed, titleOf } from "../own/ownList.ts";
import { mostPins, pinsKey } from "../pins/keptPins.ts";
import { browserStorage } from "../storage.ts";
import { save } from "../takeAway/save.ts";
import type { Progress } from "./progress.ts";
import {
  addedOwn,
  addedPins,
  compareWork,
  isOfWork,
  merged,
  packWork,
  readWork,
  replaced,
  workIn,
  type CarriedWork,
  type ChapterWork,
  type CourseChapter,
} from "./workFile.ts";

const place = document.querySelector<HTMLElement>("#my-work")!;
const { locale = "" } = place.dataset;
const words = wordsOf(isLocale(locale) ? locale : defaultLocale);
const { work: word, cell: cellWord } = words;
const course = JSON.parse(document.querySelector("#course")!.textContent) as CourseChapter[];

const said = element(document, "div", { class: "work-said", role: "status" });
const list = element(document, "div");
const offer = element(document, "div");

/** What is kept of these keys. */
const snapshot = (keys: readonly string[]): Map<string, string | null> => new Map(keys.map((key) => [key, browserStorage.get(key)]));
/** Puts it back, the other way round: as much as there is room for. False where that is not all. */
const restore = (before: ReadonlyMap<string, string | null>): boolean =>
  [...before].reverse().filter(([key, text]) => !browserStorage.set(key, text)).length === 0;
/** The lists of the reader's own cells first: a page that hears of one that is gone has then no cell whose code could be taken for emptied. */
const allKeys = (): string[] =>
  browserStorage
    .keys()
    .filter(isOfWork)
    .toSorted((a, b) => Number(b.endsWith("/+")) - Number(a.endsWith("/+")));

/** Says what was done, with an offer to undo it, which the focus goes to: the button that was pressed may be gone. */
function done(text: string, before: ReadonlyMap<string, string | null>): void {
  const undo = button(cellWord.undo, () => {
    if (restore(before)) say(word.undone);
    else say(word.notUndone, undo);
    show();
  });
  say(text, undo);
  show();
  undo.focus();
}

const say = (text: string, ...more: Node[]): void => said.replaceChildren(element(document, "p", {}, text, " ", ...more));

function remove(keys: readonly string[], text: string): void {
  const before = snapshot(keys);
  for (const key of keys) browserStorage.set(key, null);
  done(text, before);
}

/** Puts entries in; where the browser has no room for all of them, none. */
function put(entries: ReadonlyMap<string, string>, gone: readonly string[], text: string): void {
  const before = snapshot([...new Set([...entries.keys(), ...gone])]);
  for (const key of gone) browserStorage.set(key, null);
  if ([...entries].every(([key, value]) => browserStorage.set(key, value))) return done(text, before);
  for (const key of entries.keys()) browserStorage.set(key, null);
  restore(before);
  say(word.noRoom);
  show();
}

/** Takes one solved exercise out of what is kept of a chapter. */
function forgetSolved({ chapter, progress }: ChapterWork, exercise: string): void {
  const key = allProgress + chapter.key;
  const before = snapshot([key]);
  browserStorage.set(key, JSON.stringify({ ...progress, solved: progress!.solved.filter((one) => one !== exercise) }));
  done(word.wasReset(chapter.exercises[exercise] ?? exercise), before);
}

/** Deletes a cell that the reader has added. */
function forgetOwn({ chapter, own }: ChapterWork, id: string, title: string): void {
  const [listKey, key] = [ownListKey(chapter.key), keptPrefix(chapter.key) + id];
  const pinned = pinsKey(chapter.key, id);
  const before = snapshot([listKey, key, pinned]);
  const left = removed(
    own.map(({ cell }) => cell),
    id,
  );
  browserStorage.set(listKey, left.length > 0 ? JSON.stringify(left) : null);
  for (const one of [key, pinned]) browserStorage.set(one, null);
  done(cellWord.own.deleted(title), before);
}

function item(href: string, title: string, what: string, reset: () => void, label = cellWord.reset): HTMLElement {
  const button_ = button(label, reset);
  button_.ariaLabel = `${label}: ${title}`;
  return element(document, "li", {}, element(document, "a", { href }, title), element(document, "span", {}, what), button_);
}

function section(work: ChapterWork): HTMLElement {
  const { chapter, cells, own, pins, progress } = work;
  const titleIn = (id: string): string => chapter.cells[id] ?? id;
  const keys = () => allKeys().filter((key) => key.startsWith(keptPrefix(chapter.key)) || key === allProgress + chapter.key);
  const changed = cells.map(([id, entry]): [string, HTMLElement] => {
    const inputs = Object.keys(entry.inputs).length;
    const predictions = Object.keys(entry.madeOf ?? {}).filter((key) => Object.hasOwn(entry.inputs, key)).length;
    const what = entry.tooLong ? word.tooLong : word.what({ edited: entry.source !== undefined, predictions, inputs: inputs - predictions });
    const reset = () => remove([keptPrefix(chapter.key) + id], word.wasReset(titleIn(id)));
    return [id, item(`${chapter.href}#cell-${id}`, titleIn(id), what, reset)];
  });
  const mine = own.map(({ cell, entry }): [string, HTMLElement] => {
    const title = titleOf(cell, words);
    const what = entry?.tooLong ? word.tooLong : word.ownAt(Object.hasOwn(chapter.cells, cell.after ?? "") ? chapter.cells[cell.after!] : undefined);
    // The cell comes to the page by script, which goes to a place of this form.
    return [cell.id, item(`${chapter.href}#/cell-${cell.id}`, title, what, () => forgetOwn(work, cell.id, title), cellWord.own.delete)];
  });
  const items = new Map([...changed, ...mine]);
  const pinned = (id: string): HTMLElement[] => {
    const ofOwn = own.find(({ cell }) => cell.id === id);
    const title = ofOwn ? titleOf(ofOwn.cell, words) : titleIn(id);
    const href = `${chapter.href}#${ofOwn ? "/" : ""}cell-${id}`;
    const reset = () => remove([pinsKey(chapter.key, id)], word.pinsRemoved(title));
    return pins.has(id) ? [item(href, title, word.pins(pins.get(id)!.length), reset, cellWord.pins.remove)] : [];
  };
  const inOrder = pageOrder(
    own.map(({ cell }) => cell),
    Object.keys(chapter.cells),
  ).flatMap((id) => [...(items.has(id) ? [items.get(id)!] : []), ...pinned(id)]);
  const solved = (progress?.solved ?? [])
    .filter((exercise) => Object.hasOwn(chapter.exercises, exercise))
    .map((exercise) =>
      item(`${chapter.href}#exercise-${exercise}`, chapter.exercises[exercise] ?? exercise, word.solved, () => forgetSolved(work, exercise)),
    );
  const heading = element(document, "h2", {}, element(document, "a", { href: chapter.href }, chapter.title));
  const marks = progress && word.marks(progress);
  return element(
    document,
    "section",
    {},
    heading,
    marks ? element(document, "p", { class: "work-marks" }, marks) : undefined,
    element(document, "ul", { class: "work-items" }, ...inOrder, ...solved),
    element(
      document,
      "p",
      {},
      pageButton(word.resetChapter, () => remove(keys(), word.wasReset(chapter.title)), chapter.title),
    ),
  );
}

function pageButton(label: string, act: () => void, of?: string): HTMLButtonElement {
  const made = button(label, act);
  made.className = "page-button";
  if (of !== undefined) made.ariaLabel = `${label}: ${of}`;
  return made;
}

/** The last place where the reader was. */
function continuation(all: readonly ChapterWork[]): HTMLElement | undefined {
  const last = all
    .filter((work): work is ChapterWork & { progress: Progress } => work.progress !== undefined && work.progress.when > 0)
    .toSorted((a, b) => b.progress.when - a.progress.when)[0];
  if (!last) return undefined;
  const { chapter, progress } = last;
  const href = chapter.href + (progress.at && `#${encodeURIComponent(progress.at)}`);
  return element(document, "p", {}, element(document, "a", { class: "start", href }, word.goOn(chapter.title)));
}

function exportAll(): void {
  const name = `my-work-${new Date().toISOString().slice(0, 10)}.json`;
  save(name, packWork(workIn(browserStorage, course)), "application/json");
  say(word.exported(name));
}

async function importFile(file: File): Promise<void> {
  offer.replaceChildren();
  try {
    offerImport(shortName(file), await readWork(file, course));
  } catch (error) {
    if (!(error instanceof UnusableFile) || error.why === "elsewhere") throw error;
    say(word.unusable[error.why](shortName(file)));
  }
}

/** Shows what a file would change, and asks. */
function offerImport(name: string, carried: CarriedWork): void {
  said.replaceChildren();
  const { fresh, other, same } = compareWork(carried, browserStorage);
  const own = addedOwn(carried, browserStorage);
  const pins = addedPins(carried, browserStorage);
  const ownTitles = own.chapters.flatMap(({ chapter, added }) => {
    const { title } = course.find(({ key }) => key === chapter)!;
    return added.map(({ cell }) => `${title}: ${titleOf(cell, words)}`);
  });
  const titled = (keys: string[]) =>
    course.flatMap(({ key: chapter, title, cells }) =>
      keys.filter((key) => key.startsWith(keptPrefix(chapter))).map((key) => `${title}: ${cells[key.slice(keptPrefix(chapter).length)]}`),
    );
  const group = (text: string, titles: string[]) =>
    titles.length > 0
      ? element(
          document,
          "details",
          {},
          element(document, "summary", {}, text),
          element(document, "ul", {}, ...titles.map((title) => element(document, "li", {}, title))),
        )
      : undefined;
  const act = (run: () => void) => () => {
    offer.replaceChildren();
    run();
  };
  const box = element(
    document,
    "section",
    { class: "work-offer", "aria-label": word.importing(name), tabindex: -1 },
    element(document, "h2", {}, word.importing(name)),
    element(document, "p", {}, word.carries({ fresh: fresh.length, other: other.length, same: same.length, leftOut: carried.leftOut })),
    group(word.fresh(fresh.length), titled(fresh)),
    group(word.other(other.length), titled(other)),
    group(word.ownAdded(ownTitles.length), ownTitles),
    own.noRoom > 0 ? element(document, "p", {}, word.ownNoRoom(own.noRoom, mostOwn)) : undefined,
    pins.fresh > 0 ? element(document, "p", {}, word.pinsAdded(pins.fresh)) : undefined,
    pins.noRoom > 0 ? element(document, "p", {}, word.pinsNoRoom(pins.noRoom, mostPins)) : undefined,
    element(document, "p", {}, word.nothingRuns),
    element(
      document,
      "p",
      { class: "work-answers" },
      pageButton(
        word.merge,
        act(() => put(merged(carried, browserStorage), [], word.merged)),
      ),
      pageButton(
        word.replace,
        act(() => put(replaced(carried), allKeys(), word.replaced)),
      ),
      pageButton(
        word.cancel,
        act(() => say(word.cancelled)),
      ),
    ),
  );
  offer.replaceChildren(box);
  box.focus();
}

function show(): void {
  const all = workIn(browserStorage, course);
  const chosen = element(document, "input", { type: "file", accept: ".json,application/json", hidden: true });
  chosen.addEventListener("change", () => {
    if (chosen.files?.[0]) void importFile(chosen.files[0]);
    chosen.value = "";
  });
  const hasSome = allKeys().length > 0;
  const actions = [
    ...(all.length > 0 ? [pageButton(word.exportAll, exportAll)] : []),
    pageButton(word.importFile, () => chosen.click()),
    ...(hasSome ? [pageButton(word.deleteAll, () => remove(allKeys(), word.deleted))] : []),
  ];
  const go = continuation(all);
  list.replaceChildren(
    ...(go ? [go] : []),
    element(document, "p", { class: "work-actions" }, ...actions, chosen),
    ...(all.length > 0 ? all.map(section) : [element(document, "p", {}, word.none)]),
  );
}

adoptStyles(styles);
place.replaceChildren(said, offer, list);
show();
// Other tabs go on.
addEventListener("storage", ({ key }) => {
  if (key === null || isOfWork(key)) show();
});
