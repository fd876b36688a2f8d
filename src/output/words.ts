import type { Words } from "../i18n/words.ts";

/** The interface words that outputs need; the dictionary of the site has them and more. */
export type OutputWords = Pick<Words, "error" | "output">;
