/** The site deployed anew under readers who have an older version: nothing is mixed, in either direction. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { makeOffline } from "../../../src/tooling/offline.ts";
import { twoEditions } from "./twoEditions.ts";
import { draw, notice, readyLine, visit, watchEditions, write } from "./visit.ts";

const site = twoEditions();

const editionShown = async (page: Page): Promise<string> => (await page.title()).slice(0, 1);
const reload = (page: Page) => notice(page).getByRole("button", { name: "Reload", exact: true });
const cacheNames = (page: Page): Promise<string[]> => page.evaluate(async () => (await caches.keys()).map((name) => name.split(" ").at(-1)!));
/** Asks the browser to look for a new version, as it does when a page of the site is opened, and waits for what comes of it. */
const lookForNew = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update();
    const { installing } = registration;
    if (!installing) return registration.waiting?.state ?? "none";
    return new Promise<string>((resolve) => installing.addEventListener("statechange", () => resolve(installing.state)));
  });
/** Greets the worker once more and resolves when it has done what it does for a page. */
const greeted = (page: Page, version: string): Promise<void> =>
  page.evaluate(
    (version) =>
      new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        let answers = 0;
        port1.onmessage = () => {
          if (++answers === 2) resolve();
        };
        navigator.serviceWorker.controller!.postMessage({ type: "hello", version }, [port2]);
      }),
    version,
  );

test("a version that is deployed meanwhile waits and is announced; old pages, also ones opened now, get old files only; when the reader agrees, all go over, and edits are still there", async () => {
  const editions = watchEditions(site.reader);
  const one = await visit(site.reader, `${site.host.address}sgd/`);
  await write(one, "const regimes = [];\n6 * 7");
  const two = await visit(site.reader, site.host.address);
  site.host.deploy(site.b.folder);
  await lookForNew(one);
  for (const page of [one, two]) {
    await notice(page).getByText("A new version of this course is ready.").waitFor();
    await readyLine(page).waitFor({ state: "attached" });
  }

  // What the first page had not loaded yet, and a page opened after the deployment.
  await draw(one, 1);
  await two.goto(`${site.host.address}sgd/`);
  await notice(two).waitFor();
  await draw(two, 2);
  expect([await editionShown(one), await editionShown(two)]).toEqual(["A", "A"]);
  expect([await editions.of(one), await editions.of(two)]).toEqual([["A"], ["A"]]);
  expect((await cacheNames(one)).toSorted()).toEqual([site.a.version, site.b.version].toSorted());

  await write(two, "const regimes = [];\n6 * 8");
  editions.forget();
  const loaded = [one, two].map((page) => page.waitForEvent("load"));
  await reload(two).click();
  await Promise.all(loaded);
  for (const page of [one, two]) {
    await readyLine(page).waitFor({ state: "attached" });
    expect(await notice(page).count()).toBe(0);
    await page.locator('#cell-one-dimension[data-state="edited"]').waitFor();
    expect(await page.locator("#cell-one-dimension .cell-source").textContent()).toBe("const regimes = [];\n6 * 8");
  }
  for (const page of [one, two]) {
    await draw(page, 3);
    expect([await editionShown(page), await editions.of(page)]).toEqual(["B", ["B"]]);
  }
  await greeted(one, site.b.version);
  expect(await cacheNames(one)).toEqual([site.b.version]);

  await site.host.down();
  await one.reload();
  expect(await editionShown(one)).toBe("B");
});

test("when no page of the old version is open any more, the new one takes over by itself", async () => {
  const page = await visit(site.reader, `${site.host.address}sgd/`);
  site.host.deploy(site.b.folder);
  expect(await lookForNew(page)).toBe("installed");
  const elsewhere = await site.reader.newPage();
  const session = await site.reader.newCDPSession(elsewhere);
  const takenOver = new Promise<void>((resolve) => {
    session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      // Of the two that there are, the older one has gone.
      if (versions.some(({ status }) => status === "redundant")) resolve();
    });
  });
  await session.send("ServiceWorker.enable");
  await page.close();
  await takenOver;
  const editions = watchEditions(site.reader);
  const again = await visit(site.reader, `${site.host.address}sgd/`);
  await draw(again, 1);
  expect([await editionShown(again), await editions.of(again)]).toEqual(["B", ["B"]]);
  expect(await notice(again).count()).toBe(0);
  await elsewhere.close();
});

