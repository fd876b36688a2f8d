import type { Deck, Place } from "./deck.ts";
import type { Room } from "./room.ts";

/** Keeps slide and fragment the same in all windows of the deck. */
export function followRoom(deck: Deck, room: Room): void {
  const shared = room.share<Place>("place", deck.place(), deck.go);
  deck.onPlace((place) => {
    // A place that came from another window is not sent back to it.
    const { slide, fragment } = shared.get();
    if (place.slide !== slide || place.fragment !== fragment) shared.set(place);
  });
}
