// A long function: what was kept, what the address says and what a link brings go to the same cells in one order, and each must know the positions that links have
// set. What other pages do stands in a file of its own (`otherPages.ts`).
import type { Words } from "../i18n/index.ts";
import { isOwnId } from "../notebook/ownId.ts";
import type { InputValue } from "../notebook/types.ts";
import { codeIn, dropCode, readAddress } from "./address.ts";
import { parseFragment } from "./fragment.ts";
import type { CellView } from "./cellView.ts";
import type { Changes } from "./changes.ts";
import { chooseCode } from "./chooseCode.ts";
import type { Kept } from "./keep.ts";
import type { NotebookData } from "./notebookData.ts";
import { createOtherPages } from "./otherPages.ts";
import type { OwnCells } from "./own/ownCells.ts";
import type { Change } from "./peerWindows.ts";
import type { Runs } from "./runs.ts";
import type { Recipient } from "./sharing/receive.ts";

/** What comes to a page from outside: what was kept on an earlier visit, what its address says, what other pages of the chapter keep. */
export interface Restorer {
  /**
   * Puts back what was kept, and over it what the address says. What the reader had run is run again once the page is idle; an edit that was never run, that
   * did not end, or that came by a link waits for the reader's Run: a page starts nothing on its own that may not end.
   */
  restore(): void;
  /**
   * Puts back what was kept of a cell, and gives whether it may run without the reader: what it ran last, as it is kept, ended by itself.
   */
  restoreOne(view: CellView): boolean;
  /** Follows, from now on, the address and what other pages of the chapter keep. */
  follow(): void;
  /** Offers the reader the changes that a file carries. */
  openFile(file: File): Promise<void>;
  /** Another page has kept other code of a cell that was edited here: the reader chooses. */
  onConflict(view: CellView): void;
}

interface Setup {
  page: HTMLElement;
  notebook: NotebookData;
  views: ReadonlyMap<string, CellView>;
  changes: Changes;
  runs: Runs;
  words: Words;
  /** The page is one of several windows that show the same. */
  isShared: boolean;
  /** The cells that the reader adds; a deck has none. */
  own(): OwnCells | undefined;
}

