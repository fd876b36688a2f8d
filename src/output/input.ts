/**
 * The widgets of a cell, one record each kind of input. Each is one `.input[data-key]` element made of native controls; the page listens
 * to the `input` and `click` events that bubble out of it, and reads and moves it with `inputValue` and `setInputValue`.
 */
import { inputKinds, isOnSteps, logPlace, logSteps } from "../notebook/inputs.ts";
import type { InputSpec, InputType, InputValue } from "../notebook/types.ts";
import { element } from "./element.ts";
import { markField, numberField, typedNumber } from "./field.ts";
import { prediction } from "./prediction.ts";
import { formatNumber, formatStep } from "./number.ts";
import { player } from "./player.ts";
import type { InputContext, Widget } from "./widget.ts";

/** Up to so many options are all shown; more make a list that opens. */
const MAX_RADIOS = 5;

const labelOf = (label: string, document: Document): HTMLElement => element(document, "span", { class: "input-label" }, label);
const controlOf = (widget: HTMLElement): HTMLInputElement => widget.querySelector("input")!;

/** What a slider was set to may lie between two of its places, as a position in a link may: what it shows is then what is used, until it is moved. */
const setTo = new WeakMap<HTMLElement, { position: string; value: number }>();

/** A log slider counts its steps, which are powers of ten; a linear one holds its value. */
const slider: Widget<"slider"> = {
  render({ min, max, step, scale, value, label }, attributes, { document }) {
    const range = scale === "log" ? { min: 0, max: logSteps(max, min, step), step: 1, value: logSteps(value, min, step) } : { min, max, step, value };
    const holder = element(
      document,
      "div",
      { ...attributes, "data-scale": scale, "data-min": min, "data-max": max, "data-step": step },
      element(document, "label", {}, labelOf(label, document), element(document, "input", { type: "range", ...range })),
      element(document, "output"),
    );
    writeSlider(holder, value);
    return holder;
  },
  read(widget) {
    const { scale, min, max, step } = widget.dataset;
    const known = setTo.get(widget);
    if (known?.position === controlOf(widget).value) return known.value;
    const position = Number(controlOf(widget).value);
    return scale === "log" ? logPlace(position, Number(min), Number(max), Number(step)) : position;
  },
  set(widget, value) {
    const { scale, min, step } = widget.dataset;
    controlOf(widget).value = String(scale === "log" ? logSteps(value, Number(min), Number(step)) : value);
    setTo.set(widget, { position: controlOf(widget).value, value });
    writeSlider(widget, value);
  },
  refresh(widget) {
    // It was moved: what it was set to is no longer meant, also where it comes back there.
    setTo.delete(widget);
    writeSlider(widget, slider.read(widget)!);
  },
  movedBy: "input",
};

/** Writes the value beside the slider, and where assistive tools read it. */
function writeSlider(widget: HTMLElement, value: number): void {
  const text = widget.dataset["scale"] === "log" ? formatNumber(value, 3) : formatStep(value, Number(widget.dataset["step"]));
  const shown = widget.querySelector("output")!;
  // Each run comes by here, and text that is set is laid out again even where it is the same.
  if (shown.textContent === text) return;
  shown.textContent = text;
  controlOf(widget).setAttribute("aria-valuetext", text);
}

/** A field to type into; while it holds no number of the input's, it says what the input takes and stands for no value. */
const number: Widget<"number"> = {
  render({ label, value, min, max, step, onSteps }, attributes, { document, words }) {
    const takes = words.output.numberWithin(min, max, onSteps ? step : undefined);
    const [field, message] = numberField(document, takes, { min, max, step, value, class: "input-field" });
    const holder = { ...attributes, "data-on-steps": onSteps };
    return element(document, "div", holder, element(document, "label", {}, labelOf(label, document), field), message);
  },
  read(widget) {
    const value = typedNumber(widget);
    const [min, step] = [Number(controlOf(widget).getAttribute("min")), Number(controlOf(widget).getAttribute("step"))];
    return value !== undefined && "onSteps" in widget.dataset && !isOnSteps(value, min, step) ? undefined : value;
  },
  set(widget, value) {
    controlOf(widget).value = String(value);
    markField(widget, true);
  },
  refresh: (widget) => markField(widget, number.read(widget) !== undefined),
  movedBy: "input",
};

const choice: Widget<"choice"> = {
  render({ label, options, value, key }, attributes, { document, idPrefix = "" }) {
    if (options.length > MAX_RADIOS) {
      const list = element(
        document,
        "select",
        {},
        ...options.map((option) => element(document, "option", { value: option, selected: option === value }, option)),
      );
      return element(document, "div", attributes, element(document, "label", {}, labelOf(label, document), list));
    }
    const radios = options.map((option) => {
      const radio = element(document, "input", { type: "radio", name: `${idPrefix}/${key}`, value: option, checked: option === value });
      return element(document, "label", {}, radio, element(document, "span", {}, option));
    });
    const legend = element(document, "legend", { class: "input-label" }, label);
    return element(document, "fieldset", attributes, legend, element(document, "div", { class: "input-options" }, ...radios));
  },
  read: (widget) => (radiosOf(widget).find((radio) => radio.checked) ?? widget.querySelector("select"))?.value,
  set(widget, value) {
    const list = widget.querySelector("select");
    if (list && [...list.options].some((option) => option.value === value)) list.value = value;
    if (radiosOf(widget).some((radio) => radio.value === value)) for (const radio of radiosOf(widget)) radio.checked = radio.value === value;
  },
  refresh: null,
  movedBy: "input",
};

