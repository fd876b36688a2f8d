// Its function is a long one: arrow keys, a drag, a click on the plot and a redraw move the same handles over the same scales, and each ends in `move` or `place`.
import type { InputSpec } from "../notebook/types.ts";
import { toScale, type Scale } from "../plot/scale.ts";
import type { ShownPlot } from "./plotFacts.ts";

type Point = InputSpec<"point">;

/** The handles of a cell's `point` inputs, over the plot that they belong to. */
export interface Handles {
  /** Puts the handles where the inputs and the plot's scales say; one in the reader's hand stays where the hand is. Where the plot has no such scales, they hide. */
  update(points: readonly Point[], plot: ShownPlot | undefined): void;
  /** Puts the handle of an input where the input was set by other means. One that is dragged stays in the hand. */
  follow(key: string, value: readonly [number, number]): void;
  remove(): void;
}

/** The words that a handle says. */
export interface HandleWords {
  /** What kind of control it is. */
  handle: string;
  /** Where it stands. */
  point(x: string, y: string): string;
}

interface Handle {
  point: Point;
  element: HTMLElement;
  /** From the pointer to the handle's middle, in CSS pixels, while it is dragged. */
  grip?: [number, number];
}

/** Both scales of a plot over whose values a point can be dragged. */
interface Plane {
  svg: SVGSVGElement;
  x: Scale;
  y: Scale;
}

const clamp = (value: number, [min, max]: readonly [number, number]): number => Math.min(max, Math.max(min, value));
/** Without the noise of the last digits. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** The value at a position of a scale, with no more digits than positions `unit` apart (a pixel) can tell. */
export function valueAt(scale: Pick<Scale, "invert">, position: number, unit: number): number {
  const value = scale.invert(position);
  const digit = 10 ** Math.floor(Math.log10(Math.abs(scale.invert(position + unit) - value)));
  return Number.isFinite(digit) && digit > 0 ? tidy(Math.round(value / digit) * digit) : value;
}

const ways: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

/**
 * Handles in a layer of their own over `host` (a positioned element that holds the plot), so that a redraw of the plot leaves a drag
 * and the focus alone. To assistive tools each is a slider that says both numbers. The arrow keys move it by its step, with Shift
 * by ten; a drag puts it on any pixel, and where it is the only one a click on the plot does. It never leaves its bounds. `onMove` hears of each new place.
 */
