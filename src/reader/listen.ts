import type { Session } from "./session.ts";

/**
 * Listens to the cells of a page. At the first sign that a reader wants them it starts the session, to which it hands what came
 * meanwhile. `load` starts it before that; it rejects where the network is not there.
 */
export function listen(page: HTMLElement, start: () => Promise<Session>): { load(): Promise<Session>; isLoaded(): boolean } {
  let loading: Promise<Session> | undefined;
  let session: Session | undefined;
  const load = () =>
    (loading ??= start().then(
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
  const concerns = ({ target }: Event) => target instanceof Element && target.closest(".cell, .solution-put, [data-action]") !== null;

  for (const type of ["pointerover", "focusin", "touchstart", "dragenter"]) {
    page.addEventListener(
      type,
      (event) => {
        if (concerns(event))
          load().then(
            ({ intent }) => intent(event),
            () => {},
          );
      },
      { passive: true },
    );
  }
  for (const type of ["click", "keydown", "input"]) {
    page.addEventListener(type, (event) => {
      if (!concerns(event)) return;
      if (session) session.handle(event);
      else
        load().then(
          ({ handle }) => handle(event),
          () => {},
        );
    });
  }
  let linked = false;
  // Symbols and computed numbers light up what they are elsewhere, from the first that is pointed at or focused.
  const link = ({ target }: Event) => {
    if (linked || !(target instanceof Element) || !target.closest("[data-s],.computed,.input,pre,.katex-display")) return;
    linked = true;
    import("./links/links.ts").then(
      ({ startLinks }) => startLinks(page, target),
      () => (linked = false),
    );
  };
  for (const type of ["pointerover", "focusin"]) page.addEventListener(type, link, { passive: true });
  for (const shown of page.querySelectorAll<HTMLButtonElement>(".cell-bar, .solution-put, .page-button")) shown.hidden = shown.disabled = false;
  return { load, isLoaded: () => session !== undefined };
}
