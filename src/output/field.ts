import { element } from "./element.ts";

/** The parts of a number field that says when what is typed is no number that it takes: the field, and a line for `message`. */
export function numberField(
  document: Document,
  message: string,
  attributes: Record<string, string | number | boolean | undefined>,
): [field: HTMLInputElement, line: HTMLElement] {
  return [
    element(document, "input", { type: "number", ...attributes }),
    element(document, "span", { class: "input-message", role: "status", "data-message": message }),
  ];
}

/** The number typed into the field of a widget, where it is one of its bounds; undefined where it is not. */
export function typedNumber(widget: HTMLElement): number | undefined {
  const field = fieldOf(widget);
  const value = Number(field.value);
  const isWithin = value >= Number(field.getAttribute("min")) && value <= Number(field.getAttribute("max"));
  // A browser gives an empty text for one that is no number.
  return field.value.trim() !== "" && isWithin ? value : undefined;
}

/** Says beside the field, and to assistive tools, whether it takes what is typed. */
export function markField(widget: HTMLElement, isValid: boolean): void {
  if (isValid) fieldOf(widget).removeAttribute("aria-invalid");
  else fieldOf(widget).setAttribute("aria-invalid", "true");
  const line = widget.querySelector<HTMLElement>(".input-message")!;
  const text = isValid ? "" : line.dataset["message"]!;
  // Text that is put in again would be said again, with each letter typed.
  if (line.textContent !== text) line.textContent = text;
}

const fieldOf = (widget: HTMLElement): HTMLInputElement => widget.querySelector<HTMLInputElement>('input[type="number"]')!;
