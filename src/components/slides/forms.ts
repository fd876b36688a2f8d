import Both from "./Both.astro";
import DeeperLink from "./DeeperLink.astro";
import Hands from "./Hands.astro";
import HandsOnPaper from "./HandsOnPaper.astro";
import Lecture from "./Lecture.astro";
import Lines from "./Lines.astro";
import Notes from "./Notes.astro";
import Nothing from "./Nothing.astro";
import PaperCell from "./PaperCell.astro";
import PaperNotes from "./PaperNotes.astro";
import PaperSolution from "./PaperSolution.astro";
import PageLecture from "./PageLecture.astro";
import Slide from "./Slide.astro";
import SlideCell from "./SlideCell.astro";
import SlideExercise from "./SlideExercise.astro";
import SlideMark from "./SlideMark.astro";
import WholeSlide from "./WholeSlide.astro";
import { chapterComponents } from "../chapterComponents.ts";
import type { markNames } from "../../tooling/componentNames.ts";

type Marks = typeof chapterComponents & Record<(typeof markNames)[number], unknown> & { a?: unknown };

/** The same chapter in three forms: what its marks are in each. */
export const pageForm = {
  ...chapterComponents,
  Slide: WholeSlide,
  Reading: Both,
  Lecture: PageLecture,
  Notes: Nothing,
  Lines: Nothing,
  Hands: Nothing,
} satisfies Marks;
export const deckForm = {
  ...chapterComponents,
  a: DeeperLink,
  Cell: SlideCell,
  Exercise: SlideExercise,
  Slide,
  Reading: Nothing,
  Lecture,
  Notes,
  Lines,
  Hands,
} satisfies Marks;
export const handoutForm = {
  ...pageForm,
  a: DeeperLink,
  Cell: PaperCell,
  Solution: PaperSolution,
  Slide: SlideMark,
  Notes: PaperNotes,
  Hands: HandsOnPaper,
} satisfies Marks;
