/**
 * All of the reader's code that a page loads at once. It waits for the first sign of intent (pointer or focus on a cell,
 * something kept from an earlier visit, or positions in the address), then loads the session and hands it what came meanwhile.
 */
import { parseFragment } from "./fragment.ts";
import { keptPrefix } from "./keptPrefix.ts";
import type { Session } from "./session.ts";

const page = document.querySelector<HTMLElement>("[data-notebook]");
/** Starts the session of the page, or gives the one that there is. */
export const openSession = page ? boot(page) : undefined;

function boot(page: HTMLElement): () => Promise<Session> {
  let loading: Promise<Session> | undefined;
  let session: Session | undefined;
  const load = () => (loading ??= import("./session.ts").then(({ startSession }) => startSession(page)).then(
    (started) => {
      said?.replaceChildren();
      return (session = started);
    },
    (error: unknown) => {
      // The network may be back at the next touch. Until then nothing but this file is there to say so.
      loading = undefined;
      said = (document.activeElement?.closest(".cell") ?? page.querySelector(".cell:hover, .cell"))?.querySelector(".cell-notice");
      if (said) said.textContent = page.dataset.unavailable ?? "";
      throw error;
    },
  ));
  let said: Element | null | undefined;
  const concerns = ({ target }: Event) => target instanceof Element && target.closest('.cell, [data-action="run-all"]') !== null;

  for (const type of ["pointerover", "focusin", "touchstart"]) {
    page.addEventListener(type, (event) => { if (concerns(event)) load().then(({ intent }) => intent(event), () => {}); }, { passive: true });
  }
  for (const type of ["click", "keydown", "input"]) {
    page.addEventListener(type, (event) => {
      if (!concerns(event)) return;
      if (session) session.handle(event);
      else load().then(({ handle }) => handle(event), () => {});
    });
  }
  let linked = false;
  // Symbols and computed numbers light up what they are elsewhere, from the first that is pointed at or focused.
  const link = ({ target }: Event) => {
    if (linked || !(target instanceof Element) || !target.closest("[data-s],.computed,.input,pre,.katex-display")) return;
    linked = true;
    import("./links/links.ts").then(({ startLinks }) => startLinks(page, target), () => (linked = false));
  };
  for (const type of ["pointerover", "focusin"]) page.addEventListener(type, link, { passive: true });
  for (const hidden of page.querySelectorAll<HTMLElement>(".cell-bar, .run-all")) hidden.hidden = false;
  const isLinked = () => parseFragment(location.hash).cells !== undefined;
  if (isLinked()) load().catch(() => {});
  addEventListener("hashchange", () => { if (isLinked() && !session) load().catch(() => {}); });
  try {
    const prefix = keptPrefix(page.dataset.chapter!);
    if (Object.keys(localStorage).some((key) => key.startsWith(prefix))) load().catch(() => {});
  } catch {
    // Storage is forbidden: nothing was kept.
  }
  return load;
}
