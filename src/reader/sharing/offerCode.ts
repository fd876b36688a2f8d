import type { Words } from "../../i18n/index.ts";
import { unpackCode, UnreadableCode, type CarriedCode, type Sources } from "./carriedCode.ts";
import { lineDiff } from "./lineDiff.ts";
import "../../styles/linkOffer.css";
import { button, element } from "../elements.ts";

/** The page to which a link with changed code was opened. */
export interface Offered {
  packed: string;
  page: HTMLElement;
  originals: ReadonlyMap<string, string>;
  titleOf(id: string): string;
  /** What now stands in a cell. */
  sourceOf(id: string): string;
  words: Words["sharing"];
  /** The reader agrees: these sources go into their cells; nothing runs yet. */
  use(sources: Sources): void;
  /** The reader has answered, one way or the other. */
  answered(): void;
}

/**
 * Asks the reader whether to use the code that a link carries, which can be looked at before. Nothing of it runs here, and no cell changes that the reader
 * has edited. A link that cannot be read is told of in a sentence. An offer that still stands gives way to the new one.
 */
export async function offerCode({ packed, page, originals, titleOf, sourceOf, words, use, answered }: Offered): Promise<void> {
  let carried: CarriedCode | undefined;
  try {
    carried = await unpackCode(packed, originals);
  } catch (error) {
    if (!(error instanceof UnreadableCode)) throw error;
  }
  const { sources = {}, unknown = [], outdated = [] } = carried ?? {};
  const changed = Object.keys(sources).filter((id) => sources[id] !== sourceOf(id));
  const own = changed.filter((id) => sourceOf(id) !== originals.get(id));
  const usable = changed.filter((id) => !own.includes(id));
  const titles = (ids: string[]) => ids.map(titleOf);
  const told = [
    ...(carried ? [] : [words.unreadable]),
    ...(usable.length > 0 ? [words.carries(titles(usable)), words.nothingRuns] : []),
    ...(own.length > 0 ? [words.ownStays(titles(own))] : []),
    ...(outdated.length > 0 ? [words.outdated(titles(outdated))] : []),
    ...(unknown.length > 0 ? [words.unknown(unknown)] : []),
  ];
  document.querySelector(".link-offer")?.remove();
  // What the link has is here already.
  if (told.length === 0) return answered();

  const panel = document.createElement("div");
  panel.className = "link-offer";
  panel.role = "region";
  panel.ariaLabel = words.title;
  panel.tabIndex = -1;
  const before = document.activeElement;
  function answer(): void {
    const hadFocus = panel.contains(document.activeElement);
    panel.remove();
    if (hadFocus && before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
    answered();
  }
  const buttons = element("p", "link-answers");
  if (usable.length > 0) {
    buttons.append(
      button(words.use, () => {
        answer();
        use(Object.fromEntries(usable.map((id) => [id, sources[id]])));
      }),
      button(words.keep, answer),
    );
  } else buttons.append(button(words.close, answer));
  panel.append(
    ...told.map((text) => element("p", "", text)),
    ...[...usable, ...own].map((id) => look(words.look(titleOf(id)), sourceOf(id), sources[id])),
    buttons,
  );
  // Keys in it are not for the page behind: neither slides nor cells.
  panel.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") answer();
  });
  page.before(panel);
  panel.focus({ preventScroll: true });
}

/** A cell's code as it is and as the link has it, line by line, as text. */
function look(label: string, before: string, after: string): HTMLElement {
  const details = document.createElement("details");
  const pre = element("pre", "link-code");
  pre.tabIndex = 0;
  pre.ariaLabel = label;
  for (const line of lineDiff(before, after)) pre.append(element(line.in === "old" ? "del" : line.in === "new" ? "ins" : "span", "", `${line.text}\n`));
  details.append(element("summary", "", label), pre);
  return details;
}
