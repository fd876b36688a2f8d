import type { Deck } from "./deck.ts";

/** CSS pixels that a finger goes before it turns a slide. */
const far = 50;
/** What a finger moves itself. */
const moved = "input, select, textarea, .cm-editor, .handle, .sketch-pad, dialog, .deck-tools";

/** Turns the slides by a swipe to the side, one slide or step for each. What scrolls sideways under the finger scrolls first. */
export function startSwipe(deck: Deck): void {
  let start: { x: number; y: number } | undefined;
  deck.main.addEventListener(
    "touchstart",
    ({ touches: [touch, ...others], target }) => {
      const isOurs = others.length === 0 && target instanceof Element && !target.closest(moved) && !scrollsSideways(target, deck.main);
      start = touch && isOurs ? { x: touch.clientX, y: touch.clientY } : undefined;
    },
    { passive: true },
  );
  deck.main.addEventListener(
    "touchend",
    ({ changedTouches: [touch] }) => {
      if (!start || !touch) return;
      const [dx, dy] = [touch.clientX - start.x, touch.clientY - start.y];
      start = undefined;
      // On a page that is zoomed in, the finger pans.
      if (Math.abs(dx) < far || Math.abs(dx) < 2 * Math.abs(dy) || (visualViewport?.scale ?? 1) > 1.05 || getSelection()?.isCollapsed === false)
        return;
      if (dx < 0) deck.next();
      else deck.previous();
    },
    { passive: true },
  );
  deck.main.addEventListener(
    "touchcancel",
    () => {
      start = undefined;
    },
    { passive: true },
  );
}

function scrollsSideways(from: Element, to: Element): boolean {
  for (let element: Element | null = from; element && element !== to; element = element.parentElement)
    if (element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX)) return true;
  return false;
}
