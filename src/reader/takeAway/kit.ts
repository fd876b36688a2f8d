/** What a chapter is taken away with: shapes of the files that the build, the page and the script in the archive share. */
import type { Cell, InputValues } from "../../notebook/types.ts";

/** What the archives of all chapters have in common; the build makes it (`tooling/chapterKit.ts`). */
export interface ChapterKit {
  /** Path in the archive → text. */
  files: Record<string, string>;
  /** Packages with their versions. */
  dependencies: Record<string, string>;
  /** The oldest Node that runs the sources as they are. */
  node: string;
  /** All that do, as package.json says it. */
  engines: string;
  /** Names of the data files, which the page reads beside the kit. */
  data: string[];
}

/** `chapter.json` of an archive. */
export interface TakenChapter {
  title: string;
  address: string;
  locale: string;
  cells: TakenCell[];
  /** Where the inputs stand. */
  inputs: InputValues;
}

/** A cell, its source in a file of its own. */
export interface TakenCell extends Omit<Cell, "source" | "line" | "edited"> {
  file: string;
  /** The digest of the source as the site has it. */
  asWritten: string;
}
