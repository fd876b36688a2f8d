import { adoptStyles } from "../../output/adoptStyles.ts";
import type { Words } from "../../i18n/index.ts";
import { mostOwn, type TakenCell } from "../own/ownList.ts";
import type { CarriedCode, Sources } from "./carriedCode.ts";
import { excerpt, lineDiff, type DiffLine } from "./lineDiff.ts";
import styles from "../../styles/linkOffer.css?inline";
import { element } from "../../output/element.ts";
import { button } from "../elements.ts";

/** The page to which a link with changed code, or a file, was opened. */
export interface Offered {
  from: "link" | "file";
  carried: CarriedCode;
  /** How many inputs are moved by it once the reader agrees. A link has moved its inputs before. */
  inputs?: number;
  page: HTMLElement;
  originals: ReadonlyMap<string, string>;
  /** The cells that the reader of this page has added; a deck has none, and none is added to it. */
  own: readonly TakenCell[] | undefined;
  titleOf(id: string): string;
  /** What now stands in a cell. */
  sourceOf(id: string): string;
  words: Words["sharing"];
  /** The reader agrees: these sources go into their cells, and these cells are added; nothing runs yet. */
  use(sources: Sources, own: readonly TakenCell[]): void;
  /** The reader has answered, one way or the other. */
  answered(): void;
}

/**
 * Asks the reader whether to use the code that a link or a file carries, which can be looked at before. Nothing of it runs here, and no cell changes that
 * the reader has edited.
 */
export function offerCode({ from, carried, inputs = 0, page, originals, own: here, titleOf, sourceOf, words, use, answered }: Offered): void {
  const { sources, outdated, tooLong, ownTooLong } = carried;
  const unknown = carried.unknown + (here ? 0 : carried.own.length);
  const fresh = here ? carried.own.filter((cell) => !here.some(({ after, source }) => after === cell.after && source === cell.source)) : [];
  const taken = fresh.slice(0, mostOwn - (here?.length ?? 0));
  const isUntouched = (id: string) => sourceOf(id) === originals.get(id);
  const changed = Object.entries(sources).filter(([id, source]) => source !== sourceOf(id));
  const own = changed.filter(([id]) => !isUntouched(id));
  const usable = changed.filter(([id]) => isUntouched(id));
  const titles = (cells: [id: string, source: string][]) => cells.map(([id]) => titleOf(id));
  const told = [
    ...(usable.length > 0 ? [words.carries(from, titles(usable))] : []),
    ...(taken.length > 0 ? [words.adds(from, taken.length)] : []),
    ...(usable.length + taken.length > 0 ? [words.nothingRuns] : []),
    ...(inputs > 0 ? [words.moves(inputs)] : []),
    ...(own.length > 0 ? [words.ownStays(titles(own))] : []),
    ...(outdated.length > 0 ? [words.outdated(outdated.map(titleOf))] : []),
    ...(tooLong.length > 0 ? [words.tooLong(from, tooLong.map(titleOf))] : []),
    ...(ownTooLong > 0 ? [words.tooLong(from, [words.sendersCells(ownTooLong)])] : []),
    ...(taken.length < fresh.length ? [words.noRoom(fresh.length - taken.length, mostOwn)] : []),
    ...(unknown > 0 ? [words.unknown(unknown)] : []),
  ];
  // The page already has all that is in the link.
  if (told.length === 0) {
    document.querySelector(".link-offer")?.remove();
    return answered();
  }

  // The reader may have edited one since the question was asked.
  const agree = (): void => use(Object.fromEntries(usable.filter(([id]) => isUntouched(id))), taken);
  const looks = [
    ...[...usable, ...own].map(([id, source]) => look(words, words.look(titleOf(id)), lineDiff(sourceOf(id), source))),
    ...taken.map(({ source, after }, i) =>
      look(
        words,
        words.lookAdded(i + 1, after && titleOf(after)),
        source.split("\n").map((text) => ({ in: "new", text })),
      ),
    ),
  ];
  show({ title: words.title(from), page, words, told, looks, answered, agree: usable.length + taken.length + inputs > 0 ? agree : undefined });
}

/** Says in the same place why there is nothing to be offered. */
export function refuse({ from, page, words, answered }: Pick<Offered, "from" | "page" | "words" | "answered">, why: string): void {
  show({ title: words.title(from), page, words, told: [why], looks: [], answered, agree: undefined });
}

interface Panel extends Pick<Offered, "page" | "words" | "answered"> {
  title: string;
  told: string[];
  looks: HTMLElement[];
  agree: (() => void) | undefined;
}

/** An offer that still stands gives way to the new one. */
function show({ title, page, words, told, looks, answered, agree }: Panel): void {
  adoptStyles(styles);
  document.querySelector(".link-offer")?.remove();
  const panel = element(document, "div", { class: "link-offer", role: "region", "aria-label": title });
  panel.tabIndex = -1;
  const before = document.activeElement;
  function answer(): void {
    const hadFocus = panel.contains(document.activeElement);
    panel.remove();
    if (hadFocus && before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
    answered();
  }
  const buttons = element(document, "p", { class: "link-answers" });
  if (agree) {
    buttons.append(
      button(words.use, () => {
        answer();
        agree();
      }),
      button(words.keep, answer),
    );
  } else buttons.append(button(words.close, answer));
  panel.append(...told.map((text) => element(document, "p", {}, text)), ...looks, buttons);
  // Keys pressed in the panel must not reach the page behind it, where they turn slides and run cells.
  panel.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") answer();
  });
  page.before(panel);
  panel.focus({ preventScroll: true });
}

/** What the link changes in a cell's code, line by line, as text; of very much, a part, and how much is left out. */
function look(words: Words["sharing"], label: string, diff: readonly DiffLine[]): HTMLElement {
  const details = document.createElement("details");
  const pre = element(document, "pre", { class: "link-code" });
  pre.tabIndex = 0;
  pre.ariaLabel = label;
  for (const line of excerpt(diff)) {
    if (line.in === "gap") pre.append(note(line.unchanged ? words.unchanged(line.lines) : words.notShown(line.lines)));
    else {
      const shown = element(document, line.in === "old" ? "del" : line.in === "new" ? "ins" : "span", {}, `${line.text}\n`);
      if (line.cut) shown.append(note(words.cut(line.cut)));
      pre.append(shown);
    }
  }
  details.append(element(document, "summary", {}, label), pre);
  return details;
}

/** The page's own words among the lines of code. */
const note = (text: string): HTMLElement => element(document, "span", { class: "link-note" }, `${text}\n`);
