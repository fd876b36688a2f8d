import type { Shown } from "../../notebook/types.ts";
import type { NotebookData } from "../notebookData.ts";
import { browserStorage } from "../storage.ts";
import { markChapters } from "./chapterMarks.ts";
import { noteProgress } from "./progress.ts";
import { trackSeen } from "./seen.ts";

/** Keeps how far the reader comes in the chapter on this page, and shows what was kept in its contents. Loaded with the session, after it. */
export interface Tracker {
  /** A run of a cell, that the reader asked for or that followed from one, has ended well, and shows this. */
  ran(id: string, outputs: readonly Shown[]): void;
}

export function trackProgress(page: HTMLElement, notebook: NotebookData): Tracker {
  const chapter = page.dataset.chapter!;
  const exercises = new Set(notebook.cells.flatMap(({ check, exercise }) => (check && exercise ? [exercise] : []))).size;

  trackSeen(page);
  markChapters();
  return {
    ran(id, outputs) {
      // A cell that the reader has added may be deleted by now.
      const { check, exercise } = notebook.cells.find((cell) => cell.id === id) ?? {};
      const isSolved = check && exercise && outputs.some((output) => output.kind === "drawing" && output.of === "check" && output.passed);
      noteProgress(browserStorage, chapter, ({ solved }) => ({
        exercises,
        run: true,
        ...(isSolved && !solved.includes(exercise) && { solved: [...solved, exercise] }),
      }));
    },
  };
}
