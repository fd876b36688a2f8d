import type { Words } from "../i18n/index.ts";
import type { Deck } from "./deck.ts";
import type { Keys } from "./keys.ts";
import type { Lectures } from "./lectures.ts";
import type { Room } from "./room.ts";
import type { Toolbar } from "./toolbar.ts";

/** What a tool of the deck is started with: `startPen(parts)`. */
export interface DeckParts {
  deck: Deck;
  room: Room;
  lectures: Lectures;
  words: Words;
  toolbar: Toolbar;
  keys: Keys;
  /** This window is the presenter's. */
  isPresenter: boolean;
  /** Takes all windows to another deck. */
  turnTo(address: string): void;
}
