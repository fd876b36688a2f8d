// A long function: a question's fields, buttons and bars are all shown anew by one `show` from the same counts, and nearly all that is done to one changes another.
import { element } from "../output/element.ts";
import { shareKept } from "./keptValue.ts";
import { isCounts, percents, readCount, shareOf, total, type Counts } from "./tally.ts";
import { stepsOf } from "./deck.ts";
import type { DeckParts } from "./tool.ts";
import { button } from "../reader/elements.ts";

/**
 * Shows of hands: the lecturer types how many hands each option has had; bars grow when the votes, or the truth, are shown. The truth is a step of its slide (a
 * fragment), so that it comes by a clicker as well as by its button, in all windows at once; before that it stands nowhere on the slide.
 */
export function startHands(parts: DeckParts): void {
  const { deck, words, toolbar } = parts;
  const questions = [...deck.stage.querySelectorAll<HTMLElement>(".hands[data-hands]")].map((question) => startQuestion(question, parts));
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

function startQuestion(question: HTMLElement, parts: DeckParts): { element: HTMLElement; show(): void; focus(): void } {
  const {
    deck,
    words: {
      classroom: { hands: words },
    },
  } = parts;
  const options = [...question.querySelectorAll<HTMLElement>(".hands-option")];
  const truth = Number(question.dataset.truth);
  const answer = question.querySelector<HTMLElement>(".hands-answer")!;
  const slide = question.closest<HTMLElement>(".slide")!;
  const textOf = (option: HTMLElement) => option.querySelector(".hands-text")!.textContent;
  const rows = options.map((option, i) => {
    const input = element(document, "input", { class: "hands-count" });
    input.inputMode = "numeric";
    input.maxLength = 4;
    input.autocomplete = "off";
    input.ariaLabel = words.count(textOf(option));
    const bar = element(document, "span", { class: "hands-bar" });
    const share = element(document, "span", { class: "hands-share" });
    const mark = element(document, "span", { class: "visually-hidden" });
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

  /** The cell that comes with the truth. */
  const shown = question.dataset.shows === undefined ? null : slide.querySelector<HTMLElement>(`[data-cell="${question.dataset.shows}"]`);
  const none: Counts = options.map(() => 0);
  const shared = shareKept<Counts>(parts, {
    topic: `hands/${question.dataset.hands}`,
    initial: none,
    isSound: (value): value is Counts => isCounts(value, options.length),
    onChange: show,
  });
  const votes = shareKept<boolean>(parts, {
    topic: `votes/${question.dataset.hands}`,
    initial: false,
    isSound: (value) => typeof value === "boolean",
    onChange: show,
  });
  const buttons = element(document, "p", { class: "hands-buttons" });
  const sum = element(document, "span", { class: "hands-sum" });
  const showVotes = button(words.showVotes, () => {
    votes.set(!votes.get());
    show();
  });
  const reveal = button(words.show, () => turn(!isTold()));
  const reset = button(words.reset, () => {
    votes.set(false);
    set(none);
    if (isTold()) turn(false);
    focus();
  });
  buttons.append(showVotes, reveal, reset, sum);
  question.insertBefore(buttons, answer);
  // Screen readers read a status aloud when its text changes, which is when the truth is shown.
  answer.role = "status";

  const focus = () => rows[0]?.input.focus();
  const isTold = () => answer.classList.contains("visible");

  /** The truth is a step of the slide: what comes before it is shown with it, and what comes after goes when it goes. */
  function turn(to: boolean): void {
    const step = Math.min(Number(answer.dataset.fragmentIndex), stepsOf(slide) - 1);
    deck.go({ slide: slide.dataset.slide!, fragment: to ? step + 1 : step });
  }

  /** Runs the cell that shows the truth where what it shows is not of the code and the positions as they stand. */
  function compute(): void {
    if (shown && !/^(done|fresh|running)$/.test(shown.dataset.state!))
      shown.querySelector<HTMLButtonElement>('.cell-bar [data-action="run"]')?.click();
  }

  function set(counts: Counts): void {
    shared.set(counts);
    show();
  }

  let wasTold = isTold();
  function show(): void {
    const counts = shared.get();
    const per = percents(counts);
    const all = total(counts);
    const isTruth = isTold();
    // One window asks for the run: the one whose key or button it was.
    if (isTruth && !wasTold && document.hasFocus()) compute();
    wasTold = isTruth;
    const areShown = isTruth || votes.get();
    rows.forEach(({ input, bar, share, mark }, i) => {
      // A field that is being typed in is not overwritten, unless what stands in it is another number.
      if (input !== document.activeElement || (readCount(input.value) !== undefined && readCount(input.value) !== counts[i]))
        input.value = counts[i] === 0 && all === 0 ? "" : String(counts[i]);
      bar.style.setProperty("--share", areShown ? String(shareOf(counts, i)) : "0");
      share.textContent = areShown && all > 0 ? `${per[i]} %` : "";
      const isRight = isTruth && i === truth;
      options[i]?.classList.toggle("is-right", isRight);
      mark.textContent = isRight ? words.right : "";
    });
    sum.textContent = all === 0 ? "" : words.hands(all);
    showVotes.textContent = areShown ? words.hideVotes : words.showVotes;
    showVotes.ariaPressed = String(areShown);
    showVotes.disabled = isTruth || (all === 0 && !areShown);
    shown?.classList.toggle("is-untold", !isTruth);
    reveal.textContent = isTruth ? words.hide : words.show;
    reveal.ariaPressed = String(isTruth);
    reset.disabled = all === 0 && !isTruth;
    const right = options[truth];
    const text = isTruth && right ? words.answer(textOf(right), counts[truth] ?? 0, all) : "";
    if (answer.textContent !== text) answer.textContent = text;
  }

  return { element: question, show, focus };
}
