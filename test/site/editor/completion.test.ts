/** Completion, what is known of a name, find and replace, and the keys of the editor, on the built chapter and its deck. */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chapterSite, type CellOnPage } from "../notebook/openChapter.ts";
import { deckOf } from "../lecture/openDeck.ts";
import { timeList } from "./timeList.ts";

const site = chapterSite();

const list = (page: Page): Locator => page.getByRole("listbox", { name: "Completions" });
const offered = (page: Page): Promise<(string | null)[]> => list(page).getByRole("option").allTextContents();
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement!.closest(".cm-content") ? "code" : document.activeElement!.tagName));

/** Puts `code` into the cell's editor, the caret at |. */
async function put(page: Page, cell: CellOnPage, code: string): Promise<void> {
  const [before, after] = code.split("|");
  await cell.write(before + after);
  await page.keyboard.press("ControlOrMeta+Home");
  for (let i = 0; i < before.length; i++) await page.keyboard.press("ArrowRight");
}

describe("completion", () => {
  test("`adam({` offers the options with their defaults; the one that is chosen is written with its default selected", async () => {
    const { page, cell } = await site.open();
    const { editor, source, write } = cell("descend");
    await write('import { adam } from "optim";\n');
    await page.keyboard.type("adam({");
    await list(page).waitFor();
    expect(await offered(page)).toEqual(["lr= 1e-3", "beta1= 0.9", "beta2= 0.999", "eps= 1e-8"]);
    // The list is announced as CodeMirror does it: the field names the list and what is selected in it.
    expect(await editor.getAttribute("aria-autocomplete")).toBe("list");
    const active = () => editor.evaluate((field) => document.getElementById(field.getAttribute("aria-activedescendant")!)?.textContent);
    expect(await active()).toBe("lr= 1e-3");
    await page.keyboard.press("ArrowDown");
    await expect.poll(active).toBe("beta1= 0.9");
    await page.locator(".cm-completionInfo", { hasText: "β₁, decay of the first moment" }).waitFor();
    await page.keyboard.press("Enter");
    expect(await source()).toBe('import { adam } from "optim";\nadam({ beta1: 0.9 })');
    await page.keyboard.type("0.5");
    expect(await source()).toBe('import { adam } from "optim";\nadam({ beta1: 0.5 })');
  });

  test("a name of another module is imported when it is chosen, and the cell runs with it; a name of another cell needs no import", async () => {
    const { page, cell, forget, settled } = await site.open();
    const { source, write, shows } = cell("descend");
    await write("");
    await page.keyboard.type("biasCorrection");
    await list(page).getByRole("option", { name: "biasCorrection" }).first().waitFor();
    await page.keyboard.press("Tab");
    expect(await source()).toBe('import { biasCorrection } from "optim";\nbiasCorrection');
    await page.keyboard.type("(0.5, 1) + shar");
    await list(page).getByText("One error, split along two directions").first().waitFor();
    await page.keyboard.press("Escape");
    for (let i = 0; i < "+ shar".length; i++) await page.keyboard.press("Backspace");
    await forget();
    await page.keyboard.press("ControlOrMeta+Enter");
    await settled();
    await shows("0.5");
  });

  test("names within an import, and the modules behind `from`", async () => {
    const { page, cell } = await site.open();
    await put(page, cell("descend"), 'import { | } from "optim/keras";');
    await page.keyboard.type("adamw");
    await expect.poll(() => offered(page)).toEqual(["adamwoptim/keras"]);
    await put(page, cell("descend"), 'import { adam } from "|";');
    await page.keyboard.type("optim/");
    await expect.poll(() => offered(page)).toEqual(["optim/keras", "optim/optax", "optim/paper", "optim/pytorch", "optim/tfjs"]);
  });

  test("Enter breaks the line where a list came by itself, and where the name is whole", async () => {
    const { page, cell } = await site.open();
    const { source, write } = cell("descend");
    await write('import { adam } from "optim";\n');
    await page.keyboard.type("adam({");
    await list(page).waitFor();
    await expect.poll(() => offered(page)).toHaveLength(4);
    await page.keyboard.press("Enter");
    expect((await source()).split("\n")).toEqual(['import { adam } from "optim";', "adam({", "  ", "})"]);
    await write("const alone = 1;\n");
    await page.keyboard.type("alone");
    await list(page).getByRole("option", { name: "alone" }).first().waitFor();
    await page.keyboard.press("Enter");
    expect(await source()).toBe("const alone = 1;\nalone\n");
  });

  test("Esc closes the list and does no more; the next Esc, then Tab, leaves, as the editor's description says; Shift+Enter runs under an open list", async () => {
    const { page, cell, settled } = await site.open();
    const { editor, write, source, shows } = cell("descend");
    await write("1 + 2;\n");
    await page.keyboard.type("Mat");
    await list(page).waitFor();
    await page.keyboard.press("Escape");
    await list(page).waitFor({ state: "detached" });
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("code");
    expect(await source()).toBe("1 + 2;\n  Mat");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await focused(page)).not.toBe("code");
    const described = await editor.evaluate((field) => document.getElementById(field.getAttribute("aria-describedby")!)!.textContent);
    expect(described).toContain("Esc, then Tab, leaves the editor. A list that is open is closed by Esc first");

    await write("1 + 2;\n6 * Math.sqr");
    await page.keyboard.type("t");
    await list(page).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.type("(49)");
    await page.keyboard.type(" * Num");
    await list(page).waitFor();
    for (let i = 0; i < "* Num".length; i++) await page.keyboard.press("Backspace");
    await page.keyboard.press("Shift+Enter");
    await list(page).waitFor({ state: "detached" });
    expect(await focused(page)).not.toBe("code");
    await settled();
    await shows("42");
  });

  test("what can be imported is loaded when an editor is first opened, not before; where that fails, the page's own names are there, and the rest at the next try", async () => {
    const { page, cell } = await site.open();
    let isUp = false;
    let asked = 0;
    await page.route(/library\.json/, (route) => (asked++, isUp ? route.continue() : route.abort()));
    await cell("descend").region.hover();
    await page.locator("#cell-descend .cell-source").focus();
    await page.waitForLoadState("networkidle");
    expect(asked).toBe(0);
    await cell("descend").write("");
    await page.keyboard.type("nor");
    await list(page).waitFor();
    expect(asked).toBeGreaterThan(0);
    expect((await offered(page)).join()).not.toContain("monkeySaddle");
    isUp = true;
    await cell("descend").write("");
    await page.keyboard.type("monk");
    await list(page).getByText("monkeySaddle").waitFor();
  });

  test("once loaded, a list is there within 100 ms of its key", async () => {
    const { page, cell } = await site.open();
    await cell("descend").write("");
    await page.keyboard.type("tr");
    await list(page).waitFor();
    const times: number[] = [];
    for (const code of ["sl", "Plot.", "run", "Math.", "const x = r", "Plot.plot({ ", "tra"]) {
      const rounds: number[] = [];
      for (let i = 0; i < 3; i++) {
        await cell("descend").write(code.slice(0, -1));
        await page.keyboard.press("Escape");
        await list(page).waitFor({ state: "detached" });
        rounds.push(await timeList(page, code.at(-1)!));
      }
      // What else the machine does only adds to it.
      times.push(Math.min(...rounds));
    }
    expect(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]).toBeLessThan(100);
  });

  test("with its list open the page has no fault that axe finds", async () => {
    const { page, cell } = await site.open();
    await cell("descend").write("");
    await page.keyboard.type("Plot.");
    await list(page).waitFor();
    await page.evaluate(readFileSync("node_modules/axe-core/axe.min.js", "utf8"));
    type Axe = { axe: { run(within: unknown, how: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    const faults = await page.evaluate(async () =>
      // The list is moved through from the text: it takes no focus of its own.
      (
        await (window as unknown as Axe).axe.run(
          { include: [["#cell-descend"], [".cm-tooltip"]] },
          { rules: { "scrollable-region-focusable": { enabled: false } } },
        )
      ).violations.map(({ id, nodes }) => [id, nodes[0].html]),
    );
    expect(faults).toEqual([]);
  });
});

test("under the pointer, a name says its type and what it is for, an option its default; unknown names say nothing", async () => {
  const { page, cell } = await site.open();
  await cell("descend").write('import { adam } from "optim";\nconst here = adam({ beta1: 0.5 });\n');
  await page.keyboard.press("Escape");
  const card = page.locator(".cm-tooltip-hover");
  const line = cell("descend").editor.locator(".cm-line").nth(1);
  await line.getByText("adam", { exact: true }).hover();
  await card.getByText("Adam (Kingma & Ba 2015, Algorithm 1)").waitFor();
  expect(await card.textContent()).toContain("beta2 = 0.999");
  await line.getByText("beta1", { exact: true }).hover();
  await card.getByText("beta1: number = 0.9").waitFor();
});

describe("find and replace", () => {
  test("by Ctrl+F in the editor; in the panel Shift+Enter finds and runs nothing; Esc closes it, and leaves the focus in the code", async () => {
    const { page, cell, states, forget } = await site.open();
    const { region, source, write } = cell("descend");
    await write("const one = 1;\nconst two = one + one;\n");
    await page.keyboard.press("ControlOrMeta+f");
    const find = region.getByRole("textbox", { name: "Find" });
    await find.waitFor();
    await forget();
    await page.keyboard.type("one");
    await expect.poll(() => region.locator(".cm-searchMatch").count()).toBe(3);
    await page.keyboard.press("Shift+Enter");
    await region.getByRole("textbox", { name: "Replace with" }).fill("1");
    await region.getByRole("button", { name: "Replace all" }).click();
    expect(await source()).toBe("const 1 = 1;\nconst two = 1 + 1;\n");
    expect(await states()).not.toContain("descend running");
    await find.press("Escape");
    await find.waitFor({ state: "detached" });
    expect(await focused(page)).toBe("code");
    await page.keyboard.press("ControlOrMeta+z");
    expect(await source()).toBe("const one = 1;\nconst two = one + one;\n");
  });

  test("single letters that are keys of cells are text in the panel", async () => {
    const { page, cell } = await site.open();
    await cell("descend").write("const jar = 1;");
    await page.keyboard.press("ControlOrMeta+f");
    await page.keyboard.type("jar?");
    expect(await cell("descend").region.getByRole("textbox", { name: "Find" }).inputValue()).toBe("jar?");
    expect(await page.locator("dialog[open]").count()).toBe(0);
  });
});

describe("keys", () => {
  test("brackets close themselves, Ctrl+/ comments out and back, Alt+arrows move a line, Ctrl+] indents", async () => {
    const { page, cell } = await site.open();
    const { source, write } = cell("descend");
    await write("");
    await page.keyboard.type('[("a');
    expect(await source()).toBe('[("a")]');
    await page.keyboard.type('")]');
    expect(await source()).toBe('[("a")]');
    await write("1;\n2;\n3;");
    await page.keyboard.press("ControlOrMeta+/");
    expect(await source()).toBe("1;\n2;\n// 3;");
    await page.keyboard.press("ControlOrMeta+/");
    await page.keyboard.press("Alt+ArrowUp");
    expect(await source()).toBe("1;\n3;\n2;");
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("ControlOrMeta+]");
    expect(await source()).toBe("1;\n2;\n  3;");
    await page.keyboard.press("ControlOrMeta+[");
    expect(await source()).toBe("1;\n2;\n3;");
  });

  test("undo goes back over runs, and over Reset", async () => {
    const { page, cell } = await site.open();
    const { runs, source, shows, button, editor, edit } = cell("descend");
    await edit();
    const original = await source();
    await runs("20 + 1;");
    await shows("21");
    await runs("20 + 2;");
    await shows("22");
    await page.keyboard.press("ControlOrMeta+z");
    expect(await source()).toBe("20 + 1;");
    await button("Reset").click();
    await expect.poll(source).toBe(original);
    await editor.focus();
    await page.keyboard.press("ControlOrMeta+z");
    expect(await source()).toBe("20 + 1;");
    await cell("descend").is("edited");
    await page.keyboard.press("ControlOrMeta+z");
    expect(await source()).toBe(original);
    await page.keyboard.press("ControlOrMeta+y");
    expect(await source()).toBe("20 + 1;");
  });

  test("the line that an error names has its number beside it, and the code stands where it stood", async () => {
    const { page, cell } = await site.open();
    const { editor, runs, error } = cell("descend");
    await runs("const q = 1;\n\nq;");
    const left = () =>
      editor
        .locator(".cm-line")
        .nth(2)
        .locator("span")
        .first()
        .evaluate((span) => span.getBoundingClientRect().left);
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(" q");
    await page.keyboard.press("Escape");
    const before = await left();
    await page.keyboard.insertText(".nope.nope;");
    await page.keyboard.press("ControlOrMeta+Enter");
    await error.waitFor();
    const number = () => page.locator(".cell-error-line").evaluateAll((lines) => lines.map((line) => getComputedStyle(line, "::before").content));
    expect(await number()).toEqual(['"3"']);
    expect(await left()).toBe(before);
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("Enter");
    expect(await number()).toEqual(['"4"']);
  });
});

test("on a deck the list stands whole beside the caret, over the slide; Esc closes it, then leaves the editor", async () => {
  const { page } = await site.open({ address: "sgd/lecture/#/one-dimension" });
  const deck = await deckOf(page);
  await page.locator("#cell-one-dimension .cell-source").click();
  const editor = page.locator("#cell-one-dimension").getByRole("textbox");
  await editor.waitFor();
  const place = await deck.place();
  await editor.press("ControlOrMeta+End");
  await page.keyboard.type("\nPlot.li");
  await list(page).waitFor();
  const [box, caret] = await Promise.all([
    list(page).boundingBox(),
    page.evaluate(() => {
      const { left, top, bottom } = getSelection()!.getRangeAt(0).getBoundingClientRect();
      return { left, top, bottom };
    }),
  ]);
  expect(Math.abs(box!.x - caret.left)).toBeLessThan(150);
  expect(Math.min(Math.abs(box!.y - caret.bottom), Math.abs(box!.y + box!.height - caret.top))).toBeLessThan(40);
  const isOnTop = await list(page)
    .getByRole("option")
    .first()
    .evaluate((option) => {
      const { x, y, width, height } = option.getBoundingClientRect();
      return option.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
  expect(isOnTop).toBe(true);
  await page.keyboard.press("ArrowDown");
  expect(await deck.place()).toBe(place);
  await page.keyboard.press("Escape");
  await list(page).waitFor({ state: "detached" });
  expect(await focused(page)).toBe("code");
  await page.keyboard.press("Escape");
  expect(await focused(page)).not.toBe("code");
});
