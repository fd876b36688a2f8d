import type { Words } from "../../i18n/index.ts";
import { element } from "../../output/element.ts";
import { button } from "../elements.ts";
import type { Shareable } from "./linkFragments.ts";

interface Setup {
  page: HTMLElement;
  words: Words;
  /** What is to be passed on: of these cells, or of all. */
  shareable(cells?: ReadonlySet<string>): Shareable;
  openFile(file: File): Promise<void>;
}

/** Passes on what the reader has changed of these cells, in a link to `place`, an element's id; says in `said` how that went. */
export type ShareCells = (said: HTMLElement, place: string, cells: ReadonlySet<string>) => Promise<void>;

/** Puts the buttons that copy a link to the page as it stands, and open a file, at its end; a file can also be dropped on the page. */
export function createSharing({ page, words, shareable, openFile }: Setup): ShareCells {
  const { sharing: word } = words;
  const send = async (said: HTMLElement, place: string, cells?: ReadonlySet<string>): Promise<void> => {
    const { copyLink } = await import("./copyLink.ts");
    await copyLink(said, { chapter: page.dataset.chapter!, notebook: shareable(cells), place, words: word });
  };
  // A deck has no such line.
  const ends = page.querySelector(".page-ends");
  if (ends) {
    const said = element(document, "div", { class: "cell-notice", role: "status" });
    const orSay = (done: Promise<void>) => void done.catch(() => said.replaceChildren(words.cell.unavailable));
    const open = (file: File | undefined) => {
      said.replaceChildren();
      if (file) orSay(openFile(file));
    };
    const chosen = element(document, "input", { type: "file", accept: ".json,application/json", hidden: true });
    chosen.addEventListener("change", () => {
      open(chosen.files?.[0]);
      chosen.value = "";
    });
    const copy = button(word.copyLink, () => orSay(send(said, "")));
    const choose = button(word.openFile, () => chosen.click());
    for (const made of [copy, choose]) made.className = "page-button";
    ends.querySelector("[role=status]")!.before(" ", copy, " ", choose, chosen, " ");
    ends.after(said);
    takeDrops(open);
  }
  return send;
}

/** A dropped file of ours is opened wherever it falls, over an editor too; all else is dropped as the browser does it. */
function takeDrops(open: (file: File | undefined) => void): void {
  const fileOf = ({ dataTransfer }: DragEvent) =>
    [...(dataTransfer?.items ?? [])].find(({ kind, type }) => kind === "file" && type === "application/json");
  for (const type of ["dragover", "drop"] as const)
    addEventListener(
      type,
      (event) => {
        const item = fileOf(event);
        if (!item) return;
        event.preventDefault();
        event.stopPropagation();
        if (type === "drop") open(item.getAsFile() ?? undefined);
      },
      { capture: true },
    );
}
