import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtPages, isDeck, htmlOf } from "../page/builtPages.ts";
import { deckOf, deckSite, stepsIn } from "./openDeck.ts";

const site = deckSite();
const sgd = "sgd/lecture/";

test("arrows, space and what clickers send turn slides and steps, both ways, and the address has the place", async () => {
  const { page, press, isAt, hash } = await site.open(`${sgd}#/one-dimension`);
  const steps = new Map(await stepsIn(page));
  expect(steps.get("one-dimension")).toBe(4);
  await press("ArrowRight");
  await isAt("one-dimension/1");
  expect(await hash()).toBe("#/one-dimension/1");
  await press("ArrowDown", "PageDown", " ");
  await isAt("one-dimension/4");
  await press("n");
  await isAt("stability");
  expect(await hash()).toBe("#/stability");
  await press("PageUp");
  await isAt("one-dimension/4");
  await press("ArrowLeft", "ArrowUp", "Shift+ ", "Backspace", "PageUp");
  await isAt("one-rule");
  await press("End");
  await isAt("summary");
  await press("Home");
  await isAt("title");
});

test("a turn leaves every slide laid out: none has to be laid out anew to be shown", async () => {
  const { page, isAt } = await site.open(sgd);
  const gone = await page.evaluate(() => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true, cancelable: true }));
    return [...document.querySelectorAll<HTMLElement>("main section.slide")].filter(({ offsetWidth }) => offsetWidth === 0).map(({ id }) => id);
  });
  await isAt("summary");
  expect(gone).toEqual([]);
});

test("turning slides makes no history: Back leaves the deck, and a link to a step opens it there", async () => {
  const page = await (await site.context()).newPage();
  await page.goto(`${site.server().address}sgd/`);
  await page.getByRole("link", { name: "Lecture", exact: true }).click();
  const { press, isAt } = await deckOf(page);
  await press("ArrowRight", "ArrowRight", "ArrowRight");
  await isAt("one-dimension");
  await page.goBack();
  expect(new URL(page.url()).pathname).toBe("/sgd/");
  const linked = await site.open(`${sgd}#/stability/1`);
  await linked.isAt("stability/1");
  await linked.page.evaluate(() => {
    location.hash = "#/5";
  });
  await linked.isAt("stability");
  for (const odd of ["#/nowhere", "#/one-rule/99/1", "#/%3Cimg%3E", "#cell-rate"]) {
    await linked.page.evaluate((hash) => {
      location.hash = hash;
    }, odd);
    await linked.isAt("stability");
  }
});

test("where the inputs stand and where the slide is live in one address, and neither takes the other's place", async () => {
  const { page, press, isAt, hash } = await site.open("momentum/lecture/");
  const place = await page.evaluate(
    () => document.querySelector<HTMLElement>("main .cell:has(.input-player)")?.closest<HTMLElement>(".slide")?.dataset.slide,
  );
  expect(place).toBeDefined();
  await page.evaluate((slide) => {
    location.hash = `#/${slide}~nowhere.x=1`;
  }, place);
  await expect.poll(() => page.evaluate(() => document.querySelector<HTMLElement>("main section.slide.present")!.dataset.slide)).toBe(place);
  await press("Home");
  await isAt("title");
  expect(await hash()).toBe("#/title~nowhere.x=1");
});

test("an editor keeps its keys and its text: no key turns the slide, Escape leaves it, then arrows turn", async () => {
  const { page, press, isAt } = await site.open(`${sgd}#/one-dimension`);
  const cell = page.locator("#cell-one-dimension");
  await cell.locator(".cell-source").click();
  const editor = cell.getByRole("textbox");
  await editor.waitFor();
  await press("ControlOrMeta+End");
  await page.keyboard.insertText("\n// mine");
  await press("ArrowLeft", "ArrowRight", "Home", "End", " ", "b", ".", "f", "o", "g", "s", "?", "c", "n", "Backspace");
  await isAt("one-dimension");
  expect(await page.locator("dialog[open], .reveal.overview").count()).toBe(0);
  await press("Escape");
  await isAt("one-dimension");
  expect(await page.locator(".reveal.overview").count()).toBe(0);
  await press("ArrowRight");
  await isAt("one-dimension/1");
  await press("Home", "ArrowRight", "End", "PageUp");
  await page.evaluate(() => {
    location.hash = "#/one-dimension";
  });
  await isAt("one-dimension");
  const text = (await editor.locator(".cm-line").allTextContents()).join("\n");
  expect(text).toContain("// mine");
  expect(text).toContain(" b.fogs?c");
  await expect.poll(() => cell.getAttribute("data-state")).toBe("edited");
});

