/**
 * The control of a prediction: a number, one of some options, or a curve drawn on a pad. What the reader is about to answer
 * stands in the control; it becomes the answer when the button is pressed, and the control is closed with it.
 */
import type { Prediction, InputSpec } from "../notebook/types.ts";
import { element, svgElement, type Attributes } from "./element.ts";
import { markField, numberField, typedNumber } from "./field.ts";
import { formatNumber } from "./number.ts";
import type { InputContext, Widget } from "./widget.ts";
import type { OutputWords } from "./words.ts";

type Box = { x: [number, number]; y: [number, number] };

/** A sketch has so many columns, a height for each. */
export const sketchColumns = 25;
const pad = { width: 340, height: 180, left: 40, right: 10, top: 10, bottom: 24 };

export const prediction: Widget<"prediction"> = {
  render(spec, attributes, context) {
    const { label, value, ask } = spec;
    const { document, words } = context;
    const isAnswered = value !== null;
    return element(
      document,
      "fieldset",
      { ...attributes, "data-kind": ask.kind, "data-answered": isAnswered },
      element(document, "legend", { class: "input-label" }, label),
      ...renderAsk(spec, context),
      element(
        document,
        "button",
        { type: "button", "data-prediction": "answer", disabled: isAnswered },
        isAnswered ? words.output.answered : words.output.answer,
      ),
    );
  },
  read: draftPrediction,
  /** Shows a kept answer before the run that uses it. */
  set(widget, value) {
    // A question that is open keeps what the reader is about to answer.
    if (value === null) return;
    const pad = widget.querySelector<HTMLElement>(".sketch-pad");
    if (pad && Array.isArray(value))
      writeSketch(
        pad,
        readSketch(pad).map((_, i) => value[i]?.[1] ?? null),
      );
    else
      for (const field of widget.querySelectorAll("input")) {
        if (field.type === "radio") field.checked = field.value === value;
        else field.value = String(value);
      }
  },
  refresh,
  movedBy: { press: refresh },
};

/** Says what may be typed, where the answer is typed and what stands there is none. */
function refresh(widget: HTMLElement): void {
  if (widget.dataset["kind"] === "number") markField(widget, typedNumber(widget) !== undefined);
}

/** What the reader answers with. */
function renderAsk({ label, value, ask, key }: InputSpec<"prediction">, { document, words, idPrefix = "" }: InputContext): HTMLElement[] {
  const disabled = value !== null;
  if (ask.kind === "curve") return [renderPad(document, label, ask, Array.isArray(value) ? value : [], words)];
  if (ask.kind === "number") {
    const { min, max } = ask;
    const typed = value === null ? undefined : String(value);
    return numberField(document, words.output.numberWithin(min, max), { "aria-label": label, min, max, step: "any", value: typed, disabled });
  }
  const radios = ask.options.map((option) => {
    const checked = option === value;
    const radio = element(document, "input", { type: "radio", name: `${idPrefix}/${key}`, value: option, checked, disabled });
    return element(document, "label", {}, radio, element(document, "span", {}, option));
  });
  return [element(document, "div", { class: "input-options" }, ...radios)];
}

function renderPad(document: Document, label: string, { x, y }: Box, points: [number, number][], words: OutputWords): HTMLElement {
  const svg = (name: "path" | "text" | "circle", attributes: Attributes, text?: string) => svgElement(document, name, attributes, text);
  const [right, bottom] = [pad.width - pad.right, pad.height - pad.bottom];
  const drawing = svgElement(document, "svg", {
    viewBox: `0 0 ${pad.width} ${pad.height}`,
    class: "sketch",
    tabindex: 0,
    role: "application",
    "aria-roledescription": words.output.sketch,
    "aria-label": `${label}. ${words.output.sketchKeys}`,
  });
  drawing.append(
    svg("path", { d: `M${pad.left},${pad.top}V${bottom}H${right}`, class: "sketch-axes" }),
    svg("text", { x: pad.left - 4, y: pad.top + 8, "text-anchor": "end" }, formatNumber(y[1], 3)),
    svg("text", { x: pad.left - 4, y: bottom, "text-anchor": "end" }, formatNumber(y[0], 3)),
    svg("text", { x: pad.left, y: pad.height - 8 }, formatNumber(x[0], 3)),
    svg("text", { x: right, y: pad.height - 8, "text-anchor": "end" }, formatNumber(x[1], 3)),
    svg("path", { d: "", class: "sketch-line" }),
    svg("circle", { r: 4, class: "sketch-cursor", visibility: "hidden" }),
  );
  const holder = element(document, "div", { class: "sketch-pad", "data-x": JSON.stringify(x), "data-y": JSON.stringify(y) }, drawing);
  writeSketch(
    holder,
    Array.from({ length: sketchColumns }, (_, i) => points[i]?.[1] ?? null),
  );
  return holder;
}

