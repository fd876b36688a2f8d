/**
 * Changed code as a link carries it: base64url of a deflated JSON text, by cell either the whole source or, where a link must be short, what differs from
 * the site's source. A link is another hand's work: it is looked at piece by piece, and nothing in it runs.
 */

import { hashOf } from "../keep.ts";

/** Sources of cells, by id. */
export type Sources = Record<string, string>;

/** What a link was found to carry. */
export interface CarriedCode {
  sources: Sources;
  /** Cells that this page does not have. */
  unknown: string[];
  /** Cells of which the link says only what differs from another version of the site. */
  outdated: string[];
}

/** What a link carries is no code, or more than a chapter can have. */
export class UnreadableCode extends Error {}

/** No chapter's code comes near this; what says that it is longer is not unpacked. */
const mostBytes = 256 * 1024;
const mostPacked = 128 * 1024;

/** [digest of the site's source, how many lines stay at its start, at its end, the lines between]. */
type Difference = [site: string, before: number, after: number, between: string[]];

/** The text for a link's `code`. With `brief`, only what differs from `originals`, readable as long as the site has the same sources. */
export async function packCode(sources: Sources, originals: ReadonlyMap<string, string>, { brief = false } = {}): Promise<string> {
  const entries = Object.entries(sources).map(([id, source]) => [id, brief && originals.has(id) ? differenceOf(originals.get(id)!, source) : source]);
  const bytes = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  return toBase64url(await collect(stream(bytes).pipeThrough(new CompressionStream("deflate-raw")), mostBytes));
}

/** What `packed` carries for the cells in `originals`. Throws UnreadableCode. */
export async function unpackCode(packed: string, originals: ReadonlyMap<string, string>): Promise<CarriedCode> {
  const carried: CarriedCode = { sources: {}, unknown: [], outdated: [] };
  for (const [id, value] of Object.entries(await unpackJson(packed))) {
    const original = originals.get(id);
    if (original === undefined) carried.unknown.push(id);
    else if (typeof value === "string") carried.sources[id] = value;
    else if (!isDifference(value)) throw new UnreadableCode(`no source: ${id}`);
    else if (value[0] !== hashOf(original)) carried.outdated.push(id);
    else carried.sources[id] = withDifference(original, value);
  }
  return carried;
}

async function unpackJson(packed: string): Promise<object> {
  if (packed.length > mostPacked || !/^[\w-]+$/.test(packed)) throw new UnreadableCode("no packed code");
  try {
    const bytes = await collect(stream(fromBase64url(packed)).pipeThrough(new DecompressionStream("deflate-raw")), mostBytes);
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
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
  return [hashOf(original), before, after, fresh.slice(before, fresh.length - after)];
}

function withDifference(original: string, [, before, after, between]: Difference): string {
  const lines = original.split("\n");
  if (before + after > lines.length) throw new UnreadableCode("no difference of this source");
  return [...lines.slice(0, before), ...between, ...lines.slice(lines.length - after)].join("\n");
}

const isDifference = (value: unknown): value is Difference =>
  Array.isArray(value) && value.length === 4 && typeof value[0] === "string" && [value[1], value[2]].every((n) => Number.isSafeInteger(n) && n >= 0) && Array.isArray(value[3]) && value[3].every((line) => typeof line === "string");

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
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
