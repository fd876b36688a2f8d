import type { Words } from "../../i18n/index.ts";
import { element } from "../../output/element.ts";
import type { Drawing } from "../drawing.ts";
import type { CheckedExercise } from "./handInFile.ts";
import { claimIn, countRight, isDiffering, isFound, isOtherEdition, type LoadedChapter, type OpenedFile, type State } from "./opened.ts";

/** What was found of the files of one chapter. */
export interface Results {
  element: HTMLElement;
  add(file: OpenedFile): void;
  /** The states of a file's answers are others. */
  refresh(file: OpenedFile): void;
}

/** A table with a line for each file, and below it the answers of each. Nothing of a file is read as markup. */
export function createResults(chapter: LoadedChapter, words: Words, drawing: Drawing): Results {
  const { handIn: word } = words;
  const titleOf = ({ name }: CheckedExercise): string => chapter.exercises[name] ?? name;
  const rows = new Map<OpenedFile, { right: HTMLElement; states: Map<CheckedExercise, HTMLElement>; details: HTMLDetailsElement }>();
  const body = element(document, "tbody");
  const answers = element(document, "div");
  const head = [word.file, word.right, ...chapter.checked.map(titleOf)].map((title) => element(document, "th", { scope: "col" }, title));
  const table = element(document, "table", {}, element(document, "thead", {}, element(document, "tr", {}, ...head)), body);
  const box = element(document, "div", { class: "table-box", tabindex: 0, role: "group", "aria-label": word.table(chapter.title) }, table);

  /** Whose a file is: another hand's text, set apart so that it turns nothing around it. */
  const whose = ({ handIn, fileName }: OpenedFile): HTMLElement => element(document, "bdi", {}, handIn.name || fileName);

  function nameCell(file: OpenedFile): HTMLElement {
    const notes = [file.handIn.name ? file.fileName : "", isOtherEdition(file) ? word.otherEdition : ""].filter(Boolean);
    return element(
      document,
      "th",
      { scope: "row" },
      whose(file),
      ...notes.map((note) => element(document, "small", {}, element(document, "bdi", {}, note))),
    );
  }

  function stateOf(file: OpenedFile, exercise: CheckedExercise): (HTMLElement | undefined)[] {
    const state = file.states.get(exercise.name)!;
    const claim = claimIn(file, exercise.name);
    const isForged = isDiffering(file, exercise.name);
    return [
      element(document, "span", { class: `verdict is-${nameOf(state)}` }, word.verdicts[nameOf(state)]),
      claim === "none" ? undefined : element(document, "small", { class: isForged && "is-differing" }, word.claimed(word.verdicts[claim], isForged)),
    ];
  }

  /** What a file holds for an exercise, and what the check says of it. */
  function answerOf(file: OpenedFile, exercise: CheckedExercise, index: number): HTMLElement {
    const state = file.states.get(exercise.name);
    const { source } = file.handIn.answers.get(exercise.name) ?? {};
    const positions = Object.hasOwn(file.handIn.inputs, exercise.answer.id) ? file.handIn.inputs[exercise.answer.id] : undefined;
    const inputs = Object.entries(positions ?? {}).slice(0, mostInputs);
    const key = `hand-in-${[...rows.keys()].indexOf(file)}-${chapter.key.replace("/", "-")}-${exercise.name}`;
    return element(
      document,
      "div",
      {},
      element(document, "h3", {}, titleOf(exercise)),
      element(document, "p", {}, ...stateOf(file, exercise).map((part) => part ?? "")),
      ...inputs.map(([label, value]) => element(document, "p", {}, element(document, "bdi", {}, `${label.slice(0, 200)} → ${shortValue(value)}`))),
      source === undefined ? undefined : element(document, "pre", { tabindex: 0 }, element(document, "code", {}, source)),
      isFound(state) && state.error !== undefined ? element(document, "p", { class: "output-error" }, state.error) : undefined,
      isFound(state) && state.shown ? drawing.draw(key, index, state.shown) : undefined,
    );
  }

  function refresh(file: OpenedFile): void {
    const { right, states, details } = rows.get(file)!;
    right.textContent = word.of(countRight(file), file.states.size);
    for (const [exercise, cell] of states) cell.replaceChildren(...stateOf(file, exercise).flatMap((part) => part ?? []));
    if (details.open) fill(file, details);
  }

  function fill(file: OpenedFile, details: HTMLDetailsElement): void {
    details.replaceChildren(details.firstElementChild!, ...chapter.checked.map((exercise, i) => answerOf(file, exercise, i)));
  }

  return {
    element: element(
      document,
      "section",
      {},
      element(document, "h2", {}, element(document, "a", { href: chapter.href }, chapter.title)),
      box,
      answers,
    ),
    refresh,
    add(file) {
      const right = element(document, "td");
      const states = new Map(chapter.checked.map((exercise) => [exercise, element(document, "td")]));
      const details = element(document, "details", {}, element(document, "summary", {}, word.answersOf, " ", whose(file)));
      details.addEventListener("toggle", () => {
        if (details.open) fill(file, details);
      });
      rows.set(file, { right, states, details });
      body.append(element(document, "tr", {}, nameCell(file), right, ...states.values()));
      answers.append(details);
      refresh(file);
    },
  };
}

/** An answer has a few inputs at most; a file may say what it likes. */
const mostInputs = 50;

const nameOf = (state: State) => (isFound(state) ? state.verdict : state);

/** A position as text; a drawn curve has many points. */
function shortValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
