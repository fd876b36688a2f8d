/** Where in the browser's storage the edits of all chapters are kept. */
export const allKept = "notebook/";

/** Where those of a chapter are kept; `chapter` is its language and slug, as in `en/sgd`. */
export const keptPrefix = (chapter: string): string => `${allKept}${chapter}/`;

/** Where it is kept which cells a reader has added to a chapter (`own/`); what is in them is an edit as others are. No cell has such an id. */
export const ownListKey = (chapter: string): string => `${keptPrefix(chapter)}+`;

/** Where it is kept how far a reader has come, one entry a chapter (`work/`). Apart from the edits: nothing of it changes a page. */
export const allProgress = "progress/";
