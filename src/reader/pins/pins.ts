import type { CellView } from "../cellView.ts";
import { shownFacts } from "../plotFacts.ts";
import { browserStorage } from "../storage.ts";
import { isPinnable, pinnedCell, pinsKey } from "./keptPins.ts";
import type { PinBoard, PinsSetup } from "./pinBoard.ts";

/** The runs that a reader has pinned on a page. What shows them is loaded where there are some. */
export interface PinnedRuns {
  /** Whether a cell shows lines or dots that can be pinned. */
  canPin(view: CellView): boolean;
  /** Keeps what the cell shows, as its next pinned run. */
  pin(view: CellView): Promise<void>;
  /** Code, inputs or cells of the page are others now. */
  refresh(): void;
  hasSome(): boolean;
  /** Deletes those of a cell, or of all; what is returned puts them back, for a cell that may have another id then. */
  deleteAll(cell?: string): (as?: string) => void;
}

export function createPinnedRuns(setup: PinsSetup): PinnedRuns {
  const { chapter, words } = setup;
  let board: PinBoard | undefined;
  let loading: Promise<PinBoard> | undefined;
  const load = () =>
    (loading ??= import("./pinBoard.ts").then(
      ({ createPinBoard }) => (board = createPinBoard(setup)),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));

  const keptKeys = () => browserStorage.keys().filter((key) => pinnedCell(chapter, key) !== undefined);

  /** What is not kept, for want of room, the board alone knows. */
  const hasSome = () => board?.hasSome() || keptKeys().length > 0;

  function refresh(): void {
    if (board) board.refresh();
    else if (keptKeys().length > 0) load().catch(() => {});
  }

  addEventListener("storage", ({ key }) => {
    if (key !== null && pinnedCell(chapter, key) === undefined) return;
    refresh();
    setup.onChange();
  });
  // A page that comes back from the back/forward cache has heard nothing meanwhile.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) refresh();
  });

  return {
    canPin: (view) =>
      view.shown().some(({ output, element }) => {
        const isPlot = output.kind === "drawing" && output.of === "plot";
        return isPlot && shownFacts(element).some(({ facts }) => facts.x && facts.y && facts.marks.some(isPinnable));
      }),
    async pin(view) {
      const loaded = await load().catch(() => undefined);
      if (loaded) loaded.pin(view);
      else view.notice(words.cell.unavailable);
    },
    refresh,
    hasSome,
    deleteAll(cell) {
      const keys = cell === undefined ? keptKeys() : [pinsKey(chapter, cell)];
      const texts = keys.map((key) => [key, browserStorage.get(key)] as const);
      for (const key of keys) browserStorage.set(key, null);
      const bringBack = board?.forget(cell);
      refresh();
      return (as = cell) => {
        for (const [key, text] of texts) browserStorage.set(as === undefined ? key : pinsKey(chapter, as), text);
        bringBack?.();
        refresh();
      };
    },
  };
}
