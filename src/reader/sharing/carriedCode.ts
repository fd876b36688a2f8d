/**
 * Changed code as a link carries it: base64url of a deflated JSON text, by cell either the whole source or, where a link must be short, what differs from
 * the site's source. A link is another hand's work: it is looked at piece by piece, and nothing in it runs.
 */

import { tooLong } from "../../notebook/codeLimits.ts";
import { digest } from "../../text/digest.ts";
import { mostOwn, type TakenCell } from "../own/ownList.ts";

/** Sources of cells, by id. */
export type Sources = Record<string, string>;

/** What a link was found to carry. */
export interface CarriedCode {
  sources: Sources;
  /** How many cells this page does not have. They are not named: their names are the link's own words. */
  unknown: number;
  /** Cells of which the link says only what differs from another version of the site. */
  outdated: string[];
  /** Cells for which the link has more code than a cell may have. */
  tooLong: string[];
  /** The cells that its sender has added, in the order of the page. */
  own: TakenCell[];
  /** How many of them have more code than a cell may have. */
  ownTooLong: number;
}

/** Where in a link the sender's own cells stand, beside the chapter's by their ids: no cell has this one. */
const ownKey = "+";

interface Packing {
  brief?: boolean;
  own?: readonly TakenCell[];
}

/** What a link carries is no code, or more than a chapter can have. */
export class UnreadableCode extends Error {}

/** No chapter's code comes near this; what says that it is longer is not unpacked, and a longer file is not read. */
export const mostBytes = 256 * 1024;
const mostPacked = 128 * 1024;

/** [digest of the site's source, how many lines stay at its start, at its end, the lines between]. */
type Difference = [site: string, before: number, after: number, between: string[]];

/** The text for a link's `code`. With `brief`, only what differs from `originals`, readable as long as the site has the same sources. */
export async function packCode(sources: Sources, originals: ReadonlyMap<string, string>, { brief = false, own = [] }: Packing = {}): Promise<string> {
  const entries: [string, unknown][] = Object.entries(sources).map(([id, source]) => [
    id,
    brief && originals.has(id) ? differenceOf(originals.get(id)!, source) : source,
  ]);
  if (own.length > 0) entries.push([ownKey, own]);
  const bytes = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  return toBase64url(await collect(stream(bytes).pipeThrough(new CompressionStream("deflate-raw")), mostBytes));
}

/** What `packed` carries for the cells in `originals`. Throws UnreadableCode. */
export async function unpackCode(packed: string, originals: ReadonlyMap<string, string>): Promise<CarriedCode> {
  const { [ownKey]: own, ...cells } = await unpackJson(packed);
  const carried: CarriedCode = { sources: {}, unknown: 0, outdated: [], tooLong: [], ...readOwn(own, originals) };
  const take = (id: string, source: string): void => {
    if (tooLong(source)) carried.tooLong.push(id);
    else carried.sources[id] = source;
  };
  for (const [id, value] of Object.entries(cells)) {
    const original = originals.get(id);
    if (original === undefined) carried.unknown++;
    else if (typeof value === "string") take(id, value);
    else if (!isDifference(value)) throw new UnreadableCode(`no source: ${id}`);
    else if (value[0] !== digest(original)) carried.outdated.push(id);
    else take(id, withDifference(original, value));
  }
  return carried;
}

/**
 * The cells that a sender has added, of a link or a file. Where this page does not have the cell that one stood after, it comes to the page's end. Throws
 * UnreadableCode for what is no list of cells, or longer than one can be.
 */
export function readOwn(value: unknown, originals: ReadonlyMap<string, string>): Pick<CarriedCode, "own" | "ownTooLong"> {
  if (value === undefined) return { own: [], ownTooLong: 0 };
  if (!Array.isArray(value) || value.length > mostOwn || !value.every(isTaken)) throw new UnreadableCode("no cells of the sender's own");
  // An empty cell says nothing.
  const some = value.filter(({ source }) => source !== "");
  const own = some
    .filter(({ source }) => !tooLong(source))
    .map(({ source, after, note }): TakenCell => ({ ...(after !== undefined && originals.has(after) && { after }), ...(note && { note }), source }));
  return { own, ownTooLong: some.length - own.length };
}

function isTaken(value: unknown): value is TakenCell {
  const { source, after, note } = (value ?? {}) as Record<string, unknown>;
  return typeof source === "string" && (after === undefined || typeof after === "string") && (note === undefined || typeof note === "boolean");
}

async function unpackJson(packed: string): Promise<Record<string, unknown>> {
  if (packed.length > mostPacked || !/^[\w-]+$/.test(packed)) throw new UnreadableCode("no packed code");
  try {
    const bytes = await collect(stream(fromBase64url(packed)).pipeThrough(new DecompressionStream("deflate-raw")), mostBytes);
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw new UnreadableCode("no packed code", { cause: error });
  }
  throw new UnreadableCode("no sources");
}

function differenceOf(original: string, source: string): Difference {
  const [old, fresh] = [original.split("\n"), source.split("\n")];
  const most = Math.min(old.length, fresh.length);
  let before = 0;
  while (before < most && old[before] === fresh[before]) before++;
  let after = 0;
  while (after < most - before && old.at(-1 - after) === fresh.at(-1 - after)) after++;
  return [digest(original), before, after, fresh.slice(before, fresh.length - after)];
}

function withDifference(original: string, [, before, after, between]: Difference): string {
  const lines = original.split("\n");
  if (before + after > lines.length) throw new UnreadableCode("no difference of this source");
  return [...lines.slice(0, before), ...between, ...lines.slice(lines.length - after)].join("\n");
}

const isDifference = (value: unknown): value is Difference =>
  Array.isArray(value) &&
  value.length === 4 &&
  typeof value[0] === "string" &&
  [value[1], value[2]].every((n) => Number.isSafeInteger(n) && n >= 0) &&
  Array.isArray(value[3]) &&
  value[3].every((line) => typeof line === "string");

const stream = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> => new Blob([bytes]).stream();

/** All bytes of a stream. Rejects, and reads no further, once there are more than `most`: a few bytes can unpack to any number. */
async function collect(source: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = source.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) {
      void reader.cancel().catch(() => {});
      throw new UnreadableCode(`more than ${most} bytes`);
    }
    chunks.push(next.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

const toBase64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
