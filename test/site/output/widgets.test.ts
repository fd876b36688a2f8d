import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { InputSpec, InputValue } from "../../../src/notebook/types.ts";
import { openBarePage } from "../harness/barePage.ts";
import { openBrowser } from "../harness/browser.ts";
import { inputSamples } from "../../notebook/inputSamples.ts";

declare const lib: typeof import("./outputEntry.ts");

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

const SPECS: InputSpec[] = [
  { type: "slider", key: "lr", label: "learning rate", value: 0.05, min: 0, max: 0.1, step: 0.001, scale: "linear" },
  { type: "slider", key: "kappa", label: "condition number", value: 0.1, min: 0.001, max: 10, step: 0.1, scale: "log" },
  { type: "number", key: "batch", label: "batch size", value: 8, min: 1, max: 64, step: 1, onSteps: true },
  { type: "choice", key: "method", label: "method", value: "Adam", options: ["SGD", "Adam"] },
  { type: "choice", key: "surface", label: "surface", value: "c", options: ["a", "b", "c", "d", "e", "f"] },
  { type: "toggle", key: "noise", label: "noise", value: true },
  { type: "button", key: "again", label: "again", value: 3 },
  { type: "point", key: "start", label: "start", value: [7, -3], x: [-10, 10], y: [-4, 4], step: 0.1 },
];

/** A page with the widgets, which logs `key = value` for every input event and press, as a page of cells would. */
async function widgets(specs = SPECS): Promise<Page> {
  const body = '<main><section class="cell"><div class="cell-inputs"></div><div class="cell-outputs"></div></section></main>';
  opened = await openBarePage(browser, { entry: "test/site/output/outputEntry.ts", body });
  await opened.page.evaluate((all) => {
    const box = document.querySelector(".cell-inputs")!;
    for (const input of all) lib.show({ kind: "input", input }, box);
    const log: string[] = [];
    Object.assign(globalThis, { log });
    const say = (target: EventTarget | null) => {
      const input = (target as Element).closest<HTMLElement>(".input")!;
      lib.refreshInput(input);
      log.push(`${input.dataset["key"]} = ${JSON.stringify(lib.inputValue(input))}`);
    };
    box.addEventListener("input", (event) => say(event.target));
    box.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("button");
      if (!button) return;
      lib.pressInput(button.closest<HTMLElement>(".input")!);
      say(button);
    });
  }, specs);
  return opened.page;
}

const log = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { log: string[] }).log);
const value = (page: Page, key: string): Promise<InputValue | undefined> =>
  page.evaluate((k) => lib.inputValue(document.querySelector<HTMLElement>(`[data-key="${k}"]`)!), key);
const set = (page: Page, key: string, to: InputValue): Promise<void> =>
  page.evaluate(([k, v]) => lib.setInputValue(document.querySelector<HTMLElement>(`[data-key="${k}"]`)!, v), [key, to] as const);

test("every widget starts at the position of its spec", async () => {
  const page = await widgets();
  for (const spec of SPECS) expect(await value(page, spec.key), spec.key).toEqual(spec.value);
});

describe("by role, name and keyboard", () => {
  test("a slider moves by its step and says its value", async () => {
    const page = await widgets();
    const slider = page.getByRole("slider", { name: "learning rate" });
    await slider.press("ArrowRight");
    expect(await slider.getAttribute("aria-valuetext")).toBe("0.051");
    expect(await page.locator('[data-key="lr"] output').textContent()).toBe("0.051");
    await slider.press("Home");
    expect(await log(page)).toEqual(["lr = 0.051", "lr = 0"]);
  });

  test("a log slider runs over round numbers, evenly spaced, from its least to its greatest value", async () => {
    const page = await widgets();
    const slider = page.getByRole("slider", { name: "condition number" });
    await slider.press("Home");
    await slider.press("End");
    await slider.press("ArrowLeft");
    expect(await log(page)).toEqual(["kappa = 0.001", "kappa = 10", "kappa = 8"]);
    expect(await slider.getAttribute("aria-valuetext")).toBe("8");
  });

  test("radio buttons, lists, toggles and buttons", async () => {
    const page = await widgets();
    await page.getByRole("group", { name: "method" }).getByRole("radio", { name: "SGD" }).check();
    await page.getByRole("combobox", { name: "surface" }).selectOption("f");
    await page.getByRole("checkbox", { name: "noise" }).press("Space");
    await page.getByRole("button", { name: "again" }).press("Enter");
    await page.getByRole("button", { name: "again" }).click();
    expect(await log(page)).toEqual(['method = "SGD"', 'surface = "f"', "noise = false", "again = 4", "again = 5"]);
  });

  test("a number is typed or stepped; while it is none of its own the field says so, and it stands for no value", async () => {
    const page = await widgets();
    const field = page.getByRole("spinbutton", { name: "batch size" });
    const message = page.locator('[data-key="batch"]').getByRole("status");
    await field.press("ArrowUp");
    await field.fill("99");
    expect([await field.getAttribute("aria-invalid"), await message.textContent()]).toEqual(["true", "A number from 1 to 64, in steps of 1"]);
    await field.fill("2.5");
    await field.press("ControlOrMeta+A");
    await field.pressSequentially("e");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await field.fill("32");
    expect([await field.getAttribute("aria-invalid"), await message.textContent()]).toEqual([null, ""]);
    expect(await log(page)).toEqual(["batch = 9", ...Array<string>(3).fill("batch = undefined"), "batch = 32"]);
    await field.fill("99");
    await set(page, "batch", 8);
    expect([await field.inputValue(), await field.getAttribute("aria-invalid"), await message.textContent()]).toEqual(["8", null, ""]);
  });

  test("a point is typed; what is no number yet is no value, and what is outside stops at the border", async () => {
    const page = await widgets();
    const x = page.getByRole("group", { name: "start" }).getByRole("spinbutton", { name: "x" });
    await x.fill("");
    await x.fill("99");
    await x.fill("-2.5");
    expect(await log(page)).toEqual(["start = undefined", "start = [10,-3]", "start = [-2.5,-3]"]);
  });
});

