/**
 * All of the reader's code that a page loads at once. It waits for the first sign of intent (pointer or focus on a cell, or
 * something kept from an earlier visit), then loads the session and hands it what came meanwhile.
 */
import { keptPrefix } from "./keptPrefix.ts";
import type { Session } from "./session.ts";

const page = document.querySelector<HTMLElement>("[data-notebook]");
if (page) boot(page);

function boot(page: HTMLElement): void {
  let loading: Promise<Session> | undefined;
  let session: Session | undefined;
  const load = () => (loading ??= import("./session.ts").then(async ({ startSession }) => (session = await startSession(page))));
  const concerns = ({ target }: Event) => target instanceof Element && target.closest('.cell, [data-action="run-all"]') !== null;

  for (const type of ["pointerover", "focusin", "touchstart"]) {
    page.addEventListener(type, (event) => { if (concerns(event)) void load().then(({ intent }) => intent(event)); }, { passive: true });
  }
  for (const type of ["click", "keydown", "input"]) {
    page.addEventListener(type, (event) => {
      if (!concerns(event)) return;
      if (session) session.handle(event);
      else void load().then(({ handle }) => handle(event));
    });
  }
  for (const hidden of page.querySelectorAll<HTMLElement>(".cell-bar, .run-all")) hidden.hidden = false;
  try {
    const prefix = keptPrefix(page.dataset.chapter!);
    if (Object.keys(localStorage).some((key) => key.startsWith(prefix))) void load();
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}
