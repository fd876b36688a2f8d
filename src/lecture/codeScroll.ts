import type { DeckParts } from "./tool.ts";

/** The box in which a cell's code scrolls: the editor's where there is one. */
export const scrollBox = (code: Element): HTMLElement =>
  code.querySelector<HTMLElement>(".cm-scroller") ?? code.querySelector<HTMLElement>(".cell-source")!;

/**
 * Code that is longer than its box is scrolled to the same row in all windows: the editor keeps the caret of whoever types in view, and so the audience sees what is
 * typed. Slides are laid out alike in every window, so rows are counted in pixels of the stage.
 */
export function followScroll({ deck, room }: Pick<DeckParts, "deck" | "room">): void {
  for (const code of deck.stage.querySelectorAll<HTMLElement>(".cell-code")) {
    const cell = code.closest<HTMLElement>(".cell")!.dataset.cell!;
    /** Where another window has scrolled to and this one cannot yet: the text comes by itself, and may come later. */
    let wanted: number | undefined;
    const shared = room.share<number>(`scroll/${cell}`, 0, (top) => {
      wanted = top;
      follow();
    });
    function follow(): void {
      if (wanted === undefined) return;
      const box = scrollBox(code);
      box.scrollTop = wanted;
      if (Math.abs(box.scrollTop - wanted) <= 1) wanted = undefined;
    }
    new MutationObserver(follow).observe(code, { subtree: true, childList: true, characterData: true });
    for (const type of ["keydown", "wheel", "pointerdown"]) code.addEventListener(type, () => (wanted = undefined), { passive: true });
    code.addEventListener(
      "scroll",
      ({ target }) => {
        const { scrollTop } = target as HTMLElement;
        if (target === scrollBox(code) && wanted === undefined && Math.abs(scrollTop - shared.get()) > 1) shared.set(scrollTop);
      },
      { capture: true, passive: true },
    );
  }
}
