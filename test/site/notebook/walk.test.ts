/** Whatever a reader does, in any order, each cell shows what the code on the page gives, or is marked. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite, onPage, type CellOnPage } from "./openChapter.ts";
import { whatItShows, type Sources } from "./walkModel.ts";

const site = chapterSite();
const changedElsewhere = "This cell was changed in another tab too.";

/** Numbers that a seed gives, from 0 to below `n`. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

interface Seen {
  state: string;
  source: string;
  shown: string;
}

/** The two cells of the author's and all of the reader's, at one moment. */
const look = (page: Page): Promise<Record<string, Seen>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>(":is(#cell-one-dimension, #cell-one-dimension-plot, [data-cell^=own-])")].map((cell) => {
        const lines = [...cell.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n");
        const outputs = cell.querySelector(".cell-outputs")!;
        const picture = outputs.querySelector("svg [aria-label=line] path") ? "five lines" : outputs.querySelector("svg") ? "no lines" : undefined;
        const source = cell.querySelector(".cm-content") ? lines : cell.querySelector(".cell-source")!.textContent!;
        return [cell.dataset.cell!, { state: cell.dataset.state!, source: source.trim(), shown: picture ?? outputs.textContent!.trim() }];
      }),
    ),
  );

const isMarked = ({ state }: Seen): boolean => /^(?:edited|stale|stopped|error|running)$/.test(state);
const hangs = (source: string): boolean => source.includes("while");

