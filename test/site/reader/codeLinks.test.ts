import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deserialise } from "../../../src/output/serialise.ts";
import type { NotebookData } from "../../../src/reader/notebookData.ts";
import { packCode, type Sources } from "../../../src/reader/sharing/carriedCode.ts";
import { chapterSite } from "../notebook/openChapter.ts";
import { dist } from "../page/builtPages.ts";

const site = chapterSite();
const notebook = deserialise(readFileSync(join(dist, "sgd/notebook.json"), "utf8")) as NotebookData;
const originals = new Map(notebook.cells.map(({ id, source }) => [id, source]));
const titleOf = (id: string) => notebook.cells.find((cell) => cell.id === id)!.title;

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const foreign = 'const regimes = [];\ndisplay("ran the link");';
const link = async (sources: Sources, positions = "") => `sgd/#~${positions}code=${await packCode(sources, originals, { brief: true })}`;

test("changed code in a link is shown first, goes into its cell when the reader agrees, runs at Run, and Reset takes it back", async () => {
  const { page, cell } = await site.open({ address: await link({ "one-dimension": foreign }) });
  const offer = page.getByRole("region", { name: "Code in this link" });
  await offer.getByText(`This link carries changed code for: ${titleOf("one-dimension")}.`).waitFor();
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("link-offer");
  const one = cell("one-dimension");
  expect(await one.source()).toBe(originals.get("one-dimension"));
  await offer.getByText(`What it changes in: ${titleOf("one-dimension")}`).click();
  expect((await offer.locator("ins").allTextContents()).join("")).toContain("ran the link");
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => {
    const { run } = (window as unknown as { axe: { run(context: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } })
      .axe;
    return run({ include: [".link-offer"] });
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);

  await offer.getByRole("button", { name: "Use it" }).click();
  await one.is("edited");
  expect(await one.source()).toBe(foreign);
  expect(await offer.count()).toBe(0);
  expect(await page.evaluate(() => location.href)).not.toContain("code=");
  expect(await one.outputs.getByText("ran the link").count()).toBe(0);
  await one.button("Run").click();
  await one.shows("ran the link");
  await one.button("Reset").click();
  await one.is("done");
  expect(await one.source()).toBe(originals.get("one-dimension"));
});

test("who keeps what is there has the page as it was, and is not asked again", async () => {
  const { page, cell } = await site.open({ address: await link({ "one-dimension": foreign }, "one-alpha.Learning+rate+%CE%B1=0.05&") });
  await page.getByRole("button", { name: "Keep what is here" }).click();
  await page.locator("#cell-one-alpha[data-state=done]").waitFor();
  expect(await page.evaluate(() => location.href)).toContain("#~one-alpha.");
  expect(await page.evaluate(() => location.href)).not.toContain("code=");
  await page.reload();
  await page.locator("#cell-one-alpha[data-state=done]").waitFor();
  expect(await page.locator(".link-offer").count()).toBe(0);
  expect(await cell("one-dimension").source()).toBe(originals.get("one-dimension"));
});

test("a link never goes over the reader's own edits: their cells are named, and stay", async () => {
  const { page, cell } = await site.open();
  const mine = `${originals.get("one-dimension")!}\n// mine`;
  await cell("one-dimension").write(mine);
  await cell("one-dimension").is("edited");
  await page.goto("about:blank");
  await page.goto(site.server().address + (await link({ "one-dimension": foreign, "one-alpha": foreign })));
  const offer = page.locator(".link-offer");
  await offer.getByText(`This link carries changed code for: ${titleOf("one-alpha")}.`).waitFor();
  await offer.getByText(`You have changed this yourself, and your code stays: ${titleOf("one-dimension")}.`).waitFor();
  await offer.getByRole("button", { name: "Use it" }).click();
  await cell("one-alpha").is("edited");
  expect(await cell("one-dimension").source()).toBe(mine);
});

test("a link that cannot be read says so in a sentence, and nothing is lost", async () => {
  const { page, cell } = await site.open();
  const mine = `${originals.get("one-dimension")!}\n// mine`;
  await cell("one-dimension").write(mine);
  const bomb = deflateRawSync(`{"one-dimension":"${"a".repeat(20_000_000)}"}`).toString("base64url");
  const cut = (await packCode({ "one-dimension": foreign }, originals)).slice(0, -9);
  for (const code of ["%00%3Cscript%3E", cut, bomb, "A".repeat(1_000_000)]) {
    await page.goto("about:blank");
    await page.goto(`${site.server().address}sgd/#~code=${code}`);
    const offer = page.locator(".link-offer");
    await offer.getByText(/cannot be read: it is cut off, damaged or too long/).waitFor();
    expect(await cell("one-dimension").source()).toBe(mine);
    await page.keyboard.press("Escape");
    expect(await offer.count()).toBe(0);
  }
});

test("a link to a page that is open asks there, and unknown cells are counted, not named", async () => {
  const { page, cell } = await site.open();
  await cell("one-dimension").region.hover();
  const other = new Map([...originals, ["elsewhere", "x"]]);
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `~code=${await packCode({ elsewhere: "1", "Your account is locked": "2", "one-dimension": foreign }, other)}`,
  );
  const offer = page.locator(".link-offer");
  await offer.getByText("Left out: 2 cells that this page does not have.").waitFor();
  expect(await offer.textContent()).not.toMatch(/elsewhere|account/);
  await offer.getByText(/carries changed code for/).waitFor();
});
