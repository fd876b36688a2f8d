import Aside from "./Aside.astro";
import Cell from "./Cell.astro";
import Choice from "./Choice.astro";
import Cite from "./Cite.astro";
import Equations from "./Equations.astro";
import Exercise from "./Exercise.astro";
import Figure from "./Figure.astro";
import Fold from "./Fold.astro";
import Framework from "./Framework.astro";
import Hint from "./Hint.astro";
import Solution from "./Solution.astro";
import Heading2 from "./Heading2.astro";
import Heading3 from "./Heading3.astro";
import Misconception from "./Misconception.astro";
import OptimizerSource from "./OptimizerSource.astro";
import Table from "./Table.astro";
import Value from "./Value.astro";

import type { componentNames } from "../tooling/componentNames.ts";

/** What a chapter may use without import. */
export const chapterComponents = {
  Aside,
  Cell,
  Choice,
  Cite,
  Equations,
  Exercise,
  Hint,
  Solution,
  Figure,
  Fold,
  Framework,
  Misconception,
  OptimizerSource,
  Value,
  h2: Heading2,
  h3: Heading3,
  table: Table,
} satisfies Record<(typeof componentNames)[number] | "h2" | "h3" | "table", unknown>;
