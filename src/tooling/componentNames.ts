/** What a chapter may use without import, as `components/chapterComponents.ts` has it: a name is here and there, or nothing compiles. */
export const componentNames = [
  "Aside",
  "Cell",
  "Choice",
  "Cite",
  "Equations",
  "Exercise",
  "Figure",
  "Fold",
  "Framework",
  "Hint",
  "Misconception",
  "OptimizerSource",
  "Solution",
  "Value",
] as const;

/** The marks of the deck, as `components/slides/forms.ts` has them. */
export const markNames = ["Slide", "Reading", "Lecture", "Notes", "Lines", "Hands"] as const;
