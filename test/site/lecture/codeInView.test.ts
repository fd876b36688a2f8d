/** Code that is longer than its slide, in the presenter's window and the audience's: what is typed, and where the caret is, is seen in both. */
import { expect, test } from "vitest";
import { windowSite, type Window } from "./windows.ts";

const site = windowSite();
const id = "one-dimension";

/** The lines of the code that are seen whole: numbers from 0. */
const seenLines = ({ page }: Window) =>
  page.evaluate((id) => {
    const code = document.querySelector<HTMLElement>(`main .slides:not(.preview) #cell-${id} .cell-code`)!;
    const box = code.querySelector<HTMLElement>(".cm-scroller") ?? code.querySelector<HTMLElement>(".cell-source")!;
    const { top, bottom } = box.getBoundingClientRect();
    const seen = new Set<number>();
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const { 0: line, index } of node.textContent!.matchAll(/line \d+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + line.length);
        const rect = range.getBoundingClientRect();
        if (rect.top >= top - 1 && rect.bottom <= bottom + 1) seen.add(Number(line.slice(5)));
      }
    }
    return [...seen];
  }, id);

test("the caret is in view in both windows, however long the code, and so is what the hand has scrolled to", async () => {
  const [presenter, audience] = [await site.open("lecture/?presenter"), await site.open()];
  await audience.page.setViewportSize({ width: 1920, height: 1080 });
  const text = Array.from(
    { length: 40 },
    (_, i) => `// line ${i}${i % 5 === 0 ? " is longer than the column is wide, so that it goes on in the next row" : ""}`,
  );
  await presenter.write(id, text.join("\n"));
  await presenter.page.keyboard.type("\n// line 40");
  for (const window of [presenter, audience]) {
    await expect.poll(() => seenLines(window)).toContain(40);
    expect(await seenLines(window)).not.toContain(0);
  }
  await presenter.page.keyboard.press("ControlOrMeta+Home");
  for (const window of [presenter, audience]) await expect.poll(() => seenLines(window)).toContain(0);
  for (let i = 0; i < 22; i++) await presenter.page.keyboard.press("ArrowDown");
  for (const window of [presenter, audience]) await expect.poll(() => seenLines(window)).toEqual(expect.arrayContaining([16, 17]));
  await expect.poll(async () => JSON.stringify(await seenLines(audience)) === JSON.stringify(await seenLines(presenter))).toBe(true);

  // The audience's window, which shows the code without an editor, leads too; and an editor opens where its code was.
  const middle = await seenLines(audience);
  await audience
    .cell(id)
    .locator(".cell-source:visible, .cm-scroller")
    .first()
    .evaluate((box) => box.scrollBy(0, 1e4));
  await expect.poll(() => seenLines(presenter)).toContain(40);
  const end = await seenLines(audience);
  expect(end).not.toEqual(middle);
  await audience
    .cell(id)
    .locator(".cell-source")
    .click({ position: { x: 60, y: 200 } });
  await audience.cell(id).locator(".cm-content").waitFor();
  expect(await seenLines(audience)).toEqual(end);

  // A window that comes late is where the others are.
  const late = await site.open();
  await expect.poll(() => seenLines(late)).toEqual(end);
});
