import { defaultLocale, isLocale, words as wordsOf } from "../../i18n/index.ts";
import { floating, place } from "./float.ts";
import { lightCells } from "./light.ts";

/** What a computed number shows when it is pointed at or focused: the cells it comes from, by name, and lit. */
export interface Preview {
  open(number: HTMLElement): void;
  close(): void;
  /** Whether this is the number that is shown, or what is shown of it. */
  holds(node: Node | null): boolean;
}

export function createPreview(page: HTMLElement): Preview {
  const locale = page.dataset.chapter?.split("/")[0] ?? "";
  const { page: words } = wordsOf(isLocale(locale) ? locale : defaultLocale);
  const box = floating("span", "value-preview");
  let number: HTMLElement | undefined;
  addEventListener(
    "scroll",
    () => {
      if (number) place(box, number);
    },
    { capture: true, passive: true },
  );

  return {
    open(to) {
      if (to === number) return;
      number = to;
      const cells = (to.dataset.cells ?? "").split(" ").filter(Boolean);
      const links = cells.map((id) => {
        const link = document.createElement("a");
        link.href = document.getElementById(`cell-${id}`) ? `#cell-${id}` : `${to.getAttribute("href")!.split("#")[0]}#cell-${id}`;
        link.target = to.getAttribute("target") ?? "";
        link.textContent = page.querySelector(`[data-cell="${CSS.escape(id)}"]`)?.ariaLabel ?? id;
        return link;
      });
      box.replaceChildren(`${words.computedBy} `, ...links.flatMap((link, i) => (i === 0 ? [link] : [", ", link])));
      // The browser's own hint would cover it.
      if (to.title) {
        to.ariaDescription = to.title;
        to.removeAttribute("title");
      }
      // Placed right after the number, so that Tab leads into it.
      to.after(box);
      box.showPopover();
      place(box, to);
      lightCells(cells);
    },
    close() {
      if (!number) return;
      number = undefined;
      box.remove();
      lightCells([]);
    },
    holds: (node) => node !== null && ((number?.contains(node) ?? false) || box.contains(node)),
  };
}
