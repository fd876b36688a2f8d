import Aside from "./Aside.astro";
import Cell from "./Cell.astro";
import Figure from "./Figure.astro";
import Fold from "./Fold.astro";
import Framework from "./Framework.astro";
import Misconception from "./Misconception.astro";
import Table from "./Table.astro";

/** What a chapter may use without import. */
export const chapterComponents = { Aside, Cell, Figure, Fold, Framework, Misconception, table: Table };
