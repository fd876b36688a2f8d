import type { Words } from "../i18n/index.ts";
import { samePosition } from "../notebook/inputs.ts";
import type { InputValue } from "../notebook/types.ts";
import type { CellView } from "./cellView.ts";
import type { Changes } from "./changes.ts";
import { chooseCode } from "./chooseCode.ts";
import type { OwnCells } from "./own/ownCells.ts";
import type { Change } from "./peerWindows.ts";
import type { Runs } from "./runs.ts";

/** What other pages of the chapter, in this browser, keep of its cells. */
export interface OtherPages {
  /** Takes over, from now on, what they keep. */
  follow(): void;
  /** One has kept other code of a cell that was edited here: the reader chooses. */
  onConflict(view: CellView): void;
}

interface Setup {
  views: ReadonlyMap<string, CellView>;
  changes: Changes;
  runs: Runs;
  words: Words["cell"];
  /** The page is one of several windows that show the same. */
  isShared: boolean;
  own(): OwnCells | undefined;
  share(change: Change): void;
  /** Where a link has put an input: that is not kept, so it is not forgotten either. */
  fromLink(cell: string, key: string): InputValue | undefined;
  /** Runs those of the cells whose code has run before. */
  runByItself(cells: readonly string[]): void;
}

export function createOtherPages({ views, changes, runs, words, isShared, own, share, fromLink, runByItself }: Setup): OtherPages {
  const { originals, inputs } = changes;
  const theirsOf = (id: string): string => changes.kept(id, "peek")?.source ?? originals.get(id)!;
  /** How to take away the question of a cell that two pages have changed. */
  const conflicts = new Map<string, () => void>();
  /** Cells to be run once this page is seen. */
  const toRun = new Set<string>();

  /** Takes over what another page has kept of a cell, or forgotten, and gives whether an input was moved by it. */
  function takeOver(view: CellView): boolean {
    const { id } = view;
    const { source = originals.get(id)!, inputs: kept = {}, tooLong } = changes.kept(id) ?? {};
    if (tooLong) return false;
    conflicts.get(id)?.();
    const moves = [...new Set([...Object.keys(inputs[id] ?? {}), ...Object.keys(kept)])]
      .map((key) => ({ cell: id, key, value: kept[key] ?? null }))
      .filter(({ key, value }) => {
        const now = inputs[id]?.[key] ?? null;
        return !isSame(now, value) && !(now !== null && isSame(now, fromLink(id, key) ?? null));
      });
    if (source !== view.source()) {
      share({ cell: id, source });
      changes.noteTyped(id, false);
    }
    for (const move of moves) share(move);
    if (moves.length > 0) runs.outdate(view);
    return moves.length > 0;
  }

  /**
   * What another page has kept comes here too, unless there is code here that was typed, and that it would overwrite. Windows that show the same
   * have no code of their own: to them it comes unless the hand is in that cell.
   */
  function followOne(view: CellView): void {
    const { id } = view;
    const isEditing = document.hasFocus() && view.element.contains(document.activeElement);
    if (theirsOf(id) !== view.source() && (isEditing || (!isShared && changes.isTyped(id)))) return onConflict(view);
    if (takeOver(view)) toRun.add(id);
  }

  function onConflict(view: CellView): void {
    const { id } = view;
    // It is asked already, and what is compared is looked up when it is.
    if (view.element.querySelector(".cell-notice")!.textContent.includes(words.changedElsewhere)) return;
    const close = chooseCode(view, words.changedElsewhere, words, {
      mine: () => view.source(),
      theirs: () => theirsOf(id),
      keepMine() {
        changes.keepMine(view);
        own()?.relist(view);
      },
      takeTheirs() {
        if (own()?.deleteToo(view)) return;
        const [before, wasLinked] = [view.source(), changes.isLinked(id)];
        if (takeOver(view)) runByItself([id]);
        const undo = () => {
          view.setSource(before);
          changes.edited(id, before, wasLinked);
        };
        view.notice(words.tookTheirs, { answers: [{ label: words.undo, act: undo }], until: "edit" });
      },
    });
    conflicts.set(id, close);
  }

  function runWhenSeen(): void {
    if (document.hidden || toRun.size === 0) return;
    const cells = [...toRun];
    toRun.clear();
    runByItself(cells);
  }

  return {
    onConflict,
    follow() {
      addEventListener("storage", (event) => {
        const view = changes.news(event);
        if (view) followOne(view);
        runWhenSeen();
      });
      document.addEventListener("visibilitychange", runWhenSeen);
      // A page that comes back from the back/forward cache has heard nothing meanwhile.
      addEventListener("pageshow", ({ persisted }) => {
        if (!persisted) return;
        for (const view of views.values()) followOne(view);
        runWhenSeen();
      });
    },
  };
}

const isSame = (a: InputValue | null, b: InputValue | null): boolean => (a === null || b === null ? a === b : samePosition(a, b));
