import type { Words } from "../i18n/index.ts";
import type { CellView } from "./cellView.ts";
import type { NotebookData } from "./notebookData.ts";

/** The buttons that put an exercise's solution into its cell, and take it out again. */
export interface Solutions {
  /** A click on one of them. */
  click(button: HTMLElement): void;
  /** What they do follows from what stands in the cells. */
  refresh(): void;
}

interface Setup {
  page: HTMLElement;
  notebook: NotebookData;
  views: ReadonlyMap<string, CellView>;
  /** Puts code into a cell as the reader's edit, and runs it. */
  write(view: CellView, source: string): void;
  words: Words;
}

export function createSolutions({ page, notebook, views, write, words }: Setup): Solutions {
  /** What stood in a cell before its solution was put there. */
  const before = new Map<string, string>();
  const entries = [...page.querySelectorAll<HTMLElement>("[data-solution]")].flatMap((element) => {
    const cell = notebook.cells.find(({ exercise, check }) => exercise === element.dataset.solution && !check);
    const view = cell && views.get(cell.id);
    if (!view) return [];
    return [
      {
        view,
        original: cell.source,
        button: element.querySelector<HTMLElement>(".solution-put")!,
        source: element.querySelector("code")!.textContent,
      },
    ];
  });

  function refresh(): void {
    for (const { view, source, button } of entries) {
      const text = view.source() === source ? words.exercise.takeOut : words.exercise.putIn;
      if (button.textContent !== text) button.textContent = text;
    }
  }

  return {
    refresh,
    click(button) {
      const entry = entries.find((one) => one.button === button);
      if (!entry) return;
      const { view, source, original } = entry;
      if (view.source() === source) write(view, before.get(view.id) ?? original);
      else {
        before.set(view.id, view.source());
        write(view, source);
      }
      refresh();
    },
  };
}
