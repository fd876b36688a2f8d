/** A cell's optimizers as other libraries spell them, with the inputs of the page. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite, type CellOnPage } from "./openChapter.ts";

const site = chapterSite();
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const label = "The same step elsewhere";

const panel = ({ region }: CellOnPage) => region.locator(".cell-elsewhere");
/** Each line of the panel of an optimizer: our call, then the libraries'. */
const lines = (cell: CellOnPage) => panel(cell).locator(".elsewhere-call").first().locator("code").allTextContents();

async function openMenu(cell: CellOnPage): Promise<void> {
  await cell.region.hover();
  await cell.button("More").click();
  await cell.region.locator(".take-menu:popover-open").waitFor();
}

async function show(cell: CellOnPage): Promise<void> {
  await openMenu(cell);
  await cell.region.locator(".take-menu").getByRole("button", { name: label, exact: true }).click();
  await panel(cell).waitFor();
}

const requested = (): string[] => site.server().requests.map(({ path }) => path);

async function violations(page: Page, place: string): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(
    (place) =>
      (window as unknown as { axe: { run(place: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run(place),
    place,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

test("under a cell that makes an optimizer stands how four libraries spell it, and follows the inputs and the code", async () => {
  site.server().forget();
  const { page, cell } = await site.open();
  const steps = cell("sgd-steps");
  await openMenu(steps);
  expect(requested().filter((path) => path.endsWith("/elsewhere.json"))).toEqual([]);
  await page.keyboard.press("Escape");
  await show(steps);
  expect(await panel(steps).evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await lines(steps)).toEqual([
    "sgd({ lr: 0.07 })",
    "torch.optim.SGD(params, lr=0.07)",
    "keras.optimizers.SGD(learning_rate=0.07)",
    "optax.sgd(learning_rate=0.07)",
    "tf.train.sgd(0.07)",
  ]);

  const slider = steps.region.getByRole("slider", { name: /^Learning rate/ });
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => lines(steps)).toContain("torch.optim.SGD(params, lr=0.071)");
  expect(await slider.evaluate((input) => input === document.activeElement)).toBe(true);

  await steps.edit();
  await steps.write(
    'import { adam, momentum } from "optim";\nfor (const beta of [0.5]) momentum({ beta });\nadam({ lr: stepAlpha / 2, beta2: 0.99 })',
  );
  const calls = panel(steps).locator(".elsewhere-call");
  await expect.poll(() => calls.count()).toBe(2);
  expect(await calls.nth(0).locator("code").allTextContents()).toContain("torch.optim.SGD(params, lr=0.001, momentum=beta)");
  await calls.nth(0).getByText("beta: only a run knows its value").waitFor();
  await expect.poll(() => calls.nth(0).locator("li").filter({ hasText: "Keras" }).locator("math").count()).toBe(2);
  // The slider was in the code that is gone: its name is all that is known of it.
  expect(await calls.nth(1).locator("code").allTextContents()).toContain("tf.train.adam(stepAlpha / 2, 0.9, 0.99, 1e-8)");
  expect(await violations(page, "#cell-sgd-steps")).toEqual([]);

  await panel(steps).getByRole("button", { name: "Close" }).click();
  expect([await panel(steps).count(), await steps.button("More").evaluate((more) => more === document.activeElement)]).toEqual([0, true]);
});

test("a cell that calls no optimizer is not asked for one; an input of another cell is known too, in the cell that uses it", async () => {
  const { page, cell } = await site.open();
  const measured = cell("one-alpha-error");
  await openMenu(measured);
  const entry = measured.region.locator(".take-menu").getByRole("button", { name: label, exact: true });
  expect(await entry.count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.locator('#cell-one-alpha input[type="range"]').fill("0.03");
  await measured.edit();
  await measured.write("sgd({ lr: 2 * alpha })");
  await show(measured);
  await expect.poll(() => lines(measured)).toContain("torch.optim.SGD(params, lr=0.06)");
});

test("names from a reader's code stay text, and a file that cannot be loaded is asked for again", async () => {
  let isBroken = true;
  const { cell } = await site.open({ before: (page) => page.route("**/elsewhere.json*", (route) => (isBroken ? route.abort() : route.continue())) });
  const steps = cell("sgd-steps");
  await steps.edit();
  await steps.write('import { sgd } from "optim";\nsgd({ lr: "<img src=x>", "<b>": 1, ...more() })');
  await openMenu(steps);
  await steps.region.locator(".take-menu").getByRole("button", { name: label, exact: true }).click();
  await steps.region.locator(".cell-notice p").waitFor();
  expect(await panel(steps).count()).toBe(0);
  isBroken = false;
  await show(steps);
  await panel(steps).getByText("lr: only a run knows its value").waitFor();
  await panel(steps).getByText("more options come from more()").waitFor();
  expect(await panel(steps).locator("img, b").count()).toBe(0);
});
