/** The playground: a workbench of ordinary cells, the reader's own at its end, and cells that are taken there from a chapter. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite, onPage, type CellOnPage } from "./openChapter.ts";

const site = chapterSite();
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const open = () => site.open({ address: "playground/" });

async function openInPlayground({ region }: CellOnPage): Promise<void> {
  await region.hover();
  await region.getByRole("button", { name: "More", exact: true }).click();
  await region.getByRole("button", { name: "Open in playground", exact: true }).click();
  await region.page().waitForURL("**/playground/#cell-own-*");
}

const sourcesOfOwn = (page: Page): Promise<[string, string][]> =>
  page.locator(".cell-own").evaluateAll((cells) =>
    cells.map((cell) => {
      const { dataset } = cell as HTMLElement;
      const { source } = JSON.parse(localStorage.getItem(`notebook/en/playground/${dataset.cell}`)!) as { source: string };
      return [dataset.state!, source];
    }),
  );

/** The cells of a chapter by id, as they were built. */
const sourceOf = (id: string): string => {
  const text = readFileSync("content/en/01-sgd.mdx", "utf8");
  return new RegExp(`\`\`\`ts cell id=${id} [^\n]*\n([^]*?)\n\`\`\``).exec(text)![1];
};

test("without JavaScript the page is whole: surface, paths, curves and tables stand there", async () => {
  const { page } = await site.open({ address: "playground/", javaScriptEnabled: false });
  for (const id of ["race", "losses", "study-losses", "my-race"])
    expect(await page.locator(`#cell-${id} .plot-wide svg:has([aria-label="line"])`).count(), id).toBe(1);
  expect(await page.locator("#cell-ends table tbody tr").count()).toBe(3);
  for (const name of ["A surface", "A data set", "My own optimizer", "Empty"])
    await page.locator("article li").getByRole("link", { name, exact: true }).waitFor();
});

test("f is changed, the start is clicked and dragged, optimizers are chosen with their options, and paths, curves and table follow", async () => {
  const { page, cell, settled, forget } = await open();
  const [surface, optimizers, race, ends] = ["surface", "optimizers", "race", "ends"].map(cell);
  const rows = () => ends.outputs.locator("tbody tr").allInnerTexts();
  const before = await rows();

  // A bowl with its minimum at (1, -1), with a gradient by differences.
  await surface.runs((await surface.region.locator(".cell-source").innerText()).replace(/=>\s+x \*\* 2[^;]*;/, "=> (x - 1) ** 2 + (y + 1) ** 2;"));
  await expect.poll(async () => (await rows())[0]).toMatch(/^SGD\s+1\.0\d\s+−0\.9\d+/);
  for (const name of ["Download playground", "Reset playground"]) expect(await page.getByRole("button", { name }).isVisible(), name).toBe(true);
  expect(await rows()).not.toEqual(before);
  await forget();
  await surface.region.getByRole("radio", { name: "by hand" }).check();
  await surface.shows(/By hand is off by \d/);
  await settled();
  // Nothing is drawn anew from here on until the start is moved.
  await forget();
  await surface.region.getByRole("radio", { name: "by differences" }).check();
  await settled();

  const plot = race.outputs.locator('svg:has([aria-label="contour"])');
  const start = race.region.getByRole("slider", { name: "Start" });
  await start.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  const x = race.region.getByRole("spinbutton", { name: "x" });
  await page.mouse.click(box.x + box.width / 4, box.y + box.height / 2);
  await expect.poll(async () => Number(await x.inputValue())).toBeLessThan(-1.5);
  const clicked = Number(await x.inputValue());
  const handle = (await start.boundingBox())!;
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(handle.x + handle.width / 2 + 100, handle.y + handle.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number(await x.inputValue())).toBeGreaterThan(clicked + 1);

  await optimizers.region.getByRole("checkbox", { name: "RMSProp" }).check();
  await optimizers.region.getByRole("slider", { name: "RMSProp: α" }).waitFor();
  await optimizers.region.getByRole("checkbox", { name: "SGD" }).uncheck();
  await expect.poll(async () => (await rows()).map((row) => row.split(/\s/)[0])).toEqual(["Momentum", "RMSProp", "Adam"]);
  expect(await optimizers.region.getByRole("slider", { name: "SGD: α" }).count()).toBe(0);
});

test("a data set and a model are picked, and what follows is trained on them", async () => {
  const { cell } = await open();
  await cell("study").region.getByRole("radio", { name: "penguins, least squares" }).check();
  await cell("study").shows("342 examples, 4 parameters");
  // Least squares has no classes, so no test.
  await expect.poll(() => cell("study-table").outputs.locator("thead th").allInnerTexts()).toEqual(["optimizer", "training loss"]);
  await cell("study").region.getByRole("radio", { name: "mails, logistic regression" }).check();
  await expect.poll(() => cell("study-table").outputs.locator("thead th").count()).toBe(4);
});

test("an own cell at the end uses what is there, and is kept", async () => {
  const { page, cell } = await open();
  await page.locator(".page-ends").getByRole("button", { name: "Add cell", exact: true }).click();
  await page.locator(".cell-own .cm-content:focus").waitFor();
  await cell("own-1").runs('import { adamw } from "optim";\n`${adamw({ lr: 0.1 }).name} from ${benchStart}`');
  await cell("own-1").shows("adamw from 4.2,2");
  await page.reload();
  await onPage(page).cell("own-1").shows("adamw from 4.2,2");
});

test("a chapter's cell is opened in the playground with what it rests on; it waits for Run, gives what it gave, and is not taken twice", async () => {
  const { page, cell } = await site.open();
  const shown = await cell("condition-number-plot").outputs.locator("figcaption").first().innerText();
  await openInPlayground(cell("condition-number-plot"));
  const { cell: there } = onPage(page);
  await there("own-3").is("edited");
  const expected = ["descend", "condition-number", "condition-number-plot"].map((id): [string, string] => ["edited", sourceOf(id)]);
  expect(await sourcesOfOwn(page)).toEqual(expected);
  await expect.poll(() => there("own-3").region.evaluate((region) => region.getBoundingClientRect().top < innerHeight)).toBe(true);
  expect(await there("own-3").outputs.locator("figcaption").count()).toBe(0);
  await there("own-3").button("Run").click();
  await there("own-3").shows(shown);

  await page.goto(`${site.server().address}sgd/`);
  const again = onPage(page).cell("condition-number-plot");
  await openInPlayground(again);
  await there("own-3").shows(shown);
  expect(await page.locator(".cell-own").count()).toBe(3);

  await there("own-3").region.hover();
  await there("own-3").button("More").click();
  await there("own-3").region.locator(".take-menu").waitFor();
  expect(await there("own-3").region.getByRole("button", { name: "Open in playground" }).count()).toBe(0);
});

test("axe finds nothing on the page, light and dark", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const { page } = await site.open({ address: "playground/", colorScheme, bypassCSP: true });
    await page.evaluate(axe);
    const findings = await page.evaluate(async () => {
      const { violations } = await (
        window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      ).axe.run();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    });
    expect(findings).toEqual([]);
  }
});
