import { browserStorage } from "../reader/storage.ts";
import type { DeckParts } from "./tool.ts";

const kept = "projector";

/** Ways to look at the deck: all slides at once, the whole screen, dark colours, the projector's theme. */
export function startViews({
  deck,
  room,
  words: {
    lecture: { tools },
  },
  toolbar,
}: DeckParts): void {
  const { reveal } = deck;
  const root = document.documentElement;

  const overview = toolbar.add({ name: "overview", label: tools.overview, key: "o", moreKeys: ["Escape"], onClick: () => reveal.toggleOverview() });
  for (const type of ["overviewshown", "overviewhidden"])
    reveal.on(type, () => {
      overview.ariaPressed = String(reveal.isOverview());
    });

  toolbar.add({
    name: "fullscreen",
    label: tools.fullscreen,
    key: "f",
    onClick: () => void (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()).catch(() => {}),
  });

  const isDark = () => (root.dataset.theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : root.dataset.theme === "dark");
  const dark = toolbar.add({
    name: "dark",
    label: tools.dark,
    key: "d",
    onClick() {
      setDark(!isDark());
      theme.set(isDark());
    },
  });
  const theme = room.share<boolean>("dark", isDark(), setDark);
  function setDark(to: boolean): void {
    root.dataset.theme = to ? "dark" : "light";
    browserStorage.set("theme", root.dataset.theme);
    dark.ariaPressed = String(to);
  }
  dark.ariaPressed = String(isDark());

  const projector = toolbar.add({
    name: "projector",
    label: tools.projector,
    key: "h",
    onClick() {
      setProjector(!isProjector());
      shared.set(isProjector());
    },
  });
  const isProjector = () => root.dataset.projector !== undefined;
  const shared = room.share<boolean>("projector", false, setProjector);
  function setProjector(to: boolean): void {
    root.toggleAttribute("data-projector", to);
    browserStorage.set(kept, to ? "on" : "");
    projector.ariaPressed = String(to);
  }
  setProjector(browserStorage.get(kept) === "on");
}
