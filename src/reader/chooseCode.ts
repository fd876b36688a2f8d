import type { Words } from "../i18n/index.ts";
import type { CellView } from "./cellView.ts";

interface Codes {
  mine(): string;
  theirs(): string;
  keepMine(): void;
  takeTheirs(): void;
}

/** Asks the reader, in the cell, which of two codes is to stand there; they can be compared before. What is returned takes the question away. */
export function chooseCode(view: CellView, text: string, words: Words["cell"], { mine, theirs, keepMine, takeTheirs }: Codes): () => void {
  let closeComparison = () => {};
  const and = (act: () => void) => () => {
    closeComparison();
    act();
  };
  const compare = () =>
    void import("./compare.ts").then(({ compareCode }) => {
      closeComparison();
      closeComparison = compareCode(view.element.querySelector(".cell-notice")!, { mine: mine(), theirs: theirs(), words: words.comparison });
    });
  const close = view.notice(text, {
    answers: [
      { label: words.keepMine, act: and(keepMine) },
      { label: words.takeTheirs, act: and(takeTheirs) },
      { label: words.compare, act: compare, stays: true },
    ],
  });
  return and(close);
}
