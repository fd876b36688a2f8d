import type { Deck, Place } from "./deck.ts";
import type { Room } from "./room.ts";

/** Keeps slide and fragment the same in all windows of the deck. */
export function followRoom(deck: Deck, room: Room): void {
  const shared = room.share<Place>("place", deck.place(), (place) => deck.go(place));
  deck.onPlace((place) => {
    const { slide, fragment } = shared.get();
    // What another window has asked for needs no answer.
    if (place.slide !== slide || place.fragment !== fragment) shared.set(place);
  });
}
