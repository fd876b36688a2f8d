/** A lecture by clicker: its keys turn slides whatever the hand has touched before. */
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { deckSite, stepsIn, type OpenDeck } from "./openDeck.ts";

const site = deckSite();
const shown = "main section.slide.present";

/** What a lecturer touches on a slide, and how. */
const kinds: Record<string, { selector: string; touch(at: Locator, page: Page): Promise<void> }> = {
  slider: { selector: ".input-slider input", touch: (at) => at.click() },
  scrubber: { selector: ".input-player input", touch: (at) => at.click() },
  player: { selector: '[data-player="forward"]', touch: (at) => at.click() },
  radio: { selector: "input[type=radio]", touch: (at) => at.click() },
  checkBox: { selector: "input[type=checkbox]", touch: (at) => at.click() },
  list: { selector: "select", touch: (at) => at.focus() },
  number: { selector: ".input input[type=number]", touch: (at) => at.click() },
  press: { selector: ".input-button button", touch: (at) => at.click() },
  handle: { selector: ".handle", touch: drag },
  sketch: { selector: ".input:not([data-answered]) .sketch-pad", touch: drag },
  hands: {
    selector: ".hands-count",
    async touch(at, page) {
      await at.click();
      await page.keyboard.type("7");
    },
  },
  code: { selector: ".cell-source, .cm-content", touch: (at) => at.click({ position: { x: 30, y: 20 } }) },
};

async function drag(at: Locator, page: Page): Promise<void> {
  const { x, y, width, height } = (await at.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 12, y + height / 2 - 8, { steps: 3 });
  await page.mouse.up();
}

/** The controls of a kind that are seen on the slide. */
const seen = async (page: Page, kind: string): Promise<Locator[]> => {
  const found = await page.locator(`${shown} :is(${kinds[kind].selector})`).all();
  const visible = await Promise.all(found.map((one) => one.isVisible()));
  return found.filter((_, i) => visible[i]);
};

/** Where all controls of the slide stand. */
const positions = (page: Page) =>
  page.locator(`${shown} :is(input, select)`).evaluateAll((all) =>
    all.map((one) => {
      const { type, checked, value } = one as HTMLInputElement;
      return type === "radio" || type === "checkbox" ? String(checked) : value;
    }),
  );

/** Touches a control, then goes on and back by each of these pairs of keys: they turn, and move nothing. */
async function turnsAfter({ page, press, place }: OpenDeck, at: Locator, kind: string, next: string, pairs: [string, string][]): Promise<void> {
  const here = await place();
  for (const [on, back] of pairs) {
    await kinds[kind].touch(at, page);
    const before = await positions(page);
    for (const [key, wanted] of [
      [on, next],
      [back, here],
    ]) {
      await press(key);
      await expect.poll(place, { message: `${key} after ${kind} on ${here}` }).toBe(wanted);
    }
    expect(await positions(page), `${kind} on ${here}, after ${on} and ${back}`).toEqual(before);
  }
}

const pages: [string, string] = ["PageDown", "PageUp"];
const others: [string, string][] = [
  ["ArrowRight", "ArrowLeft"],
  ["ArrowDown", "ArrowUp"],
  [" ", "Shift+ "],
];
/** In code the other keys are text. */
const pairsOf = (kind: string): [string, string][] => (kind === "code" ? [pages] : [pages, ...others]);

test.for([
  ["framework", ["slider", "scrubber", "player", "radio", "checkBox", "hands", "code"]],
  ["ema", ["slider", "sketch", "hands", "code"]],
] as const)("a rehearsal of %s by a clicker alone, touching every control on the way", { timeout: 240_000 }, async ([chapter, wanted]) => {
  const deck = await site.open(`${chapter}/lecture/`);
  const { page, press, isAt } = deck;
  // Another window of the lecture goes along.
  const audience = await site.open(`${chapter}/lecture/`, { in: page.context() });
  await page.bringToFront();
  const steps = (await stepsIn(page)).flatMap(([id, count]) => Array.from({ length: count + 1 }, (_, i) => (i === 0 ? id : `${id}/${i}`)));
  const touched = new Set<string>();
  for (const [i, step] of steps.slice(0, -1).entries()) {
    for (const kind of Object.keys(kinds)) {
      // A slide's first and last step show all that is on it.
      if (step.includes("/") && steps[i + 1].startsWith(`${step.split("/")[0]}/`)) continue;
      for (const at of await seen(page, kind)) {
        await turnsAfter(deck, at, kind, steps[i + 1], touched.has(kind) ? [pages] : pairsOf(kind));
        touched.add(kind);
      }
    }
    await press("PageDown");
    await isAt(steps[i + 1]);
    await audience.isAt(steps[i + 1]);
  }
  expect([...touched]).toEqual(expect.arrayContaining([...wanted]));
});

/** Every kind of control there is. */
const everything = `
const control1 = slider("Slider", { min: 0, max: 10, value: 3 });
const control2 = number("Number", { min: 0, max: 100, value: 4 });
const control3 = choice("Radio", ["one", "two"]);
const control4 = choice("List", Array.from({ length: 30 }, (_, i) => "option " + i));
const control5 = toggle("Box");
const control6 = button("Press");
const control7 = player("Player", { max: 9 });
const control8 = point("Point", { x: [0, 1], y: [0, 1], value: [0.5, 0.5] });
Plot.plot({ marks: [Plot.dot([{ x: control8[0], y: control8[1] }], { x: "x", y: "y" })], x: { domain: [0, 1] }, y: { domain: [0, 1] } });`;