/** The heights drawn so far, by column; null where nothing is drawn. */
export function readSketch(holder: HTMLElement): (number | null)[] {
  return JSON.parse(holder.dataset["heights"] ?? "[]") as (number | null)[];
}

/** Draws heights, a straight line across columns that were skipped. */
export function writeSketch(holder: HTMLElement, heights: (number | null)[], cursor?: number): void {
  holder.dataset["heights"] = JSON.stringify(heights);
  const place = placesOf(holder);
  const drawn = heights.flatMap((height, i) => (height === null ? [] : [`${place.x(i).toFixed(1)},${place.y(height).toFixed(1)}`]));
  holder.querySelector(".sketch-line")!.setAttribute("d", drawn.length > 0 ? `M${drawn.join("L")}` : "");
  const dot = holder.querySelector(".sketch-cursor")!;
  const height = cursor === undefined ? null : (heights[cursor] ?? null);
  dot.setAttribute("visibility", height === null ? "hidden" : "visible");
  if (height !== null) {
    dot.setAttribute("cx", place.x(cursor!).toFixed(1));
    dot.setAttribute("cy", place.y(height).toFixed(1));
  }
}

/** Columns and heights to SVG units, and back. */
export function placesOf(holder: HTMLElement) {
  const [bottomValue, topValue] = JSON.parse(holder.dataset["y"]!) as [number, number];
  const [right, bottom] = [pad.width - pad.right, pad.height - pad.bottom];
  const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
  return {
    range: [bottomValue, topValue] as const,
    x: (column: number) => pad.left + (column / (sketchColumns - 1)) * (right - pad.left),
    y: (height: number) => bottom - ((height - bottomValue) / (topValue - bottomValue)) * (bottom - pad.top),
    column: (x: number) => clamp(Math.round(((x - pad.left) / (right - pad.left)) * (sketchColumns - 1)), 0, sketchColumns - 1),
    height: (y: number) => bottomValue + clamp((bottom - y) / (bottom - pad.top), 0, 1) * (topValue - bottomValue),
    width: pad.width,
  };
}

/** What the control now holds as an answer; undefined where that is none yet. */
function draftPrediction(widget: HTMLElement): Prediction | undefined {
  const { kind } = widget.dataset;
  if (kind === "option") return widget.querySelector<HTMLInputElement>("input:checked")?.value;
  if (kind === "number") return typedNumber(widget);
  const holder = widget.querySelector<HTMLElement>(".sketch-pad")!;
  const heights = readSketch(holder);
  const [first, last] = [heights.findIndex((h) => h !== null), heights.findLastIndex((h) => h !== null)];
  if (first === last) return undefined;
  const [x0, x1] = JSON.parse(holder.dataset["x"]!) as [number, number];
  return heights.map((_, i) => [x0 + (i / (sketchColumns - 1)) * (x1 - x0), filled(heights, i, first, last)]);
}

/** The height at a column: drawn, between its drawn neighbours, or level beyond the ends. */
function filled(heights: (number | null)[], i: number, first: number, last: number): number {
  if (i <= first) return heights[first]!;
  if (i >= last) return heights[last]!;
  if (heights[i] !== null) return heights[i]!;
  let [a, b] = [i, i];
  while (heights[a] === null) a--;
  while (heights[b] === null) b++;
  return heights[a]! + ((i - a) / (b - a)) * (heights[b]! - heights[a]!);
}
