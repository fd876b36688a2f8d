import { button } from "../reader/elements.ts";
import { createStopWatch, formatTime, paceOf } from "./pace.ts";
import { showNextSlide } from "./nextSlide.ts";
import type { DeckParts } from "./tool.ts";

/** Opens the other window of the deck: the presenter's from the audience's, and the other way round. */
export function startWindows({ deck, words: { lecture }, toolbar, isPresenter }: DeckParts): void {
  const label = isPresenter ? lecture.tools.audience : lecture.tools.presenter;
  toolbar.add({
    name: "presenter", label, key: "s",
    onClick() {
      const address = location.pathname + (isPresenter ? "" : "?presenter") + location.hash;
      const other = open(address, `${isPresenter ? "audience" : "presenter"} ${deck.main.dataset.chapter}`, "popup,width=1280,height=800");
      if (other) other.focus();
      else sayBlocked(address);
    },
  });

  function sayBlocked(address: string): void {
    const box = document.createElement("dialog");
    box.className = "deck-dialog";
    const text = document.createElement("p");
    text.textContent = lecture.presenter.blocked;
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.textContent = label;
    link.addEventListener("click", () => box.close());
    box.append(text, link, button(lecture.keys.close, () => box.close()));
    box.addEventListener("close", () => box.remove());
    deck.main.append(box);
    box.showModal();
  }
}

/** The presenter's side of the window: next slide, notes, clocks, pace. */
export function startPresenter({ deck, words: { lecture: { presenter: words }, lecture } }: DeckParts): void {
  document.title = `${words.title} · ${document.title}`;
  const side = document.createElement("aside");
  side.className = "presenter-side";
  side.ariaLabel = words.title;
  const times = document.createElement("div");
  times.className = "presenter-times";
  const part = <T extends HTMLElement>(parent: HTMLElement, name: string, className: string): T => {
    const element = document.createElement(name) as T;
    element.className = className;
    parent.append(element);
    return element;
  };

  part(side, "h1", "visually-hidden").textContent = words.title;
  const nextTitle = part(side, "h2", "next-title");
  showNextSlide(deck, part(side, "div", "next-slide"), (title) => { nextTitle.textContent = title === "" ? words.end : words.next(title); });
  const notes = part(side, "div", "presenter-notes");
  notes.role = "region";
  notes.ariaLabel = words.notes;
  notes.tabIndex = 0;

  const clock = part<HTMLTimeElement>(times, "time", "presenter-clock");
  const elapsed = part(times, "span", "presenter-elapsed");
  const late = part(times, "span", "presenter-late");
  const here = part(times, "span", "presenter-here");
  const bar = part(times, "div", "presenter-plan");
  const done = part(bar, "span", "plan-done");
  const now = part(bar, "span", "plan-now");
  const toggle = part<HTMLButtonElement>(times, "button", "presenter-start");
  const reset = part<HTMLButtonElement>(times, "button", "presenter-reset");
  for (const button of [toggle, reset]) button.type = "button";
  clock.title = words.clock;
  elapsed.title = words.elapsed;
  reset.textContent = words.reset;

  const key = `pace/${deck.main.dataset.chapter}`;
  const watch = createStopWatch({ now: () => Date.now(), kept: { read: () => sessionStorage.getItem(key), write: (text) => sessionStorage.setItem(key, text) } });
  const minutes = deck.slides.map((slide) => Number(slide.querySelector<HTMLElement>(".notes")?.dataset.minutes ?? 0));
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

  function tick(): void {
    const index = deck.slides.indexOf(deck.slide());
    const seconds = watch.elapsed() / 1000;
    const pace = paceOf(minutes, index, seconds);
    clock.textContent = time.format(new Date());
    elapsed.textContent = `${formatTime(seconds)} / ${formatTime(pace.planned)}`;
    const away = Math.round(Math.abs(pace.late) / 60);
    late.dataset.pace = away === 0 ? "even" : pace.late > 0 ? "late" : "early";
    late.textContent = seconds === 0 ? "" : away === 0 ? words.onTime : pace.late > 0 ? words.behind(away) : words.ahead(away);
    here.textContent = words.here(lecture.slide(index + 1, deck.slides.length), minutes[index]);
    const share = (value: number) => `${Math.min(100, (value / (pace.planned || 1)) * 100)}%`;
    now.style.left = share(pace.from);
    now.style.width = share(pace.to - pace.from);
    done.style.width = share(seconds);
    toggle.textContent = watch.isRunning() ? words.pause : words.start;
  }
  function showNotes(): void {
    const own = deck.slide().querySelector(".notes");
    notes.replaceChildren(...(own ? [...own.cloneNode(true).childNodes] : []));
    notes.scrollTop = 0;
  }
  toggle.addEventListener("click", () => { watch.toggle(); tick(); });
  reset.addEventListener("click", () => { watch.reset(); tick(); });
  deck.onPlace(() => { showNotes(); tick(); });
  showNotes();
  tick();
  setInterval(tick, 1000);
  side.append(times);
  deck.main.after(side);
}