test("keys in a control are the control's, too", async () => {
  const { page, press, isAt } = await site.open(`${sgd}#/two-directions`);
  const slider = page.locator("#cell-one-alpha input[type=range]");
  await slider.focus();
  const before = Number(await slider.inputValue());
  await press("ArrowRight", "ArrowRight");
  expect(Number(await slider.inputValue())).toBeGreaterThan(before);
  await isAt("two-directions");
  await press("Escape", "ArrowRight");
  await isAt("one-rule");
});

test("Shift+Enter runs from anywhere on the slide, and the slide stays", async () => {
  const { page, press, isAt, cellIs } = await site.open(`${sgd}#/one-dimension`);
  await press("Shift+Enter");
  await cellIs("one-dimension", "done");
  await cellIs("one-dimension-plot", "done");
  await isAt("one-dimension");
  const cell = page.locator("#cell-one-dimension");
  await cell.locator(".cell-source").click();
  await cell.getByRole("textbox").waitFor();
  await press("ControlOrMeta+a");
  await page.keyboard.insertText("const regimes = nothing;");
  await press("Shift+Enter");
  await cellIs("one-dimension", "error");
  await isAt("one-dimension");
  expect(await cell.getByRole("textbox").evaluate((editor) => editor === document.activeElement)).toBe(true);
});

test("what is typed on a slide stands on the page, and the other way round", async () => {
  const context = await site.context();
  const { page, press } = await site.open(`${sgd}#/one-dimension`, { in: context });
  await page.locator("#cell-one-dimension .cell-source").click();
  await page.locator("#cell-one-dimension").getByRole("textbox").waitFor();
  await press("ControlOrMeta+End");
  await page.keyboard.insertText("\n// from the lecture");
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain("from the lecture");
  const reader = await context.newPage();
  await reader.goto(`${site.server().address}sgd/`);
  await reader.locator('#cell-one-dimension[data-state="edited"]').waitFor();
  await expect.poll(() => reader.locator("#cell-one-dimension").innerText()).toContain("from the lecture");
});

test("C opens the code left of the outputs, in type of 24 pixels, fourteen lines at most; what is edited says so", async () => {
  const { page, press } = await site.open(`${sgd}#/two-directions`);
  const code = page.locator("#cell-one-alpha .cell-code");
  expect(await code.isVisible()).toBe(false);
  await press("c");
  expect(await code.isVisible()).toBe(true);
  const [left, right] = await page.evaluate(() =>
    [".cell-code", ".cell-outputs"].map((part) => document.querySelector(`#cell-one-alpha ${part}`)!.getBoundingClientRect()),
  );
  expect(left.right).toBeLessThan(right.left);
  const { size, lines, shown, scrolls } = await code.locator(".cell-source").evaluate((source) => {
    const { fontSize, lineHeight } = getComputedStyle(source);
    return {
      size: parseFloat(fontSize),
      lines: source.textContent!.trimEnd().split("\n").length,
      shown: source.clientHeight / parseFloat(lineHeight),
      scrolls: source.scrollHeight > source.clientHeight,
    };
  });
  expect(size).toBeGreaterThanOrEqual(24);
  expect(lines).toBeGreaterThan(14);
  expect(shown).toBeLessThan(15.5);
  expect(scrolls).toBe(true);
  await code.locator(".cell-source").click();
  const editor = page.locator("#cell-one-alpha").getByRole("textbox");
  await editor.waitFor();
  expect(
    await page
      .locator("#cell-one-alpha .cm-scroller")
      .evaluate((box) => box.scrollHeight > box.clientHeight && parseFloat(getComputedStyle(box).fontSize) >= 24),
  ).toBe(true);
  await editor.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  await press("Escape", "c");
  expect(await code.isVisible()).toBe(false);
  await expect.poll(() => page.locator("#cell-one-alpha .cell-state").textContent()).toBe("edited");
  expect(await page.locator("#cell-one-alpha .cell-bar").evaluate((bar) => getComputedStyle(bar).opacity)).toBe("1");
});