const radiosOf = (widget: HTMLElement): HTMLInputElement[] => [...widget.querySelectorAll<HTMLInputElement>('input[type="radio"]')];

const toggle: Widget<"toggle"> = {
  render({ label, value }, attributes, { document }) {
    const box = element(document, "input", { type: "checkbox", checked: value });
    return element(document, "div", attributes, element(document, "label", {}, box, labelOf(label, document)));
  },
  read: (widget) => controlOf(widget).checked,
  set: (widget, value) => void (controlOf(widget).checked = value),
  refresh: null,
  movedBy: "input",
};

/** It holds how often it was pressed. */
const button: Widget<"button"> = {
  render: ({ label, value }, attributes, { document }) =>
    element(document, "div", { ...attributes, "data-count": value }, element(document, "button", { type: "button" }, label)),
  read: (widget) => Number(widget.dataset["count"]),
  set: (widget, value) => void (widget.dataset["count"] = String(value)),
  refresh: null,
  movedBy: { press: (widget) => button.set(widget, button.read(widget)! + 1) },
};

/** The place of a handle on the cell's plots; its two numbers can be typed as well as dragged. */
const point: Widget<"point"> = {
  render({ label, value, x, y, step }, attributes, { document }) {
    const field = (axis: string, v: number, [min, max]: [number, number]) =>
      element(
        document,
        "label",
        {},
        axis,
        " ",
        element(document, "input", { type: "number", "data-axis": axis, min, max, step, value: shortNumber(v) }),
      );
    return element(
      document,
      "div",
      { ...attributes, role: "group", "aria-label": label },
      labelOf(label, document),
      field("x", value[0], x),
      field("y", value[1], y),
    );
  },
  read(widget) {
    const [x, y] = fieldsOf(widget).map((field) => (field.value.trim() === "" ? NaN : clamp(Number(field.value), field)));
    return Number.isFinite(x) && Number.isFinite(y) ? [x!, y!] : undefined;
  },
  set: (widget, value) => fieldsOf(widget).forEach((field, i) => (field.value = shortNumber(value[i]!))),
  refresh: null,
  movedBy: "input",
};

const shortNumber = (value: number): string => String(Number(value.toPrecision(6)));
const fieldsOf = (widget: HTMLElement): HTMLInputElement[] => [...widget.querySelectorAll<HTMLInputElement>("input[data-axis]")];

const clamp = (value: number, field: Element): number =>
  Math.min(Number(field.getAttribute("max")), Math.max(Number(field.getAttribute("min")), value));

export const widgets: { readonly [T in InputType]: Widget<T> } = { slider, number, choice, toggle, button, point, player, prediction };

const widgetOf = <T extends InputType>(type: T): Widget<T> => widgets[type];

function kindOf(widget: HTMLElement): Widget<InputType> {
  const type = widget.dataset["type"] ?? "";
  if (!Object.hasOwn(widgets, type)) throw new Error(`invalid input: ${type} (known: ${Object.keys(widgets).join(", ")})`);
  return widgetOf(type as InputType);
}

/** The control of an input, in the position that its spec gives. */
export function renderInput(spec: InputSpec, context: InputContext): HTMLElement {
  const attributes = { class: `input input-${spec.type}`, "data-key": spec.key, "data-type": spec.type };
  return widgetOf(spec.type).render(spec, attributes, context);
}

/** The value that an input shows; undefined where what is being typed is none yet. */
export const inputValue = (widget: HTMLElement): InputValue | undefined => kindOf(widget).read(widget);

/** Moves an input without an event, and writes its value beside it. A value of another kind is ignored. */
export function setInputValue(widget: HTMLElement, value: InputValue): void {
  const kind = kindOf(widget);
  if (inputKinds[widget.dataset["type"] as InputType].parts.value(value)) kind.set(widget, value);
}

/** For every `input` event of a widget: writes beside it what it now shows. */
export const refreshInput = (widget: HTMLElement): void => kindOf(widget).refresh?.(widget);

/** For every `click` on a button of a widget: whether it moves the widget. */
export function pressInput(widget: HTMLElement): boolean {
  const { movedBy } = kindOf(widget);
  if (movedBy === "input") return false;
  movedBy.press(widget);
  return true;
}

/** Whether `input` events move the widget. */
export const isMovedByInput = (widget: HTMLElement): boolean => kindOf(widget).movedBy === "input";