describe("a widget that is set", () => {
  test("reads as what it was set to, and says nothing", async () => {
    const page = await widgets();
    const other: Record<string, InputValue> = {
      lr: 0.02,
      kappa: 1,
      batch: 64,
      method: "SGD",
      surface: "f",
      noise: false,
      again: 9,
      start: [0.5, 1.25],
    };
    for (const [key, to] of Object.entries(other)) {
      await set(page, key, to);
      expect(await value(page, key), key).toEqual(to);
    }
    expect(await log(page)).toEqual([]);
    expect(await page.locator('[data-key="lr"] output').textContent()).toBe("0.02");
  });

  test("reads as its spec says and as it was set, whatever its kind", async () => {
    const page = await widgets(inputSamples.map(({ spec }, i) => ({ ...spec, key: `k${i}` })));
    for (const [i, { call, spec, other }] of inputSamples.entries()) {
      if (spec.value !== null) expect(await value(page, `k${i}`), call).toEqual(spec.value);
      await set(page, `k${i}`, other);
      // What a curve's columns are computed from is no round number.
      const read = await value(page, `k${i}`);
      if (Array.isArray(other)) other.flat().forEach((part, j) => expect((read as typeof other).flat()[j], call).toBeCloseTo(part, 9));
      else expect(read, call).toEqual(other);
    }
    expect(await log(page)).toEqual([]);
  });

  test("ignores what does not fit", async () => {
    const page = await widgets();
    for (const spec of SPECS) {
      for (const wrong of ["nothing of the kind", true, [1, 2], 5] as InputValue[]) {
        if (spec.type !== "choice" && typeof wrong === typeof spec.value && Array.isArray(wrong) === Array.isArray(spec.value)) continue;
        await set(page, spec.key, wrong);
        expect(await value(page, spec.key), `${spec.key} to ${JSON.stringify(wrong)}`).toEqual(spec.value);
      }
    }
  });

  test("as a slider to a number between its places: it says that number until it is moved", async () => {
    const page = await widgets();
    for (const [key, between, next] of [
      ["lr", 0.0505, 0.052],
      ["kappa", 0.137, 0.16],
    ] as const) {
      await set(page, key, between);
      const slider = page.locator(`[data-key="${key}"] input`);
      expect([await value(page, key), await slider.getAttribute("aria-valuetext")]).toEqual([between, String(between)]);
      await slider.press("ArrowRight");
      expect([await value(page, key), await slider.getAttribute("aria-valuetext")]).toEqual([next, String(next)]);
    }
  });

  test("as a log slider keeps every one of its own positions", async () => {
    const page = await widgets([{ type: "slider", key: "k", label: "k", value: 1, min: 1e-4, max: 10, step: 0.05, scale: "log" }]);
    const lost = await page.evaluate(() => {
      const input = document.querySelector<HTMLElement>(".input")!;
      const range = input.querySelector("input")!;
      return Array.from({ length: 101 }, (_, position) => {
        range.value = String(position);
        const before = lib.inputValue(input)!;
        lib.setInputValue(input, before);
        return lib.inputValue(input) === before && range.value === String(position) ? [] : [position];
      }).flat();
    });
    expect(lost).toEqual([]);
  });
});
