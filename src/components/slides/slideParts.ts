import { parseHTML } from "linkedom";
import { paperCodeSize } from "../../lecture/paperCode.ts";
import { oneDeeper } from "./oneDeeper.ts";

/** What is in a slide, as the deck lays it out: its text, its cells, the speaker's notes. All are HTML. */
export function slideParts(html: string): { text: string; cells: string; notes: string } {
  const { document } = parseHTML(`<!doctype html><html><body>${oneDeeper(html)}</body></html>`);
  const take = (selector: string): string =>
    [...document.body.querySelectorAll(selector)]
      .map((element) => {
        element.remove();
        return element.outerHTML;
      })
      .join("");
  for (const exercise of document.body.querySelectorAll(".exercise")) {
    const part = (className: string): HTMLElement => Object.assign(document.createElement("div"), { className });
    const [task, answer] = [part("exercise-task"), part("exercise-cells")];
    for (const child of [...exercise.childNodes]) ((child as Element).classList?.contains("cell") ? answer : task).append(child);
    exercise.append(task, answer);
  }
  const hands = document.body.querySelector(".hands");
  // A slide asks once: where hands are counted, the same question to a single reader stays on the page.
  if (hands) for (const asked of document.body.querySelectorAll(".exercise:has(.input-prediction)")) asked.remove();
  const shows = hands?.getAttribute("data-shows");
  if (shows && !document.body.querySelector(`.cell[data-cell="${shows}"]`))
    throw new Error(`invalid shows of hands ${hands!.getAttribute("data-hands")}: ${shows} (expected the id of a cell on the same slide)`);
  // Whose code is shown where a slide shows code; an exercise always shows its own.
  const shown = [...document.body.querySelectorAll(".cell:not(.exercise .cell)")];
  (shown.find((cell) => !cell.classList.contains("folded")) ?? shown[0])?.classList.add("code-shown");
  for (const source of document.body.querySelectorAll(".cell-source"))
    source.closest(".cell-code")?.setAttribute("style", `--paper-code:${paperCodeSize(source.textContent)}px`);
  // Cells of an exercise go with it.
  const cells = take(".exercise, .cell:not(.exercise .cell)");
  const notes = take(".notes");
  // A `<Lecture>` that held only cells is empty now.
  for (const lecture of document.body.querySelectorAll(".lecture")) if (!lecture.innerHTML.trim()) lecture.remove();
  return { text: document.body.innerHTML.trim(), cells, notes };
}
