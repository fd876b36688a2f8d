/** The pages that are the reader's more than the course's: the last segment of their addresses. Chapters have the links to them from a script, which costs their HTML nothing. */

/** What the reader has done: its script makes it. */
export const workPage = "my-work";

/** Where the files of answers that readers hand in are opened, and their checks run again. */
export const handInPage = "hand-in";

/** The notebook to try things in. Its text is in the default language alone. */
export const playgroundPage = "playground";
