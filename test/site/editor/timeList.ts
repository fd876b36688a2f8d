import type { Page } from "playwright-core";

declare let listShown: Promise<number>;

/** The milliseconds from the key that `character` is to a list of completions in the document; none may be there before. */
export async function timeList(page: Page, character: string): Promise<number> {
  await page.evaluate(() => {
    let start = 0;
    addEventListener("keydown", () => (start = performance.now()), { capture: true, once: true });
    const shown = new Promise<number>((resolve) => {
      new MutationObserver((_, observer) => {
        if (start === 0 || !document.querySelector(".cm-tooltip-autocomplete [role=option]")) return;
        observer.disconnect();
        resolve(performance.now() - start);
      }).observe(document.body, { childList: true, subtree: true });
    });
    Object.assign(globalThis, { listShown: shown });
  });
  await page.keyboard.type(character);
  return page.evaluate(() => listShown);
}
