/** The built chapter in use is accessible: after runs, in both themes. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }
    ).axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`),
    );
  });
}

test.for(["light", "dark"] as const)(
  "after all cells have run, with an editor, an error and every kind of input on it, the page is accessible, %s",
  { timeout: 180_000 },
  async (colorScheme) => {
    const { page, cell, settled, forget } = await site.open({ colorScheme, reducedMotion: "reduce" });
    await page.getByRole("button", { name: "Run all" }).click();
    await settled();
    await cell("one-dimension").runs(`const regimes: never[] = [];
slider("a", { min: 0, max: 1 }); choice("b", ["x", "y"]); choice("b2", [..."abcdefg"]); toggle("c"); button("d"); player("f", { max: 3 });
const place = point("e", { x: [0, 1], y: [0, 1] });
display(Plot.dot([place]).plot({ caption: "a point" })); display({ deep: [1, { x: 2 }] }); display(table([{ a: 1, b: "x" }])); display(tex\`x^2\`);
progress(0.5, "half"); console.log("log");`);
    await cell("one-dimension").shows("half");
    await cell("descend").write("const norm = [].at(0).x;");
    await forget();
    await page.keyboard.press("ControlOrMeta+Enter");
    await settled();
    await cell("descend").error.waitFor();
    expect(await findings(page)).toEqual([]);
  },
);
