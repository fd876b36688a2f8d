import { shareKept } from "./keptValue.ts";
import { isCounts, percents, readCount, shareOf, total, type Counts } from "./tally.ts";
import { stepsOf } from "./deck.ts";
import type { DeckParts } from "./tool.ts";
import { button } from "../reader/elements.ts";

/**
 * Shows of hands: the lecturer types how many hands each option has had, and bars grow. The truth is a step of its slide (a fragment), so that it comes by a
 * clicker as well as by its button, in all windows at once; before that it stands nowhere on the slide.
 */
export function startHands(parts: DeckParts): void {
  const { deck, words, toolbar } = parts;
  const questions = [...deck.stage.querySelectorAll<HTMLElement>(".hands[data-hands]")].map((element) => startQuestion(element, parts));
  if (questions.length === 0) return;
  const here = () => questions.find(({ element }) => deck.slide().contains(element));
  const button = toolbar.add({ name: "hands", label: words.classroom.hands.name, key: "a", onClick: () => here()?.focus() });
  function sign(): void {
    button.disabled = !here();
    for (const question of questions) question.show();
  }
  deck.onPlace(sign);
  sign();
}

function startQuestion(element: HTMLElement, { deck, room, words: { classroom: { hands: words } } }: DeckParts): { element: HTMLElement; show(): void; focus(): void } {
  const options = [...element.querySelectorAll<HTMLElement>(".hands-option")];
  const truth = Number(element.dataset.truth);
  const answer = element.querySelector<HTMLElement>(".hands-answer")!;
  const slide = element.closest<HTMLElement>(".slide")!;
  const textOf = (option: HTMLElement) => option.querySelector(".hands-text")!.textContent;
  const rows = options.map((option, i) => {
    const input = document.createElement("input");
    input.className = "hands-count";
    input.inputMode = "numeric";
    input.maxLength = 4;
    input.autocomplete = "off";
    input.ariaLabel = words.count(textOf(option));
    const bar = document.createElement("span");
    bar.className = "hands-bar";
    const share = document.createElement("span");
    share.className = "hands-share";
    const mark = document.createElement("span");
    mark.className = "visually-hidden";
    option.append(input, bar, share, mark);
    input.addEventListener("focus", () => input.select());
    input.addEventListener("input", () => {
      const count = readCount(input.value);
      input.ariaInvalid = String(count === undefined);
      if (count !== undefined) set(shared.get().with(i, count));
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      const next = rows[i + (event.key === "ArrowUp" ? -1 : 1)]?.input;
      if (next) next.focus();
      else if (event.key === "Enter") reveal.focus();
    });
    return { input, bar, share, mark };
  });

  const none: Counts = options.map(() => 0);
  const shared = shareKept<Counts>(room, { topic: `hands/${element.dataset.hands}`, chapter: deck.main.dataset.chapter!, initial: none, isSound: (value): value is Counts => isCounts(value, options.length), onChange: show });
  const buttons = document.createElement("p");
  buttons.className = "hands-buttons";
  const sum = document.createElement("span");
  sum.className = "hands-sum";
  const reveal = button(words.show, () => turn(!isTold()));
  const reset = button(words.reset, () => {
    set(none);
    if (isTold()) turn(false);
    rows[0].input.focus();
  });
  buttons.append(reveal, reset, sum);
  element.insertBefore(buttons, answer);
  // It speaks when its text comes, which is when the truth is told.
  answer.role = "status";

  const isTold = () => answer.classList.contains("visible");

  /** The truth is a step of the slide: what comes before it is shown with it, and what comes after goes when it goes. */
  function turn(to: boolean): void {
    const step = Math.min(Number(answer.dataset.fragmentIndex), stepsOf(slide) - 1);
    deck.go({ slide: slide.dataset.slide!, fragment: to ? step + 1 : step });
  }

  function set(counts: Counts): void {
    shared.set(counts);
    show();
  }

  function show(): void {
    const counts = shared.get();
    const per = percents(counts);
    const all = total(counts);
    const isTruth = isTold();
    rows.forEach(({ input, bar, share, mark }, i) => {
      // What is being typed is the typist's.
      if (input !== document.activeElement || readCount(input.value) !== undefined && readCount(input.value) !== counts[i]) input.value = counts[i] === 0 && all === 0 ? "" : String(counts[i]);
      bar.style.setProperty("--share", String(shareOf(counts, i)));
      share.textContent = all === 0 ? "" : `${per[i]} %`;
      const isRight = isTruth && i === truth;
      options[i].classList.toggle("is-right", isRight);
      mark.textContent = isRight ? words.right : "";
    });
    sum.textContent = all === 0 ? "" : words.hands(all);
    reveal.textContent = isTruth ? words.hide : words.show;
    reveal.ariaPressed = String(isTruth);
    reset.disabled = all === 0 && !isTruth;
    const text = isTruth ? words.answer(textOf(options[truth]), counts[truth], all) : "";
    if (answer.textContent !== text) answer.textContent = text;
  }

  return { element, show, focus: () => rows[0].input.focus() };
}
