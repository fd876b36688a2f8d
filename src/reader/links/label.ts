import { notation, type NotationName } from "../../../content/notation.ts";
import { plainSymbol } from "../../symbols/words.ts";
import { floating, place } from "./float.ts";

/** What the page says of the symbol that a reader is at: what it means, and its value. */
export interface SymbolLabel {
  show(symbol: string, anchor: Element, value: string | undefined): void;
  hide(): void;
  element: HTMLElement;
}

/** The words of a symbol, for the eye and for a screen reader: `α`, `learning rate`. Undefined for what is none of the notation: an equation's number. */
export function wordsOf(symbol: string): { sign: string; meaning: string } | undefined {
  if (!Object.hasOwn(notation, symbol)) return undefined;
  const entry = notation[symbol as NotationName];
  return { sign: plainSymbol(entry), meaning: entry.meaning[document.documentElement.lang.startsWith("zh") ? "zh-hant" : "en"] };
}

export function createLabel(page: HTMLElement): SymbolLabel {
  const element = floating("div", "symbol-label");
  // What it says, the status line says to a screen reader, when it is asked for by a key.
  element.ariaHidden = "true";
  page.append(element);
  let anchor: Element | undefined;
  addEventListener("scroll", () => { if (anchor) place(element, anchor); }, { capture: true, passive: true });

  const part = (className: string, text: string): HTMLElement => {
    const made = document.createElement("span");
    made.className = className;
    made.textContent = text;
    return made;
  };
  return {
    element,
    show(symbol, at, value) {
      const words = wordsOf(symbol);
      if (!words) return this.hide();
      anchor = at;
      element.replaceChildren(part("sign", words.sign), " ", part("meaning", words.meaning), ...(value === undefined ? [] : [" ", part("value", `= ${value}`)]));
      element.showPopover();
      place(element, at);
    },
    hide() {
      anchor = undefined;
      element.hidePopover();
    },
  };
}
