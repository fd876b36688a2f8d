// One file, though a long one: all that a reader changes, resets and takes back goes through the same storage, tabs and runs, in one order.
import type { Words } from "../i18n/index.ts";
import { isOwnId } from "../notebook/ownId.ts";
import type { InputSpec, InputValue, InputValues, Shown } from "../notebook/types.ts";
import { createAddressWriter, writeAddress, type Addressed } from "./address.ts";
import type { CellView } from "./cellView.ts";
import type { Change, PeerWindows } from "./peerWindows.ts";
import { createKeep, type Kept } from "./keep.ts";
import type { NotebookData } from "./notebookData.ts";
import { createPositions } from "./positions.ts";
import type { Runs, RunsSetup } from "./runs.ts";
import { browserStorage } from "./storage.ts";
import type { Shareable } from "./sharing/linkFragments.ts";

/** What the reader changes of a page's cells: their sources, and where their inputs stand. What is changed is kept, and told to the other windows. */
export interface Changes {
  /** `linked`: the code came by a link. */
  edited(id: string, source: string, linked?: boolean): void;
  moved(id: string, key: string, value: InputValue): void;
  /** Moves the inputs of all cells to these positions, and those that are not among them to where the site has them. */
  place(positions: InputValues): void;
  /** Back to the cell as the site has it, with an offer to undo that. */
  reset(view: CellView): void;
  /** Back to these cells as the site has them; what is returned undoes that. */
  resetAll(views: readonly CellView[]): () => void;
  /** Those that are not as the site has them, the reader's own among them. */
  changed(): CellView[];
  /** Changes a cell as another window, or another page, has done; it is neither kept nor told. */
  put(change: Change): void;
  tell(change: Change): void;
  /** Puts where the inputs stand into the page's address. */
  toAddress(): void;
  /** What is changed now gives way, in the other windows, to all that they know. */
  offer(): void;
  /** What was kept of a cell; `peek`: another page may have kept it, and this one does not go by it yet. */
  kept(id: string, how?: "peek"): Kept | undefined;
  /** The reader's code of a cell that the author has changed goes on from the author's new one. */
  rebase(id: string): void;
  /** What is in the cell is kept in the place of what another page has kept there. */
  keepMine(view: CellView): void;
  /** Whether the code in a cell was typed on this page, or in its room: another page's does not take its place unasked. */
  isTyped(id: string): boolean;
  /** Whether the code in a cell came by a link. */
  isLinked(id: string): boolean;
  /** The code in a cell was typed in another window of the room, or (`false`) is another page's now. */
  noteTyped(id: string, isTyped: boolean): void;
  /** Deletes what was kept of a cell, and changes nothing that stands in it; what is returned puts it back. */
  forget(id: string): () => void;
  /** The cell of which an event of the storage tells that another page has kept or forgotten something. */
  news(event: StorageEvent): CellView | undefined;
  /** The page has a cell more; as the site has it, it is empty. */
  add(id: string): void;
  /** The page has a cell less; what was kept of it stays so. */
  remove(id: string): void;
  /** How the last runs ended, of what is kept. */
  keepOf: RunsSetup["kept"];
  originals: ReadonlyMap<string, string>;
  /** The inputs as the site has them. */
  specs: Addressed;
  /** Where the inputs stand, of those that were moved. */
  inputs: InputValues;
  /** The same without predictions that were made of other code than now stands in their cell. */
  positions(): InputValues;
  /** What is to be passed on: of these cells, or of all. */
  shareable(cells?: ReadonlySet<string>): Omit<Shareable, "own">;
}

interface Setup {
  chapter: string;
  notebook: NotebookData;
  views: ReadonlyMap<string, CellView>;
  runs: Runs;
  words: Words;
  peerWindows: PeerWindows | undefined;
  /** Code or inputs are others now. */
  onChange(): void;
  /** Another page has kept other code of this cell. */
  onConflict(view: CellView): void;
}

