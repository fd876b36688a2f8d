import { inkColors } from "./ink.ts";
import { listenToPointers } from "./penPointer.ts";
import { createSheets } from "./penSheets.ts";
import { createPenTools } from "./penTools.ts";
import type { DeckParts } from "./tool.ts";

/** A tool that takes the pointer while it is on. */
export interface PointerTool {
  off(): void;
}

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
  let isOn = false;
  let color = 0;
  let isEraser = false;
  const sheets = createSheets({ deck, room, lectures });
  const sheet = () => sheets.get(deck.slide())!;
  listenToPointers(sheets.values(), () => (!isOn ? undefined : isEraser ? "eraser" : color));

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
    undo: () => sheet().undo(),
    clear: () => sheet().clear(),
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

  document.addEventListener(
    "keydown",
    (event) => {
      if (!isOn || keys.isTaken(event) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) sheet().undo();
      else if (event.ctrlKey || event.metaKey) return;
      else if (key === "escape") off();
      else if (key === "e") tools.press("erase");
      else if (key === "delete") sheet().clear();
      else if (/^[1-9]$/.test(key) && Number(key) <= inkColors) tools.press(Number(key) - 1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );

  return { off };
}
