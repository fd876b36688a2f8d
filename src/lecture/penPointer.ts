import { extend, rubOut, type Stroke } from "./ink.ts";
import type { Sheet } from "./penSheets.ts";

const eraserReach = 10;

/** What the pen is for a pointer: the colour that it draws in or its eraser, and nothing while it is off. */
export type Tip = number | "eraser" | undefined;

/** Lets pointers draw on sheets and rub out. One pointer draws at a time, and a hand that rests beside a stylus does not. */
export function listenToPointers(sheets: Iterable<Sheet>, tip: () => Tip): void {
  let hasStylus = false;
  let pointer: number | undefined;

  function listen({ layer, strokes, put, showLive }: Sheet): void {
    let stroke: Stroke | undefined;
    let last: [number, number] = [0, 0];
    /** What the eraser has left of the strokes since it was put down. */
    let left: readonly Stroke[] | undefined;

    function take(event: PointerEvent): void {
      const at = layer.toStage(event);
      if (left) {
        left = rubOut(left, last, at, eraserReach);
        layer.show(left);
      } else if (stroke) stroke = extend(stroke, ...at, event.pointerType === "pen" && event.pressure > 0 ? event.pressure : null);
      last = at;
    }

    layer.svg.addEventListener("pointerdown", (event) => {
      const now = tip();
      if (now === undefined || (event.button > 0 && event.button !== 5) || pointer !== undefined) return;
      hasStylus ||= event.pointerType === "pen";
      // Once a stylus has been used, touches are the hand that rests beside it.
      if (hasStylus && event.pointerType === "touch") return;
      event.preventDefault();
      (document.activeElement as HTMLElement | null)?.blur();
      pointer = event.pointerId;
      layer.svg.setPointerCapture(pointer);
      last = layer.toStage(event);
      // Button 5 is the other end of a stylus, its eraser.
      if (now === "eraser" || event.button === 5) left = strokes();
      else stroke = { color: now, points: [] };
      take(event);
      layer.showLive(stroke ?? null);
    });
    layer.svg.addEventListener("pointermove", (event) => {
      if (event.pointerId !== pointer) return;
      const between = event.getCoalescedEvents?.() ?? [];
      for (const moved of between.length > 0 ? between : [event]) take(moved);
      if (stroke) showLive(stroke);
    });
    function end(event: PointerEvent): void {
      if (event.pointerId !== pointer) return;
      pointer = undefined;
      if (stroke) put([...strokes(), stroke]);
      else if (left) put(left);
      stroke = left = undefined;
      showLive(null);
    }
    layer.svg.addEventListener("pointerup", end);
    layer.svg.addEventListener("pointercancel", end);
    // A finger that draws does not also turn the slide (`swipe.ts` listens further out).
    layer.svg.addEventListener(
      "touchstart",
      (event) => {
        if (tip() !== undefined) event.stopPropagation();
      },
      { passive: true },
    );
  }

  for (const sheet of sheets) listen(sheet);
}
