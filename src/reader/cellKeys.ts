import { adoptStyles } from "../output/adoptStyles.ts";
import styles from "../styles/pageDialog.css?inline";
import { element } from "../output/element.ts";
import type { Words } from "../i18n/index.ts";
import type { CellView } from "./cellView.ts";
import { button, openDialog } from "./elements.ts";
import { areSingleKeysOn, turnSingleKeys } from "./singleKeys.ts";

/** What the keys of a page ask for. */
export interface KeyCommands {
  /** In the order of the page. */
  views: readonly CellView[];
  run(ids: string[]): void;
  stop(): void;
  /** Ids of the cells of `views` up to this one that run with others. */
  above(view: CellView): string[];
  /** Adds a cell below this one. */
  add(view: CellView): void;
}

/**
 * Does what a single key asks for, pressed where nothing is typed (`boot.ts`; a deck has keys of its own). It is meant for the cell that has the focus, else
 * for the first that is not above the window's middle.
 */
export function onCellKey(event: KeyboardEvent, words: Words["cell"], { views, run, stop, above, add }: KeyCommands): void {
  if (!areSingleKeysOn()) return;
  const key = event.key.toLowerCase();
  if (key === "?") return listKeys(words);
  const shown = views.filter(({ element }) => element.checkVisibility());
  const focused = shown.findIndex(({ element }) => element.contains(document.activeElement));
  const below = shown.findIndex(({ element }) => element.getBoundingClientRect().bottom > innerHeight / 2);
  const here = focused >= 0 ? focused : below >= 0 ? below : shown.length - 1;
  const view = shown[here];
  if (!view) return;
  if (key === "j") go(shown[focused >= 0 ? focused + 1 : here]);
  else if (key === "k") go(shown[here - 1]);
  else if (key === "e") void edit(view);
  else if (key === "r") run([view.id]);
  else if (key === "a") run(above(view));
  else if (key === "s") stop();
  else if (key === "f") fold(view);
  else if (key === "b") add(view);
}

function go(view: CellView | undefined): void {
  if (!view) return;
  view.focusCode();
  view.element.scrollIntoView({ block: "nearest" });
}

function edit(view: CellView): Promise<void> {
  const code = view.element.querySelector<HTMLDetailsElement>("details.cell-code");
  if (code) code.open = true;
  return view.edit(0);
}

function fold(view: CellView): void {
  const code = view.element.querySelector<HTMLDetailsElement>("details.cell-code");
  if (code) code.open = !code.open;
}

/** Lists all keys, and lets those be turned off that are pressed alone. */
export function listKeys(words: Words["cell"]): void {
  adoptStyles(styles);
  const single = element(document, "input", { type: "checkbox" });
  single.checked = areSingleKeysOn();
  single.addEventListener("change", () => turnSingleKeys(single.checked));
  const list = element(document, "dl");
  for (const [keys, does] of words.keyList.keys)
    list.append(element(document, "dt", {}, element(document, "kbd", {}, keys)), element(document, "dd", {}, does));
  const box = openDialog(
    "cell-keys",
    words.keyList.title,
    list,
    element(document, "label", { class: "single-keys" }, single, ` ${words.keyList.single}`),
    button(words.keyList.close, () => box.close()),
  );
}
