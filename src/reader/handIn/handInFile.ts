/**
 * A reader's answers to a chapter's exercises as one file: their code and predictions, where the chapter's inputs stand (its seeds are among these, or in the
 * code), and what the checks said. Who gets it believes none of that: each answer runs again (`recheck.ts`), against the check of the site's own chapter.
 */
import { isInputValue } from "../../notebook/inputs.ts";
import type { Cell, InputValue, InputValues } from "../../notebook/types.ts";
import { digest } from "../../text/digest.ts";
import type { NotebookData } from "../notebookData.ts";
import { isRecord, ownFileText, readOwnFile, UnusableFile } from "../ownFile.ts";

/** Answers have a few thousand characters each. */
const kind = { format: "from-sgd-to-adam/hand-in", version: 1, mostBytes: 200 * 1024 };

/** What a file says that a check has found; `none`: it has not run on this answer. */
export type Claim = "right" | "wrong" | "error" | "none";

export interface Answer {
  /** What stands in the exercise's cell; undefined where that is the author's code. */
  source?: string;
  claim: Claim;
}

export interface HandIn {
  /** As the storage names it, `en/sgd`. */
  chapter: string;
  /** Which edition of the chapter it was made with (`editionOf`). */
  edition: string;
  /** When, as ISO 8601 has it; empty where the file gives no time. */
  made: string;
  /** Whose answers they are; empty where the reader has not said. */
  name: string;
  /** By exercise. */
  answers: ReadonlyMap<string, Answer>;
  inputs: InputValues;
}

/** An exercise with a check: the cell that holds the answer, and the cell that looks at it. */
export interface CheckedExercise {
  name: string;
  answer: Cell;
  check: Cell;
}

export const checkedExercises = (cells: readonly Cell[]): CheckedExercise[] =>
  cells.flatMap((answer) => {
    const check = cells.find((cell) => cell.check && cell.exercise === answer.exercise);
    return answer.exercise !== undefined && !answer.check && check ? [{ name: answer.exercise, answer, check }] : [];
  });

/** Whether a reader has answered in this cell: predicted what it asks for, or put other code in the place of the author's. */
export function isAnswered({ outputs }: Pick<NotebookData, "outputs">, { id, source: starter }: Cell, source: string, inputs: InputValues): boolean {
  const asked = (outputs[id] ?? []).flatMap((output) => (output.kind === "input" && output.input.type === "prediction" ? [output.input.key] : []));
  return asked.length > 0 ? asked.some((key) => Object.hasOwn(inputs[id] ?? {}, key)) : source !== starter;
}

/** Two editions of a chapter have the same cells if they have this in common. */
export const editionOf = (cells: readonly Cell[]): string => digest(JSON.stringify(cells.map(({ id, source }) => [id, source])));

export const mostName = 100;

/** The text of a file; undefined where it would be larger than one that is read. */
export function packHandIn({ answers, ...rest }: HandIn): string | undefined {
  const text = ownFileText(kind, { ...rest, answers: Object.fromEntries(answers) });
  return new Blob([text]).size > kind.mostBytes ? undefined : text;
}

/** Throws UnusableFile. */
export async function readHandIn(file: Blob): Promise<HandIn> {
  const { chapter, edition, made, name, answers, inputs } = await readOwnFile(file, kind);
  if (typeof chapter !== "string" || typeof edition !== "string" || !isRecord(answers) || !isRecord(inputs)) throw new UnusableFile("unreadable");
  return {
    chapter,
    edition,
    made: typeof made === "string" && /^\d{4}-\d\d-\d\dT[\d:.]{5,15}Z$/.test(made) ? made : "",
    name: typeof name === "string" ? oneLine(name) : "",
    answers: new Map(Object.entries(answers).map(([exercise, answer]) => [exercise, toAnswer(answer)])),
    inputs: Object.fromEntries(Object.entries(inputs).map(([cell, positions]) => [cell, toPositions(positions)])),
  };
}

function toAnswer(value: unknown): Answer {
  if (!isRecord(value)) throw new UnusableFile("unreadable");
  const { source, claim } = value;
  if (source !== undefined && typeof source !== "string") throw new UnusableFile("unreadable");
  return { ...(source !== undefined && { source }), claim: isClaim(claim) ? claim : "none" };
}

const isClaim = (value: unknown): value is Claim => value === "right" || value === "wrong" || value === "error" || value === "none";

/** Positions that can be none of an input are passed over, as those are that do not fit theirs. */
function toPositions(value: unknown): Record<string, InputValue> {
  if (!isRecord(value)) throw new UnusableFile("unreadable");
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, InputValue] => isInputValue(entry[1])));
}

/** A name as one line: without control characters, and without those that turn the direction of what stands beside it. */
export const oneLine = (text: string): string =>
  text
    .slice(0, mostName)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ")
    .trim();

/** How a file is called: `ada-lovelace-sgd.handin.json`. */
export function handInName(name: string, chapter: string): string {
  const whose = name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return `${[whose, chapter.split("/").at(-1)].filter(Boolean).join("-")}.handin.json`;
}
