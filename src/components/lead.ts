/** Wakes the home page's figure at the first sign that a reader wants to play with it. */
const figure = document.querySelector<HTMLElement>("figure.lead");
if (figure) {
  figure.querySelector<HTMLElement>(".lead-controls")!.hidden = false;
  const signs = ["pointerover", "focusin", "touchstart"];
  const wake = (): void => {
    for (const sign of signs) figure.removeEventListener(sign, wake);
    import("./leadLive.ts").then(
      ({ enliven }) => enliven(figure),
      // The network may be back at the next touch.
      listen,
    );
  };
  const listen = (): void => {
    for (const sign of signs) figure.addEventListener(sign, wake, { passive: true });
  };
  listen();
}
export {};
