import type { Output } from "../notebook/types.ts";
import { element } from "./element.ts";
import type { OutputWords } from "./words.ts";

/**
 * What the checks of an exercise found: a verdict, and what is right and what is not, with what helps. Before the reader's first try
 * it says so and nothing else: what is expected would give the answer away.
 */
export function renderCheck({ passed, items, of }: Output<"check">, document: Document, { output: words }: OutputWords): HTMLElement {
  const lines = items.map(({ ok, text, hint }) =>
    element(
      document,
      "li",
      { class: ok ? "is-right" : "is-wrong" },
      element(document, "span", { class: "check-sign", role: "img", "aria-label": ok ? words.right : words.wrong }, ok ? "✓" : "✗"),
      " ",
      hint ?? text,
      hint === undefined ? undefined : element(document, "span", { class: "check-detail" }, text),
    ),
  );
  const [right, wrong] = of === "prediction" ? [words.predicted, words.mispredicted] : [words.solved, words.notSolved];
  const verdict = of === "starter" ? words.notTried : passed ? right : wrong;
  return element(
    document,
    "div",
    { class: `output output-check${of === "starter" ? " check-untried" : ""}`, "data-passed": String(passed) },
    element(document, "p", { class: "check-title" }, element(document, "strong", {}, verdict)),
    of === "starter" ? undefined : element(document, "ul", {}, ...lines),
  );
}

/** Takes the verdict of a drawn check away, with all that it says of the answer, or shows it again. */
export function showVerdict(check: HTMLElement, isShown: boolean, notTried: string): void {
  const verdict = check.querySelector("strong")!;
  const { verdict: said } = verdict.dataset;
  if (isShown === (said === undefined)) return;
  if (isShown) delete verdict.dataset.verdict;
  else verdict.dataset.verdict = verdict.textContent;
  verdict.textContent = isShown ? said! : notTried;
  for (const part of check.querySelectorAll<HTMLElement>("ul")) part.hidden = !isShown;
  check.classList.toggle("is-untried", !isShown);
}
