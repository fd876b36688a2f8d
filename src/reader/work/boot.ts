/** All that a page without cells loads of a reader's work at once: the rest comes where something is kept, or where the page is made of it. */
import { allProgress } from "../keptPrefix.ts";
import { browserStorage } from "../storage.ts";

if (document.querySelector("#my-work")) void import("./page.ts");
if (browserStorage.keys().some((key) => key.startsWith(allProgress))) void import("./chapterMarks.ts").then(({ markChapters }) => markChapters());
