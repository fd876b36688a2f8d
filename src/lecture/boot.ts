/** All that a deck loads at once. */
import { isLocale, defaultLocale, words } from "../i18n/index.ts";
import { startDeck } from "./deck.ts";

const main = document.querySelector<HTMLElement>("main.reveal");
if (main) {
  const locale = main.dataset.chapter?.split("/")[0] ?? "";
  await startDeck(main, words(isLocale(locale) ? locale : defaultLocale));
  await import("../reader/boot.ts");
}
