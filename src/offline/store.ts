import { addressOf, isNamedByContent } from "./answer.ts";
import type { Build } from "./siteBuild.ts";
import { root } from "./scope.ts";

/** Downloads at a time: few enough to leave the page's own requests their way. */
const lanes = 6;
/** A stored copy's hash, among its headers. */
const hashHeader = "x-content-hash";
/** Headers that speak of the way from the server, not of the file. */
const ofTransfer = ["content-encoding", "content-length", "transfer-encoding", "vary"];

/** The caches of this site's builds: one a version. Each has only files whose content is what the version's list says. */
export const cachePrefix = (): string => `site ${root()} `;
const cacheOf = (version: string): string => cachePrefix() + version;
const urlOf = (path: string): string => root() + path.split("/").map(encodeURIComponent).join("/");

/**
 * Puts every file of the build that is not there yet into its cache: from the cache of another build where it is the same, else
 * from the network. A file whose content is not the build's is refused, so that a half-deployed site cannot be stored. Rejects
 * unless all are there; what was got stays for the next attempt, but where the browser's room for the site was used up.
 */
export async function fill({ version, files }: Build): Promise<void> {
  const cache = await caches.open(cacheOf(version));
  const missing = await missingOf({ version, files });
  const queue = missing.values();
  const over = new AbortController();
  const lane = async (): Promise<void> => {
    for (const file of queue) {
      const hash = hashOf(files, file);
      const copy = (await sameInOther(file, hash)) ?? (await download(file, hash, over.signal));
      over.signal.throwIfAborted();
      await cache.put(urlOf(file), copy);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } catch (error) {
    over.abort();
    if ((error as Error).name === "QuotaExceededError") await caches.delete(cacheOf(version));
    throw error;
  }
  const lost = await missingOf({ version, files });
  if (lost.length > 0) throw new Error(`${lost.length} files did not stay in storage, ${lost[0]} among them`);
}

/** The files of the build that are not in its cache. */
export async function missingOf({ version, files }: Build): Promise<string[]> {
  const cache = await caches.open(cacheOf(version));
  const there = new Set((await cache.keys()).map(({ url }) => url));
  return Object.keys(files).filter((file) => !there.has(urlOf(file)));
}

/** The file of this build; got anew where it was lost, if the host still has it. Rejects where not. */
export async function read({ version, files }: Build, file: string): Promise<Response> {
  const found = await stored(version, file);
  if (found) return found;
  const copy = await download(file, hashOf(files, file));
  // The reader gets the response whether or not storage takes the copy.
  await caches
    .open(cacheOf(version))
    .then((cache) => cache.put(urlOf(file), copy.clone()))
    .catch(() => {});
  return copy;
}

/** What the file's content must be: without it the browser would check nothing. */
function hashOf(files: Build["files"], file: string): string {
  const hash = files[file];
  if (hash === undefined) throw new TypeError(`not a file of this build: ${file}`);
  return hash;
}

/** The file in the cache of `version`, if both are there. */
export async function stored(version: string, file: string): Promise<Response | undefined> {
  return caches.match(urlOf(file), { cacheName: cacheOf(version), ignoreVary: true });
}

/** A file that is named by its content, from any build's cache, `first` before the others. */
export async function storedAnywhere(first: string, file: string): Promise<Response | undefined> {
  const found = await stored(first, file);
  if (found) return found;
  for (const version of await versions()) {
    const other = await stored(version, file);
    if (other) return other;
  }
  return undefined;
}

/** The versions that have a cache, complete or not. */
export async function versions(): Promise<string[]> {
  const prefix = cachePrefix();
  return (await caches.keys()).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

export const drop = (version: string): Promise<boolean> => caches.delete(cacheOf(version));

async function sameInOther(file: string, hash: string): Promise<Response | undefined> {
  for (const version of await versions()) {
    const found = await stored(version, file);
    if (found?.headers.get(hashHeader) === hash) return found;
  }
  return undefined;
}

/** The file from the host, if its content is what `hash` says; TypeError where not. */
async function download(file: string, hash: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(urlOf(addressOf(file)), {
    integrity: hash,
    // What the browser has is asked for anew, and sent anew only where it has changed.
    cache: isNamedByContent(file) ? "default" : "no-cache",
    priority: "low",
    signal,
  });
  if (!response.ok) throw new TypeError(`cannot load ${file}: ${response.status}`);
  const headers = new Headers(response.headers);
  for (const name of ofTransfer) headers.delete(name);
  headers.set(hashHeader, hash);
  // A new response: one that was redirected may not answer the opening of a page.
  return new Response(await response.blob(), { headers });
}
