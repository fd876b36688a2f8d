import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { highlight } from "../../../src/editor/highlight.ts";
import { openBrowser } from "../harness/browser.ts";
import { openBarePage } from "../harness/barePage.ts";

const code = `import { adam } from "optim"; // a comment
interface Run<T> { losses: T[]; name?: string }

const run = <T>(lr: number): Run<T> => {
\tconst text = \`lr \${lr} 與
 two lines\`;
  return { losses: [], name: text + (lr > 1e-3 ? 'big' : "small") };
};
class Track { #n = 0; next = () => ++this.#n && null; static re = /a+/g }
const wide = "${"a long line ".repeat(12)}";
Plot.plot({ marks: [Plot.line(run(0.1).losses)] })`;

let browser: Browser;
let opened: Awaited<ReturnType<typeof openBarePage>> | undefined;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
afterEach(async () => {
  expect(opened!.complaints).toEqual([]);
  await opened!.page.context().close();
});

/** A page with one cell between two paragraphs, and `editor()` mounted in it with a log of what it said. */
async function cell(source = code): Promise<Page> {
  opened = await openBarePage(browser, {
    entry: "test/site/editor/mountEntry.ts",
    body: `<p><button>before</button></p><section class="cell"><div class="cell-code"><pre class="cell-source" tabindex="0"><code>${highlight(source)}</code></pre></div></section><p><button>after</button></p>`,
  });
  const { page } = opened;
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate((doc) => {
    const log: string[] = [];
    Object.assign(globalThis, {
      log,
      mount: (readOnly = false) =>
        Object.assign(globalThis, {
          editor: lib.mountEditor(document.querySelector<HTMLElement>(".cell-code")!, {
            doc,
            readOnly,
            label: "Code of a cell",
            words: { keys: "Esc leaves", line: (n: number) => `line ${n}`, phrases: {} },
            onChange: (text: string) => log.push(`change ${text.length}`),
            onRun: () => log.push("run"),
            onRunStay: () => log.push("run, stay"),
            onTooLong: () => log.push("too long"),
          }),
        }),
    });
  }, source);
  return page;
}

declare const lib: typeof import("./mountEntry.ts");
declare const editor: import("../../../src/editor/mount.ts").Editor;
declare const mount: (readOnly?: boolean) => void;
declare const log: string[];

/** Every token of the code: its classes, text and box. */
const tokens = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".cell-code :is(.cell-source:not([hidden]), .cm-content) span[class^=tok-]")].map((span) => {
      const { x, y, width, height } = span.getBoundingClientRect();
      return { classes: span.className, text: span.textContent, box: [x, y, width, height].map((n) => Math.round(n * 100) / 100) };
    }),
  );

const boxes = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("p, .cell-code, .cell-source:not([hidden]), .cell-editor")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height];
    }),
  );

test("opening the editor moves nothing: every token keeps its classes and its place, every box around it too, and the picture is the same to the pixel", async () => {
  const page = await cell();
  const before = { tokens: await tokens(page), boxes: await boxes(page), picture: await page.screenshot() };
  expect(before.tokens.length).toBeGreaterThan(80);
  await page.evaluate(() => mount());
  expect(await tokens(page)).toEqual(before.tokens);
  expect(await boxes(page)).toEqual(before.boxes);
  expect((await page.screenshot()).equals(before.picture)).toBe(true);
});

test("on a machine so slow that a step of the parser takes a millisecond, the editor still opens in its colours", async () => {
  const page = await cell();
  const before = await tokens(page);
  const opened = await page.evaluate(() => {
    let now = 0;
    Date.now = () => ++now;
    mount();
    return document.querySelectorAll(".cm-content span[class^=tok-]").length;
  });
  expect(opened).toBe(before.length);
});

test("opening, marking and closing a long cell in a frame of its own shifts no layout", async () => {
  const page = await cell(Array.from({ length: 300 }, (_, i) => `const x${i} = ${i};`).join("\n"));
  const shift = await page.evaluate(async () => {
    let total = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (total += (entry as PerformanceEntry & { value: number }).value))).observe(
      { type: "layout-shift" },
    );
    const frame = () => new Promise(requestAnimationFrame);
    const height = () => document.querySelector(".cell-code")!.getBoundingClientRect().height;
    const heights = new Set([height()]);
    for (const action of [() => mount(), () => editor.mark(3, "no"), () => editor.focus(0), () => editor.unmark(), () => editor.destroy()]) {
      await frame();
      action();
      heights.add(height());
      for (let i = 0; i < 4; i++) await frame();
      heights.add(height());
    }
    return { total, heights: heights.size };
  });
  expect(shift).toEqual({ total: 0, heights: 1 });
});

test("code that ends in an empty line, or is empty, is as high in the editor as on the page", async () => {
  for (const source of ["", "a\n", "\n\na"]) {
    const page = await cell(source);
    const before = await boxes(page);
    await page.evaluate(() => mount());
    expect(await boxes(page)).toEqual(before);
    await page.evaluate(() => editor.destroy());
    expect(await boxes(page)).toEqual(before);
  }
});

test("code scrolled sideways stays where it was", async () => {
  const page = await cell();
  const scrolled = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".cell-source:not([hidden]), .cm-scroller")].map((element) => [element.scrollLeft, element.scrollWidth]),
    );
  await page.evaluate(() => (document.querySelector(".cell-source")!.scrollLeft = 150));
  const before = await scrolled();
  expect(before[0][0]).toBe(150);
  await page.evaluate(() => mount());
  expect(await scrolled()).toEqual(before);
  await page.evaluate(() => editor.destroy());
  expect(await scrolled()).toEqual(before);
});

