/** The control of a `player`: buttons to play and step, a scrubber, and a place for what is said of a step. The reader's page makes it play. */
import { element } from "./element.ts";
import type { Widget } from "./widget.ts";

export const player: Widget<"player"> = {
  render({ label, value, min, max }, attributes, { document, words: { output: words } }) {
    const button = (action: string, name: string, sign: string) =>
      element(document, "button", { type: "button", "data-player": action, "aria-label": name, title: name }, sign);
    const holder = element(
      document,
      "div",
      { ...attributes, role: "group", "aria-label": label },
      element(document, "span", { class: "input-label" }, label),
      button("back", words.stepBack, "‹"),
      button("play", words.play, "▶"),
      button("forward", words.stepForward, "›"),
      element(document, "input", { type: "range", min, max, step: 1, value, "aria-label": label }),
      element(document, "output", { "aria-live": "off" }),
      element(document, "span", { class: "visually-hidden", role: "status" }),
    );
    showPlayer(holder, value);
    return holder;
  },
  read: (widget) => Number(widget.querySelector("input")!.value),
  set: showPlayer,
  refresh: (widget) => showPlayer(widget, player.read(widget)!),
  movedBy: "input",
};

/** Writes the step beside the scrubber, and where assistive tools read it. */
export function showPlayer(widget: HTMLElement, value: number): void {
  const range = widget.querySelector("input")!;
  range.value = String(value);
  range.setAttribute("aria-valuetext", `t = ${value}`);
  widget.querySelector("output")!.textContent = `t = ${value}`;
}
