import type { NotebookData } from "../notebookData.ts";
import type { UnusableFile } from "../ownFile.ts";
import { toCsv } from "../takeAway/csv.ts";
import type { CourseChapter } from "../work/workFile.ts";
import type { CheckedExercise, Claim, HandIn } from "./handInFile.ts";
import type { Finding } from "./recheck.ts";

/** A chapter as the page of handed-in answers knows it. */
export type HandInChapter = Pick<CourseChapter, "key" | "title" | "href" | "exercises">;

export interface LoadedChapter extends HandInChapter {
  notebook: NotebookData;
  checked: CheckedExercise[];
  edition: string;
}

export type State = Finding | "waiting" | "running";

/** A file with answers. */
export interface OpenedFile {
  fileName: string;
  handIn: HandIn;
  chapter: LoadedChapter;
  /** How far each of the chapter's exercises is, by name. */
  states: Map<string, State>;
}

/** A file that cannot be used, and why. */
export interface RefusedFile {
  fileName: string;
  problem: UnusableFile["why"] | "unavailable";
}

export const isFound = (state: State | undefined): state is Finding => typeof state === "object";

export const claimIn = ({ handIn }: OpenedFile, exercise: string): Claim => handIn.answers.get(exercise)?.claim ?? "none";

export const isOtherEdition = ({ handIn, chapter }: OpenedFile): boolean => handIn.edition !== chapter.edition;

/** Whether a file claims something else than was found: it is forged, or was made with another edition, or the answer needs what the file does not carry. */
export function isDiffering(file: OpenedFile, exercise: string): boolean {
  const [state, claim] = [file.states.get(exercise), claimIn(file, exercise)];
  return isFound(state) && claim !== "none" && claim !== state.verdict;
}

export const countRight = ({ states }: OpenedFile): number =>
  [...states.values()].filter((state) => isFound(state) && state.verdict === "right").length;

export const countDiffering = (file: OpenedFile): number => [...file.states.keys()].filter((name) => isDiffering(file, name)).length;

/** A line for each file. Each exercise has two columns: what was found, and what the file claims. */
export function handInCsv(files: readonly (OpenedFile | RefusedFile)[]): string {
  const asked = new Map<string, { chapter: string; exercise: string }>();
  for (const file of files)
    if ("chapter" in file)
      for (const { name } of file.chapter.checked) asked.set(`${file.chapter.key} ${name}`, { chapter: file.chapter.key, exercise: name });
  const rows = files.map((file) => {
    if ("problem" in file) return [asText(file.fileName), ...nothing(4), file.problem, ...nothing(3 + 2 * asked.size)];
    const { fileName, handIn, chapter, states } = file;
    return [
      asText(fileName),
      asText(handIn.name),
      chapter.key,
      handIn.made,
      isOtherEdition(file) ? "other" : "this",
      null,
      countRight(file),
      states.size,
      countDiffering(file),
      ...[...asked.values()].flatMap(({ chapter: key, exercise }) => {
        const state = key === chapter.key ? states.get(exercise) : undefined;
        return state ? [isFound(state) ? state.verdict : "not run", claimIn(file, exercise)] : [null, null];
      }),
    ];
  });
  const columns = ["file", "name", "chapter", "made", "edition", "problem", "right", "exercises", "differs"];
  return toCsv({ columns: [...columns, ...[...asked.keys()].flatMap((name) => [name, `${name} claimed`])], rows, more: 0 });
}

const nothing = (columns: number): null[] => Array<null>(columns).fill(null);

/** Text of another hand: a spreadsheet takes what begins like this for a formula, and would compute it. */
const asText = (text: string): string => (/^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text);
