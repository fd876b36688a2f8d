import type { Deck, Place } from "./deck.ts";
import type { Room } from "./room.ts";

/** Keeps slide and fragment the same in all windows of the deck. */
export function followRoom(deck: Deck, room: Room): void {
  let isFollowing = false;
  const shared = room.share<Place>("place", deck.place(), (place) => {
    isFollowing = true;
    deck.go(place);
    isFollowing = false;
  });
  deck.onPlace((place) => {
    // What another window has asked for needs no answer: it may be further on by now, and an answer would pull it back.
    if (isFollowing) return;
    const { slide, fragment } = shared.get();
    if (place.slide !== slide || place.fragment !== fragment) shared.set(place);
  });
}
