import type { InputSpec } from "../notebook/types.ts";
import type { Drawn } from "../plot/replay.ts";

type Point = Extract<InputSpec, { type: "point" }>;

/** The handles of a cell's `point` inputs, over the plot that they belong to. */
export interface Handles {
  /** Puts the handles where the inputs and the plot's scales say; a handle being dragged stays under the pointer. */
  update(points: readonly Point[], drawn: Drawn | undefined): void;
  remove(): void;
}

interface Handle {
  point: Point;
  element: HTMLButtonElement;
  dragging: boolean;
}

const clamp = (value: number, [min, max]: readonly [number, number]) => Math.min(max, Math.max(min, value));

/** The nearest place on the point's grid inside its bounds. */
export function snap({ x, y, step }: Pick<Point, "x" | "y" | "step">, [px, py]: readonly [number, number]): [number, number] {
  const onGrid = (value: number) => Number((Math.round(value / step) * step).toPrecision(12));
  return [clamp(onGrid(px), x), clamp(onGrid(py), y)];
}

/**
 * Handles as buttons in a layer of their own over `host` (a positioned element that holds the plot), so that a redraw of the plot
 * leaves a drag and the focus alone. The arrow keys move a handle by its step, with Shift by ten.
 */
export function createHandles(host: HTMLElement, label: (point: Point) => string, onMove: (key: string, value: [number, number]) => void): Handles {
  const layer = host.ownerDocument.createElement("div");
  layer.className = "handles";
  const handles = new Map<string, Handle>();
  let drawn: Drawn | undefined;

  /** The SVG's box in the window and how many of its units a pixel is. */
  function frame() {
    const box = drawn!.svg.getBoundingClientRect();
    const units = drawn!.svg.viewBox.baseVal?.width || drawn!.svg.clientWidth;
    return { box, units: units / (box.width || 1) };
  }

  function place({ point, element }: Handle): void {
    element.setAttribute("aria-label", label(point));
    const { x, y } = drawn ?? {};
    element.hidden = !x?.invert || !y?.invert;
    if (element.hidden) return;
    const { box, units } = frame();
    const origin = layer.getBoundingClientRect();
    element.style.left = `${box.left - origin.left + x!.apply(point.value[0]) / units}px`;
    element.style.top = `${box.top - origin.top + y!.apply(point.value[1]) / units}px`;
  }

  function move(handle: Handle, to: readonly [number, number]): void {
    const value = snap(handle.point, to);
    if (value[0] === handle.point.value[0] && value[1] === handle.point.value[1]) return;
    handle.point = { ...handle.point, value };
    place(handle);
    onMove(handle.point.key, value);
  }

  function create(point: Point): Handle {
    const element = host.ownerDocument.createElement("button");
    element.type = "button";
    element.className = "handle";
    const handle: Handle = { point, element, dragging: false };
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      handle.dragging = true;
    });
    element.addEventListener("pointermove", (event) => {
      if (!handle.dragging || !drawn?.x?.invert || !drawn.y?.invert) return;
      const { box, units } = frame();
      move(handle, [drawn.x.invert((event.clientX - box.left) * units), drawn.y.invert((event.clientY - box.top) * units)]);
    });
    for (const type of ["pointerup", "pointercancel"]) element.addEventListener(type, () => { handle.dragging = false; });
    element.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
      if (!way) return;
      event.preventDefault();
      const size = handle.point.step * (event.shiftKey ? 10 : 1);
      move(handle, [handle.point.value[0] + way[0] * size, handle.point.value[1] + way[1] * size]);
    });
    layer.append(element);
    return handle;
  }

  return {
    update(points, now) {
      drawn = now;
      if (!layer.isConnected) host.append(layer);
      for (const [key, handle] of handles) {
        if (points.some((point) => point.key === key)) continue;
        handle.element.remove();
        handles.delete(key);
      }
      for (const point of points) {
        const handle = handles.get(point.key) ?? create(point);
        handles.set(point.key, handle);
        const isHeld = handle.dragging || handle.element === host.ownerDocument.activeElement;
        handle.point = isHeld ? { ...point, value: handle.point.value } : point;
        place(handle);
      }
    },
    remove: () => layer.remove(),
  };
}
