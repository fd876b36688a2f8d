import { defaultLocale, isLocale, pageHref, type Words } from "../../i18n/index.ts";
import type { InputValues } from "../../notebook/types.ts";
import { adoptStyles } from "../../output/adoptStyles.ts";
import { element } from "../../output/element.ts";
import styles from "../../styles/pageDialog.css?inline";
import type { CellView } from "../cellView.ts";
import { button, openDialog } from "../elements.ts";
import type { NotebookData } from "../notebookData.ts";
import { handInPage } from "../pageNames.ts";
import { save } from "../takeAway/save.ts";
import { checkedExercises, editionOf, handInName, isAnswered, mostName, oneLine, packHandIn, type Answer, type Claim } from "./handInFile.ts";

export interface ChapterOnPage {
  page: HTMLElement;
  notebook: NotebookData;
  views: ReadonlyMap<string, CellView>;
  /** Where the inputs stand, of those that were moved. */
  inputs(): InputValues;
  words: Words;
}

/** Asks whose answers they are, and saves them as a file. */
export function askAndSave({ page, notebook, views, inputs, words }: ChapterOnPage, say: (text: string) => void): void {
  adoptStyles(styles);
  const { handIn: word } = words;
  const positions = inputs();
  const exercises = checkedExercises(notebook.cells).map(({ name, answer, check }) => {
    const source = views.get(answer.id)?.source() ?? answer.source;
    return { name, answer, check, source, isAnswered: isAnswered(notebook, answer, source, positions) };
  });
  const answers = new Map(
    exercises.map(({ name, answer, check, source, isAnswered }): [string, Answer] => [
      name,
      { ...(source !== answer.source && { source }), claim: isAnswered ? claimOf(views.get(check.id)) : "none" },
    ]),
  );
  const chapter = page.dataset.chapter!;
  const name = element(document, "input", { type: "text", maxlength: mostName, autocomplete: "name" });
  const locale = isLocale(notebook.locale) ? notebook.locale : defaultLocale;
  function finish(): void {
    box.close();
    const whose = oneLine(name.value);
    const made = new Date().toISOString();
    const text = packHandIn({ chapter, edition: editionOf(notebook.cells), made, name: whose, answers, inputs: positions });
    const file = handInName(whose, chapter);
    if (text !== undefined) save(file, text, "application/json");
    say(text === undefined ? word.tooMuch : word.saved(file));
  }
  name.addEventListener("keydown", ({ key, isComposing }) => {
    if (key === "Enter" && !isComposing) finish();
  });
  const box = openDialog(
    "hand-in-dialog",
    word.asked,
    element(document, "p", {}, word.contents(exercises.filter(({ isAnswered }) => isAnswered).length, exercises.length)),
    element(
      document,
      "p",
      {},
      word.openedOn,
      " ",
      element(document, "a", { href: pageHref(import.meta.env.BASE_URL, locale, handInPage) }, word.title),
    ),
    element(document, "p", {}, element(document, "label", {}, word.name, " ", name)),
    element(
      document,
      "p",
      { class: "take-answers" },
      button(word.save, finish),
      button(word.cancel, () => box.close()),
    ),
  );
}

/** What the check of an answer says on the page, where that is of the code that now stands there. */
function claimOf(check: CellView | undefined): Claim {
  if (check?.state() === "error") return "error";
  if (check?.state() !== "done") return "none";
  const found = check.shown().find(({ output }) => output.kind === "drawing" && output.of === "check")?.output;
  return found?.kind !== "drawing" ? "none" : found.passed ? "right" : "wrong";
}