test("a page of the old version that has not gone over yet gets files of its own version, or none", async () => {
  const page = await visit(site.reader, `${site.host.address}sgd/`);
  site.host.deploy(site.b.folder);
  await lookForNew(page);
  await notice(page).waitFor();
  /** What the worker in charge answers to a page of version `build`: the edition's mark, or the failure. */
  const asked = (build: string) =>
    page.evaluate(async (build) => {
      const answers = ["notebook.json", "../sandbox.html", "../data/penguins.json"].map((file) =>
        fetch(`${file}?build=${build}`).then(
          (response) => response.text(),
          () => "refused",
        ),
      );
      return (await Promise.all(answers)).map((text) => /edition-(\w)|refused/.exec(text)?.[0] ?? "data");
    }, build);
  expect(await asked(site.a.version)).toEqual(["edition-A", "edition-A", "data"]);
  // Another page of the old version, which does not answer: it is asleep.
  const asleep = await site.reader.newPage();
  await asleep.goto(`${site.host.address}data/penguins.json`);
  await Promise.all([page.waitForEvent("load"), reload(page).click()]);
  await readyLine(page).waitFor({ state: "attached" });
  expect(await editionShown(page)).toBe("B");
  await greeted(page, site.b.version);
  expect(await asked(site.a.version)).toEqual(["edition-A", "edition-A", "data"]);
  expect(await asked(site.b.version)).toEqual(["edition-B", "edition-B", "data"]);
  expect(await asked("0123456789abcdef")).toEqual(["refused", "refused", "refused"]);
  await asleep.close();
  await greeted(page, site.b.version);
  expect(await cacheNames(page)).toEqual([site.b.version]);
  expect(await asked(site.a.version)).toEqual(["refused", "refused", "refused"]);
});

test("a first page that the deployment overtakes is not taken into the new version's care, says so, and runs no cells of the new version", async () => {
  site.host.intercept = (path) => (path === "/sw.js" ? "hold" : undefined);
  const page = await site.reader.newPage();
  await page.goto(`${site.host.address}sgd/`);
  site.host.deploy(site.b.folder);
  site.host.release();
  await notice(page).waitFor();
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  expect(await readyLine(page).count()).toBe(0);
  await page.locator("#cell-one-dimension .cell-source").click();
  await page.locator(".cell-notice").getByText("This needs a part of the page that could not be loaded.").waitFor();
  await Promise.all([page.waitForEvent("load"), reload(page).click()]);
  await readyLine(page).waitFor({ state: "attached" });
  await draw(page, 1);
  expect(await editionShown(page)).toBe("B");
});

test("a page loaded past the worker, by force, is of the new version, and takes the others along when its reader agrees", async () => {
  const old = await visit(site.reader, `${site.host.address}sgd/`);
  const page = await visit(site.reader, `${site.host.address}sgd/`);
  site.host.deploy(site.b.folder);
  expect(await lookForNew(old)).toBe("installed");
  const session = await site.reader.newCDPSession(page);
  await Promise.all([page.waitForEvent("load"), session.send("Page.reload", { ignoreCache: true })]);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  expect([await editionShown(old), await editionShown(page)]).toEqual(["A", "B"]);
  await Promise.all([page.waitForEvent("load"), old.waitForEvent("load"), reload(page).click()]);
  for (const each of [old, page]) {
    await readyLine(each).waitFor({ state: "attached" });
    expect([await editionShown(each), await notice(each).count()]).toEqual(["B", 0]);
  }
});

test("a new version whose installation fails half way leaves the old one working, and is installed once it can be", async () => {
  const editions = watchEditions(site.reader);
  const page = await visit(site.reader, `${site.host.address}sgd/`);
  site.host.deploy(site.b.folder);
  site.host.intercept = (path) => (path.endsWith("notebook.json") ? 503 : undefined);
  expect(await lookForNew(page)).toBe("redundant");
  await page.reload();
  await readyLine(page).waitFor({ state: "attached" });
  await draw(page, 1);
  expect([await editionShown(page), await notice(page).count(), await editions.of(page)]).toEqual(["A", 0, ["A"]]);

  site.host.intercept = undefined;
  site.host.forget();
  expect(await lookForNew(page)).toBe("installed");
  await notice(page).waitFor();
  // What the first attempt got, and what did not change, is not asked for again.
  expect(site.host.asked.length).toBeLessThan(site.b.files.length / 2);
});

test("a site that is half deployed, its worker new and some files still old, is not installed", async () => {
  const half = mkdtempSync(join(tmpdir(), "half-"));
  cpSync(site.b.folder, half, { recursive: true });
  cpSync(join(site.a.folder, "sgd/notebook.json"), join(half, "sgd/notebook.json"));
  const page = await visit(site.reader, `${site.host.address}sgd/`);
  site.host.deploy(half);
  expect(await lookForNew(page)).toBe("redundant");
  expect(await notice(page).count()).toBe(0);
  site.host.deploy(site.b.folder);
  expect(await lookForNew(page)).toBe("installed");
  rmSync(half, { recursive: true });
});

test("while one new version waits, a still newer one takes its place", async () => {
  const third = mkdtempSync(join(tmpdir(), "third-"));
  cpSync(site.b.folder, third, { recursive: true });
  writeFileSync(join(third, "extra.txt"), "more");
  const { version } = await makeOffline(third);
  const page = await visit(site.reader, `${site.host.address}sgd/`);
  for (const folder of [site.b.folder, third]) {
    site.host.deploy(folder);
    expect(await lookForNew(page)).toBe("installed");
  }
  await Promise.all([page.waitForEvent("load"), reload(page).click()]);
  await readyLine(page).waitFor({ state: "attached" });
  await greeted(page, version);
  expect(await cacheNames(page)).toEqual([version]);
  rmSync(third, { recursive: true });
});
