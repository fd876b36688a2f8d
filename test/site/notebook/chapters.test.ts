/**
 * Every chapter of the built site in one page: its cells give what they gave at build, and its exercises can be failed, stopped and solved.
 * The tests of a chapter share its page and follow each other.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readChapter } from "../../../src/tooling/readChapter.ts";
import type { Prediction, InputSpec, Shown } from "../../../src/notebook/types.ts";
import { deserialise } from "../../../src/output/serialise.ts";
import type { NotebookData } from "../../../src/reader/notebookData.ts";
import { openBrowser } from "../harness/browser.ts";
import { differences, recordedCells, recordRuns } from "../harness/recordRuns.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { chapterPages, dist, htmlOf } from "../page/builtPages.ts";
import { openChapter, type ChapterPage } from "./openChapter.ts";

let browser: Browser, server: CountingServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const notebookOf = (path: string) => deserialise(readFileSync(join(dist, path, "notebook.json"), "utf8")) as NotebookData;

/** The MDX file behind a built page. */
function sourceOf(path: string): string {
  const [, locale, slug] = /data-chapter="([^/"]+)\/([^"]+)"/.exec(htmlOf(path))!;
  const file = readdirSync(`content/${locale}`).find((name) => name.replace(/^\d\d-/, "") === `${slug}.mdx`);
  return `content/${locale}/${file}`;
}

const isInput = (output: Shown): output is { kind: "input"; input: InputSpec } => output.kind === "input";
/** What of the cell's outputs is no control. */
const shown = (outputs: Shown[]): Shown[] => outputs.filter((output) => !isInput(output));

for (const path of chapterPages()) {
  describe(path, { timeout: 180_000 }, () => {
    const { cells: all, outputs } = notebookOf(path);
    // What only a slide shows runs in the deck (test/site/lecture/overflow.test.ts).
    const cells = all.filter(({ form }) => form !== "lecture");
    const [built, waiting] = [cells.filter(({ run }) => run === "build"), cells.filter(({ run }) => run === "click")];
    const asking = cells.filter(({ id }) => outputs[id].some((output) => isInput(output) && output.input.type === "prediction"));
    const starters = cells.filter(
      (cell) => cell.exercise && !cell.check && !asking.includes(cell) && cells.some((other) => other.check && other.exercise === cell.exercise),
    );
    const checkOf = (exercise: string) => cells.find((cell) => cell.check && cell.exercise === exercise)!;
    const thrown: string[] = [];
    let open: ChapterPage;
    beforeAll(async () => {
      open = await openChapter(browser, server.address + path.slice(1), thrown, { before: recordRuns, reducedMotion: "reduce" });
    });
    afterAll(async () => {
      await open?.page.context().close();
    });

    /** Resolves when a run that began with `start` has ended, in the sandbox and on the page. */
    async function runs(start: () => Promise<unknown>): Promise<void> {
      const before = await open.page.evaluate(() => {
        // What was stopped has no end.
        for (const [id, { ended }] of Object.entries(recorded.cells)) if (!ended) delete recorded.cells[id];
        return recorded.runs;
      });
      await start();
      await open.page.waitForFunction(
        (before) =>
          recorded.runs > before &&
          Object.entries(recorded.cells).every(([id, { ended, error }]) => {
            const state = error ? (error.kind !== "waiting" ? "error" : error.cells ? "stale" : "done") : "done";
            // A slide's own cell has no place on the page.
            const element = document.querySelector<HTMLElement>(`#cell-${id}`);
            return ended && (!element || element.dataset.state === state);
          }),
        before,
        { timeout: 120_000 },
      );
    }

    /** What stands under the cells, plots apart; of a formula what is read aloud. */
    const texts = () =>
      open.page.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll<HTMLElement>(".cell[data-cell]")].map((cell) => [
            cell.dataset.cell!,
            [...cell.querySelectorAll(".cell-outputs > .output:not(.output-plot, .output-error)")].map(
              (output) => `${output.className}: ${output.textContent}`,
            ),
          ]),
        ),
      );

    test("run in the page, every cell gives what it gave at build", async () => {
      const before = await texts();
      await runs(() => open.page.getByRole("button", { name: "Run all" }).click());
      const ran = await recordedCells(open.page);
      const failed = Object.entries(ran).flatMap(([id, { error }]) => (error && error.kind !== "waiting" ? [`${id}: ${error.message}`] : []));
      expect(failed).toEqual([]);
      // What waits for the reader at build waits in the page too, and nothing else does.
      expect(built.map(({ id }) => id).filter((id) => !ran[id]?.ended)).toEqual([]);
      // What takes long and waits for its own Run has not begun.
      expect(waiting.map(({ id }) => id).filter((id) => ran[id])).toEqual([]);
      // Plots by the values of their marks, which do not depend on the room that they have; inputs by their positions.
      const comparable = (all: Shown[]) =>
        all.map((output) =>
          output.kind !== "drawing"
            ? output
            : { of: output.of, passed: output.passed, marks: output.facts?.[0]?.marks.map(({ places, ...values }) => values) },
        );
      expect(built.flatMap(({ id }) => differences(comparable(outputs[id]), comparable(ran[id].outputs), id))).toEqual([]);
      // And it all stands on the page, drawn by the page.
      await open.page.waitForFunction(() => document.querySelectorAll(".plot-static").length === 0);
      for (const { id } of built) {
        const drawn = await open.page
          .locator(`#cell-${id} .cell-outputs > .output:not(.output-error)`)
          .evaluateAll((boxes) => boxes.map(({ className }) => className.split(" ")[1]));
        expect(drawn, id).toEqual(shown(outputs[id]).map((output) => `output-${output.kind === "drawing" ? output.of : output.kind}`));
      }
      const after = await texts();
      for (const { id } of built) expect(after[id], id).toEqual(before[id]);
      expect(await open.page.locator(".output-problems").allTextContents()).toEqual([]);
      expect(thrown).toEqual([]);
    });

    for (const { id } of waiting) {
      test(`cell ${id}, which takes long, runs when it is asked to, and is stopped while the page lives`, async () => {
        const busy = open.page.locator('.cell[data-state="running"]');
        await open.cell(id).region.hover();
        await open.cell(id).button("Run").click();
        await busy.first().waitFor();
        await open.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        await busy.first().getByRole("button", { name: "Stop" }).click();
        await busy.first().waitFor({ state: "detached" });
        expect(await open.page.locator('.cell[data-state="error"]').count()).toBe(0);
        expect(thrown).toEqual([]);
      });
    }

    for (const { id, exercise, source } of starters) {
      const check = checkOf(exercise!).id;
      const verdict = (passed: boolean): Locator => open.cell(check).outputs.locator(`.output-check[data-passed="${passed}"]`);

      test(`exercise ${exercise}: its starter is no try, what is wrong is told after one, an endless loop is stopped while the page lives, its solution passes`, async () => {
        expect(await verdict(false).innerText()).toBe("Not tried yet");
        const starter = open.cell(id);
        await starter.write(`${source}\n// a try`);
        await runs(() => open.page.keyboard.press("ControlOrMeta+Enter"));
        expect(await verdict(false).locator(".is-wrong").count()).toBeGreaterThan(0);

        await starter.write(`${source}\nwhile (true) {}`);
        await open.page.keyboard.press("ControlOrMeta+Enter");
        await starter.is("running");
        await open.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        await starter.button("Stop").click();
        await starter.is("stopped");

        const { solutions } = await readChapter(sourceOf(path));
        const solution = solutions.find((other) => other.exercise === exercise)!.source;
        await starter.write(solution);
        expect(await starter.source()).toBe(solution);
        await runs(() => open.page.keyboard.press("ControlOrMeta+Enter"));
        await verdict(true).waitFor();
        expect(await starter.error.count()).toBe(0);
        expect(thrown).toEqual([]);
      });
    }

    for (const { id } of asking) {
      test(`prediction ${id}: an answer unlocks the truth, and both are shown`, async () => {
        const { region, outputs } = open.cell(id);
        const answers: Prediction[] = [];
        for (const asked = region.locator(".input-prediction:not([data-answered])"); (await asked.count()) > 0 && answers.length < 10;) {
          await answer(asked.first());
          await runs(() => asked.first().getByRole("button").click());
          const { [id]: cell } = await recordedCells(open.page);
          const guesses = cell.outputs
            .filter(isInput)
            .map(({ input }) => input)
            .filter(({ type }) => type === "prediction");
          answers.push(guesses[answers.length].value as Prediction);
        }
        const { [id]: cell, ...others } = await recordedCells(open.page);
        expect(cell.error).toBe(undefined);
        const truth = JSON.stringify(shown(cell.outputs));
        for (const given of answers) {
          const heights = Array.isArray(given) ? given.map(([, y]) => y) : [given];
          expect(
            heights.filter((part) => !truth.includes(String(part))),
            "what the reader answered stands beside the truth",
          ).toEqual([]);
          expect(truth.length).toBeGreaterThan(20 + String(given).length);
        }
        await outputs.locator(".output").first().waitFor();
        expect(
          Object.entries(others)
            .filter(([, { error }]) => error?.cells?.includes(id))
            .map(([other]) => other),
        ).toEqual([]);
        expect(thrown).toEqual([]);
      });
    }

    test("every exercise can be answered on the page", async () => {
      const exercises = open.page.locator(".exercise");
      const answerable = exercises.filter({ has: open.page.locator(".choice, .input-prediction, .output-check") });
      expect(await answerable.count()).toBe(await exercises.count());
    });

    test("every answer that can be chosen gives its reason, and in each question one or more are right", async () => {
      for (const exercise of await open.page
        .locator(".exercise")
        .filter({ has: open.page.locator(".choice") })
        .all()) {
        expect(await exercise.locator('.choice[data-right="true"]').count()).toBeGreaterThan(0);
        expect(await exercise.locator('.choice[data-right="false"]').count()).toBeGreaterThan(0);
        for (const choice of await exercise.locator(".choice").all()) {
          await choice.locator("summary").click();
          expect((await choice.locator("div").innerText()).length).toBeGreaterThan(20);
        }
      }
    });
  });
}

/** Puts an answer into a prediction, as a reader would. */
async function answer(widget: Locator): Promise<void> {
  const kind = await widget.getAttribute("data-kind");
  if (kind === "option") await widget.getByRole("radio").first().check();
  else if (kind === "number") {
    const field = widget.getByRole("spinbutton");
    const [min, max] = [Number(await field.getAttribute("min")), Number(await field.getAttribute("max"))];
    await field.fill(String(Number((min + 0.37 * (max - min)).toPrecision(2))));
  } else {
    const pad = widget.locator(".sketch");
    await pad.focus();
    for (const key of ["ArrowUp", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowRight"]) await pad.press(key);
  }
}
