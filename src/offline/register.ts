/**
 * The page's part: registers the worker once the page is there and idle, says "ready offline" when it is so, and announces a newer
 * build. What is shown stands hidden in the HTML (`components/OfflineLine.astro`, `layouts/Base.astro`).
 */
import type { PageBuild, PageToWorker, Standing, WorkerToPage } from "./siteBuild.ts";
import { pageBuild } from "./pageBuild.ts";

const page = pageBuild();
// Not there without HTTPS, in some private windows, and where storage is forbidden.
const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
if (page && workers) offline(page, workers);

function offline(page: PageBuild, workers: ServiceWorkerContainer): void {
  const base = import.meta.env.BASE_URL.replace(/\/*$/, "/");
  const line = document.querySelector<HTMLElement>("[data-offline]");
  const notice = document.querySelector<HTMLElement>("[data-update]");
  let registration: ServiceWorkerRegistration | undefined;

  /** Shows one of the line's sentences, or none. */
  const say = (what: "ready" | "ask" | "keeping" | "failed" | ""): void => {
    for (const part of line?.querySelectorAll<HTMLElement>("[data-when]") ?? []) part.hidden = part.dataset.when !== what;
  };
  const announce = (isNews: boolean): void => void (notice && (notice.hidden = !isNews));

  workers.addEventListener("message", ({ data, ports }: MessageEvent<WorkerToPage | null>) => {
    if (data?.type === "version?") ports[0]?.postMessage(page.version);
  });
  workers.startMessages();
  workers.addEventListener("controllerchange", () => {
    // Another build has taken over, because a reader agreed, here or in another window.
    if (workers.controller) hello(workers.controller, () => location.reload());
  });

  function hello(worker: ServiceWorker, onOther: () => void): void {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Standing>) => {
      if (data.version !== page.version) return onOther();
      if (!registration?.waiting) announce(false);
      if (workers.controller) say(data.complete ? "ready" : "");
    };
    worker.postMessage({ type: "hello", version: page.version } satisfies PageToWorker, [port2]);
  }

  async function enrol(asked: boolean): Promise<void> {
    registration ??= await workers.register(`${base}sw.js`, { scope: base, updateViaCache: "none" });
    const { active, waiting, installing } = registration;
    // The first worker of all may be of a build that was deployed after this page was loaded.
    const onOther = (): void => {
      if (!active) announce(true);
    };
    const watch = (worker: ServiceWorker | null): void =>
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && registration?.active) announce(true);
        else if (worker.state === "activated") hello(worker, onOther);
        else if (worker.state === "redundant" && asked) say("failed");
      });
    watch(installing);
    registration.addEventListener("updatefound", () => watch(registration!.installing));
    if (waiting) announce(true);
    if (active) hello(active, onOther);
    let looked = Date.now();
    document.addEventListener("visibilitychange", () => {
      // A page that stays open for days is told too.
      if (document.hidden || Date.now() - looked < 3_600_000) return;
      looked = Date.now();
      registration?.update().catch(() => {});
    });
  }

  async function start(): Promise<void> {
    const found = await workers.getRegistration(base);
    if (found?.scope === new URL(base, location.href).href) registration = found;
    const { saveData } = (navigator as { connection?: { saveData?: boolean } }).connection ?? {};
    if (registration || !saveData) return enrol(false);
    // The reader saves data: the site is downloaded when they ask for it.
    const button = line?.querySelector("button");
    if (button) button.textContent = button.textContent!.replace("{MB}", page.megabytes);
    button?.addEventListener("click", () => {
      line!.ariaLive = "polite";
      line!.focus();
      say("keeping");
      enrol(true).catch(() => say("failed"));
    });
    say("ask");
  }

  notice?.addEventListener("click", ({ target }) => {
    const action = (target as Element).closest("button")?.dataset.action;
    if (action === "later") announce(false);
    if (action !== "reload") return;
    const next = registration?.waiting;
    if (!next) return location.reload();
    // A page that no worker controls (a forced reload) hears of no change.
    next.addEventListener("statechange", () => {
      if (next.state === "activated") location.reload();
    });
    next.postMessage({ type: "take-over" } satisfies PageToWorker);
  });

  const begin = (): void => void (globalThis.requestIdleCallback ?? setTimeout)(() => start().catch(() => {}));
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}
