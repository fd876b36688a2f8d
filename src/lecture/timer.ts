import { addMinutes, clockText, fresh, isCountdown, leftOf, pause, reset, start, type Countdown } from "./countdown.ts";
import { button } from "../reader/elements.ts";
import { shareKept } from "./keptValue.ts";
import type { DeckParts } from "./tool.ts";

/** A timer for exercises, large in the corner of the slide, the same in all windows, and going on over a reload. At its end it says so, once aloud to screen readers; it makes no sound. */
export function startTimer({ deck, room, words: { classroom: { timer: words } }, toolbar }: DeckParts): void {
  const panel = document.createElement("div");
  panel.className = "timer";
  panel.role = "region";
  panel.ariaLabel = words.name;
  const digits = document.createElement("p");
  digits.className = "timer-digits";
  digits.role = "timer";
  const said = document.createElement("p");
  said.className = "timer-said";
  said.role = "status";
  const controls = document.createElement("p");
  controls.className = "timer-controls";
  const change = (to: (countdown: Countdown, now: number) => Countdown) => set(to(shared.get(), Date.now()));
  const isRunning = () => shared.get().endsAt !== null && leftOf(shared.get(), Date.now()) > 0;
  const go = button("", () => change(isRunning() ? pause : (countdown, now) => start(leftOf(countdown, now) > 0 ? countdown : reset(countdown), now)));
  const minutes = document.createElement("span");
  controls.append(
    named(button("−", () => change((countdown, now) => addMinutes(countdown, -1, now))), words.less), minutes, named(button("+", () => change((countdown, now) => addMinutes(countdown, 1, now))), words.more),
    go, button(words.reset, () => change(reset)), button(words.close, close),
  );
  panel.append(digits, said, controls);
  deck.main.append(panel);

  const tool = toolbar.add({ name: "timer", label: words.name, key: "t", onClick: () => (shared.get().isShown ? close() : open()) });
  const shared = shareKept<Countdown>(room, { topic: "timer", chapter: deck.main.dataset.chapter!, initial: fresh, isSound: isCountdown, onChange: show });
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
    // A status speaks when its text comes: once.
    const text = isOver ? words.over : "";
    if (said.textContent !== text) said.textContent = text;
    // The digits change when a second is over, not a second after they were last looked at.
    if (isRunning()) ticking = setTimeout(show, (left % 1000) + 5);
  }
  show();
}

function named(made: HTMLButtonElement, label: string): HTMLButtonElement {
  made.ariaLabel = label;
  return made;
}
