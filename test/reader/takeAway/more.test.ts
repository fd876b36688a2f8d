import { parseHTML } from "linkedom";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { words } from "../../../src/i18n/index.ts";
import type { CellView } from "../../../src/reader/cellView.ts";
import { offerMore } from "../../../src/reader/takeAway/more.ts";

const menu = "../../../src/reader/takeAway/menu.ts";
const showPopover = vi.fn();
const createMenu = vi.fn(() => ({ showPopover }));
const notice = vi.fn();
let button: HTMLElement;
beforeEach(() => {
  const { document } = parseHTML('<div><p class="cell-bar"><span class="cell-state"></span></p></div>');
  vi.stubGlobal("document", document);
  offerMore({ element: document.querySelector("div")!, notice } as unknown as CellView, words("en"), async () => {});
  button = document.querySelector<HTMLElement>(".take-more")!;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock(menu);
  vi.resetModules();
  vi.clearAllMocks();
});

test("a cell has one menu, however often its button is clicked before that is there", async () => {
  vi.doMock(menu, () => ({ createMenu }));
  button.click();
  button.click();
  await vi.waitFor(() => expect(showPopover).toHaveBeenCalled());
  button.click();
  await vi.dynamicImportSettled();
  expect(createMenu).toHaveBeenCalledTimes(1);
});

test("a menu that could not be loaded is said, and asked for at the next click", async () => {
  vi.doMock(menu, () => {
    throw new TypeError("Failed to fetch dynamically imported module");
  });
  button.click();
  await vi.waitFor(() => expect(notice).toHaveBeenCalledWith(words("en").cell.unavailable));
  vi.doMock(menu, () => ({ createMenu }));
  button.click();
  await vi.waitFor(() => expect(showPopover).toHaveBeenCalledTimes(1));
});
