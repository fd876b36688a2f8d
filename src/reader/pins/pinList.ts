import type { Words } from "../../i18n/index.ts";
import { element } from "../../output/element.ts";
import type { CellView } from "../cellView.ts";
import { button } from "../elements.ts";
import type { PinnedCell, Pins } from "./keptPins.ts";
import { createPinEntry, type PinEntry } from "./pinEntry.ts";

/** The list of a cell's pinned runs, under what the cell shows: it says which curves are whose, and what differs. */
export interface PinList {
  element: HTMLElement;
  /** Of what is said of the plots to who does not see them. */
  descriptionId: string;
  /** `drawn`: the numbers of the runs whose curves are in a plot. `now`: the cells as they stand. */
  show(pins: Pins, drawn: ReadonlySet<number>, now: Readonly<Record<string, PinnedCell>>): void;
  /** Says what was done; where it can be undone, with a button that gets the focus. */
  say(text: string, undo?: () => void): void;
}

interface Setup {
  titleOf(cell: string): string;
  rename(n: number, name: string): void;
  remove(n: number): void;
}

export function createPinList(view: CellView, words: Words, { titleOf, rename, remove }: Setup): PinList {
  const word = words.cell.pins;
  const list = element(document, "ol", {});
  const said = element(document, "div", { class: "cell-notice", role: "status" });
  const description = element(document, "p", { class: "visually-hidden", id: `pins-of-${view.id}` });
  const heading = element(document, "p", { class: "pins-title" }, word.title);
  const box = element(document, "div", { class: "cell-pins", role: "group", "aria-label": word.of(view.title) }, heading, description, list, said);
  view.element.querySelector(".cell-outputs")!.after(box);
  const entries = new Map<number, PinEntry>();

  const entryOf = (n: number): PinEntry =>
    createPinEntry({ n, cell: view.id, words, titleOf, rename: (name) => rename(n, name), remove: () => remove(n), onHand: (li) => light(n, li) });

  /** The curves of the run that the hand is on stand out. */
  function light(n: number, li: HTMLElement): void {
    for (const ghost of view.element.querySelectorAll(`.cell-outputs .pin-ghost[data-n="${n}"]`))
      ghost.classList.toggle("is-lit", li.matches(":hover, :focus-within"));
  }

  return {
    element: box,
    descriptionId: description.id,
    show(pins, drawn, now) {
      for (const [n, { li }] of entries)
        if (!pins.some((pin) => pin.n === n)) {
          li.remove();
          entries.delete(n);
        }
      const texts = pins.map((pin, i) => {
        const entry = entries.get(pin.n) ?? entryOf(pin.n);
        entries.set(pin.n, entry);
        if (list.children[i] !== entry.li) list.insertBefore(entry.li, list.children[i] ?? null);
        return entry.show(pin, drawn.has(pin.n), now);
      });
      const text = `${word.title}: ${texts.join("; ")}`;
      if (description.textContent !== text) description.textContent = text;
      heading.hidden = list.hidden = pins.length === 0;
      // What is said goes with the next change, but for the undo of a removal that left nothing.
      box.hidden = pins.length === 0 && said.childElementCount === 0;
    },
    say(text, undo) {
      box.hidden = false;
      said.replaceChildren(element(document, "p", {}, text));
      if (!undo) return;
      const answer = button(words.cell.undo, () => {
        const before = new Set(entries.keys());
        said.replaceChildren();
        undo();
        ([...entries].find(([n]) => !before.has(n))?.[1] ?? [...entries.values()].at(-1))?.focus();
      });
      said.firstElementChild!.append(answer);
      answer.focus();
    },
  };
}
