/** What readers might answer to the exercises of a chapter: its right answers in several spellings, and plausible wrong ones with the hint that each must get. */
export type Answers = Record<string, CodeAnswers | PredictionAnswers>;

/** Code in place of the starter: whole, or an edit of the solution or the starter. */
export type Code = string | ((exercise: { solution: string; starter: string }) => string);

export interface CodeAnswers {
  right: [Code, Code, ...Code[]];
  wrong: [WrongCode, WrongCode, ...WrongCode[]];
}
/** An answer, and what its hint says. */
export type WrongCode = [answer: Code, hint: string | RegExp];

/** Answers to the predictions of a cell, by label. */
export type Predictions = Record<string, string | number | [number, number][]>;
export interface PredictionAnswers {
  right: [Predictions, ...Predictions[]];
  wrong: [WrongPrediction, ...WrongPrediction[]];
}
export type WrongPrediction = [answer: Predictions, hint: string | RegExp];

const edited = (text: string, edits: readonly [string, string][]): string =>
  edits.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`nothing to replace: ${from} is not in\n${now}`);
    return now.replace(from, () => to);
  }, text);

/** The solution with pieces replaced. */
export const solved =
  (...edits: [string, string][]): Code =>
  ({ solution }) =>
    edited(solution, edits);

/** The starter with pieces replaced. */
export const started =
  (...edits: [string, string][]): Code =>
  ({ starter }) =>
    edited(starter, edits);
