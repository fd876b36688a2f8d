/** All that a deck loads at once: starts the deck, its tools, and the cells. */
import { isLocale, defaultLocale, words as wordsOf } from "../i18n/index.ts";
import { listen } from "../reader/listen.ts";
import { browserStorage } from "../reader/storage.ts";
import { startClassroom } from "./classroom.ts";
import { startCode } from "./currentCell.ts";
import { canKeepInStep, createPeerWindows } from "./peerWindows.ts";
import { startDeck } from "./deck.ts";
import { followAddress } from "./deckAddress.ts";
import { startDialogs } from "./dialogs.ts";
import { fitSlides } from "./fit.ts";
import { startHiding } from "./hideSlides.ts";
import { createKeys } from "./keys.ts";
import { createLectures } from "./lectures.ts";
import { startNavigation } from "./navigation.ts";
import { followDecks } from "./nextDeck.ts";
import { followRoom } from "./followRoom.ts";
import { startPrint } from "./print.ts";
import { startPresenter, startWindows } from "./presenter.ts";
import { openRoom } from "./room.ts";
import { sayAlone } from "./sayAlone.ts";
import { startLecture } from "./startLecture.ts";
import { startSwipe } from "./swipe.ts";
import { createToolbar } from "./toolbar.ts";
import { startViews } from "./views.ts";

const main = document.querySelector<HTMLElement>("main.reveal");
if (main) {
  const { chapter = "", notebook = "", version = "" } = main.dataset;
  const [locale = ""] = chapter.split("/");
  const words = wordsOf(isLocale(locale) ? locale : defaultLocale);
  const isPresenter = new URLSearchParams(location.search).has("presenter");
  document.body.classList.toggle("presenter", isPresenter);

  const deck = await startDeck(main);
  const name = `${notebook} ${version}`;
  const room = openRoom(name);
  const keys = createKeys();
  const toolbar = createToolbar(main, keys, words.lecture.tools.name);
  const lectures = createLectures({
    chapter,
    room,
    storage: browserStorage,
    now: () => Date.now(),
    async positions() {
      const { shareable, place } = await load();
      return { read: () => shareable().inputs, place };
    },
  });
  const parts = { deck, room, lectures, words, toolbar, keys, isPresenter, turnTo: followDecks({ room, isPresenter }) };
  followAddress(deck);
  followRoom(deck, room);
  startNavigation(deck, keys, words);
  startSwipe(deck);
  startCode(parts);
  startViews(parts);
  startHiding(parts);
  startWindows(parts);
  startLecture(parts);
  if (isPresenter) startPresenter(parts);
  const peerWindows = canKeepInStep() ? createPeerWindows(name) : undefined;
  if (!peerWindows) sayAlone(main, words.lecture);
  const { load } = listen(main, () => import("../reader/session.ts").then(({ startSession }) => startSession(main, peerWindows)));
  startClassroom(parts, load);
  startDialogs(parts);
  fitSlides(deck, words.lecture);
  startPrint(deck);
  // The session starts at once, not at the first touch as on the page: this window must show what others do.
  load().catch(() => {});
  if (new URLSearchParams(location.search).has("notes")) (await import("./notesPages.ts")).showNotesPages(deck, words);
  // `tooling/printPdf.mjs` waits for this attribute before it prints the deck.
  main.toggleAttribute("data-started", true);
}
