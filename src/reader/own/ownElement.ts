import type { Words } from "../../i18n/index.ts";
import type { Cell } from "../../notebook/types.ts";
import { element } from "../../output/element.ts";

/** The element of a cell that a reader adds, as `components/Cell.astro` makes those of the chapter. */
export function ownElement({ id, title, hidden }: Cell, { cell: word }: Words): HTMLElement {
  const make = (name: "div" | "details" | "span", attributes: Record<string, string>, ...children: Node[]) =>
    element(document, name, attributes, ...children);
  // What is folded is the text of a note.
  const label = hidden ? word.own.text(title) : word.editor(title);
  const source = element(document, "pre", { class: "cell-source", tabindex: 0, "aria-label": label }, element(document, "code"));
  const code = make(hidden ? "details" : "div", { class: "cell-code" }, source);
  if (hidden) code.prepend(element(document, "summary", {}, label));
  const head = make(
    "div",
    { class: "cell-head" },
    code,
    make(
      "div",
      { class: "cell-bar" },
      element(document, "button", { type: "button", "data-action": "run" }, word.run),
      make("span", { class: "cell-state", role: "status" }),
      make("span", { class: "cell-elapsed" }),
    ),
    make("div", { class: "cell-notice", role: "status" }),
  );
  const shown = [make("div", { class: "cell-inputs" }), make("div", { class: "cell-outputs", "aria-live": "polite" })];
  return make(
    "div",
    {
      class: `cell cell-own${hidden ? " folded" : ""}`,
      id: `cell-${id}`,
      "data-cell": id,
      "data-state": "fresh",
      "data-form": "both",
      role: "region",
      "aria-label": title,
    },
    ...(hidden ? [...shown, head] : [head, ...shown]),
  );
}
