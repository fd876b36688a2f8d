import { followScroll } from "./codeScroll.ts";
import { startLines } from "./litLines.ts";
import type { DeckParts } from "./tool.ts";

/** The cell that a key on a slide means: the one that last had the focus, else the one whose code is shown, else the first. */
export interface CurrentCell {
  of(slide: HTMLElement): HTMLElement | undefined;
}

/** The cells whose code can be folded away; an exercise always shows its own. */
const cellsOf = (slide: HTMLElement): HTMLElement[] => [...slide.querySelectorAll<HTMLElement>(".cell:not(.exercise .cell)")];

/** Opens and closes the code of a slide's cells, and runs a cell from anywhere on its slide. */
export function startCode({ deck, room, words: { lecture, cell: cellWords }, toolbar }: DeckParts): CurrentCell {
  const last = new WeakMap<HTMLElement, HTMLElement>();
  const current: CurrentCell = {
    of: (slide) => last.get(slide) ?? slide.querySelector<HTMLElement>(".cell.code-shown") ?? slide.querySelector<HTMLElement>(".cell") ?? undefined,
  };
  const foldable = (slide: HTMLElement): HTMLElement | undefined => cellsOf(slide).find((cell) => cell === current.of(slide)) ?? cellsOf(slide)[0];

  const shared = new Map(
    deck.slides.map((slide) => {
      const built = slide.dataset.code === "open" ? (slide.querySelector<HTMLElement>(".code-shown")?.dataset.cell ?? "") : "";
      return [slide, room.share<string>(`code/${slide.dataset.slide}`, built, (cell) => show(slide, cell))] as const;
    }),
  );

  /** Shows the code of a cell, none for an empty name. */
  function show(slide: HTMLElement, cell: string): void {
    slide.dataset.code = cell === "" ? "folded" : "open";
    for (const element of cellsOf(slide)) element.classList.toggle("code-shown", element.dataset.cell === (cell || foldable(slide)?.dataset.cell));
    sign();
  }

  function set(slide: HTMLElement, cell: string): void {
    show(slide, cell);
    shared.get(slide)?.set(cell);
  }

  const button = toolbar.add({
    name: "code",
    label: lecture.tools.code,
    key: "c",
    onClick() {
      const slide = deck.slide();
      set(slide, slide.dataset.code === "open" ? "" : (foldable(slide)?.dataset.cell ?? ""));
    },
  });
  // No handler here: the reader's session listens for buttons of this action, as on the page.
  toolbar.add({ name: "run-all", label: cellWords.runAll, onClick() {} }).dataset.action = "run-all";
  function sign(): void {
    const slide = deck.slide();
    button.ariaPressed = String(slide.dataset.code === "open");
    button.disabled = cellsOf(slide).length === 0;
  }
  deck.onPlace(sign);
  sign();

  for (const slide of deck.slides) {
    for (const cell of cellsOf(slide)) {
      // The slide decides whether code is shown, so the cell's own fold stays open.
      cell.querySelector<HTMLDetailsElement>("details.cell-code")?.setAttribute("open", "");
      const open = document.createElement("button");
      open.type = "button";
      open.className = "cell-open";
      open.textContent = lecture.tools.code;
      open.addEventListener("click", () =>
        set(slide, slide.dataset.code === "open" && cell.classList.contains("code-shown") ? "" : cell.dataset.cell!),
      );
      cell.querySelector(".cell-bar")!.prepend(open);
    }
    slide.addEventListener("focusin", ({ target }) => {
      const cell = (target as Element).closest<HTMLElement>(".cell");
      if (cell) last.set(slide, cell);
    });
  }

  // Caught before the editor gets it: there Shift+Enter also goes on to the next cell, which stands on another slide.
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" || !event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest("dialog, .deck-tools")) return;
      const cell = current.of(deck.slide());
      if (!cell) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      cell.querySelector<HTMLButtonElement>('.cell-bar [data-action="run"]')?.click();
    },
    { capture: true },
  );
  followScroll({ deck, room });
  startLines(deck, (slide, cell) => {
    const isOpen = slide.dataset.code === "open" && slide.querySelector<HTMLElement>(".code-shown")?.dataset.cell === cell;
    if (!isOpen) set(slide, cell);
  });
  return current;
}