export function createRestorer({ page, notebook, views, changes, runs, words, isShared, own }: Setup): Restorer {
  const { originals, inputs } = changes;
  /** Cells that take long: their code waits for its own Run. */
  const onClick = new Set(notebook.cells.filter(({ run }) => run === "click").map(({ id }) => id));

  /** Where links have put inputs: that is not kept, so it is not forgotten either. */
  const fromLinks = new Map<string, InputValue>();
  function shareLinked(cell: string, key: string, value: InputValue): void {
    fromLinks.set(JSON.stringify([cell, key]), value);
    share({ cell, key, value });
  }

  function share(change: Change): void {
    changes.put(change);
    changes.tell(change);
  }

  /** Puts the inputs where the address has them, and gives the cells that have some. A link's positions are not kept: the reader's own stay. */
  function followAddress(): CellView[] {
    return Object.entries(readAddress(location.hash, changes.specs)).flatMap(([id, positions]) => {
      const view = views.get(id);
      if (!view) return [];
      for (const [key, value] of Object.entries(positions)) shareLinked(id, key, value);
      runs.outdate(view);
      return [view];
    });
  }

  /** What comes is an edit as others are, once the reader agrees: it waits for Run, and Reset takes it back. */
  const recipient = (): Recipient => ({
    page,
    // A link knows nothing of the cells that its reader has added here.
    originals: new Map([...views.keys()].filter((id) => !isOwnId(id)).map((id) => [id, originals.get(id)!])),
    own: own()?.taken(),
    specs: changes.specs,
    titleOf: (id) => notebook.cells.find((cell) => cell.id === id)!.title,
    sourceOf: (id) => views.get(id)!.source(),
    words: words.sharing,
    use(sources, taken) {
      const added = own()?.take(taken) ?? [];
      for (const [id, source] of Object.entries(sources)) {
        const view = views.get(id)!;
        view.setSource(source);
        changes.edited(id, source, true);
      }
      const used = [...Object.keys(sources), ...added].map((id) => views.get(id)!);
      for (const { element } of used) for (const folded of element.querySelectorAll("details.cell-code")) (folded as HTMLDetailsElement).open = true;
      used[0]?.focusCode();
    },
    isMoved: (id, key) => inputs[id]?.[key] !== undefined,
    move: shareLinked,
    moved(ids) {
      for (const id of ids) runs.outdate(views.get(id)!);
      runByItself(ids);
    },
  });

  /** Asks the reader about changed code in the address. */
  async function offerLinkedCode(): Promise<void> {
    const { hash } = location;
    const packed = codeIn(hash);
    if (packed === undefined) return;
    const { offerLink } = await import("./sharing/receive.ts");
    await offerLink(recipient(), packed, hash, dropCode);
  }

  /** Takes a reader who came by a link to what it is about: the place that it names, else the first cell that it speaks of. On a deck a place is a slide. */
  function goToPlace(linked: readonly CellView[]): void {
    const place = isShared ? "" : decoded(parseFragment(location.hash).place.slice(1));
    ((place && document.getElementById(place)) || linked[0]?.element)?.scrollIntoView();
  }

  function runByItself(cells: readonly string[]): void {
    // Code that has not run waits for the reader.
    const ready = cells.filter((id) => views.get(id)?.state() !== "edited");
    if (ready.length > 0) void runs.runByItself(ready, "input");
  }

  /** Whether what is kept of a cell may run without the reader: it did so before, and ended. */
  const mayRun = ({ source, lastRun, linked }: Kept): boolean =>
    source === undefined ? lastRun === undefined || lastRun === "ended" : lastRun === "ended" && !linked;

  function restoreOne(view: CellView): boolean {
    const kept = changes.kept(view.id);
    if (!kept) return false;
    if (kept.source !== undefined && kept.source !== originals.get(view.id)) {
      changes.put({ cell: view.id, source: kept.source });
      if (kept.outdated) {
        chooseCode(view, words.cell.changedSince, words.cell, {
          mine: view.source,
          theirs: () => originals.get(view.id)!,
          keepMine: () => changes.rebase(view.id),
          takeTheirs: () => changes.reset(view),
        });
      }
    }
    if (kept.tooLong) view.notice(words.cell.keptTooLong, { answers: [{ label: words.cell.deleteKept, act: () => void changes.forget(view.id) }] });
    if (kept.lastRun === "running") view.notice(words.cell.didNotEnd, { until: "run" });
    const positions = Object.entries(kept.inputs);
    for (const [key, value] of positions) changes.put({ cell: view.id, key, value });
    if (positions.length > 0) runs.outdate(view);
    return !kept.tooLong && mayRun(kept) && !(kept.source !== undefined && onClick.has(view.id));
  }

  const others = createOtherPages({
    views,
    changes,
    runs,
    words: words.cell,
    isShared,
    own,
    share,
    fromLink: (cell, key) => fromLinks.get(JSON.stringify([cell, key])),
    runByItself,
  });

  return {
    onConflict: others.onConflict,
    restoreOne,
    openFile: async (file) => (await import("./sharing/receive.ts")).offerFile(recipient(), file),
    restore() {
      const again = new Set<string>();
      for (const view of views.values()) if (restoreOne(view)) again.add(view.id);
      changes.offer();
      const linked = followAddress();
      for (const view of linked) if (view.state() !== "edited" || again.has(view.id)) again.add(view.id);
      // After a reload the scroll position stays.
      const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      if (scrollY === 0 && entry?.type === "navigate") goToPlace(linked);
      const sources = new Map([...again].map((id) => [id, views.get(id)!.source()]));
      if (again.size > 0)
        whenIdle(() => {
          // What was typed or run meanwhile is the reader's affair.
          const same = [...sources].filter(([id, source]) => views.get(id)!.source() === source && views.get(id)!.state() !== "running");
          if (same.length > 0)
            void runs.runByItself(
              same.map(([id]) => id),
              "run",
            );
        });
      void offerLinkedCode();
    },
    follow() {
      addEventListener("hashchange", () => {
        void offerLinkedCode();
        const linked = followAddress();
        if (parseFragment(location.hash).place) goToPlace(linked);
        runByItself(linked.map(({ id }) => id));
      });
      others.follow();
    },
  };
}

/** Calls the task when the page has nothing to do, and somebody sees it. */
function whenIdle(task: () => void): void {
  if (document.hidden) document.addEventListener("visibilitychange", () => whenIdle(task), { once: true });
  else if (typeof requestIdleCallback === "function") requestIdleCallback(task, { timeout: 2_000 });
  else setTimeout(task, 200);
}

/** A place of an address, or nothing where another hand has put what is none. */
function decoded(place: string): string {
  try {
    return decodeURIComponent(place);
  } catch {
    return "";
  }
}
