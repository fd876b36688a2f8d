import { element } from "../output/element.ts";
import type { Words } from "../i18n/index.ts";
import { button } from "../reader/elements.ts";

/** Says that this browser keeps no windows in step, until that is read. */
export function sayAlone(main: HTMLElement, { alone, close }: Words["lecture"]): void {
  const notice = element(document, "p", { class: "deck-notice", role: "status" });
  notice.append(
    alone,
    " ",
    button(close, () => notice.remove()),
  );
  main.append(notice);
}
