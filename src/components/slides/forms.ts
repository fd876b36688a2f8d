import Both from "./Both.astro";
import Hands from "./Hands.astro";
import HandsOnPaper from "./HandsOnPaper.astro";
import Lecture from "./Lecture.astro";
import Lines from "./Lines.astro";
import Notes from "./Notes.astro";
import Nothing from "./Nothing.astro";
import PageLecture from "./PageLecture.astro";
import Slide from "./Slide.astro";
import SlideMark from "./SlideMark.astro";
import { chapterComponents } from "../chapterComponents.ts";
import type { markNames } from "../../tooling/componentNames.ts";

type Marks = typeof chapterComponents & Record<(typeof markNames)[number], unknown>;

/** The same chapter in three forms: what its marks are in each. */
export const pageForm = {
  ...chapterComponents,
  Slide: Both,
  Reading: Both,
  Lecture: PageLecture,
  Notes: Nothing,
  Lines: Nothing,
  Hands: Nothing,
} satisfies Marks;
export const deckForm = { ...chapterComponents, Slide, Reading: Nothing, Lecture, Notes, Lines, Hands } satisfies Marks;
export const handoutForm = { ...pageForm, Slide: SlideMark, Notes, Hands: HandsOnPaper };
