// One file, though a long one: the list, the cells of the page and what is kept of them change together, and in an order that other tabs rest on.
import { adoptStyles } from "../../output/adoptStyles.ts";
import type { Words } from "../../i18n/index.ts";
import type { Cell } from "../../notebook/types.ts";
import { element } from "../../output/element.ts";
import styles from "../../styles/ownCells.css?inline";
import type { AsText, CellView } from "../cellView.ts";
import type { Changes } from "../changes.ts";
import { button, enable } from "../elements.ts";
import { ownListKey } from "../keptPrefix.ts";
import type { NotebookData } from "../notebookData.ts";
import type { Runs } from "../runs.ts";
import { browserStorage } from "../storage.ts";
import { noteCode, noteText } from "./noteCode.ts";
import { ownElement } from "./ownElement.ts";
import {
  added,
  atEnd,
  moved,
  mostOwn,
  nextId,
  pageOrder,
  putBack,
  removed,
  titleOf,
  toOwnList,
  type OwnCell,
  type OwnList,
  type TakenCell,
} from "./ownList.ts";

/**
 * The cells that a reader adds to a page. Each is a cell of the notebook as the others are, one whose author's code is empty: what is in it is an edit.
 * Here is what is more: which there are, and where they stand.
 */
export interface OwnCells {
  /** Puts those that were kept into the page; what is in them is restored with the others. */
  mount(): void;
  /** Adds a cell below this one, else at the end of the page, and opens it. */
  add(below?: CellView, kind?: "note"): void;
  /** What adds cells comes to a cell that is touched. */
  offer(view: CellView): void;
  /** Deletes all; what is returned puts them back. */
  deleteAll(): () => void;
  /** The reader keeps a cell here that another page may have deleted. */
  relist(view: CellView): void;
  /** Where another page has deleted this cell, it is deleted here too, with an offer to undo that. */
  deleteToo(view: CellView): boolean;
  /** Once all is restored: goes to the cell that the address names, and follows, from now on, what other pages of the chapter add, move and delete. */
  follow(): void;
  /** Those of these ids, or all, that are not empty, with what is in them, in the order of the page: for a link, or a file. */
  taken(ids?: ReadonlySet<string>): TakenCell[];
  /** Adds cells that came from elsewhere; they wait for the reader's Run, and none of those here changes. Gives their ids. */
  take(cells: readonly TakenCell[]): string[];
}

interface Setup {
  page: HTMLElement;
  chapter: string;
  notebook: NotebookData;
  /** In the order of the page. */
  views: Map<string, CellView>;
  changes: Changes;
  runs: Runs;
  words: Words;
  viewOf(element: HTMLElement, cell: Cell, asText?: AsText): CellView;
  /** Puts back what was kept of a cell. */
  restoreOne(view: CellView): void;
  stop(): void;
  /** Deletes the runs pinned of a cell; what is returned puts them back, where it has another id by then under that. */
  forgetPins(id: string): (as: string) => void;
  /** There are other cells now. */
  onChange(): void;
}

