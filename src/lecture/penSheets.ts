import { isInk, isStroke, type Stroke } from "./ink.ts";
import { createInkLayer, type InkLayer } from "./inkLayer.ts";
import { shareKept } from "./keptValue.ts";
import type { DeckParts } from "./tool.ts";

/** What is drawn over one slide, in all windows. */
export interface Sheet {
  layer: InkLayer;
  strokes(): readonly Stroke[];
  /** Keeps these strokes in the place of those that are there; it can be undone. */
  put(strokes: readonly Stroke[]): void;
  undo(): void;
  clear(): void;
  /** Shows the stroke that is being drawn in all windows; null: it is drawn. */
  showLive(stroke: Stroke | null): void;
}

const mostUndone = 100;

/** A sheet over each slide. What is on it is kept, each lecture its own, and in print. */
export function createSheets({ deck, room, lectures }: Pick<DeckParts, "deck" | "room" | "lectures">): ReadonlyMap<HTMLElement, Sheet> {
  const sheets = new Map<HTMLElement, Sheet>();
  /** What was on each sheet before each change of this window's, the last one behind. */
  const histories: (readonly Stroke[])[][] = [];

  function createSheet(slide: HTMLElement): Sheet {
    const layer = createInkLayer(slide);
    const ink = shareKept<readonly Stroke[]>(
      { room, lectures },
      { topic: `pen/${slide.dataset.slide}`, initial: [], isSound: isInk, onChange: layer.show },
    );
    const before: (readonly Stroke[])[] = [];
    histories.push(before);
    const set = (strokes: readonly Stroke[]): void => {
      ink.set(strokes);
      layer.show(strokes);
    };
    const put = (strokes: readonly Stroke[]): void => {
      if (strokes === ink.get()) return;
      before.push(ink.get());
      if (before.length > mostUndone) before.shift();
      set(strokes);
    };
    layer.show(ink.get());
    return {
      layer,
      strokes: ink.get,
      put,
      // After a reload the earlier states are lost: then undo takes the last stroke away.
      undo: () => set(before.pop() ?? ink.get().slice(0, -1)),
      clear() {
        if (ink.get().length > 0) put([]);
      },
      showLive(stroke) {
        layer.showLive(stroke);
        live.set(stroke && { slide: slide.dataset.slide, stroke });
      },
    };
  }

  for (const slide of deck.slides) sheets.set(slide, createSheet(slide));
  lectures.onChange(() => {
    for (const before of histories) before.length = 0;
  });
  const live = room.share<unknown>("pen-live", null, (value) => {
    const { slide, stroke } = (value ?? {}) as { slide?: unknown; stroke?: unknown };
    for (const [element, { layer }] of sheets) layer.showLive(element.dataset.slide === slide && isStroke(stroke) ? stroke : null);
  });
  return sheets;
}