test.for([12, 77])("a walk of edits, runs, stops, resets, undos, reloads, a second tab, cells added, moved and deleted: seed %i", async (seed) => {
  const { page, cell, states, forget } = await site.open();
  const throwDice = dice(seed);
  const oneOf = <T>(all: readonly T[]): T => all[throwDice(all.length)];
  const done: string[] = [];
  /** How often what a cell shows was compared with what the code gives. */
  let compared = 0;

  const story = () => ({ message: `seed ${seed}: ${done.join(", ")}` });

  async function check(): Promise<void> {
    const seen = await look(page);
    const sources: Sources = Object.fromEntries(Object.entries(seen).map(([id, { source }]) => [id, source]));
    for (const [id, one] of Object.entries(seen)) {
      if (isMarked(one)) continue;
      compared++;
      expect(one.shown, `${story().message}: ${id} in ${JSON.stringify(seen)}`).toBe(whatItShows(id, sources));
    }
  }

  const ids = async (): Promise<string[]> => Object.keys(await look(page));
  const owns = async (): Promise<string[]> => (await ids()).filter((id) => id.startsWith("own-"));
  const anyHangs = async (): Promise<boolean> => Object.values(await look(page)).some(({ source }) => hangs(source));
  /** Resolves when nothing runs any more; what may run without end is stopped. */
  async function rest(): Promise<void> {
    const running = async () => Object.values(await look(page)).filter(({ state }) => state === "running").length;
    await expect
      .poll(async () => {
        if ((await running()) > 0 && (await anyHangs())) await press("Stop");
        return running();
      }, story())
      .toBe(0);
  }

  /** Some code for a cell: of a reader's it has a name of its own, and reads the author's or another of the reader's. */
  function codeFor(id: string, all: readonly string[]): string {
    const n = throwDice(9) + 1;
    if (id === "one-dimension") return `const regimes = ${n};`;
    if (id === "one-dimension-plot") return `regimes * ${n}`;
    const name = `n${id.slice("own-".length)}`;
    const others = all.filter((other) => other.startsWith("own-") && other !== id);
    const sum = others.length > 0 && throwDice(2) === 0 ? `n${oneOf(others).slice("own-".length)} + ${n}` : `regimes * ${n}`;
    return `const ${name} = ${sum};\n${name}`;
  }

  const press = async (name: string): Promise<void> => {
    const button = page.getByRole("button", { name, exact: true }).and(page.locator(":visible:enabled")).first();
    if ((await button.count()) > 0) await button.click();
  };
  /** Puts code into the editor of a cell that was just added. */
  async function writeNew(at: Page, code: (id: string) => string): Promise<void> {
    const editor = at.locator(".cell-own .cm-content:focus");
    await editor.waitFor();
    const id = await editor.evaluate((element) => element.closest<HTMLElement>("[data-cell]")!.dataset.cell!);
    await at.keyboard.insertText(code(id));
  }

  const steps: Record<string, () => Promise<void>> = {
    async edit() {
      const all = await ids();
      const id = oneOf(all);
      await cell(id).write(codeFor(id, all));
    },
    async run() {
      const id = oneOf(await ids());
      const mayHang = await anyHangs();
      await forget();
      await cell(id).region.hover();
      await cell(id).button("Run").click();
      const ends = (one: string) => new RegExp(`^${id} (?:done|error|stale)`).test(one);
      await expect.poll(async () => (await states()).some((one) => mayHang || ends(one)), story()).toBe(true);
    },
    async hang() {
      const one = cell("one-dimension");
      await one.write(`const regimes = ${throwDice(9) + 1};\nwhile (true) {}`);
      await page.keyboard.press("ControlOrMeta+Enter");
      await one.is("running");
      await check();
      if (throwDice(2) === 0) await steps.reload!();
      else await one.button("Stop").click();
    },
    async reset() {
      const reset = cell(oneOf(["one-dimension", "one-dimension-plot"])).button("Reset");
      if ((await reset.isVisible()) && (await reset.isEnabled())) await reset.click();
    },
    undo: () => press("Undo"),
    async reload() {
      await page.reload();
      // Before that the page starts nothing by itself.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
    },
    async second() {
      const second = onPage(await page.context().newPage());
      await second.page.goto(page.url());
      const all = await ids();
      const id = oneOf(all);
      await second.page.locator(`#cell-${id}`).waitFor();
      const what = throwDice(3);
      if (what === 0 && id.startsWith("own-")) {
        await deleteIn(second.cell(id));
        await expect.poll(async () => (await isAsked(id)) || !(await ids()).includes(id)).toBe(true);
      } else if (what === 1) {
        await second.page.locator(".page-ends").getByRole("button", { name: "Add cell", exact: true }).click();
        await writeNew(second.page, (fresh) => codeFor(fresh, all));
        await expect.poll(async () => (await ids()).length).toBe(all.length + 1);
      } else {
        const code = codeFor(id, all);
        await second.cell(id).write(code);
        await expect.poll(async () => (await isAsked(id)) || (await look(page))[id]?.source === code).toBe(true);
      }
      await second.page.close();
      await page.bringToFront();
      await check();
      await press(throwDice(2) === 0 ? "Keep mine" : "Take theirs");
    },
    async add() {
      const all = await ids();
      if (all.length > 6) return;
      if (throwDice(2) === 0) await page.locator(".page-ends").getByRole("button", { name: "Add cell", exact: true }).click();
      else {
        const { region } = cell(oneOf(all));
        await region.hover();
        await region.locator("> .cell-add").getByRole("button", { name: "Add cell", exact: true }).click();
      }
      await writeNew(page, (id) => codeFor(id, all));
      if (throwDice(3) > 0) await page.keyboard.press("ControlOrMeta+Enter");
    },
    async move() {
      const all = await owns();
      if (all.length === 0) return;
      const { region, button } = cell(oneOf(all));
      await region.hover();
      const made = button(oneOf(["Move up", "Move down"]));
      if ((await made.count()) > 0 && (await made.isEnabled())) await made.click();
    },
    async delete() {
      const all = await owns();
      if (all.length > 0) await deleteIn(cell(oneOf(all)));
    },
  };
  const isAsked = async (id: string): Promise<boolean> => (await cell(id).region.getByText(changedElsewhere).count()) > 0;
  async function deleteIn({ region, button }: CellOnPage): Promise<void> {
    await region.hover();
    await button("Delete cell").click();
  }

  const names = ["add", "add", "edit", "edit", "run", "run", "run", "move", "delete", "reset", "undo", "reload", "second", "hang"];
  for (const name of ["add", ...Array.from({ length: 25 }, () => oneOf(names))]) {
    done.push(name);
    await steps[name]!();
    await check();
    await rest();
    await check();
  }
  expect(compared).toBeGreaterThan(40);

  // What is left to be asked and run: then each cell shows what the code gives, or the error that it gives.
  await page.reload();
  for (const id of ["one-dimension", "one-dimension-plot"]) await cell(id).write(id === "one-dimension" ? "const regimes = 3;" : "regimes * 5");
  await page.getByRole("button", { name: "Run all" }).click();
  await cell("one-dimension-plot").shows("15");
  const ended = async () => {
    const seen = await look(page);
    const sources: Sources = Object.fromEntries(Object.entries(seen).map(([id, { source }]) => [id, source]));
    return Object.entries(seen).map(([id, { state, shown }]) => [
      id,
      state === "error" ? "an error" : isMarked({ state, shown, source: "" }) ? state : shown,
      whatItShows(id, sources) ?? "an error",
    ]);
  };
  await expect.poll(async () => (await ended()).filter(([, got, right]) => got !== right), story()).toEqual([]);
});
