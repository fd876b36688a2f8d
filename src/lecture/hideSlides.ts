import { shareKept } from "./keptValue.ts";
import type { DeckParts } from "./tool.ts";

/**
 * Hides the slide that is shown, by X or its button: from then on the keys pass it over, in all windows, until it is shown again or another lecture begins. It stays
 * on the screen until the next key; all slides at once, its number, its words and a link still lead to it.
 */
export function startHiding(parts: DeckParts): void {
  const { deck, toolbar, words } = parts;
  const tool = toolbar.add({
    name: "hide",
    label: words.lecture.tools.hide,
    key: "x",
    onClick() {
      const name = deck.slide().dataset.slide!;
      const hidden = shared.get();
      const now = hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name];
      shared.set(now);
      deck.hide(now);
    },
  });
  const shared = shareKept<readonly string[]>(parts, { topic: "hidden", initial: [], isSound: isNames, onChange: deck.hide });

  const sign = (): void => {
    tool.ariaPressed = String(deck.isHidden(deck.slide()));
  };
  deck.onPlace(sign);
  deck.onHidden(sign);
  deck.hide(shared.get());
}

const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((name) => typeof name === "string");
