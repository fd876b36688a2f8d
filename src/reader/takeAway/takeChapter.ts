import type { Words } from "../../i18n/index.ts";
import type { InputValues } from "../../notebook/types.ts";
import type { CellView } from "../cellView.ts";
import type { NotebookData } from "../notebookData.ts";
import { packChapter } from "./archive.ts";
import type { ChapterKit } from "./kit.ts";
import { save } from "./save.ts";

export interface ChapterOnPage {
  page: HTMLElement;
  notebook: NotebookData;
  views: ReadonlyMap<string, CellView>;
  inputs: InputValues;
  words: Words;
  /** Reads the kit, as text. */
  readKit(): Promise<string>;
  readData(file: string): Promise<Uint8Array>;
}

/** Downloads the chapter as it now stands, and says beside the button how that goes. */
export async function takeChapter(button: HTMLButtonElement, { page, notebook, views, inputs, words, readKit, readData }: ChapterOnPage) {
  const { takeAway: word } = words;
  const said = button.parentElement!.querySelector("[role=status]")!;
  said.textContent = ` ${word.packing}`;
  try {
    const kit = JSON.parse(await readKit()) as ChapterKit;
    const data = Object.fromEntries(await Promise.all(kit.data.map(async (file) => [file, await readData(file)] as const)));
    const name = page.dataset.chapter!.split("/").at(-1)!;
    const title = page.querySelector("h1")!.textContent;
    const address = location.origin + location.pathname;
    const clicks = notebook.cells.filter(({ run }) => run === "click").map(({ id }) => id);
    const zip = packChapter({
      name,
      title,
      address,
      locale: notebook.locale,
      cells: notebook.cells,
      // A cell of the deck alone has no place on the page.
      sourceOf: (id) => views.get(id)?.source() ?? notebook.cells.find((cell) => cell.id === id)!.source,
      inputs,
      readme: word.readme(`${title} · ${words.site.title}`, address, kit.node, clicks),
      kit,
      data,
    });
    save(`${name}.zip`, zip, "application/zip");
    said.textContent = ` ${word.packed(`${name}.zip`)}`;
  } catch {
    said.textContent = ` ${words.cell.unavailable}`;
  }
}
