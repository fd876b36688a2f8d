// A long function, half of it the elements of the window in their order: one `tick` fills them all from the same moment.
import { element } from "../output/element.ts";
import { button } from "../reader/elements.ts";
import { shareKept } from "./keptValue.ts";
import { elapsedOn, formatTime, isWatch, minutesOf, paceOf, toggle as toggleWatch, type Watch } from "./pace.ts";
import { showNextSlide } from "./nextSlide.ts";
import { addNotesSize } from "./notesSize.ts";
import { addNotesWidth } from "./notesWidth.ts";
import { timeOnSlide } from "./timeOnSlide.ts";
import { showThumbnails } from "./thumbnails.ts";
import { offerNextDeck } from "./nextDeck.ts";
import { openStart } from "./startLecture.ts";
import type { DeckParts } from "./tool.ts";

/** Opens the other window of the deck: the presenter's from the audience's, and the other way round. */
export function startWindows({ deck, words: { lecture }, toolbar, isPresenter }: DeckParts): void {
  const label = isPresenter ? lecture.tools.audience : lecture.tools.presenter;
  toolbar.add({
    name: "presenter",
    label,
    key: "s",
    onClick() {
      const address = location.pathname + (isPresenter ? "" : "?presenter") + location.hash;
      const name = `${isPresenter ? "audience" : "presenter"} ${deck.main.dataset.chapter}`;
      let other: Window | null;
      try {
        other = open(address, name, "popup,width=1280,height=800");
      } catch {
        // This page was left while the browser opened the window, which is there.
        return;
      }
      if (other) other.focus();
      else sayBlocked(address);
    },
  });

  function sayBlocked(address: string): void {
    const box = element(document, "dialog", { class: "deck-dialog" });
    const text = element(document, "p", {}, lecture.presenter.blocked);
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.textContent = label;
    link.addEventListener("click", () => box.close());
    box.append(
      text,
      link,
      button(lecture.keys.close, () => box.close()),
    );
    box.addEventListener("close", () => box.remove());
    deck.main.append(box);
    box.showModal();
  }
}

/** The presenter's side of the window: next slide, notes, clocks, pace. */
export function startPresenter(parts: DeckParts): void {
  const {
    deck,
    lectures,
    words: {
      lecture: { presenter: words },
      lecture,
    },
  } = parts;
  document.title = `${words.title} · ${document.title}`;
  const side = element(document, "aside", { class: "presenter-side", "aria-label": words.title });
  const times = element(document, "div", { class: "presenter-times" });
  const part = <K extends keyof HTMLElementTagNameMap>(parent: HTMLElement, name: K, className: string): HTMLElementTagNameMap[K] => {
    const made = element(document, name, { class: className });
    parent.append(made);
    return made;
  };

  part(side, "h1", "visually-hidden").textContent = words.title;
  const nextTitle = part(side, "h2", "next-title");
  showNextSlide(deck, part(side, "div", "next-slide"), (title) => {
    nextTitle.textContent = title === "" ? words.end : words.next(title);
  });
  offerNextDeck(parts, nextTitle);
  const notesBar = part(side, "div", "presenter-notes-bar");
  const notes = part(side, "div", "presenter-notes");
  notes.role = "region";
  notes.ariaLabel = words.notes;
  notes.tabIndex = 0;
  notesBar.append(...addNotesSize(notes, words));

  const clock = part(times, "time", "presenter-clock");
  const elapsed = part(times, "span", "presenter-elapsed");
  const late = part(times, "span", "presenter-late");
  const until = part(times, "span", "presenter-until");
  const here = part(times, "span", "presenter-here");
  const onSlide = part(times, "span", "presenter-on-slide");
  const bar = part(times, "div", "presenter-plan");
  const done = part(bar, "span", "plan-done");
  const due = part(bar, "span", "plan-now");
  const toggle = part(times, "button", "presenter-start");
  toggle.type = "button";
  clock.title = words.clock;
  elapsed.title = words.elapsed;

  // Until it is first paused, the clock runs since the lecture's start: this window may be closed, and opened late.
  const shared = shareKept<Watch | null>(parts, {
    topic: "watch",
    initial: null,
    isSound: (value): value is Watch | null => value === null || isWatch(value),
    onChange: () => tick(),
  });
  function watch(): Watch {
    const { startedAt } = lectures.current();
    return startedAt === null ? { before: 0, since: null } : (shared.get() ?? { before: 0, since: startedAt });
  }
  const secondsHere = timeOnSlide(parts, () => (lectures.current().startedAt === null ? Date.now() : elapsedOn(watch(), Date.now())));
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

  function tick(): void {
    const index = deck.slides.indexOf(deck.slide());
    const now = Date.now();
    const minutes = minutesOf(deck.slides);
    const seconds = elapsedOn(watch(), now) / 1000;
    const { startedAt, endsAt, from } = lectures.current();
    const begin = Math.max(
      0,
      deck.slides.findIndex(({ dataset }) => dataset.slide === from),
    );
    const pace = paceOf(minutes, index, seconds, { begin, slot: startedAt === null || endsAt === null ? Infinity : (endsAt - startedAt) / 1000 });
    clock.textContent = time.format(now);
    elapsed.textContent = `${formatTime(seconds)} / ${formatTime(pace.planned)}`;
    const away = Math.round(Math.abs(pace.late) / 60);
    late.dataset.pace = away === 0 ? "even" : pace.late > 0 ? "late" : "early";
    late.textContent = seconds === 0 ? "" : away === 0 ? words.onTime : pace.late > 0 ? words.behind(away) : words.ahead(away);
    until.textContent = endsAt === null ? "" : words.until(time.format(endsAt), Math.round((endsAt - now) / 60_000));
    const place = lecture.slide(index + 1, deck.slides.length);
    here.textContent = deck.isHidden(deck.slide()) ? `${place} · ${words.hidden}` : words.here(place, minutes[index] ?? 0);
    onSlide.textContent = words.onSlide(formatTime(secondsHere()));
    const share = (value: number) => `${Math.min(100, (value / (pace.planned || 1)) * 100)}%`;
    due.style.left = share(pace.from);
    due.style.width = share(pace.to - pace.from);
    done.style.width = share(seconds);
    toggle.textContent = startedAt === null ? lecture.start.name : watch().since === null ? words.goOn : words.pause;
  }
  function showNotes(): void {
    const own = deck.slide().querySelector(".notes");
    notes.replaceChildren(...(own ? [...own.cloneNode(true).childNodes] : []));
    notes.scrollTop = 0;
  }
  toggle.addEventListener("click", () => {
    if (lectures.current().startedAt === null) return openStart(parts);
    shared.set(toggleWatch(watch(), Date.now()));
    tick();
  });
  lectures.onChange(tick);
  deck.onPlace(() => {
    showNotes();
    tick();
  });
  deck.onHidden(tick);
  showNotes();
  tick();
  setInterval(tick, 1000);
  side.append(times);
  side.prepend(addNotesWidth(deck.main, words.edge));
  deck.main.after(side);
  showThumbnails(parts, side);
}
