import type { Words } from "../i18n/index.ts";
import { isOwnId } from "../notebook/ownId.ts";
import { element } from "../output/element.ts";
import type { Changes } from "./changes.ts";
import { button } from "./elements.ts";
import { allKept } from "./keptPrefix.ts";
import { browserStorage } from "./storage.ts";

/** The buttons that take back all that the reader has changed, in the chapter or in the whole course. They are there once there is something to take back. */
export interface Resets {
  /** Something has been changed, or taken back. */
  refresh(): void;
}

interface Setup {
  page: HTMLElement;
  words: Words["cell"];
  changes: Pick<Changes, "changed" | "resetAll">;
  /** Whether runs are pinned on the page; a reset of it removes them. */
  hasPins(): boolean;
}

export function createResets({ page, words, changes, hasPins }: Setup): Resets {
  // A deck has no such line.
  const place = page.querySelector<HTMLElement>(".page-ends");
  if (!place) return { refresh() {} };
  const kept = () => browserStorage.keys().filter((key) => key.startsWith(allKept));
  /** Resets the chapter; what is said of it tells of the reader's own cells and pinned runs, which go with it. */
  function reset(text: string): { said: string; undo(): void } {
    const all = changes.changed();
    const ofCells = all.some(({ id }) => isOwnId(id)) ? words.own.resetToo(text) : text;
    return { said: hasPins() ? words.pins.resetToo(ofCells) : ofCells, undo: changes.resetAll(all) };
  }
  const chapter = button(words.resetChapter, () => {
    const { said, undo } = reset(words.chapterReset);
    offerUndo(said, undo);
  });
  const everything = button(words.resetEverything, () => {
    const { said, undo } = reset(words.everythingReset);
    const elsewhere = kept().map((key) => [key, browserStorage.get(key)] as const);
    for (const [key] of elsewhere) browserStorage.set(key, null);
    refresh();
    offerUndo(said, () => {
      for (const [key, text] of elsewhere) browserStorage.set(key, text);
      undo();
    });
  });
  for (const made of [chapter, everything]) Object.assign(made, { className: "page-button", hidden: true });
  const said = element(document, "div", { class: "cell-notice", role: "status" });
  place.querySelector("[role=status]")!.before(chapter, " ", everything, " ");
  place.after(said);

  let wasTouched = false;

  /** An offer to undo a reset goes with the next change, which it would overwrite. */
  function refresh(): void {
    said.replaceChildren();
    chapter.hidden = changes.changed().length === 0 && !hasPins();
    // It comes with the first change here, so that a page of which nothing was touched stays as it is.
    wasTouched ||= !chapter.hidden;
    everything.hidden = chapter.hidden && !(wasTouched && kept().length > 0);
  }

  function offerUndo(text: string, undo: () => void): void {
    const answer = button(words.undo, () => {
      undo();
      refresh();
      (chapter.hidden ? everything : chapter).focus();
    });
    said.replaceChildren(element(document, "p", {}, text, answer));
    // The button that was pressed is gone: the focus goes on to what can be done now.
    answer.focus();
  }

  return { refresh };
}
