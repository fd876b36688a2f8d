/**
 * Stands at the worker's address where there is to be none (the author's mode; a site that gives it up): it takes over at once,
 * removes all that earlier workers stored, unregisters itself and loads the open pages anew, from the host.
 */
import { root, scope } from "./scope.ts";
import { drop, versions } from "./store.ts";

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));

scope.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      await Promise.all((await versions()).map(drop));
      await scope.registration.unregister();
      const pages = await scope.clients.matchAll({ includeUncontrolled: false, type: "window" });
      // Loading a page waits for the end of this event, so that this event cannot wait for it.
      for (const page of pages) if (page.frameType !== "nested" && page.url.startsWith(root())) void page.navigate(page.url);
    })(),
  );
});
