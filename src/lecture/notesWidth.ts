import { element } from "../output/element.ts";
import { browserStorage } from "../reader/storage.ts";

const key = "slide-share";
/** How much of the window's width the slide may have, in percent; the notes have the rest. */
const least = 25;
const most = 80;
const usual = 66;
const step = 2;

/** The edge between the presenter's slide and the notes: a hand or the arrow keys move it, and this browser keeps where it stands. */
export function addNotesWidth(main: HTMLElement, name: string): HTMLElement {
  const edge = element(document, "div", {
    class: "presenter-edge",
    role: "separator",
    tabindex: "0",
    "aria-orientation": "vertical",
    "aria-label": name,
    "aria-controls": main.id,
    "aria-valuemin": String(least),
    "aria-valuemax": String(most),
  });
  /** What the slide has: in a low window less than it may have, for what stands under it has its room. */
  const share = (): number => Math.round((main.offsetWidth / innerWidth) * 100);
  const set = (to: number): void => document.body.style.setProperty("--slide-share", `${Math.min(most, Math.max(least, to))}vw`);
  function move(to: number): void {
    set(to);
    browserStorage.set(key, String(share()));
  }
  const kept = Number(browserStorage.get(key));
  set(kept > 0 ? kept : usual);
  new ResizeObserver(() => {
    edge.ariaValueNow = String(share());
  }).observe(main);

  edge.addEventListener("pointerdown", ({ pointerId, isPrimary, button }) => {
    if (isPrimary && button === 0) edge.setPointerCapture(pointerId);
  });
  edge.addEventListener("pointermove", ({ clientX, pointerId }) => {
    if (edge.hasPointerCapture(pointerId)) move((clientX / innerWidth) * 100);
  });
  edge.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: share() - step, ArrowRight: share() + step, Home: least, End: most }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(to);
  });
  return edge;
}
