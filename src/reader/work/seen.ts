import { browserStorage } from "../storage.ts";
import { noteProgress } from "./progress.ts";

let isTracked = false;

/** Keeps where the reader leaves the chapter on this page, and that its end was reached. Loaded when the page is first scrolled, and needs no cell. */
export function trackSeen(page: HTMLElement): void {
  if (isTracked) return;
  isTracked = true;
  const chapter = page.dataset.chapter!;
  const leave = () => {
    const here = document.querySelector<HTMLAnchorElement>('.on-page a[aria-current="true"]');
    if (document.hidden) noteProgress(browserStorage, chapter, () => ({ at: here ? decodeURIComponent(here.hash.slice(1)) : "", when: Date.now() }));
  };
  // The last event that a page is sure to get; a page that is closed gets it too.
  document.addEventListener("visibilitychange", leave);
  const end = page.querySelector(".page-ends");
  if (!end) return;
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    noteProgress(browserStorage, chapter, () => ({ read: true }));
  });
  watch.observe(end);
}
