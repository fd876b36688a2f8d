/**
 * All of the reader's code that a page loads at once. It waits for the first sign of intent (pointer or focus on a cell,
 * something kept from an earlier visit, or positions in the address), then loads the session and hands it what came meanwhile.
 */
import { parseFragment } from "./fragment.ts";
import { keptPrefix } from "./keptPrefix.ts";
import { listen } from "./listen.ts";
import { browserStorage } from "./storage.ts";

/** Whether a key pressed by itself, where nothing is typed, is one of the cells' (`cellKeys.ts`). Held down, it goes on from cell to cell, and runs nothing again. */
const isCellKey = ({ key, target, ctrlKey, altKey, metaKey, repeat, defaultPrevented }: KeyboardEvent): boolean =>
  (repeat ? /^[jk]$/i : /^[jkerasfb?]$/i).test(key) &&
  !(ctrlKey || altKey || metaKey || defaultPrevented || (target as Element).closest("input, select, textarea, [contenteditable], dialog, [popover]"));

const page = document.querySelector<HTMLElement>("[data-notebook]");
if (page) {
  const { load, isLoaded } = listen(page, () => import("./session.ts").then(({ startSession }) => startSession(page)));
  const isLinked = () => parseFragment(location.hash).cells !== undefined;
  addEventListener("keydown", (event) => {
    if (isCellKey(event))
      load().then(
        (session) => session.key(event),
        () => {},
      );
  });
  addEventListener("scroll", () => void import("./work/seen.ts").then(({ trackSeen }) => trackSeen(page)).catch(() => {}), {
    once: true,
    passive: true,
  });
  if (isLinked()) load().catch(() => {});
  addEventListener("hashchange", () => {
    if (isLinked() && !isLoaded()) load().catch(() => {});
  });
  const prefix = keptPrefix(page.dataset.chapter!);
  if (browserStorage.keys().some((key) => key.startsWith(prefix))) load().catch(() => {});
}