/** The deck of chapter 1 with all controls on a slide of one step. */
async function withEverything(): Promise<OpenDeck> {
  const context = await site.context();
  const page = await context.newPage();
  await page.goto(`${site.server().address}404.html`);
  await page.evaluate((source) => localStorage.setItem("notebook/en/sgd/one-alpha", JSON.stringify({ hash: "", source, inputs: {} })), everything);
  await page.close();
  const deck = await site.open("sgd/lecture/#/two-directions", { in: context });
  await deck.cellIs("one-alpha", "edited");
  await deck.press("Shift+Enter");
  await deck.cellIs("one-alpha", "done");
  await deck.page.locator(`${shown} .handle`).waitFor();
  return deck;
}

test("after any kind of control that the pointer has used, every key that turns slides turns them, and B blacks the screen", async () => {
  const deck = await withEverything();
  for (const kind of ["slider", "number", "radio", "list", "checkBox", "press", "scrubber", "player", "handle"]) {
    const [at] = await seen(deck.page, kind);
    expect(at, kind).toBeDefined();
    // A list that is opened by the pointer stands over the page; here the pointer has only come near.
    if (kind === "list") await deck.page.mouse.click(5, 5);
    await turnsAfter(deck, at, kind, "one-rule", pairsOf(kind));
    await kinds[kind].touch(at, deck.page);
    await deck.press("b");
    await deck.page.locator("dialog.black[open]").waitFor();
    await deck.press("PageDown");
    await deck.page.locator("dialog.black:not([open])").waitFor({ state: "attached" });
    await deck.isAt("two-directions");
    await deck.press("Escape");
  }
});

test("a control that was entered by keyboard has arrows and space; Page Down turns all the same, and one Escape leaves and opens nothing", async () => {
  const { page, press, isAt } = await withEverything();
  const slider = page.locator(`${shown} .input-slider input`);
  const box = page.locator(`${shown} input[type=checkbox]`);
  const focused = () => page.evaluate(() => document.activeElement!.tagName);
  const enter = async (control: Locator) => {
    while (!(await control.evaluate((element) => element === document.activeElement))) await press("Tab");
  };
  await enter(slider);
  await press("End", "Home", "ArrowRight", "ArrowRight", "ArrowLeft");
  expect(await slider.inputValue()).toBe("0.1");
  await enter(box);
  await press(" ");
  expect(await box.isChecked()).toBe(true);
  await isAt("two-directions");
  await page.keyboard.down("Escape");
  // It is held down, and repeats.
  await page.keyboard.down("Escape");
  await page.keyboard.up("Escape");
  expect(await focused()).toBe("BODY");
  expect(await page.locator(".reveal.overview").count()).toBe(0);
  await press("ArrowRight");
  await isAt("one-rule");
  await press("ArrowLeft");
  await enter(slider);
  await press("PageDown");
  await isAt("one-rule");
  await press("PageUp");
  expect(await slider.inputValue()).toBe("0.1");

  // Used by the pointer now, the same slider has them no more.
  await enter(slider);
  await slider.click();
  const value = await slider.inputValue();
  await press("ArrowRight");
  await isAt("one-rule");
  await press("ArrowLeft");
  expect(await slider.inputValue()).toBe(value);

  // What was pressed is left in the same way.
  await page.locator(`${shown} [data-player="forward"]`).click();
  await press("Escape");
  expect(await focused()).toBe("BODY");
  expect(await page.locator(".reveal.overview").count()).toBe(0);
});

test("a number is typed into a field that the pointer has entered", async () => {
  const { page, press, isAt } = await withEverything();
  const field = page.locator(`${shown} .input-number input`);
  await field.click();
  await press("ControlOrMeta+a");
  await page.keyboard.type("1.5");
  await press("Backspace", "6");
  expect(await field.inputValue()).toBe("1.6");
  await press("PageDown");
  await isAt("one-rule");
});

test("a field of votes that A has entered has the digits, and B and the full stop black the screen", async () => {
  const { page, press } = await site.open("sgd/lecture/#/at-the-limit");
  for (const key of ["b", "."]) {
    await press("a", "7", key);
    await page.locator("dialog.black[open]").waitFor();
    await press("PageDown");
    await page.locator("dialog.black:not([open])").waitFor({ state: "attached" });
    expect(await page.locator(`${shown} .hands-count`).first().inputValue()).toBe("7");
  }
});

test("code has all keys but Page Up and Page Down, and Escape leaves it at once, with text selected too", async () => {
  const { page, press, isAt, place } = await site.open("sgd/lecture/#/one-dimension");
  await page.locator("#cell-one-dimension .cell-source").click();
  const editor = page.locator("#cell-one-dimension").getByRole("textbox");
  await editor.waitFor();
  await press("ControlOrMeta+a", "Escape");
  expect(await page.evaluate(() => document.activeElement!.tagName)).toBe("BODY");
  expect(await page.locator(".reveal.overview").count()).toBe(0);
  await editor.click();
  await press("End", " ", "ArrowLeft", "b", ".");
  expect(await place()).toBe("one-dimension");
  await press("PageDown");
  await isAt("one-dimension/1");
  // The code is left by it: B is the deck's now.
  await press("b");
  await page.locator("dialog.black[open]").waitFor();
});

test("a clicker turns slides from under the list of keys and the code for phones", async () => {
  const { page, press, isAt } = await site.open("sgd/lecture/");
  await press("?");
  await page.locator(".deck-help[open]").waitFor();
  await press("PageDown");
  await isAt("two-directions");
  expect(await page.locator("dialog[open]").count()).toBe(0);
  await press("q");
  await page.locator(".qr-panel[open]").waitFor();
  await press("PageDown");
  await isAt("one-rule");
  await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
});
