import { element } from "../output/element.ts";
import { button } from "../reader/elements.ts";
import { plannedFrom } from "./pace.ts";
import type { DeckParts } from "./tool.ts";

const minuteMs = 60_000;

/** Asks how long a lecture may take, or until when, and starts it at the slide that is shown; or brings back an earlier one. */
export function askForLecture({ deck, lectures, words: { lecture } }: Pick<DeckParts, "deck" | "lectures" | "words">): void {
  const words = lecture.start;
  const index = deck.slides.indexOf(deck.slide());
  const box = element(document, "dialog", { class: "deck-dialog deck-start", "aria-label": words.name });
  const minutes = element(document, "input", { type: "number", min: 1, max: 24 * 60, required: true, value: plannedFrom(deck.slides, index) || 45 });
  const until = element(document, "input", { type: "time", required: true });
  const afterMinutes = (startedAt: number) => startedAt + minutes.valueAsNumber * minuteMs;
  /** The end that was asked for last: minutes count from the start, a time of day stands, however long the dialog is open. */
  let endsAt = afterMinutes;
  const showEnd = () => {
    endsAt = afterMinutes;
    const end = new Date(afterMinutes(Date.now()));
    if (Number.isFinite(end.getTime())) until.value = [end.getHours(), end.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  };
  showEnd();
  minutes.addEventListener("input", showEnd);
  until.addEventListener("input", () => {
    const [hour = NaN, minute] = until.value.split(":").map(Number);
    const now = Date.now();
    const today = new Date(now).setHours(hour, minute, 0, 0);
    if (!Number.isFinite(today)) return;
    // A time that is past is tomorrow's.
    const end = today + (today <= now ? 24 * 60 * minuteMs : 0);
    minutes.value = String(Math.ceil((end - now) / minuteMs));
    endsAt = () => end;
  });

  const form = element(document, "form", { method: "dialog" });
  const fields = element(document, "p", { class: "start-fields" });
  fields.append(element(document, "label", {}, words.minutes, minutes), element(document, "label", {}, words.until, until));
  const buttons = element(document, "p", {}, element(document, "button", {}, words.begin), " ");
  buttons.append(button(words.cancel, () => box.close()));
  form.append(
    element(document, "h2", {}, words.name),
    element(document, "p", {}, words.fresh),
    element(document, "p", {}, words.from(lecture.slide(index + 1, deck.slides.length))),
    fields,
    buttons,
  );
  form.addEventListener("submit", () => void lectures.start(deck.place().slide, endsAt));
  box.append(form);

  const earlier = lectures.earlier();
  if (earlier.length > 0) {
    const list = element(document, "details", {}, element(document, "summary", {}, words.earlier));
    const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
    const formatTime = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    for (const name of earlier)
      list.append(
        element(
          document,
          "p",
          {},
          button((name.includes("T") ? formatTime : format).format(new Date(name.includes("T") ? name : `${name}T00:00`)), () => {
            box.close();
            void lectures.bringBack(name);
          }),
        ),
      );
    box.append(list);
  }
  box.addEventListener("close", () => box.remove());
  deck.main.append(box);
  box.showModal();
  minutes.select();
}
