/**
 * The service worker, one a build: it stores all files of its build before it counts as installed, and answers the pages of
 * that build from there, online too. `tooling/offline.ts` bundles it and writes the list of files before it.
 */
import { answerTo, isNamedByContent } from "./answer.ts";
import type { Build, PageToWorker, Standing } from "./siteBuild.ts";
import { openVersions } from "./pages.ts";
import { root, scope } from "./scope.ts";
import { drop, fill, missingOf, read, stored, storedAnywhere, versions } from "./store.ts";

declare const build: Build;

scope.addEventListener("install", (event) => event.waitUntil(fill(build)));

scope.addEventListener("message", (event) => {
  const message = event.data as PageToWorker;
  if (message.type === "take-over") event.waitUntil(scope.skipWaiting());
  const [port] = event.ports;
  if (message.type === "hello" && port) event.waitUntil(greet(message.version, port));
});

scope.addEventListener("fetch", (event) => {
  const { method, url, mode, destination } = event.request;
  if (method !== "GET" || !url.startsWith(root())) return;
  const { pathname, search, searchParams } = new URL(url);
  const path = decoded(pathname.slice(new URL(root()).pathname.length));
  // A page is of the worker's build, whatever its address says; a part of a page is of that page's build.
  const version = (destination !== "document" && searchParams.get("build")) || build.version;
  const answer = answerTo(path, build.files);

  if (isNamedByContent(path)) event.respondWith(storedAnywhere(build.version, path).then((found) => found ?? fetch(event.request)));
  // A page of an older build, not yet loaded anew: what the host has now would not fit it.
  else if (version !== build.version) event.respondWith(stored(version, path).then((found) => found ?? Response.error()));
  else if (answer === "slash") event.respondWith(Promise.resolve(Response.redirect(`${pathname}/${search}`, 301)));
  else if (mode !== "navigate") {
    if (answer) event.respondWith(read(build, answer.file));
  } else if (answer) event.respondWith(read(build, answer.file).catch(() => fetch(event.request)));
  // A file that this build does not have may belong to a newer build, or not to the course: the host answers.
  else event.respondWith(fetch(event.request).catch(() => notFound()));
});

/** Answers a page with what it can rely on, and takes it into its care where that mixes nothing. */
async function greet(version: string, port: MessagePort): Promise<void> {
  const tell = (complete: boolean): void => port.postMessage({ version: build.version, complete } satisfies Standing);
  const isComplete = (await missingOf(build)).length === 0;
  tell(isComplete);
  if (version !== build.version) return;
  // Storage was cleared under the worker.
  if (!isComplete) await fill(build);
  const open = await openVersions();
  // Pages that were opened before there was a worker are in its care from now on.
  if (open.every((other) => other === build.version)) await scope.clients.claim();
  if (!open.includes(undefined)) await tidy(new Set([build.version, ...(open as string[])]));
  tell(true);
}

/** Removes the caches of builds that no page is of, unless one of them is about to be the next. */
async function tidy(inUse: ReadonlySet<string>): Promise<void> {
  const unused = (await versions()).filter((version) => !inUse.has(version));
  const { installing, waiting } = scope.registration;
  if (!installing && !waiting) await Promise.all(unused.map(drop));
}

async function notFound(): Promise<Response> {
  if (!Object.hasOwn(build.files, "404.html")) return Response.error();
  const page = await read(build, "404.html");
  return new Response(page.body, { status: 404, headers: page.headers });
}

/** As it stands where it is no valid one: no file is called so. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
