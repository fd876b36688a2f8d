import { extend, inkColors, isInk, isStroke, rubOut, type Stroke } from "./ink.ts";
import { createInkLayer, type InkLayer } from "./inkLayer.ts";
import { shareKept } from "./keptValue.ts";
import { createPenTools } from "./penTools.ts";
import type { Shared } from "./room.ts";
import type { DeckParts } from "./tool.ts";

/** A tool that takes the pointer while it is on. */
export interface PointerTool {
  off(): void;
}

/** What is drawn over one slide. */
interface Sheet {
  layer: InkLayer;
  ink: Shared<readonly Stroke[]>;
  /** What was there before each change of this window's, the last one behind. */
  before: (readonly Stroke[])[];
}

const eraserReach = 10;
const mostUndone = 100;

/**
 * A pen that draws over the slides: kept for each slide, the same in all windows, there in print. While it is off, and on a phone, where a slide has no
 * fixed size, the slides are as without it. `onStart`: it takes the pointer now.
 */
export function startPen({
  deck,
  room,
  lectures,
  words: {
    classroom: { pen: words },
  },
  toolbar,
  keys,
  onStart,
}: DeckParts & { onStart(): void }): PointerTool {
  const sheets = new Map<HTMLElement, Sheet>();
  for (const slide of deck.slides) {
    const layer = createInkLayer(slide);
    const ink = shareKept<readonly Stroke[]>(
      { room, lectures },
      { topic: `pen/${slide.dataset.slide}`, initial: [], isSound: isInk, onChange: layer.show },
    );
    layer.show(ink.get());
    sheets.set(slide, { layer, ink, before: [] });
    listen(slide, layer);
  }
  lectures.onChange(() => {
    for (const { before } of sheets.values()) before.length = 0;
  });
  const live = room.share<unknown>("pen-live", null, (value) => {
    const { slide, stroke } = (value ?? {}) as { slide?: unknown; stroke?: unknown };
    for (const [element, { layer }] of sheets) layer.showLive(element.dataset.slide === slide && isStroke(stroke) ? stroke : null);
  });

  let isOn = false;
  let color = 0;
  let isEraser = false;
  let hasStylus = false;
  let pointer: number | undefined;

  const button = toolbar.add({ name: "pen", label: words.name, key: "p", onClick: () => (isOn ? off() : on()) });
  button.ariaPressed = "false";
  const tools = createPenTools(deck.main, words, {
    pick(index) {
      color = index;
      isEraser = false;
      sign();
    },
    erase() {
      isEraser = true;
      sign();
    },
    undo,
    clear,
    close: off,
  });

  function sign(): void {
    button.ariaPressed = String(isOn);
    deck.main.classList.toggle("is-pen", isOn);
    deck.main.classList.toggle("is-eraser", isOn && isEraser);
    tools.show(isOn, isEraser ? undefined : color);
  }

  function on(): void {
    onStart();
    isOn = true;
    sign();
  }

  function off(): void {
    isOn = false;
    sign();
  }

  const sheet = () => sheets.get(deck.slide())!;

  function put({ layer, ink, before }: Sheet, strokes: readonly Stroke[]): void {
    if (strokes === ink.get()) return;
    before.push(ink.get());
    if (before.length > mostUndone) before.shift();
    ink.set(strokes);
    layer.show(strokes);
  }

  function undo(): void {
    const { layer, ink, before } = sheet();
    // After a reload the earlier states are lost: then undo takes the last stroke away.
    const strokes = before.pop() ?? ink.get().slice(0, -1);
    ink.set(strokes);
    layer.show(strokes);
  }

  function clear(): void {
    if (sheet().ink.get().length > 0) put(sheet(), []);
  }

  function listen(slide: HTMLElement, layer: InkLayer): void {
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
      if (!isOn || (event.button > 0 && event.button !== 5) || pointer !== undefined) return;
      hasStylus ||= event.pointerType === "pen";
      // Once a stylus has been used, touches are the hand that rests beside it.
      if (hasStylus && event.pointerType === "touch") return;
      event.preventDefault();
      (document.activeElement as HTMLElement | null)?.blur();
      pointer = event.pointerId;
      layer.svg.setPointerCapture(pointer);
      last = layer.toStage(event);
      // Button 5 is the other end of a stylus, its eraser.
      if (isEraser || event.button === 5) left = sheets.get(slide)!.ink.get();
      else stroke = { color, points: [] };
      take(event);
      layer.showLive(stroke ?? null);
    });
    layer.svg.addEventListener("pointermove", (event) => {
      if (event.pointerId !== pointer) return;
      const between = event.getCoalescedEvents?.() ?? [];
      for (const moved of between.length > 0 ? between : [event]) take(moved);
      if (!stroke) return;
      layer.showLive(stroke);
      live.set({ slide: slide.dataset.slide, stroke });
    });
    function end(event: PointerEvent): void {
      if (event.pointerId !== pointer) return;
      pointer = undefined;
      const one = sheets.get(slide)!;
      if (stroke) put(one, [...one.ink.get(), stroke]);
      else if (left) put(one, left);
      stroke = left = undefined;
      layer.showLive(null);
      live.set(null);
    }
    layer.svg.addEventListener("pointerup", end);
    layer.svg.addEventListener("pointercancel", end);
    // A finger that draws does not also turn the slide (`swipe.ts` listens further out).
    layer.svg.addEventListener(
      "touchstart",
      (event) => {
        if (isOn) event.stopPropagation();
      },
      { passive: true },
    );
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (!isOn || keys.isTaken(event) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) undo();
      else if (event.ctrlKey || event.metaKey) return;
      else if (key === "escape") off();
      else if (key === "e") tools.press("erase");
      else if (key === "delete") clear();
      else if (/^[1-9]$/.test(key) && Number(key) <= inkColors) tools.press(Number(key) - 1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );

  return { off };
}
