import type { InputSpec, InputValue } from "../notebook/types.ts";
import { inputValue, pressInput, refreshInput, setInputValue } from "../output/input.ts";

/** Which widget an element stands for, its position apart: a widget is made anew only when this changes. */
const kinds = new WeakMap<Element, string>();
const kindOf = ({ value: _, ...rest }: InputSpec): string => JSON.stringify(rest);

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
      if (!widget.contains(widget.ownerDocument.activeElement)) setInputValue(widget, spec.value);
      return widget;
    }
    const fresh = render(spec);
    kinds.set(fresh, kindOf(spec));
    return fresh;
  });
  // Moving an element drops its focus: nothing is touched where the order stands already.
  if (wanted.length === container.children.length && wanted.every((widget, i) => container.children[i] === widget)) return;
  container.replaceChildren(...wanted);
}

/** The widget of an event and where it now stands, the widget brought up to date; undefined where the event moves none. */
export function moveOf(event: Event): { cell: string; key: string; value: InputValue } | undefined {
  const target = event.target instanceof Element ? event.target : undefined;
  const widget = target?.closest<HTMLElement>(".input[data-key]");
  const cell = widget?.closest<HTMLElement>("[data-cell]")?.dataset.cell;
  if (!widget || cell === undefined) return undefined;
  const isPress = widget.dataset.type === "button";
  if (event.type !== (isPress ? "click" : "input") || (isPress && !target!.closest("button"))) return undefined;
  if (isPress) pressInput(widget);
  else refreshInput(widget);
  const value = inputValue(widget);
  return value === undefined ? undefined : { cell, key: widget.dataset.key!, value };
}
