import type { Deck } from "./deck.ts";
import { paperCodeSize } from "./paperCode.ts";

/** Before the deck is printed, code that was edited gets the size at which all of it fits, as the build gave it to the code that it knew (`styles/deckPrint.css`). */
export function startPrint(deck: Deck): void {
  addEventListener("beforeprint", () => {
    for (const code of deck.stage.querySelectorAll<HTMLElement>(".cell-code")) {
      const lines = [...code.querySelectorAll(".cm-line")].map(({ textContent }) => textContent);
      const source = lines.length > 0 ? lines.join("\n") : (code.querySelector(".cell-source")?.textContent ?? "");
      code.style.setProperty("--paper-code", `${paperCodeSize(source)}px`);
    }
  });
}
