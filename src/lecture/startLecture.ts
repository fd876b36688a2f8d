import type { DeckParts } from "./tool.ts";

/** Opens the dialog that starts a lecture. */
export const openStart = (parts: DeckParts): void => void import("./askForLecture.ts").then(({ askForLecture }) => askForLecture(parts));

/** The button that starts a lecture, in every window; from then on the screens stay awake, where the browser can keep them so. */
export function startLecture(parts: DeckParts): void {
  const { lectures, toolbar, words } = parts;
  toolbar.add({ name: "start", label: words.lecture.start.name, key: "i", onClick: () => openStart(parts) });
  // A browser lets go of the screen when the window is hidden, and has to be asked again.
  const stayAwake = () => {
    if (lectures.current().startedAt !== null && !document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  };
  lectures.onChange(stayAwake);
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
}
