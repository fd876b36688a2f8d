/**
 * The widgets of a cell. Each is one `.input[data-key]` element made of native controls; the page listens to the `input` and
 * `click` events that bubble out of it, and reads and moves it with `inputValue` and `setInputValue`.
 */
import type { InputSpec, InputValue } from "../notebook/types.ts";
import { element } from "./element.ts";
import { draftGuess, renderGuess, writeSketch, readSketch } from "./guess.ts";
import { formatNumber, formatStep } from "./number.ts";
import { renderPlayer, showPlayer } from "./player.ts";
import type { OutputWords } from "./words.ts";

/** Up to so many options are all shown; more make a list that opens. */
const MAX_RADIOS = 5;

export interface InputContext {
  document: Document;
  words: OutputWords;
  /** Keeps the radio groups of a page apart: the cell's id. */
  idPrefix?: string;
}

type Spec<T extends InputSpec["type"]> = Extract<InputSpec, { type: T }>;
type Attributes = Record<string, string>;

/** The control of an input, in the position that its spec gives. */
export function renderInput(spec: InputSpec, context: InputContext): HTMLElement {
  const { document } = context;
  const attributes = { class: `input input-${spec.type}`, "data-key": spec.key, "data-type": spec.type };
  switch (spec.type) {
    case "slider":
      return renderSlider(spec, attributes, document);
    case "choice":
      return renderChoice(spec, attributes, context);
    case "toggle": {
      const box = element(document, "input", { type: "checkbox", checked: spec.value });
      return element(document, "div", attributes, element(document, "label", {}, box, labelOf(spec.label, document)));
    }
    case "button":
      return element(
        document,
        "div",
        { ...attributes, "data-count": spec.value },
        element(document, "button", { type: "button" }, spec.label),
      );
    case "point":
      return renderPoint(spec, attributes, document);
    case "player":
      return renderPlayer(spec, attributes, document, context.words);
    case "guess":
      return renderGuess(spec, attributes, document, context.words, context.idPrefix ?? "");
  }
}

const labelOf = (label: string, document: Document): HTMLElement => element(document, "span", { class: "input-label" }, label);

/** A log slider counts its steps, which are powers of ten; a linear one holds its value. */
function renderSlider(
  { min, max, step, scale, value, label }: Spec<"slider">,
  attributes: Attributes,
  document: Document,
): HTMLElement {
  const range =
    scale === "log"
      ? { min: 0, max: Math.round(Math.log10(max / min) / step), step: 1, value: logPosition(value, min, step) }
      : { min, max, step, value };
  const holder = element(
    document,
    "div",
    { ...attributes, "data-scale": scale, "data-min": min, "data-max": max, "data-step": step },
    element(document, "label", {}, labelOf(label, document), element(document, "input", { type: "range", ...range })),
    element(document, "output"),
  );
  showSlider(holder, value);
  return holder;
}

const logPosition = (value: number, min: number, step: number): number => Math.round(Math.log10(value / min) / step);

/** Writes the value beside the slider, and where assistive tools read it. */
function showSlider(slider: HTMLElement, value: number): void {
  const text = slider.dataset["scale"] === "log" ? formatNumber(value, 3) : formatStep(value, Number(slider.dataset["step"]));
  slider.querySelector("output")!.textContent = text;
  slider.querySelector("input")!.setAttribute("aria-valuetext", text);
}

function renderChoice(
  { label, options, value, key }: Spec<"choice">,
  attributes: Attributes,
  { document, idPrefix = "" }: InputContext,
): HTMLElement {
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
    const radio = element(document, "input", {
      type: "radio",
      name: `${idPrefix}/${key}`,
      value: option,
      checked: option === value,
    });
    return element(document, "label", {}, radio, element(document, "span", {}, option));
  });
  const legend = element(document, "legend", { class: "input-label" }, label);
  return element(document, "fieldset", attributes, legend, element(document, "div", { class: "input-options" }, ...radios));
}

/** The place of a handle on the cell's plots; its two numbers can be typed as well as dragged. */
function renderPoint({ label, value, x, y, step }: Spec<"point">, attributes: Attributes, document: Document): HTMLElement {
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
}

