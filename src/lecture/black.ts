import { element } from "../output/element.ts";
import { button } from "../reader/elements.ts";
import type { DeckParts } from "./tool.ts";

/**
 * A black screen: B, the full stop that clickers send, or its button. The audience's windows are black until any key or click; the presenter's says so and
 * stays as it is, so that the lecturer can go on working.
 */
export function startBlack({
  deck,
  room,
  words: {
    classroom: { black: words },
  },
  toolbar,
  isPresenter,
}: DeckParts): void {
  const tool = toolbar.add({ name: "black", label: words.name, key: "b", moreKeys: ["."], onClick: () => set(!shared.get()) });
  const cover = isPresenter ? banner() : screen();
  const shared = room.share<boolean>("black", false, show);

  function set(to: boolean): void {
    shared.set(to);
    show(to);
  }

  function show(to: boolean): void {
    tool.ariaPressed = String(to);
    cover.show(to === true);
  }

  /** A modal dialog: over everything, also over a window's full screen, with the keyboard to itself. */
  function screen(): { show(to: boolean): void } {
    const dialog = element(document, "dialog", { class: "black", "aria-label": words.name });
    const text = element(document, "p", { class: "visually-hidden" }, words.anyKey);
    dialog.append(text);
    // A modifier alone (Shift, Control …) does not end the black screen.
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.ctrlKey || event.altKey || event.metaKey || /^(Shift|Control|Alt|Meta|CapsLock)$/.test(event.key)) return;
      event.preventDefault();
      set(false);
    });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      set(false);
    });
    dialog.addEventListener("click", () => set(false));
    deck.main.append(dialog);
    return { show: (to) => (to ? dialog.open || dialog.showModal() : dialog.close()) };
  }

  function banner(): { show(to: boolean): void } {
    const banner = element(document, "p", { class: "black-banner", role: "status" });
    deck.main.append(banner);
    const end = button(words.end, () => set(false));
    return { show: (to) => banner.replaceChildren(...(to ? [words.isBlack, " ", end] : [])) };
  }

  show(shared.get());
}
