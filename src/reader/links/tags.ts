import { readAs, type NotationName } from "../../../content/notation.ts";

/** Which symbol a tag is in a chapter, and which tags a symbol has there: nearly always its own name. */
export interface Tags {
  symbolOf(tag: string): string;
  tagsOf(symbol: string): string[];
}

/** `chapter` as the page has it, `en/beyond-adam`. */
export function tagsIn(chapter: string): Tags {
  const slug = chapter.split("/").at(-1);
  const own: Partial<Record<string, NotationName>> = Object.entries(readAs).find(([file]) => file.replace(/^\d\d-/, "") === slug)?.[1] ?? {};
  return { symbolOf: (tag) => own[tag] ?? tag, tagsOf: (symbol) => [symbol, ...Object.keys(own).filter((tag) => own[tag] === symbol)] };
}
