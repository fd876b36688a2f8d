/** Where in the browser's storage the edits of a chapter are kept; `chapter` is its language and slug, as in `en/sgd`. */
export const keptPrefix = (chapter: string): string => `notebook/${chapter}/`;