test("a click on a letter of the static code puts the caret there in the editor", async () => {
  const page = await cell();
  const word = page.locator(".cell-source span", { hasText: "losses" }).first();
  const { x, y, width } = (await word.boundingBox())!;
  const at = await page.evaluate(([x, y]) => lib.caretOffset(document.querySelector(".cell-source")!, x, y), [x + width / 2 + 1, y + 4] as const);
  expect(at).toBe(code.indexOf("losses") + 3);
  const outside = await page.evaluate(() => lib.caretOffset(document.querySelector(".cell-source")!, 12, 12));
  expect(outside).toBe(null);
  await page.evaluate((at) => (mount(), editor.focus(at!)), at);
  await page.keyboard.type("X");
  expect(await page.evaluate(() => editor.text())).toBe(code.replace("losses", "losXses"));
});

test("typing is said, once a change; setText is not, and can be undone", async () => {
  const page = await cell("let a = 1");
  await page.evaluate(() => (mount(), editor.focus(9)));
  await page.keyboard.type("0");
  await page.evaluate(() => editor.setText("let b"));
  expect(await page.evaluate(() => [...log, editor.text()])).toEqual(["change 10", "let b"]);
  await page.keyboard.press("Control+z");
  expect(await page.evaluate(() => [...log, editor.text()])).toEqual(["change 10", "change 10", "let a = 10"]);
});

test("Shift+Enter runs, Ctrl+Enter runs and stays, and neither changes the text", async () => {
  const page = await cell("let a = 1");
  await page.evaluate(() => (mount(), editor.focus()));
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Control+Enter");
  expect(await page.evaluate(() => [...log, editor.text()])).toEqual(["run", "run, stay", "let a = 1"]);
});

test("Tab indents, Shift+Tab takes back; Esc, then Tab or Shift+Tab, leaves, and Esc lasts only until another key", async () => {
  const page = await cell("let a = 1");
  const focused = () => page.evaluate(() => document.activeElement!.textContent);
  await page.evaluate(() => (mount(), editor.focus(0)));
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => editor.text())).toBe("  let a = 1");
  await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => editor.text())).toBe("let a = 1");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => editor.text())).toBe("  let a = 1");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("after");
  await page.evaluate(() => editor.focus());
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  expect(await focused()).toBe("before");
  await page.evaluate(() => editor.focus());
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement!.className)).toContain("cm-content");
});

test("two seconds after Esc, Tab still leaves", async () => {
  const page = await cell("let a = 1");
  await page.clock.install();
  await page.evaluate(() => (mount(), editor.focus()));
  await page.keyboard.press("Escape");
  await page.clock.fastForward(60_000);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement!.textContent)).toBe("after");
});

test("the editor is a textbox with its label and keys; a marked line makes it invalid with the message as description, until it is edited", async () => {
  const page = await cell("one\ntwo\nthree");
  await page.evaluate(() => mount());
  const textbox = page.getByRole("textbox", { name: "Code of a cell", exact: true });
  const described = () =>
    textbox.evaluate((element) => [
      element.getAttribute("aria-invalid"),
      document.getElementById(element.getAttribute("aria-describedby")!)!.textContent,
    ]);
  const marked = () => page.locator(".cell-error-line").allTextContents();
  expect(await described()).toEqual([null, "Esc leaves"]);
  await page.evaluate(() => editor.mark(2, "two is not defined"));
  expect(await described()).toEqual(["true", "line 2: two is not defined"]);
  expect(await marked()).toEqual(["two"]);
  await page.evaluate(() => editor.focus(0));
  await page.keyboard.type("//\n");
  expect(await marked()).toEqual(["two"]);
  await page.evaluate(() => editor.focus(editor.text().indexOf("two") + 1));
  await page.keyboard.type("x");
  expect(await marked()).toEqual([]);
  expect(await described()).toEqual([null, "Esc leaves"]);
  await page.evaluate(() => editor.mark(99, "at the end"));
  expect(await marked()).toEqual(["three"]);
  await page.evaluate(() => editor.unmark());
  expect(await marked()).toEqual([]);
  expect(await described()).toEqual([null, "Esc leaves"]);
});

test("a marked line of the static code has the place of the same line marked in the editor", async () => {
  const page = await cell();
  await page.evaluate(() => lib.markSourceLine(document.querySelector(".cell-source")!, 7));
  const before = await page.screenshot();
  await page.evaluate(() => (mount(), editor.mark(7, "no")));
  expect((await page.screenshot()).equals(before)).toBe(true);
  await page.evaluate(() => editor.mark(8, "no"));
  expect((await page.screenshot()).equals(before)).toBe(false);
});

test("a read-only editor takes no text but runs", async () => {
  const page = await cell("let a = 1");
  await page.evaluate(() => (mount(true), editor.focus(0)));
  await page.keyboard.type("x");
  await page.keyboard.press("Shift+Enter");
  expect(await page.evaluate(() => [...log, editor.text()])).toEqual(["run", "let a = 1"]);
});

test("closing the editor shows the static code with the text as it now is, keeps the focus in it, and says nothing", async () => {
  const page = await cell("let a = 1");
  await page.evaluate(() => (mount(), editor.focus(9)));
  await page.keyboard.type("0 // <b>");
  await page.evaluate(() => (log.splice(0), editor.destroy()));
  expect(await page.locator(".cell-source code").innerHTML()).toBe(highlight("let a = 10 // <b>"));
  expect(await page.evaluate(() => [...log, document.querySelectorAll(".cell-editor").length])).toEqual([0]);
  expect(await page.evaluate(() => document.activeElement!.className)).toBe("cell-source");
});
