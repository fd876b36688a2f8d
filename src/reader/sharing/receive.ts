/** What another reader has sent, in a link or a file: read, and offered to the reader of this page. Loaded when something has come. */
import type { Words } from "../../i18n/index.ts";
import type { InputValue } from "../../notebook/types.ts";
import type { Addressed } from "../address.ts";
import type { TakenCell } from "../own/ownList.ts";
import { shortName, UnusableFile } from "../ownFile.ts";
import { unpackCode, UnreadableCode, type CarriedCode, type Sources } from "./carriedCode.ts";
import { readFile } from "./changesFile.ts";
import { statedInputs } from "./linkFragments.ts";
import { offerCode, refuse, type Offered } from "./offerCode.ts";

/** The page that something has come to. */
export interface Recipient extends Pick<Offered, "page" | "originals" | "own" | "titleOf" | "sourceOf"> {
  specs: Addressed;
  words: Words["sharing"];
  /** The reader agrees: these sources go into their cells, and these cells are added; nothing runs yet. */
  use(sources: Sources, own: readonly TakenCell[]): void;
  move(cell: string, key: string, value: InputValue): void;
  isMoved(cell: string, key: string): boolean;
  /** All inputs that come are moved: of these cells. Those whose code has run here may run. */
  moved(cells: string[]): void;
}

/** Offers the code that the address of the page carries. */
export async function offerLink(recipient: Recipient, packed: string, hash: string, answered: () => void): Promise<void> {
  const { words, originals, use } = recipient;
  const offered = { ...recipient, from: "link" as const, answered };
  let carried: CarriedCode;
  try {
    carried = await unpackCode(packed, originals);
  } catch (error) {
    if (!(error instanceof UnreadableCode)) throw error;
    return refuse(offered, words.unreadable);
  }
  offerCode({
    ...offered,
    carried,
    use(sources, own) {
      // Inputs that only the edited code has; the others the address has moved already.
      for (const id of Object.keys(sources))
        for (const [key, value] of Object.entries(statedInputs(hash, id))) if (!recipient.isMoved(id, key)) recipient.move(id, key, value);
      use(sources, own);
    },
  });
}

/** Offers what a file carries; one that cannot be used is named. */
export async function offerFile(recipient: Recipient, file: File): Promise<void> {
  const { page, words, use } = recipient;
  const offered = { ...recipient, from: "file" as const, answered() {} };
  const chapter = page.dataset.chapter!;
  try {
    const carried = await readFile(file, chapter, recipient);
    const moves = Object.entries(carried.inputs).flatMap(([id, positions]) => Object.entries(positions).map(([key, value]) => ({ id, key, value })));
    const isUsable = (id: string) => carried.sources[id] === undefined || recipient.sourceOf(id) === recipient.originals.get(id);
    const moved = moves.filter(({ id }) => isUsable(id));
    offerCode({
      ...offered,
      carried,
      inputs: moved.length,
      use(sources, own) {
        for (const { id, key, value } of moved) recipient.move(id, key, value);
        use(sources, own);
        recipient.moved([...new Set(moved.map(({ id }) => id))]);
      },
    });
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    refuse(offered, words.unusable[error.why](shortName(file), titleOf(error.chapter, chapter)));
  }
}

/** The title of a chapter that this one, `here`, has a link to: no words of the file are shown. */
function titleOf(chapter: string, here: string): string | undefined {
  const [locale, slug] = chapter.split("/");
  const link = locale === here.split("/")[0] && slug ? document.querySelector(`nav a[href$="/${CSS.escape(slug)}/"]`) : null;
  return link?.lastChild?.textContent?.trim();
}
