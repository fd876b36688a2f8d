import { button } from "../elements.ts";
import type { ChapterOnPage } from "./dialog.ts";

/** Puts the button that makes a file of the reader's answers at the end of a chapter that asks for some. A deck has no such line. */
export function offerHandIn(chapter: ChapterOnPage): void {
  const { page, notebook, words } = chapter;
  const said = page.querySelector(".page-ends [role=status]");
  if (!said || !notebook.cells.some(({ check }) => check)) return;
  const made = button(words.handIn.button, () => {
    said.textContent = "";
    import("./dialog.ts").then(
      ({ askAndSave }) => askAndSave(chapter, (text) => (said.textContent = ` ${text}`)),
      () => (said.textContent = ` ${words.cell.unavailable}`),
    );
  });
  made.className = "page-button";
  said.before(made, " ");
}
