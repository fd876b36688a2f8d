import { placesOf, readSketch, sketchColumns, writeSketch } from "../output/prediction.ts";

/** Where an arrow key leads: by columns, and in steps of height. */
const ways: Readonly<Record<string, { across: number; up: number }>> = {
  ArrowLeft: { across: -1, up: 0 },
  ArrowRight: { across: 1, up: 0 },
  ArrowDown: { across: 0, up: -1 },
  ArrowUp: { across: 0, up: 1 },
};

/** Makes the drawing pads in `page` draw, by pointer and by arrow keys. */
export function listenToSketches(page: HTMLElement): void {
  const openPad = (event: Event): HTMLElement | null => {
    const pad = event.target instanceof Element ? event.target.closest<HTMLElement>(".sketch-pad") : null;
    return pad && !pad.closest("[data-answered]") ? pad : null;
  };
  let drawing: { pad: HTMLElement; column: number } | undefined;

  function drawTo(pad: HTMLElement, event: PointerEvent): void {
    const box = pad.querySelector("svg")!.getBoundingClientRect();
    const place = placesOf(pad);
    const unit = place.width / box.width;
    const column = place.column((event.clientX - box.left) * unit);
    const height = place.height((event.clientY - box.top) * unit);
    const heights = readSketch(pad);
    // A quick hand skips columns: what lies between is drawn straight.
    const from = drawing?.column ?? column;
    const start = heights[from] ?? height;
    const steps = Math.max(1, Math.abs(column - from));
    for (let i = 0; i <= steps; i++) heights[from + Math.round(((column - from) * i) / steps)] = start + ((height - start) * i) / steps;
    heights[column] = height;
    writeSketch(pad, heights, column);
    drawing = { pad, column };
  }

  page.addEventListener("pointerdown", (event) => {
    const pad = openPad(event);
    if (!pad) return;
    pad.setPointerCapture(event.pointerId);
    drawing = undefined;
    drawTo(pad, event);
  });
  page.addEventListener("pointermove", (event) => {
    if (drawing) drawTo(drawing.pad, event);
  });
  for (const type of ["pointerup", "pointercancel"])
    page.addEventListener(type, () => {
      drawing = undefined;
    });

  const cursors = new WeakMap<HTMLElement, number>();
  page.addEventListener("keydown", (event) => {
    const pad = openPad(event);
    const way = ways[event.key];
    if (!pad || !way) return;
    event.preventDefault();
    const heights = readSketch(pad);
    const [low, high] = placesOf(pad).range;
    const before = cursors.get(pad) ?? 0;
    const column = Math.min(sketchColumns - 1, Math.max(0, before + way.across));
    const height = heights[column] ?? heights[before] ?? (low + high) / 2;
    heights[column] = Math.min(high, Math.max(low, height + (way.up * (high - low)) / 40));
    cursors.set(pad, column);
    writeSketch(pad, heights, column);
  });
}
