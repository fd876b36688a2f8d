/**
 * A reader's changes of a chapter as a file: what a link would carry where there is too much of it. A file is another hand's work, as a link is: it is
 * looked at piece by piece, and nothing in it runs.
 */
import { tooLong } from "../../notebook/codeLimits.ts";
import { fits, isInputValue } from "../../notebook/inputs.ts";
import type { InputValue, InputValues } from "../../notebook/types.ts";
import { isRecord, ownFileText, readOwnFile, UnusableFile } from "../ownFile.ts";
import { mostBytes, readOwn, UnreadableCode, type CarriedCode } from "./carriedCode.ts";
import { passedOn, type Shareable } from "./linkFragments.ts";

const kind = { format: "from-sgd-to-adam/changes", version: 1, mostBytes };

/** What a file was found to carry. */
export interface CarriedFile extends CarriedCode {
  inputs: InputValues;
}

/** The text of a file with what `notebook` tells; `chapter` as the page has it, `en/sgd`. */
export const packFile = (chapter: string, notebook: Shareable): string =>
  ownFileText(kind, { chapter, cells: notebook.edited, own: notebook.own, inputs: passedOn(notebook) });

/** What a file carries for this chapter's cells. Throws UnusableFile. */
export async function readFile(file: Blob, chapter: string, { originals, specs }: Pick<Shareable, "originals" | "specs">): Promise<CarriedFile> {
  const { chapter: of, cells, own, inputs } = await readOwnFile(file, kind);
  if (!isRecord(cells) || !isRecord(inputs) || typeof of !== "string") throw new UnusableFile("unreadable");
  if (of !== chapter) throw new UnusableFile("elsewhere", of);
  const carried: CarriedFile = { sources: {}, unknown: 0, outdated: [], tooLong: [], ...ownIn(own, originals), inputs: {} };
  for (const [id, source] of Object.entries(cells)) {
    if (typeof source !== "string") throw new UnusableFile("unreadable");
    if (!originals.has(id)) carried.unknown++;
    else if (tooLong(source)) carried.tooLong.push(id);
    else carried.sources[id] = source;
  }
  for (const [id, positions] of Object.entries(inputs)) {
    if (!isRecord(positions)) throw new UnusableFile("unreadable");
    const found = Object.entries(positions).filter((entry): entry is [string, InputValue] => {
      const spec = specs.get(id)?.get(entry[0]);
      // What an edited cell asks for, its run knows: what does not fit is passed over there.
      return isInputValue(entry[1]) && (Object.hasOwn(carried.sources, id) || (spec !== undefined && fits(spec, entry[1])));
    });
    if (originals.has(id) && found.length > 0) carried.inputs[id] = Object.fromEntries(found);
  }
  return carried;
}

/** A file of an older site has no such cells. */
function ownIn(own: unknown, originals: Shareable["originals"]): Pick<CarriedFile, "own" | "ownTooLong"> {
  try {
    return readOwn(own, originals);
  } catch (error) {
    throw error instanceof UnreadableCode ? new UnusableFile("unreadable") : error;
  }
}
