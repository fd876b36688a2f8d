/** The control of a `player`: buttons to play and step, a scrubber, and a place for what is said of a step. The reader's page makes it play. */
import type { InputSpec } from "../notebook/types.ts";
import { element } from "./element.ts";
import type { OutputWords } from "./words.ts";

type Player = Extract<InputSpec, { type: "player" }>;

export function renderPlayer({ label, value, min, max }: Player, attributes: Record<string, string>, document: Document, { output: words }: OutputWords): HTMLElement {
  const button = (action: string, name: string, sign: string) =>
    element(document, "button", { type: "button", "data-player": action, "aria-label": name, title: name }, sign);
  const range = element(document, "input", { type: "range", min, max, step: 1, value, "aria-label": label });
  const holder = element(
    document, "div", { ...attributes, role: "group", "aria-label": label },
    element(document, "span", { class: "input-label" }, label),
    button("back", words.stepBack, "‹"), button("play", words.play, "▶"), button("forward", words.stepForward, "›"),
    range, element(document, "output", { "aria-live": "off" }), element(document, "span", { class: "visually-hidden", role: "status" }),
  );
  showPlayer(holder, value);
  return holder;
}

/** Writes the step beside the scrubber, and where assistive tools read it. */
export function showPlayer(player: HTMLElement, value: number): void {
  const range = player.querySelector("input")!;
  range.value = String(value);
  range.setAttribute("aria-valuetext", `t = ${value}`);
  player.querySelector("output")!.textContent = `t = ${value}`;
}
