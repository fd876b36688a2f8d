import { notation, type NotationName } from "../../../content/notation.ts";
import { defaultLocale, localeNames, locales } from "../../i18n/locales.ts";
import { plainSymbol } from "../../symbols/plainSymbol.ts";
import { element } from "../../output/element.ts";
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
  const locale = localeNames.find((name) => locales[name].lang === document.documentElement.lang) ?? defaultLocale;
  return { sign: plainSymbol(entry), meaning: entry.meaning[locale] };
}

export function createLabel(page: HTMLElement): SymbolLabel {
  const box = floating("div", "symbol-label");
  // Hidden from screen readers: asked for by a key, the same words come in the status line.
  box.ariaHidden = "true";
  page.append(box);
  let anchor: Element | undefined;
  addEventListener(
    "scroll",
    () => {
      if (anchor) place(box, anchor);
    },
    { capture: true, passive: true },
  );

  const part = (className: string, text: string): HTMLElement => element(document, "span", { class: className }, text);
  return {
    element: box,
    show(symbol, at, value) {
      const words = wordsOf(symbol);
      if (!words) return this.hide();
      anchor = at;
      box.replaceChildren(
        part("sign", words.sign),
        " ",
        part("meaning", words.meaning),
        ...(value === undefined ? [] : [" ", part("value", `= ${value}`)]),
      );
      box.showPopover();
      place(box, at);
    },
    hide() {
      anchor = undefined;
      box.hidePopover();
    },
  };
}
