import { localeOf, words } from "../../i18n/index.ts";
import { element } from "../../output/element.ts";
import { button } from "../elements.ts";
import { keepForPlayground, playgroundHref } from "./openInPlayground.ts";

/** Puts a button beside each example of a page that takes it to the playground, where it waits for Run. */
export function offerExamples(): void {
  const { playground: word } = words(localeOf(location.pathname, import.meta.env.BASE_URL));
  for (const example of document.querySelectorAll<HTMLElement>("pre.example")) {
    const said = element(document, "span", { role: "status" });
    const open = button(word.open, () => {
      const kept = keepForPlayground([{ source: example.textContent.trimEnd(), isLinked: false, inputs: {} }], word);
      if ("why" in kept) said.replaceChildren(kept.why);
      else location.assign(`${playgroundHref()}#cell-${kept.id}`);
    });
    open.ariaLabel = `${word.open}: ${example.closest(".entry")!.querySelector("h3")!.textContent}`;
    // The line above it has room for it: nothing moves.
    example.previousElementSibling!.append(" ", open, " ", said);
  }
}