test("lines of code are lit one step after the other, in static code and in the editor", async () => {
  const { page, press, isAt } = await site.open(`${sgd}#/one-dimension`);
  const code = page.locator("#cell-one-dimension .cell-code");
  const lit = () => code.evaluate((element) => element.hasAttribute("data-lit") && (element as HTMLElement).style.getPropertyValue("--lit"));
  expect(await lit()).toBe(false);
  await press("ArrowRight", "ArrowRight");
  await isAt("one-dimension/2");
  // Its fourth and fifth line are each longer than the column: two rows are lit.
  expect(await lit()).toContain("#000 3lh 5lh");
  await press("ArrowRight");
  expect(await lit()).toContain("#000 5lh 7lh");
  expect(await page.locator("#cell-one-dimension .cell-source > code").evaluate((element) => getComputedStyle(element).maskImage)).toContain(
    "linear-gradient",
  );
  await page.locator("#cell-one-dimension .cell-source").click();
  await page.locator("#cell-one-dimension .cm-content").waitFor();
  expect(await page.locator("#cell-one-dimension .cm-content").evaluate((element) => getComputedStyle(element).maskImage)).toContain(
    "linear-gradient",
  );
  // The editor breaks its lines where the static code did.
  expect(await lit()).toContain("#000 5lh 7lh");
  await press("Escape", "ArrowLeft", "ArrowLeft");
  await isAt("one-dimension/1");
  expect(await lit()).toBe(false);
});

test("a caret is set where the click is, and a handle goes where the hand goes, on a scaled stage", async () => {
  for (const viewport of [
    { width: 1920, height: 1080 },
    { width: 1000, height: 600 },
  ]) {
    const { page } = await site.open("momentum/lecture/#/plane", { viewport });
    const cell = page.locator("section.slide.present .cell").first();
    await cell.locator(".cell-outputs").hover();
    const handle = cell.locator(".handle").first();
    await handle.waitFor();
    const centre = async () =>
      handle.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return [left + width / 2, top + height / 2] as const;
      });
    const [x, y] = await centre();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y - 30, { steps: 4 });
    await expect
      .poll(async () => {
        const [nowX, nowY] = await centre();
        return Math.hypot(nowX - x - 40, nowY - y + 30);
      })
      .toBeLessThan(2.5);
    await page.mouse.up();
    // Where the handle stands is where the plot has the value of its two fields.
    await page.close();
    const other = await site.open(`${sgd}#/one-dimension`, { viewport });
    const source = other.page.locator("#cell-one-dimension .cell-source");
    const at = await source.evaluate((element) => {
      const range = document.createRange();
      const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let seen = 0;
      for (let node = text.nextNode(); node; node = text.nextNode()) {
        const length = node.textContent!.length;
        if (seen + length > 40) {
          range.setStart(node, 40 - seen);
          range.setEnd(node, 40 - seen);
          const { left, top, height } = range.getBoundingClientRect();
          return { x: left + 1, y: top + height / 2 };
        }
        seen += length;
      }
      throw new Error("code too short");
    });
    await other.page.mouse.click(at.x, at.y);
    await other.page.locator("#cell-one-dimension .cm-content").waitFor();
    await other.page.keyboard.insertText("¶");
    expect((await other.page.locator("#cell-one-dimension .cm-content").locator(".cm-line").allTextContents()).join("\n").indexOf("¶")).toBe(40);
    await other.page.close();
  }
});

test("all slides at once by O or Escape, and a click goes to one; G goes to a slide by its number or a word; ? lists the keys", async () => {
  const { page, press, isAt } = await site.open(sgd);
  await press("o");
  await page.locator(".reveal.overview").waitFor();
  const boxes = await page.evaluate(() =>
    [...document.querySelectorAll("main section.slide")]
      .map((slide) => slide.getBoundingClientRect())
      .map(({ left, top, width }) => ({ left, top, width })),
  );
  expect(new Set(boxes.map(({ left, top }) => `${left} ${top}`)).size).toBe(boxes.length);
  expect(boxes.every(({ left, width }) => left >= 0 && left + width <= 1280)).toBe(true);
  await page.mouse.click(boxes[4].left + 20, boxes[4].top + 20);
  await isAt("stability");
  expect(await page.locator(".reveal.overview").count()).toBe(0);
  await press("Escape");
  await page.locator(".reveal.overview").waitFor();
  await press("ArrowRight", "Enter");
  await isAt("at-the-limit");
  await press("g");
  await page.keyboard.type("condition");
  await press("Enter");
  await isAt("condition-number");
  await press("g");
  await page.keyboard.type("2");
  await press("Enter");
  await isAt("two-directions");
  await press("?");
  await page.getByRole("dialog").getByText("Run the cell, from anywhere on the slide").waitFor();
  await press("Escape");
  await isAt("two-directions");
});

