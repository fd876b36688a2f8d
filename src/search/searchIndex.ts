/** The index: made at build, written as JSON, read and asked in the page. */
import MiniSearch, { type Options, type SearchResult } from "minisearch";
import { marked, wordsOf, type Stretch } from "./words.ts";

export type PlaceKind = "section" | "exercise" | "term" | "work" | "library";

/** A place of the site that can be found. */
export interface Place {
  /** Its address below the site's root: `sgd/#one-dimension`. No two places have one. */
  href: string;
  kind: PlaceKind;
  title: string;
  /** What it is in: the chapter, the module. */
  within: string;
  /** Other words that stand for it: names in code, other forms. */
  names?: string;
  /** Its paragraphs, as plain text, a line each. */
  text: string;
  /** How much it counts beside others: 1 unless given. */
  weight?: number;
}

/** A place that was found: title and an excerpt, with what was found in them. */
export interface Found {
  href: string;
  kind: PlaceKind;
  title: Stretch[];
  within: string;
  excerpt: Stretch[];
}

const options: Options<Place> = {
  idField: "href",
  fields: ["title", "names", "within", "text"],
  storeFields: ["kind", "title", "within", "text", "weight"],
  tokenize: wordsOf,
  processTerm: (word) => word,
  searchOptions: {
    boost: { title: 5, names: 5, within: 1.5 },
    // A word may be the beginning of others: one of at least two letters or digits; one Chinese character, of the pairs that it begins.
    prefix: (word) => /^(?:[\p{Script=Latin}\p{N}]{2,}|\p{Script=Han})$/u.test(word),
    // One with a digit is a name, which another digit would make another name.
    fuzzy: (word) => (word.length > 3 && /^\p{Script=Latin}+$/u.test(word) ? 0.2 : false),
    boostDocument: (_href, _word, place) => (place as unknown as Place | undefined)?.weight ?? 1,
    weights: { prefix: 0.4, fuzzy: 0.2 },
  },
};

/** The index of some places, to be written as JSON. */
export function makeIndex(places: readonly Place[]): MiniSearch<Place> {
  const index = new MiniSearch(options);
  index.addAll(places);
  return index;
}

/** Reads an index that was written as JSON. Throws where it is none. */
export const readIndex = (json: string): MiniSearch<Place> => MiniSearch.loadJSON<Place>(json, options);

/** How many places are given back. */
const most = 20;

/** The best of the places with all words of the query, or where there are none, with some of them; and how many there are in all. */
export function find(index: MiniSearch<Place>, query: string): { total: number; places: Found[] } {
  const withAll = index.search(query, { combineWith: "AND" });
  const found = withAll.length > 0 ? withAll : index.search(query);
  return { total: found.length, places: found.slice(0, most).map(toFound) };
}

function toFound(result: SearchResult): Found {
  const found = new Set(result.terms);
  const { kind, title, within, text } = result as unknown as Place;
  return { href: result.id as string, kind, title: marked(title, found), within, excerpt: excerptOf(text, found) };
}

/** The length of an excerpt, in characters, and how much of it stands before the first word found. */
const room = 170;
const lead = 50;

/** Of the first paragraph with most of the words, the part around the first of them. */
function excerptOf(text: string, found: ReadonlySet<string>): Stretch[] {
  const hits = (paragraph: string): number => new Set(wordsOf(paragraph).filter((word) => found.has(word))).size;
  const paragraphs = text.split("\n");
  const counts = paragraphs.map(hits);
  const paragraph = paragraphs[counts.indexOf(Math.max(...counts))] ?? "";
  if (paragraph.length <= room) return marked(paragraph, found);
  const [start] = marked(paragraph, found);
  const first = !start || start.isHit || start.text === paragraph ? 0 : start.text.length;
  const from = first <= lead ? 0 : wordStart(paragraph, first - lead);
  const to = from + room >= paragraph.length ? paragraph.length : wordEnd(paragraph, from + room);
  return marked(`${from > 0 ? "… " : ""}${paragraph.slice(from, to)}${to < paragraph.length ? " …" : ""}`, found);
}

/** The nearest place to cut before or at `at`, and behind it: a space, or where there is none near, `at` itself. */
function wordStart(text: string, at: number): number {
  const space = text.lastIndexOf(" ", at);
  return at - space < 25 ? space + 1 : at;
}
function wordEnd(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space >= 0 && space - at < 25 ? space : at;
}
