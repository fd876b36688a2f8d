import type { DeckParts } from "./tool.ts";

/** A turn to another deck, and when it was made: a window that comes later is not turned. */
interface Turn {
  to: string;
  at: number;
}

/** How long a turn concerns the windows of a deck, in milliseconds. */
const freshMs = 5000;

/** All windows of the deck go to the next chapter's when one does. Returns what turns them. */
export function followDecks({ room, isPresenter }: Pick<DeckParts, "room" | "isPresenter">): (to: string) => void {
  const leave = (to: string): void => location.assign(to + (isPresenter ? "?presenter" : ""));
  const shared = room.share<Turn | null>("deck", null, (turn) => {
    // It came from another window: it is followed within this site alone.
    if (turn && Date.now() - turn.at < freshMs && new URL(turn.to, location.href).origin === location.origin) leave(turn.to);
  });
  return (to) => {
    shared.set({ to, at: Date.now() });
    leave(to);
  };
}

/** On the last slide the presenter's window has a link to the next chapter's deck, which takes the audience's window along. */
export function offerNextDeck({ deck, words, turnTo }: DeckParts, under: HTMLElement): void {
  const { next, nextTitle } = deck.main.dataset;
  if (!next) return;
  const link = document.createElement("a");
  link.className = "next-deck";
  link.href = `${next}?presenter`;
  link.textContent = words.lecture.presenter.nextDeck(nextTitle ?? "");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    turnTo(next);
  });
  const show = (): void => {
    link.hidden = deck.following() !== undefined;
  };
  deck.onPlace(show);
  deck.onHidden(show);
  show();
  under.after(link);
}