test("on a phone a slide fills the screen, scrolls, and a swipe turns it", async () => {
  const { page, isAt } = await site.open(`${sgd}#/two-directions`, { viewport: { width: 390, height: 700 }, isMobile: true, hasTouch: true });
  const look = await page.evaluate(() => {
    const slide = document.querySelector<HTMLElement>("main section.slide.present")!;
    const text = slide.querySelector(".slide-text li, .slide-text p")!;
    return {
      width: slide.getBoundingClientRect().width,
      size: parseFloat(getComputedStyle(text).fontSize),
      wide: slide.scrollWidth,
      scrolls: getComputedStyle(slide).overflowY,
      page: document.documentElement.scrollWidth,
      transform: getComputedStyle(slide.parentElement!).transform,
    };
  });
  expect(look).toMatchObject({ width: 390, wide: 390, scrolls: "auto", page: 390, transform: "none" });
  expect(look.size).toBeGreaterThanOrEqual(16);
  expect(look.size).toBeLessThanOrEqual(22);
  const touch = await page.context().newCDPSession(page);
  const swipe = async (from: [number, number], to: [number, number]) => {
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: from[0], y: from[1] }] });
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: to[0], y: to[1] }] });
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  await swipe([320, 60], [80, 66]);
  await isAt("one-rule");
  await swipe([80, 60], [320, 66]);
  await isAt("two-directions");
  await swipe([200, 600], [190, 200]);
  await isAt("two-directions");
  const slider = (await page.locator("#cell-one-alpha input[type=range]").boundingBox())!;
  await swipe([slider.x + slider.width - 5, slider.y + 5], [slider.x + 5, slider.y + 5]);
  await isAt("two-directions");
});

test("without scripts the slides stand one under the other, whole, with a link to the chapter", async () => {
  const context = await site.context({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.server().address}${sgd}`);
  const slides = await page
    .locator("main section.slide")
    .evaluateAll((all) =>
      all.map((slide) => ({
        top: slide.getBoundingClientRect().top,
        bottom: slide.getBoundingClientRect().bottom,
        width: slide.scrollWidth - slide.clientWidth,
      })),
    );
  for (const [i, { top, width }] of slides.entries()) {
    expect(width).toBeLessThanOrEqual(0);
    if (i > 0) expect(top).toBeGreaterThanOrEqual(slides[i - 1].bottom);
  }
  expect(
    await page
      .locator(".fragment")
      .first()
      .evaluate((fragment) => {
        const { opacity, visibility } = getComputedStyle(fragment);
        return [opacity, visibility];
      }),
  ).toEqual(["1", "visible"]);
  expect(await page.locator("main .plot-narrow svg[role=img]").first().isVisible()).toBe(true);
  expect(await page.getByRole("link", { name: "Read the chapter" }).getAttribute("href")).toBe("/sgd/");
});

test("the deck's library is on decks alone", async () => {
  const others = builtPages().filter((path) => !isDeck(path));
  expect(others.length).toBeGreaterThan(3);
  for (const path of others) {
    const context = await site.context();
    const page = await context.newPage();
    site.server().forget();
    await page.goto(site.server().address + path.slice(1), { waitUntil: "load" });
    const files = site
      .server()
      .requests.map(({ path }) => path)
      .filter((file) => /\.(js|css)$/.test(file));
    for (const file of files) expect(readFileSync(`dist${file}`, "utf8"), `${path} loads ${file}`).not.toMatch(/reveal-viewport|isOverview/);
    await context.close();
  }
  expect(htmlOf(`/${sgd}`)).toContain("Deck");
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
test.for([
  ["light", 1280],
  ["dark", 1280],
  ["light", 390],
] as const)("a deck is accessible: %s, %d pixels wide", { timeout: 120_000 }, async ([colorScheme, width]) => {
  const { page } = await site.open(`${sgd}#/stability`, { colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce", bypassCSP: true });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }
    ).axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary.slice(0, 160)}`),
    );
  });
  expect(found).toEqual([]);
});
