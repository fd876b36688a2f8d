import { button } from "../reader/elements.ts";
import type { Words } from "../i18n/index.ts";
import { browserStorage } from "../reader/storage.ts";

const key = "notes-size";
/** In rem. The first is the size of a notebook's text, the last is read from two metres. */
const sizes = [1, 1.2, 1.4, 1.7, 2, 2.5, 3];
const usual = 1.4;

/** The buttons that make the presenter's notes larger and smaller; this browser keeps their size. */
export function addNotesSize(notes: HTMLElement, words: Words["lecture"]["presenter"]): HTMLButtonElement[] {
  const kept = Number(browserStorage.get(key));
  let at = sizes.indexOf(sizes.includes(kept) ? kept : usual);
  const sizer = (by: -1 | 1): HTMLButtonElement => {
    const made = button(by < 0 ? "A−" : "A+", () => {
      at = Math.min(sizes.length - 1, Math.max(0, at + by));
      browserStorage.set(key, String(sizes[at]));
      show();
    });
    made.ariaLabel = by < 0 ? words.smallerNotes : words.largerNotes;
    return made;
  };
  const [smaller, larger] = [sizer(-1), sizer(1)];
  function show(): void {
    notes.style.setProperty("--notes-size", `${sizes[at]}rem`);
    smaller.disabled = at === 0;
    larger.disabled = at === sizes.length - 1;
  }
  show();
  return [smaller, larger];
}
