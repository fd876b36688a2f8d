import type { Output } from "../notebook/types.ts";
import { element } from "./element.ts";
import type { OutputWords } from "./words.ts";

/** What the checks of an exercise found: solved, or the first thing that is wrong and how much is right. */
export function renderCheck({ passed, items }: Extract<Output, { kind: "check" }>, document: Document, { output: words }: OutputWords): HTMLElement {
  const lines = items.map(({ ok, text }) =>
    element(document, "li", { class: ok ? "is-right" : "is-wrong" }, element(document, "span", { class: "check-sign", role: "img", "aria-label": ok ? words.right : words.wrong }, ok ? "✓" : "✗"), " ", text));
  return element(
    document, "div", { class: "output output-check", "data-passed": String(passed) },
    element(document, "p", { class: "check-title" }, element(document, "strong", {}, passed ? words.solved : words.notSolved)),
    element(document, "ul", {}, ...lines),
  );
}
