/**
 * All of the reader's code that a page loads at once. It waits for the first sign of intent (pointer or focus on a cell,
 * something kept from an earlier visit, or positions in the address), then loads the session and hands it what came meanwhile.
 */
import { parseFragment } from "./fragment.ts";
import { keptPrefix } from "./keptPrefix.ts";
import { listen } from "./listen.ts";

const page = document.querySelector<HTMLElement>("[data-notebook]");
if (page) {
  const { load, isLoaded } = listen(page, () => import("./session.ts").then(({ startSession }) => startSession(page)));
  const isLinked = () => parseFragment(location.hash).cells !== undefined;
  if (isLinked()) load().catch(() => {});
  addEventListener("hashchange", () => { if (isLinked() && !isLoaded()) load().catch(() => {}); });
  try {
    const prefix = keptPrefix(page.dataset.chapter!);
    if (Object.keys(localStorage).some((key) => key.startsWith(prefix))) load().catch(() => {});
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}
