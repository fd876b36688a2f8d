import { fits } from "../notebook/inputs.ts";
import type { InputSpec, InputValue } from "../notebook/types.ts";
import { pressPlayer } from "./pressPlayer.ts";
import { inputValue, isMovedByInput, pressInput, refreshInput, setInputValue } from "../output/input.ts";

/** Which widget an element stands for, its position apart: a widget is made anew only when this changes. An answered prediction is another widget than the question. */
const kinds = new WeakMap<Element, string>();
const kindOf = ({ value, ...rest }: InputSpec): string => JSON.stringify([rest, value === null]);

const widgets = (container: Element) => [...container.querySelectorAll<HTMLElement>(".input[data-key]")];

/** Takes the widgets that the build wrote into `container` for those of `inputs`. */
export function adoptInputs(container: Element, inputs: readonly InputSpec[]): void {
  for (const widget of widgets(container)) {
    const spec = inputs.find(({ key }) => key === widget.dataset.key);
    if (spec) kinds.set(widget, kindOf(spec));
  }
}

/**
 * Makes the widgets in `container` those of `inputs`, in order. One that is there already stays, with its focus and the drag
 * under way, and takes the input's position unless the reader's hand is on it: the run that reports it is older than the hand.
 */
export function updateInputs(container: Element, inputs: readonly InputSpec[], render: (input: InputSpec) => HTMLElement): void {
  const present = new Map(widgets(container).map((widget) => [widget.dataset.key, widget]));
  const wanted = inputs.map((spec) => {
    const widget = present.get(spec.key);
    if (widget && kinds.get(widget) === kindOf(spec)) {
      // Safari drags a slider, and presses a button, without giving it the focus; a player goes on by itself.
      if (!widget.matches(":focus-within, :active, [data-playing]")) setInputValue(widget, spec.value);
      return widget;
    }
    const fresh = render(spec);
    kinds.set(fresh, kindOf(spec));
    if (widget) replaceInput(widget, fresh);
    return fresh;
  });
  for (const child of [...container.children]) if (!wanted.includes(child as HTMLElement)) child.remove();
  // An element that is moved loses the focus and a drag: only what does not stand in its place is.
  wanted.forEach((widget, i) => {
    if (container.children[i] !== widget) container.insertBefore(widget, container.children[i] ?? null);
  });
}

/** Puts a widget made anew into the place of the old one, and into its focus. */
function replaceInput(old: HTMLElement, fresh: HTMLElement): void {
  const controls = (widget: HTMLElement) => [...widget.querySelectorAll<HTMLElement>("input, select, button")];
  const focused = controls(old).indexOf(old.ownerDocument.activeElement as HTMLElement);
  old.replaceWith(fresh);
  if (focused >= 0) (controls(fresh)[focused] ?? controls(fresh)[0])?.focus({ preventScroll: true });
}

/** The widget of an event and where it now stands, the widget brought up to date; undefined where the event moves none. */
export function moveOf(event: Event, words: { play: string; pause: string }): { cell: string; key: string; value: InputValue } | undefined {
  const target = event.target instanceof Element ? event.target : undefined;
  const widget = target?.closest<HTMLElement>(".input[data-key]");
  const cell = widget?.closest<HTMLElement>("[data-cell]")?.dataset.cell;
  if (!widget || cell === undefined) return undefined;
  const pressed = event.type === "click" ? target!.closest<HTMLElement>("button") : null;
  if (pressed?.dataset.player) return void pressPlayer(widget, pressed.dataset.player, words);
  if (event.type === "input") refreshInput(widget);
  if (pressed ? !pressInput(widget) : event.type !== "input" || !isMovedByInput(widget)) return undefined;
  const value = inputValue(widget);
  return value === undefined ? undefined : { cell, key: widget.dataset.key!, value };
}

/** An input as its cell reports it, where it now stands: the reader may have moved it since the run began, or since its report came. */
export function placed(input: InputSpec, positions: Readonly<Record<string, InputValue>> = {}): InputSpec {
  const value = positions[input.key];
  return value !== undefined && fits(input, value) ? ({ ...input, value } as InputSpec) : input;
}
