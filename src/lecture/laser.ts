import { element } from "../output/element.ts";
import type { PointerTool } from "./pen.ts";
import type { DeckParts } from "./tool.ts";

/** Where the dot is, in the coordinates of the stage. */
interface Spot {
  slide: string;
  x: number;
  y: number;
}

/** Milliseconds after the last move for which the dot stays. */
const stayMs = 900;

/** A dot that follows the pointer over the slide, in all windows; it fades when the pointer rests, and is kept nowhere. Cells stay usable under it. `onStart`: it takes the pointer now. */
export function startLaser({ deck, room, words: { classroom }, toolbar, keys, onStart }: DeckParts & { onStart(): void }): PointerTool {
  const dot = element(document, "div", { class: "laser" });
  dot.ariaHidden = "true";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOn = false;

  function light({ slide, x, y }: Spot, onFaded?: () => void): void {
    const on = deck.slides.find(({ dataset }) => dataset.slide === slide);
    if (!on) return;
    if (dot.parentElement !== on) on.append(dot);
    dot.style.left = `${x}px`;
    dot.style.top = `${y}px`;
    dot.classList.add("is-lit");
    clearTimeout(timer);
    timer = setTimeout(() => {
      dot.classList.remove("is-lit");
      onFaded?.();
    }, stayMs);
  }

  const shared = room.share<unknown>("laser", null, (value) => {
    if (isSpot(value)) light(value);
  });
  const button = toolbar.add({ name: "laser", label: classroom.laser, key: "l", onClick: () => (isOn ? off() : on()) });

  function set(to: boolean): void {
    isOn = to;
    button.ariaPressed = String(isOn);
    deck.main.classList.toggle("is-laser", isOn);
    if (!isOn) dot.classList.remove("is-lit");
  }
  function on(): void {
    onStart();
    set(true);
  }
  const off = () => set(false);
  set(false);

  addEventListener(
    "pointermove",
    (event) => {
      if (!isOn) return;
      const slide = deck.slide();
      const { left, top, width, height } = slide.getBoundingClientRect();
      const spot: Spot = {
        slide: slide.dataset.slide!,
        x: ((event.clientX - left) / width) * slide.offsetWidth,
        y: ((event.clientY - top) / height) * slide.offsetHeight,
      };
      if (spot.x < 0 || spot.y < 0 || spot.x > slide.offsetWidth || spot.y > slide.offsetHeight) return;
      // The spot is taken back, so that a window that opens later does not show an old one.
      light(spot, () => shared.set(null));
      shared.set(spot);
    },
    { passive: true },
  );
  // A finger that points does not also turn the slide (`swipe.ts` listens further out).
  deck.stage.addEventListener(
    "touchstart",
    (event) => {
      if (isOn) event.stopPropagation();
    },
    { passive: true },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (!isOn || event.key !== "Escape" || keys.isTaken(event)) return;
      off();
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );

  return { off };
}

function isSpot(value: unknown): value is Spot {
  if (typeof value !== "object" || value === null) return false;
  const { slide, x, y } = value as Record<string, unknown>;
  return typeof slide === "string" && Number.isFinite(x) && Number.isFinite(y);
}
