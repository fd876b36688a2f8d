/** All that a deck loads at once: starts the deck, its tools, and the cells. */
import { isLocale, defaultLocale, words as wordsOf } from "../i18n/index.ts";
import { listen } from "../reader/listen.ts";
import { startClassroom } from "./classroom.ts";
import { startCode } from "./code.ts";
import { canKeepInStep, createCompanions } from "./companions.ts";
import { startDeck } from "./deck.ts";
import { followAddress } from "./deckAddress.ts";
import { startDialogs } from "./dialogs.ts";
import { fitSlides } from "./fit.ts";
import { createKeys } from "./keys.ts";
import { startNavigation } from "./navigation.ts";
import { followRoom } from "./followRoom.ts";
import { startPrint } from "./print.ts";
import { startPresenter, startWindows } from "./presenter.ts";
import { openRoom } from "./room.ts";
import { sayAlone } from "./sayAlone.ts";
import { startSwipe } from "./swipe.ts";
import { createToolbar } from "./toolbar.ts";
import { startViews } from "./views.ts";

const main = document.querySelector<HTMLElement>("main.reveal");
if (main) {
  const { chapter = "", notebook = "", version = "" } = main.dataset;
  const locale = chapter.split("/")[0];
  const words = wordsOf(isLocale(locale) ? locale : defaultLocale);
  const isPresenter = new URLSearchParams(location.search).has("presenter");
  document.body.classList.toggle("presenter", isPresenter);

  const deck = await startDeck(main);
  const name = `${notebook} ${version}`;
  const room = openRoom(name);
  const keys = createKeys();
  const toolbar = createToolbar(main, keys, words.lecture.tools.name);
  const parts = { deck, room, words, toolbar, keys, isPresenter };
  followAddress(deck);
  followRoom(deck, room);
  startNavigation(deck, keys, words);
  startSwipe(deck);
  startCode(parts);
  startViews(parts);
  startWindows(parts);
  if (isPresenter) startPresenter(parts);
  const companions = canKeepInStep() ? createCompanions(name) : undefined;
  if (!companions) sayAlone(main, words.lecture);
  const { load } = listen(main, () => import("../reader/session.ts").then(({ startSession }) => startSession(main, companions)));
  startClassroom(parts, load);
  startDialogs(parts);
  fitSlides(deck);
  startPrint(deck);
  // At once, not with the first touch: what another window does is to be seen here.
  load().catch(() => {});
  // What prints the deck waits for it.
  main.toggleAttribute("data-started", true);
}
