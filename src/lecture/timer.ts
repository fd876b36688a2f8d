import { element } from "../output/element.ts";
import { addMinutes, clockText, fresh, isCountdown, leftOf, pause, reset, start, type Countdown } from "./countdown.ts";
import { button } from "../reader/elements.ts";
import { shareKept } from "./keptValue.ts";
import type { DeckParts } from "./tool.ts";

/** A timer for exercises, large in the corner of the slide, the same in all windows, and going on over a reload. At its end it says so, once aloud to screen readers; it makes no sound. */
export function startTimer({
  deck,
  room,
  lectures,
  words: {
    classroom: { timer: words },
  },
  toolbar,
}: DeckParts): void {
  const panel = element(document, "div", { class: "timer", role: "region", "aria-label": words.name });
  const digits = element(document, "p", { class: "timer-digits", role: "timer" });
  const said = element(document, "p", { class: "timer-said", role: "status" });
  const controls = element(document, "p", { class: "timer-controls" });
  const change = (to: (countdown: Countdown, now: number) => Countdown) => set(to(shared.get(), Date.now()));
  const isRunning = () => shared.get().endsAt !== null && leftOf(shared.get(), Date.now()) > 0;
  const go = button("", () =>
    change(isRunning() ? pause : (countdown, now) => start(leftOf(countdown, now) > 0 ? countdown : reset(countdown), now)),
  );
  const minutes = document.createElement("span");
  controls.append(
    named(
      button("−", () => change((countdown, now) => addMinutes(countdown, -1, now))),
      words.less,
    ),
    minutes,
    named(
      button("+", () => change((countdown, now) => addMinutes(countdown, 1, now))),
      words.more,
    ),
    go,
    button(words.reset, () => change(reset)),
    button(words.close, close),
  );
  panel.append(digits, said, controls);
  deck.main.append(panel);

  const tool = toolbar.add({ name: "timer", label: words.name, key: "t", onClick: () => (shared.get().isShown ? close() : open()) });
  const shared = shareKept<Countdown>({ room, lectures }, { topic: "timer", initial: fresh, isSound: isCountdown, onChange: show });
  let ticking: ReturnType<typeof setTimeout> | undefined;

  function set(countdown: Countdown): void {
    shared.set(countdown);
    show();
  }

  function open(): void {
    set({ ...shared.get(), isShown: true });
    go.focus();
  }

  function close(): void {
    const hadFocus = panel.contains(document.activeElement);
    set({ ...reset(shared.get()), isShown: false });
    if (hadFocus) tool.focus();
  }

  function show(): void {
    clearTimeout(ticking);
    const countdown = shared.get();
    const left = leftOf(countdown, Date.now());
    const isOver = countdown.isShown && left === 0;
    panel.hidden = !countdown.isShown;
    tool.ariaPressed = String(countdown.isShown);
    panel.classList.toggle("is-over", isOver);
    panel.classList.toggle("is-running", isRunning());
    digits.textContent = clockText(left);
    minutes.textContent = words.minutes(countdown.minutes);
    go.textContent = isRunning() ? words.pause : words.start;
    // Screen readers read a status aloud when its text changes: the words are set once, at the end.
    const text = isOver ? words.over : "";
    if (said.textContent !== text) said.textContent = text;
    // Waits until the shown second ends, so that the digits change on time wherever in a second this is called.
    if (isRunning()) ticking = setTimeout(show, (left % 1000) + 5);
  }
  show();
}

function named(made: HTMLButtonElement, label: string): HTMLButtonElement {
  made.ariaLabel = label;
  return made;
}