export function createHandles(host: HTMLElement, words: HandleWords, onMove: (key: string, value: [number, number]) => void): Handles {
  const layer = host.ownerDocument.createElement("div");
  layer.className = "handles";
  host.append(layer);
  const handles = new Map<string, Handle>();
  let plane: Plane | undefined;

  // When something above the plot grows (the code that is being edited, for one), the plot moves, and the handles must follow.
  const growth = new ResizeObserver(() => handles.forEach(place));
  growth.observe(host);

  /** Where the plot's drawing begins in the window, in CSS pixels, and how many units of its scales a pixel is. A drawing stands in the middle of a box of another shape. */
  function frame({ svg }: Plane) {
    const { left, top, width, height } = svg.getBoundingClientRect();
    const { width: across = 0, height: down = 0 } = svg.viewBox.baseVal ?? {};
    if (!across || !down || !width || !height) return { left, top, unit: 1 };
    const unit = Math.max(across / width, down / height);
    return { left: left + (width - across / unit) / 2, top: top + (height - down / unit) / 2, unit };
  }

  function place({ point, element }: Handle): void {
    const [x, y] = point.value;
    const attributes = { label: point.label, valuetext: words.point(String(x), String(y)), valuemin: point.x[0], valuemax: point.x[1], valuenow: x };
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(`aria-${name}`, String(value));
    element.hidden = plane === undefined;
    if (plane === undefined) return;
    const { left, top, unit } = frame(plane);
    const origin = layer.getBoundingClientRect();
    // A slide is scaled to its window, and the layer with it.
    const scale = host.getBoundingClientRect().width / host.offsetWidth || 1;
    element.style.left = `${(left - origin.left + plane.x.apply(x) / unit) / scale}px`;
    element.style.top = `${(top - origin.top + plane.y.apply(y) / unit) / scale}px`;
  }

  function move(handle: Handle, [toX, toY]: readonly [number, number]): void {
    const { point } = handle;
    const value: [number, number] = [clamp(toX, point.x), clamp(toY, point.y)];
    if (value[0] === point.value[0] && value[1] === point.value[1]) return;
    handle.point = { ...point, value };
    place(handle);
    onMove(point.key, value);
  }

  function drag(handle: Handle, event: PointerEvent): void {
    if (handle.grip === undefined || plane === undefined) return;
    const { left, top, unit } = frame(plane);
    const [gripX, gripY] = handle.grip;
    const at = (scale: Scale, pixels: number) => valueAt(scale, pixels * unit, unit);
    move(handle, [at(plane.x, event.clientX + gripX - left), at(plane.y, event.clientY + gripY - top)]);
  }

  function create(point: Point): Handle {
    const element = host.ownerDocument.createElement("div");
    element.className = "handle";
    element.role = "slider";
    element.tabIndex = 0;
    element.setAttribute("aria-roledescription", words.handle);
    const handle: Handle = { point, element };
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      // Otherwise the drag would select the text that it passes over.
      event.preventDefault();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      const { left, top, width, height } = element.getBoundingClientRect();
      handle.grip = [left + width / 2 - event.clientX, top + height / 2 - event.clientY];
    });
    element.addEventListener("pointermove", (event) => drag(handle, event));
    // Comes after pointerup and pointercancel alike.
    element.addEventListener("lostpointercapture", () => {
      handle.grip = undefined;
    });
    element.addEventListener("keydown", (event) => {
      const way = ways[event.key];
      if (way === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const { value, step } = handle.point;
      const size = step * (event.shiftKey ? 10 : 1);
      move(handle, [tidy(value[0] + way[0] * size), tidy(value[1] + way[1] * size)]);
    });
    layer.append(element);
    return handle;
  }

  /** A click on the plot puts its one handle there. */
  function jump({ target, clientX, clientY }: MouseEvent): void {
    const [handle, second] = handles.values();
    if (!plane?.svg.contains(target as Node) || handle === undefined || second !== undefined) return;
    const { left, top, unit } = frame(plane);
    const { point } = handle;
    const to = [valueAt(plane.x, (clientX - left) * unit, unit), valueAt(plane.y, (clientY - top) * unit, unit)] as const;
    // Outside of its bounds are the axes.
    if (to.some((value, i) => value !== clamp(value, i === 0 ? point.x : point.y))) return;
    move(handle, to);
  }
  host.addEventListener("click", jump);

  return {
    update(points, plot) {
      const { x, y } = plot?.facts ?? {};
      plane = plot && x && y ? { svg: plot.svg, x: toScale(x), y: toScale(y) } : undefined;
      for (const [key, { element }] of handles) {
        if (points.some((point) => point.key === key)) continue;
        element.remove();
        handles.delete(key);
      }
      for (const point of points) {
        const handle = handles.get(point.key) ?? create(point);
        handles.set(point.key, handle);
        const isHeld = handle.element === host.ownerDocument.activeElement;
        handle.point = isHeld ? { ...point, value: [clamp(handle.point.value[0], point.x), clamp(handle.point.value[1], point.y)] } : point;
        place(handle);
      }
    },
    follow(key, value) {
      const handle = handles.get(key);
      if (handle === undefined || handle.grip) return;
      handle.point = { ...handle.point, value: [value[0], value[1]] };
      place(handle);
    },
    remove() {
      growth.disconnect();
      host.removeEventListener("click", jump);
      layer.remove();
    },
  };
}