export function createChanges({ chapter, notebook, views, runs, words, peerWindows, onChange, onConflict }: Setup): Changes {
  const typed = new Set<string>();
  /** Cells whose code came by a link. */
  const linked = new Set<string>();
  const originals = new Map(notebook.cells.map((cell) => [cell.id, cell.source]));
  /** A link may tell of any input; the page keeps in its address those that it is asked to. */
  const specs = new Map(notebook.cells.map(({ id }) => [id, inputsIn(notebook.outputs[id] ?? [])]));
  const positions = createPositions({ specs, sourceOf: (id) => views.get(id)?.source() });
  const inputs = positions.all;
  const addressed = new Map([...specs].map(([id, all]) => [id, new Map([...all].filter(([, spec]) => "address" in spec))]));
  const write = createAddressWriter();
  const toAddress = () => write(writeAddress(inputs, addressed));
  const keep = createKeep({
    chapter,
    room: peerWindows?.name,
    storage: browserStorage,
    onNotKept() {
      const here = [...views.values()].find(({ element }) => element.contains(document.activeElement)) ?? views.values().next().value;
      here?.notice(words.cell.notKept);
    },
    onTooLong: (cell) => void views.get(cell)?.notice(words.cell.tooLongToKeep),
    onConflict: (cell) => onConflict(views.get(cell)!),
  });

  const originalOf = (id: string): string => originals.get(id)!;
  const tell = (change: Change) => peerWindows?.tell(change);
  const isChanged = ({ id, source }: CellView) => source() !== originalOf(id) || inputs[id] !== undefined;
  const edited = () => [...views.values()].filter((view) => view.source() !== originalOf(view.id));

  function setSource(view: CellView, source: string): void {
    view.setSource(source);
    tell({ cell: view.id, source });
    view.canReset(isChanged(view));
  }

  function changeInputs(view: CellView, to: Record<string, InputValue | null>): void {
    for (const [key, value] of Object.entries(to)) {
      positions.set(view.id, key, value);
      tell({ cell: view.id, key, value });
      if (value !== null) view.setInputs({ [key]: value });
    }
    view.canReset(isChanged(view));
  }

  /** Brings the page up to date with what was changed at once in several cells. */
  function afterwards(toRun: readonly string[]): void {
    toAddress();
    onChange();
    runs.refresh();
    if (toRun.length > 0) void runs.run([...toRun], "run");
  }

  /** Back to the site's cell; `undo` gives the cell as it was, and says whether it has to run for that. */
  function resetOne(view: CellView): { undo(): boolean } {
    const { id } = view;
    const source = view.source();
    const before = { ...inputs[id] };
    const hasRun = runs.hasRun(id, source);
    const wasTyped = typed.delete(id);
    const wasLinked = linked.delete(id);
    const putBack = keep.reset(id);
    setSource(view, originalOf(id));
    changeInputs(view, Object.fromEntries(Object.keys(before).map((key) => [key, null])));
    view.clearNotices();
    return {
      undo() {
        putBack();
        if (wasTyped) typed.add(id);
        if (wasLinked) linked.add(id);
        setSource(view, source);
        changeInputs(view, before);
        if (!hasRun && inputs[id]) runs.outdate(view);
        return hasRun;
      },
    };
  }

  function resetAll(list: readonly CellView[]): () => void {
    const toRun = list.filter(({ id }) => inputs[id] || !runs.shows(id, originalOf(id)));
    const done = list.map((view) => ({ id: view.id, ...resetOne(view) }));
    afterwards(toRun.map(({ id }) => id));
    return () => afterwards(done.flatMap(({ id, undo }) => (undo() ? [id] : [])));
  }

  function put(change: Change): void {
    const view = views.get(change.cell);
    if (!view) return;
    if ("key" in change) {
      positions.set(view.id, change.key, change.value);
      if (change.value !== null) view.setInputs({ [change.key]: change.value });
    } else if (change.source !== view.source()) {
      view.setSource(change.source);
      if (change.source === originalOf(view.id)) view.clearNotices();
      runs.refresh();
    }
    view.canReset(isChanged(view));
    onChange();
  }

  return {
    originals,
    specs,
    inputs,
    tell,
    toAddress,
    resetAll,
    changed: () => [...views.values()].filter((view) => isOwnId(view.id) || isChanged(view)),
    isTyped: (id) => typed.has(id),
    isLinked: (id) => linked.has(id),
    noteTyped: (id, isTyped) => void (isTyped ? typed.add(id) : typed.delete(id)),
    positions: positions.valid,
    edited(id, source, isLinked) {
      const view = views.get(id)!;
      typed.add(id);
      if (isLinked) linked.add(id);
      else if (source === originalOf(id)) linked.delete(id);
      keep.edit(id, originalOf(id), source, linked.has(id));
      tell({ cell: id, source });
      view.canReset(isChanged(view));
      runs.refresh();
      onChange();
    },
    moved(id, key, value) {
      const view = views.get(id)!;
      positions.set(id, key, value);
      toAddress();
      keep.move(id, originalOf(id), key, value, positions.isPrediction(id, key) ? view.source() : undefined);
      tell({ cell: id, key, value });
      view.canReset(true);
      onChange();
      void runs.run([id], "input");
    },
    place(all) {
      const moved = [...views.values()].filter(({ id }) => inputs[id] ?? all[id]);
      for (const view of moved) {
        const { id } = view;
        const to = all[id] ?? {};
        for (const key of Object.keys({ ...inputs[id], ...to })) {
          const change = { cell: id, key, value: to[key] ?? null };
          put(change);
          tell(change);
          // What has no position of its own, as an open question has none, its next run shows.
          const built = specs.get(id)?.get(key)?.value ?? null;
          if (change.value === null && built !== null) view.setInputs({ [key]: built });
        }
        keep.place(id, originalOf(id), to);
        runs.outdate(view);
      }
      toAddress();
      // Code that the reader wrote waits for their Run.
      const ids = moved.filter((view) => view.source() === originalOf(view.id)).map(({ id }) => id);
      if (ids.length > 0) void runs.run(ids, "input");
    },
    reset(view) {
      const undo = resetAll([view]);
      view.notice(words.cell.wasReset, { answers: [{ label: words.cell.undo, act: undo }], until: "edit" });
    },
    put,
    offer() {
      for (const view of edited()) peerWindows?.offer({ cell: view.id, source: view.source() });
      for (const [cell, moved] of Object.entries(inputs)) for (const [key, value] of Object.entries(moved)) peerWindows?.offer({ cell, key, value });
    },
    add(id) {
      originals.set(id, "");
      specs.set(id, new Map());
      addressed.set(id, new Map());
    },
    remove(id) {
      for (const known of [originals, specs, addressed, typed, linked]) known.delete(id);
      delete inputs[id];
      toAddress();
    },
    kept(id, how) {
      if (how === "peek") return keep.peek(id, originalOf(id));
      const kept = keep.read(id, originalOf(id));
      if (kept?.linked) linked.add(id);
      else linked.delete(id);
      return kept;
    },
    forget: (id) => keep.reset(id),
    rebase: (id) => keep.rebase(id, originalOf(id)),
    keepMine(view) {
      keep.read(view.id, originalOf(view.id));
      keep.edit(view.id, originalOf(view.id), view.source(), linked.has(view.id));
    },
    keepOf: { lastRun: (id) => keep.peek(id, originalOf(id))?.lastRun, mark: (id, source, how) => keep.mark(id, originalOf(id), source, how) },
    news: (event) => views.get(keep.news(event) ?? ""),
    shareable(cells) {
      const isMeant = (id: string) => cells?.has(id) ?? true;
      return {
        originals,
        specs,
        inputs: structuredClone(Object.fromEntries(Object.entries(inputs).filter(([id]) => isMeant(id)))),
        edited: Object.fromEntries(
          edited()
            // What readers add has a list of its own (`own/ownCells.ts`).
            .filter(({ id }) => isMeant(id) && !isOwnId(id))
            .map((view) => [view.id, view.source()]),
        ),
      };
    },
  };
}

const inputsIn = (outputs: readonly Shown[]): Map<string, InputSpec> =>
  new Map(outputs.flatMap((output) => (output.kind === "input" ? [[output.input.key, output.input]] : [])));
