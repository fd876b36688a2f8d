import type { WorkerToPage } from "./siteBuild.ts";
import { root, scope, type PageClient } from "./scope.ts";

/** A page that does not answer in this time is asleep, or has no script of ours. */
const answerMs = 1_000;

/** The versions of all open pages of the site; undefined stands for one that cannot tell. */
export async function openVersions(): Promise<(string | undefined)[]> {
  const clients = await scope.clients.matchAll({ includeUncontrolled: true, type: "window" });
  return Promise.all(clients.filter(({ url, frameType }) => frameType !== "nested" && url.startsWith(root())).map(versionOf));
}

function versionOf(page: PageClient): Promise<string | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(typeof data === "string" ? data : undefined);
    setTimeout(() => resolve(undefined), answerMs);
    page.postMessage({ type: "version?" } satisfies WorkerToPage, [port2]);
  });
}
