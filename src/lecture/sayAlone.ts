import type { Words } from "../i18n/index.ts";

/** Says that this browser keeps no windows in step, until that is read. */
export function sayAlone(main: HTMLElement, { alone, close }: Words["lecture"]): void {
  const notice = document.createElement("p");
  notice.className = "deck-notice";
  notice.role = "status";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = close;
  button.addEventListener("click", () => notice.remove());
  notice.append(alone, " ", button);
  main.append(notice);
}
