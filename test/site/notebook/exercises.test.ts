/** What the built chapter says of an exercise: nothing before the reader's first try, then what is wrong and what helps. */
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();
const region = "#exercise-price";
const [putIn, takeOut] = ["Put the solution into the cell", "Take it out again"];

test("without JavaScript the exercise is whole: nothing is said of the answer, hints and solution unfold", async () => {
  const { page } = await site.open({ javaScriptEnabled: false });
  const exercise = page.locator(region);
  const said = await exercise.innerText();
  expect(said).toContain("Not tried yet");
  expect(said).not.toMatch(/expected|0\.099|69[01]|2 \/ 20\.2/);
  expect(await exercise.locator("#cell-price-check .cell-source").isVisible()).toBe(false);
  expect(await exercise.locator("#cell-price-check .cell-head").isVisible()).toBe(false);
  expect(await exercise.locator(".hint > summary").allInnerTexts()).toEqual(["Hint 1 of 2", "Hint 2 of 2"]);
  await exercise.locator(".solution > summary").click();
  expect(await exercise.locator(".solution pre").innerText()).toContain("2 / (20 + 0.2)");
  expect(await exercise.getByRole("button", { name: putIn }).count()).toBe(0);
});

test("the starter unchanged is no try; a wrong answer gets a hint, a right one is solved, and Reset takes the verdict back", async () => {
  const { page, cell, settled, forget } = await site.open();
  const [starter, check] = [cell("price-starter"), cell("price-check")];
  await starter.button("Run").click();
  await settled();
  expect(await check.outputs.innerText()).toBe("Not tried yet");
  await starter.runs("const bestRate = 2 / 20;\nconst stepsNeeded = 691;");
  expect(await check.outputs.innerText()).toMatch(/Not solved yet[^]*limit of stability[^]*expected 0\.09900/);
  await starter.runs("const bestRate = 0.099;\nconst stepsNeeded = 50 * Math.log(1e6);");
  expect(await check.outputs.innerText()).toContain("Solved");
  await forget();
  await starter.button("Reset").click();
  await settled();
  expect(await check.outputs.innerText()).toBe("Not tried yet");
  expect(await page.locator(region).getByRole("button", { name: takeOut }).count()).toBe(0);
});

test("the solution is put into the cell, solves the exercise, and gives way to what stood there", async () => {
  const { page, cell, settled, forget } = await site.open();
  const [starter, check] = [cell("price-starter"), cell("price-check")];
  const mine = "const bestRate = 0.05;\nconst stepsNeeded = 0;";
  await starter.runs(mine);
  const solution = page.locator(region).locator(".solution");
  await solution.locator("summary").click();
  await forget();
  await solution.getByRole("button", { name: putIn }).click();
  await settled();
  expect(await check.outputs.innerText()).toContain("Solved");
  expect(await starter.source()).toContain("2 / (20 + 0.2)");
  await forget();
  await solution.getByRole("button", { name: takeOut }).click();
  await settled();
  expect(await starter.source()).toBe(mine);
  expect(await check.outputs.innerText()).toContain("1/L is safe");
  await solution.getByRole("button", { name: putIn }).waitFor();
});

test("a prediction gets its verdict when it is made", async () => {
  const { page, cell, settled, forget } = await site.open();
  const verdict = cell("at-the-limit-verdict");
  expect(await verdict.outputs.innerText()).toBe("");
  await forget();
  await page.locator("#exercise-at-the-limit").getByRole("radio", { name: "fewer" }).check();
  await cell("at-the-limit-guess").region.locator("[data-prediction]").click();
  await settled();
  expect(await verdict.outputs.innerText()).toMatch(/Predicted otherwise[^]*hardly anything is lost/);
});