export function createOwnCells({
  page,
  chapter,
  notebook,
  views,
  changes,
  runs,
  words,
  viewOf,
  restoreOne,
  stop,
  forgetPins,
  onChange,
}: Setup): OwnCells {
  const word = words.cell.own;
  const key = ownListKey(chapter);
  const authors = [...notebook.cells];
  /** The chapter's cells on this page; a deck has others. */
  const anchors = [...views.keys()];
  const ends = page.querySelector<HTMLElement>(".page-ends")!;
  const endBox = element(document, "div", { class: "own-end" });
  const said = element(document, "div", { class: "cell-notice own-said", role: "status" });
  /** What stands on the page. */
  let list: OwnList = [];
  let isKept = true;
  /** All that ever stood here: no id comes twice, for what was deleted may come back. */
  const known = new Set<string>();

  const stored = (): OwnList => (isKept ? toOwnList(browserStorage.get(key)) : list);

  const keep = (next: OwnList): void => void (isKept = browserStorage.set(key, next.length > 0 ? JSON.stringify(next) : null));

  function write(next: OwnList): void {
    keep(next);
    update(next);
    if (!isKept) views.get(next.at(-1)?.id ?? "")?.notice(words.cell.notKept);
  }

  const cellOf = (own: OwnCell): Cell => ({
    id: own.id,
    title: titleOf(own, words),
    source: "",
    line: 1,
    hidden: own.note === true,
    form: "both",
    run: "build",
  });

  function mountOne(own: OwnCell): CellView {
    const cell = cellOf(own);
    known.add(own.id);
    notebook.cells.push(cell);
    changes.add(own.id);
    runs.add(cell);
    const view = viewOf(ownElement(cell, words), cell, own.note && { toText: noteText, toSource: noteCode });
    views.set(own.id, view);
    view.element.querySelector(".cell-state")!.before(
      iconButton("↑", word.up, (made) => move(own.id, -1, made)),
      iconButton("↓", word.down, (made) => move(own.id, 1, made)),
      iconButton("✕", word.delete, () => deleteOne(own.id)),
    );
    return view;
  }

  /** Takes a cell off the page. What it was is still kept. */
  function unmount(id: string): void {
    const view = views.get(id)!;
    if (view.state() === "running") stop();
    views.delete(id);
    changes.remove(id);
    outdated.push(...runs.remove(id));
    notebook.cells = notebook.cells.filter((cell) => cell.id !== id);
    view.element.remove();
  }

  /** Cells that had read one that is gone. */
  const outdated: string[] = [];

  const takeReaders = () => [...new Set(outdated.splice(0))].filter((id) => views.has(id) && views.get(id)!.state() !== "edited");

  function runReaders(): void {
    const readers = takeReaders();
    const runsAs = (onClick: boolean) => readers.filter((id) => notebook.cells.some((cell) => cell.id === id && (cell.run === "click") === onClick));
    for (const id of runsAs(true)) runs.outdate(views.get(id)!);
    const ready = runsAs(false);
    if (ready.length > 0) void runs.run(ready, "run");
  }

  /** Makes the page what is stored: another page may have added cells since, or deleted some. A cell with code that was typed here stays until the reader has chosen (`relist`, `deleteToo`). */
  function update(next: OwnList): void {
    const held = list.filter(({ id }) => !next.some((cell) => cell.id === id) && views.has(id) && isHeld(views.get(id)!));
    for (const view of show(held.reduce((all, own) => putBack(all, list, anchors, own), [...next]))) restoreOne(view);
  }

  const isHeld = (view: CellView): boolean =>
    view.source() !== "" && (changes.isTyped(view.id) || (document.hasFocus() && view.element.contains(document.activeElement)));

  /**
   * Makes the page what a list says, and moves no element that stands where it should: it would lose focus and drag. Gives the cells that the page did not
   * have.
   */
  function show(next: OwnList): CellView[] {
    for (const { id } of list) if (views.has(id) && !next.some((cell) => cell.id === id)) unmount(id);
    list = next;
    const fresh = list.flatMap((own) => (views.has(own.id) ? [] : [mountOne(own)]));
    const order = pageOrder(list, anchors);
    const ended = atEnd(list, anchors).map(({ id }) => id);
    said.remove();
    let at: Element | undefined;
    for (const id of order.slice(0, order.length - ended.length)) {
      const { element } = views.get(id)!;
      if (!anchors.includes(id) && element.previousElementSibling !== at) at!.after(element);
      at = element;
    }
    if (ended.length > 0 && !endBox.isConnected) page.querySelector("article")!.append(endBox);
    ended.forEach((id, i) => {
      const { element } = views.get(id)!;
      if (endBox.children[i] !== element) endBox.insertBefore(element, endBox.children[i] ?? null);
    });
    if (ended.length === 0) endBox.remove();

    const entries = order.map((id) => [id, views.get(id)!] as const);
    views.clear();
    for (const [id, view] of entries) views.set(id, view);
    const byId = new Map(notebook.cells.map((cell) => [cell.id, cell]));
    // A cell of the deck alone has no place on the page: it stays where it is among the author's.
    const inOrder = authors.flatMap((cell) => [cell, ...list.filter((own) => own.after === cell.id && anchors.includes(cell.id))]);
    notebook.cells = [...inOrder, ...atEnd(list, anchors)].map(({ id }) => byId.get(id)!);
    for (const { id } of list) {
      const stays = ([-1, 1] as const).map((by) => JSON.stringify(moved(list, anchors, id, by)) === JSON.stringify(list));
      views
        .get(id)!
        .element.querySelectorAll<HTMLButtonElement>(".cell-move")
        .forEach((made, i) => enable(made, !stays[i]));
    }
    onChange();
    return fresh;
  }

  function say(after: Element, text: string, ...answers: HTMLElement[]): void {
    said.replaceChildren(element(document, "p", {}, text, ...answers));
    after.after(said);
  }

  function add(below?: CellView, kind?: "note"): void {
    const now = stored();
    if (now.length >= mostOwn) return say(below?.element ?? ends, word.tooMany(mostOwn));
    const own: OwnCell = { id: newId(now), ...(kind === "note" && { note: true }) };
    write(added(now, anchors, own, below?.id));
    const view = views.get(own.id)!;
    for (const folded of view.element.querySelectorAll("details")) folded.open = true;
    view.element.scrollIntoView({ block: "nearest" });
    void view.edit(0);
  }

  const newId = (now: OwnList): string => nextId([...known, ...now.map(({ id }) => id), ...authors.map(({ id }) => id)]);

  function move(id: string, by: -1 | 1, pressed: HTMLButtonElement): void {
    write(moved(stored(), anchors, id, by));
    const { element: shown } = views.get(id)!;
    shown.scrollIntoView({ block: "nearest" });
    // An element that is moved loses the focus; at the end of the page only the way back is left.
    (pressed.disabled ? shown.querySelector<HTMLElement>(".cell-move:enabled") : pressed)?.focus({ preventScroll: true });
  }

  /** Deletes a cell. What is returned puts it back, and gives its id, and whether it has to run to be as it was. */
  function cut(id: string): () => { id: string; hasRun: boolean } {
    const before = list;
    const own = list.find((cell) => cell.id === id)!;
    const source = views.get(id)!.source();
    const [isLinked, hasRun] = [changes.isLinked(id), runs.hasRun(id, source)];
    const next = removed(stored(), id);
    // The list first: another page that hears of it has then no cell whose code could be taken for emptied.
    keep(next);
    const restoreKept = changes.forget(id);
    const restorePins = forgetPins(id);
    unmount(id);
    update(next);
    return () => {
      const now = stored();
      // Another page may have made one of this id meanwhile.
      const isTaken = now.some((cell) => cell.id === id);
      const back = isTaken ? { ...own, id: newId(now) } : own;
      if (!isTaken) restoreKept();
      restorePins(back.id);
      write(putBack(now, before, anchors, back));
      const view = views.get(back.id)!;
      // It was not kept, or under another id.
      if (view.source() !== source) {
        view.setSource(source);
        changes.edited(back.id, source, isLinked);
      }
      return { id: back.id, hasRun };
    };
  }

  function runAgain(back: readonly { id: string; hasRun: boolean }[]): void {
    const ids = back.flatMap(({ id, hasRun }) => (hasRun ? [id] : []));
    if (ids.length > 0) void runs.run(ids, "run");
  }

  function deleteOne(id: string): void {
    const { title, element: shown } = views.get(id)!;
    const beside = shown.previousElementSibling;
    const undo = cut(id);
    runReaders();
    const answer = button(words.cell.undo, () => {
      const back = undo();
      runAgain([back]);
      views.get(back.id)!.focusCode();
    });
    say(beside ?? ends.previousElementSibling!, word.deleted(title), answer);
    answer.focus();
  }

  /** What another page does with the list, this one does too; it runs nothing for that. */
  function sync(): void {
    if (!isKept) return;
    update(stored());
    for (const id of takeReaders()) runs.outdate(views.get(id)!);
  }

  /** A button of a cell's bar. */
  function iconButton(sign: string, label: string, act: (made: HTMLButtonElement) => void): HTMLButtonElement {
    const made = button(sign, () => act(made));
    made.ariaLabel = made.title = label;
    made.className = sign === "✕" ? "cell-delete" : "cell-move";
    return made;
  }

  const adders = (below?: CellView): HTMLButtonElement[] => [button(word.add, () => add(below)), button(word.addNote, () => add(below, "note"))];

  return {
    mount() {
      adoptStyles(styles);
      show(stored());
    },
    add,
    offer({ element: shown, id }) {
      if (!shown.querySelector(":scope > .cell-add")) shown.append(element(document, "div", { class: "cell-add" }, ...adders(views.get(id))));
    },
    deleteAll() {
      const undos = list.map(({ id }) => cut(id)).reverse();
      runReaders();
      return () => runAgain(undos.map((undo) => undo()));
    },
    relist({ id }) {
      const now = stored();
      const own = list.find((cell) => cell.id === id);
      if (own && !now.some((cell) => cell.id === id)) write(putBack(now, list, anchors, own));
    },
    deleteToo({ id }) {
      const isGone = list.some((cell) => cell.id === id) && !stored().some((cell) => cell.id === id);
      if (isGone) deleteOne(id);
      return isGone;
    },
    follow() {
      // When the browser looked for the place in the address, these cells were not there.
      const linked = list.find(({ id }) => location.hash === `#cell-${id}`);
      if (linked) views.get(linked.id)!.element.scrollIntoView();
      addEventListener("storage", (event) => {
        if (event.key === key || event.key === null) sync();
      });
      addEventListener("pageshow", ({ persisted }) => {
        if (persisted) sync();
      });
    },
    taken: (ids) =>
      pageOrder(list, anchors)
        .flatMap((id) => list.find((own) => own.id === id && (ids?.has(id) ?? true)) ?? [])
        .map(({ id, after, note }) => ({
          ...(after !== undefined && anchors.includes(after) && { after }),
          ...(note && { note }),
          source: views.get(id)!.source(),
        }))
        .filter(({ source }) => source !== ""),
    take(cells) {
      const ids: string[] = [];
      for (const { source, after, note } of cells) {
        const now = stored();
        if (now.length >= mostOwn) {
          say(ends, word.tooMany(mostOwn));
          break;
        }
        const own: OwnCell = { id: newId(now), ...(after !== undefined && { after }), ...(note && { note }) };
        write([...now, own]);
        views.get(own.id)!.setSource(source);
        changes.edited(own.id, source, true);
        ids.push(own.id);
      }
      return ids;
    },
  };
}
