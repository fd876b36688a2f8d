/** Calls `redraw`, once a frame at most, when the width or the colours of the page have changed. */
export function onNewLook(page: HTMLElement, redraw: () => void): void {
  let frame = 0;
  const soon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      redraw();
    });
  };
  let width = page.clientWidth;
  new ResizeObserver(() => {
    if (page.clientWidth === width) return;
    width = page.clientWidth;
    soon();
  }).observe(page);
  new MutationObserver(soon).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", soon);
}
