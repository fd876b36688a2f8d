import type { Page } from "playwright-core";

/** Resolves when what has changed on slides is fitted to them. */
export const fitted = (page: Page): Promise<void> => page.locator(".slides:not([data-fitting])").waitFor({ state: "attached" });

/** Runs all cells of a deck, and waits until they have run and are fitted to their slides. What waits for a prediction may wait. */
export async function runAll(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-tool="run-all"]')!.click());
  const unfinished = await page.evaluateHandle(
    () => () =>
      [...document.querySelectorAll<HTMLElement>("main .cell:not(:has(.cell-note))")]
        .filter((cell) => !["done", "error"].includes(cell.dataset.state!) && !cell.querySelector('.output-error[data-kind="waiting"]'))
        .filter((cell) => !cell.matches(".exercise:has(.input-prediction:not([data-answered])) .folded:not(:has(.output))"))
        .map(({ dataset }) => `${dataset.cell} ${dataset.state}`),
  );
  try {
    await page.waitForFunction((unfinished) => unfinished().length === 0, unfinished, { timeout: 60_000 });
  } catch (error) {
    const cells = await unfinished.evaluate((unfinished) => unfinished());
    throw new Error(`cells that have not run: ${cells.join(", ")}`, { cause: error });
  }
  await fitted(page);
}
