/** A reader's changes as a link in the clipboard, or as a file where a link would be too long. Loaded when one is asked for. */
import { adoptStyles } from "../../output/adoptStyles.ts";
import type { Words } from "../../i18n/index.ts";
import { element } from "../../output/element.ts";
import { button } from "../elements.ts";
import { save } from "../takeAway/save.ts";
import { mostBytes } from "./carriedCode.ts";
import { packFile } from "./changesFile.ts";
import styles from "../../styles/copyLink.css?inline";
import { linkFragments, passedOn, type Shareable } from "./linkFragments.ts";

/**
 * Longer links are not made. A fragment goes to no server, but a link goes through mail, chats and course sites before it gets to a browser: what is on the
 * way should take 8,000 octets of an address (RFC 9110, 4.1); more it may cut.
 */
export const longestLink = 8_000;

export interface Sent {
  /** As the page has it, `en/sgd`. */
  chapter: string;
  notebook: Shareable;
  /** The element of the page that is to be seen first: its id, or nothing. */
  place: string;
  words: Words["sharing"];
}

/** Copies a link, and says in `said` what it carries. A link that cannot be copied stands there to be copied by hand. */
export async function copyLink(said: HTMLElement, { chapter, notebook, place, words }: Sent): Promise<void> {
  adoptStyles(styles);
  const page = location.origin + location.pathname + location.search;
  const inputs = Object.values(passedOn(notebook)).reduce((sum, positions) => sum + Object.keys(positions).length, 0);
  const what = words.what(Object.keys(notebook.edited).length, inputs, notebook.own.length);
  const file = packFile(chapter, notebook);
  if (new Blob([file]).size > mostBytes) return say(said, words.tooMuch(what));
  const { whole, brief } = await linkFragments(notebook, place && `/${place}`);
  // With nothing to tell, the link is the browser's own to the place.
  const fragments = whole.includes("~") ? [whole, brief] : [place && `#${place}`];
  const link = fragments.map((fragment) => page + fragment).find(({ length }) => length <= longestLink);
  if (link === undefined) {
    const name = `${chapter.split("/").at(-1)!}-changes.json`;
    const saving = button(words.saveFile, () => {
      save(name, file, "application/json");
      say(said, words.saved(name));
    });
    return say(said, words.linkTooLong(what, page.length + whole.length, longestLink), saving);
  }
  try {
    await navigator.clipboard.writeText(link);
    say(said, words.copied(what, link.length));
  } catch {
    const field = element(document, "input", { class: "link-field", readonly: "", "aria-label": words.link, value: link });
    say(said, words.notCopied(what, link.length), field);
    field.focus();
    field.select();
  }
}

const say = (said: HTMLElement, text: string, ...more: HTMLElement[]): void => said.replaceChildren(element(document, "p", {}, text), ...more);
