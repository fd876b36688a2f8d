import type { Words } from "../../i18n/index.ts";
import { element } from "../../output/element.ts";
import type { CellView } from "../cellView.ts";
import type { Item } from "./menu.ts";

/**
 * Puts the button that opens the menu of what can be taken away, and done (`further`), into a cell's bar, once. `share`: copies a link to the cell, and says
 * how that went.
 */
export function offerMore(view: CellView, words: Words, share: (said: HTMLElement) => Promise<void>, further: readonly Item[] = []): void {
  const bar = view.element.querySelector(".cell-bar")!;
  if (bar.querySelector(".take-more")) return;
  const more = element(
    document,
    "button",
    { type: "button", class: "take-more", "aria-label": words.takeAway.more, title: words.takeAway.more },
    "⋯",
  );
  const first = () => {
    // One menu, however often it is clicked before that is there; then the browser opens and closes it.
    more.removeEventListener("click", first);
    void import("./menu.ts").then(
      ({ createMenu }) => createMenu(more, view, words, share, further).showPopover(),
      () => {
        view.notice(words.cell.unavailable);
        more.addEventListener("click", first);
      },
    );
  };
  more.addEventListener("click", first);
  bar.querySelector(".cell-state")!.before(more);
}
