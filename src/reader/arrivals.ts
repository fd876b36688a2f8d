import type { Words } from "../i18n/index.ts";
import { samePosition } from "../notebook/inputs.ts";
import type { InputValue } from "../notebook/types.ts";
import { codeIn, dropCode, readAddress } from "./address.ts";
import type { CellView } from "./cellView.ts";
import type { Changes } from "./changes.ts";
import type { Change } from "./companions.ts";
import type { NotebookData } from "./notebookData.ts";
import type { Runs } from "./runs.ts";
import type { Sources } from "./sharing/carriedCode.ts";

/** What comes to a page from outside: what was kept on an earlier visit, what its address says, what other pages of the chapter keep. */
export interface Arrivals {
  /** Puts back what was kept, and over it what the address says. Edits wait for the reader's Run: a page starts nothing on its own that may not end. */
  restore(): void;
  /** Follows, from now on, the address and what other pages of the chapter keep. */
  follow(): void;
}

interface Setup {
  page: HTMLElement;
  notebook: NotebookData;
  views: ReadonlyMap<string, CellView>;
  changes: Changes;
  runs: Runs;
  words: Words;
}

export function createArrivals({ page, notebook, views, changes, runs, words }: Setup): Arrivals {
  const { originals, inputs } = changes;

  function share(change: Change): void {
    changes.put(change);
    changes.tell(change);
  }

  /** Puts the inputs where the address has them, and gives the cells that have some. A link's positions are not kept: the reader's own stay. */
  function followAddress(): CellView[] {
    return Object.entries(readAddress(location.hash, changes.specs)).flatMap(([id, positions]) => {
      const view = views.get(id);
      if (!view) return [];
      for (const [key, value] of Object.entries(positions)) share({ cell: id, key, value });
      runs.outdate(view);
      return [view];
    });
  }

  /** Asks the reader about changed code in the address. Used, it is an edit as others are: it waits for Run, and Reset takes it back. */
  async function offerLinkedCode(): Promise<void> {
    const packed = codeIn(location.hash);
    if (packed === undefined) return;
    const [{ offerCode }, { statedInputs }] = await Promise.all([import("./sharing/offerCode.ts"), import("./sharing/linkFragments.ts")]);
    const { hash } = location;
    await offerCode({
      packed, page,
      originals: new Map([...views.keys()].map((id) => [id, originals.get(id)!])),
      titleOf: (id) => notebook.cells.find((cell) => cell.id === id)!.title,
      sourceOf: (id) => views.get(id)!.source(),
      words: words.sharing,
      use(sources: Sources) {
        for (const [id, source] of Object.entries(sources)) {
          const view = views.get(id)!;
          for (const [key, value] of Object.entries(statedInputs(hash, id))) if (inputs[id]?.[key] === undefined) share({ cell: id, key, value });
          view.setSource(source);
          changes.edited(id, source);
          for (const folded of view.element.querySelectorAll("details.cell-code")) (folded as HTMLDetailsElement).open = true;
        }
        views.get(Object.keys(sources)[0])?.focusCode();
      },
      answered: dropCode,
    });
  }

  /** What another page has kept of a cell, or forgotten, where it is not being edited here at this moment. Gives whether an input was moved by it. */
  function takeOver(view: CellView): boolean {
    if (document.hasFocus() && view.element.contains(document.activeElement)) return false;
    const { id } = view;
    const { source = originals.get(id)!, inputs: kept = {} } = changes.kept(id) ?? {};
    const moves = [...new Set([...Object.keys(inputs[id] ?? {}), ...Object.keys(kept)])].map((key) => ({ cell: id, key, value: kept[key] ?? null }))
      .filter(({ key, value }) => !isSame(inputs[id]?.[key] ?? null, value));
    for (const move of moves) share(move);
    if (source !== view.source()) share({ cell: id, source });
    if (moves.length > 0) runs.outdate(view);
    return moves.length > 0;
  }

  /** Cells whose inputs other pages moved, to be run once this one is seen. */
  const moved = new Set<string>();
  function runMoved(): void {
    if (document.hidden || moved.size === 0) return;
    const cells = [...moved];
    moved.clear();
    if (!changes.isEdited()) void runs.run(cells, "input");
  }

  return {
    restore() {
      const toRun = new Set<string>();
      for (const view of views.values()) {
        const kept = changes.kept(view.id);
        if (!kept) continue;
        if (kept.source !== undefined && kept.source !== originals.get(view.id)) {
          changes.put({ cell: view.id, source: kept.source });
          if (kept.outdated) view.notice(words.cell.changedSince);
        }
        const positions = Object.entries(kept.inputs);
        for (const [key, value] of positions) changes.put({ cell: view.id, key, value });
        if (positions.length === 0) continue;
        toRun.add(view.id);
        runs.outdate(view);
      }
      changes.offer();
      const linked = followAddress();
      for (const { id } of linked) toRun.add(id);
      // Who follows a link comes for the cell that it speaks of; who reloads a page has scrolled to their place.
      const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      if (scrollY === 0 && entry?.type === "navigate") linked[0]?.element.scrollIntoView();
      if (toRun.size > 0 && !changes.isEdited()) void runs.run([...toRun], "run");
      void offerLinkedCode();
    },
    follow() {
      addEventListener("hashchange", () => {
        void offerLinkedCode();
        const linked = followAddress();
        if (linked.length > 0 && !changes.isEdited()) void runs.run(linked.map(({ id }) => id), "input");
      });
      addEventListener("storage", (event) => {
        const view = changes.news(event);
        if (view && takeOver(view)) moved.add(view.id);
        runMoved();
      });
      document.addEventListener("visibilitychange", runMoved);
    },
  };
}

const isSame = (a: InputValue | null, b: InputValue | null): boolean => (a === null || b === null ? a === b : samePosition(a, b));