const shortNumber = (value: number): string => String(Number(value.toPrecision(6)));

/** The value that an input shows; undefined where a number is being typed and is not one yet. */
export function inputValue(input: HTMLElement): InputValue | undefined {
  const control = input.querySelector<HTMLInputElement>("input");
  switch (input.dataset["type"]) {
    case "slider":
      return sliderValue(input, Number(control!.value));
    case "player":
      return Number(control!.value);
    case "guess":
      return draftGuess(input);
    case "choice":
      return (radiosOf(input).find((radio) => radio.checked) ?? input.querySelector("select"))?.value;
    case "toggle":
      return control!.checked;
    case "button":
      return Number(input.dataset["count"]);
    case "point": {
      const [x, y] = fieldsOf(input).map((field) => (field.value.trim() === "" ? NaN : clamp(Number(field.value), field)));
      return Number.isFinite(x) && Number.isFinite(y) ? [x!, y!] : undefined;
    }
  }
  throw new Error(`invalid input: ${input.dataset["type"]}`);
}

const clamp = (value: number, field: Element): number =>
  Math.min(Number(field.getAttribute("max")), Math.max(Number(field.getAttribute("min")), value));

const radiosOf = (input: HTMLElement): HTMLInputElement[] => [...input.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
const fieldsOf = (input: HTMLElement): HTMLInputElement[] => [...input.querySelectorAll<HTMLInputElement>("input[data-axis]")];

function sliderValue({ dataset: { scale, min, max, step } }: HTMLElement, position: number): number {
  if (scale !== "log") return position;
  // The last digits of a power are noise: a position must give the same value wherever it is computed.
  return Math.min(Number(max), Number((Number(min) * 10 ** (position * Number(step))).toPrecision(12)));
}

/** Moves an input without an event, and writes its value beside it. A value that does not fit is ignored. */
export function setInputValue(input: HTMLElement, value: InputValue): void {
  const control = input.querySelector<HTMLInputElement>("input");
  const { type, scale, min, step } = input.dataset;
  if (type === "slider" && typeof value === "number") {
    control!.value = String(scale === "log" ? logPosition(value, Number(min), Number(step)) : value);
    refreshInput(input);
  } else if (type === "choice" && typeof value === "string") {
    const list = input.querySelector("select");
    if (list && [...list.options].some((option) => option.value === value)) list.value = value;
    if (radiosOf(input).some((radio) => radio.value === value))
      for (const radio of radiosOf(input)) radio.checked = radio.value === value;
  } else if (type === "toggle" && typeof value === "boolean") control!.checked = value;
  else if (type === "button" && typeof value === "number") input.dataset["count"] = String(value);
  else if (type === "player" && typeof value === "number") showPlayer(input, value);
  else if (type === "guess") setGuess(input, value);
  else if (type === "point" && isPlace(value))
    fieldsOf(input).forEach((field, i) => (field.value = shortNumber(value[i]!)));
}

const isPlace = (value: InputValue): value is [number, number] => Array.isArray(value) && value.length === 2 && value.every((n) => typeof n === "number");

/** Shows a kept answer before the run that uses it. */
function setGuess(input: HTMLElement, value: InputValue): void {
  const pad = input.querySelector<HTMLElement>(".sketch-pad");
  if (pad && Array.isArray(value)) writeSketch(pad, readSketch(pad).map((_, i) => (value[i] as [number, number] | undefined)?.[1] ?? null));
  else for (const field of input.querySelectorAll("input")) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = String(value);
  }
}

/** For every `input` event of a widget: writes beside it what it now shows. */
export function refreshInput(input: HTMLElement): void {
  if (input.dataset["type"] === "slider") showSlider(input, inputValue(input) as number);
  else if (input.dataset["type"] === "player") showPlayer(input, inputValue(input) as number);
}

/** For every `click` on a button widget: counts it. */
export function pressInput(input: HTMLElement): void {
  if (input.dataset["type"] === "button") input.dataset["count"] = String(Number(input.dataset["count"]) + 1);
}
