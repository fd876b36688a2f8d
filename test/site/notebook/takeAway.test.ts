/** What a reader takes away of a chapter: a cell's code, a plot's picture and values, a table. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite, type CellOnPage } from "./openChapter.ts";

const site = chapterSite();
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

const menuOf = ({ region }: CellOnPage) => region.locator(".take-menu");

async function openMenu(cell: CellOnPage): Promise<void> {
  await cell.region.hover();
  await cell.button("More").click();
  await menuOf(cell).waitFor();
}

/** The name and the bytes of what `act` downloads. */
async function download(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer; text: string }> {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  const bytes = await readFile(await file.path());
  return { name: file.suggestedFilename(), bytes, text: bytes.toString() };
}

const item = (cell: CellOnPage, name: string) => menuOf(cell).getByRole("button", { name, exact: true });

async function take(page: Page, cell: CellOnPage, name: string) {
  await openMenu(cell);
  return download(page, () => item(cell, name).click());
}

test("More comes with the first touch of a cell, opens by keyboard and closes with Esc, and says what the cell has", async () => {
  const { page, cell } = await site.open();
  const descend = cell("descend");
  expect(await page.locator(".take-more").count()).toBe(0);
  await descend.region.locator(".cell-source").focus();
  await descend.region.locator(".take-more").waitFor();
  expect(await page.locator(".take-more").count()).toBe(1);
  await descend.button("More").press("Enter");
  const choices = ["Copy code", "Copy link", "Download .ts", "Add cell below", "Add note below", "Open in playground", "Types", "Keys"];
  await expect.poll(() => menuOf(descend).getByRole("button").allInnerTexts()).toEqual(choices);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Copy code");
  await page.keyboard.press("Escape");
  await menuOf(descend).waitFor({ state: "hidden" });
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("More");

  // The pointer opens and closes it too.
  await descend.button("More").click();
  await menuOf(descend).waitFor();
  await descend.button("More").click();
  await menuOf(descend).waitFor({ state: "hidden" });
});

test("code is copied as it stands, and downloaded under a comment that names its page", async () => {
  const { page, cell } = await site.open({ permissions: ["clipboard-read", "clipboard-write"] });
  const edited = cell("descend");
  await edited.write("const mine = 1; // α");
  await openMenu(edited);
  await item(edited, "Copy code").click();
  await menuOf(edited).getByText("The code is in the clipboard.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("const mine = 1; // α");
  const file = await download(page, () => item(edited, "Download .ts").click());
  expect(file.name).toBe("descend.ts");
  const title = await edited.region.getAttribute("aria-label");
  const lines = file.text.split("\n");
  expect(lines[0]).toBe(`// “${title}”, a cell of “${await page.title()}”: ${page.url()}#cell-descend`);
  expect(lines.slice(1)).toEqual([expect.stringMatching(/^\/\/ .*Download chapter/), "", "const mine = 1; // α", ""]);
});

/** A number of the page as JavaScript reads it: −7,500 and 10⁻⁹. */
const digits = (text: string) =>
  text
    .replace("−", "-")
    .replaceAll(",", "")
    .replace(
      /^(-?)(?:(\S+) × )?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/,
      (_, sign: string, size = "1", power: string) => `${sign}${size}e${power.normalize("NFKC").replace("−", "-")}`,
    );

test("a table as CSV has the values that it shows", async () => {
  const { page, cell } = await site.open();
  const table = cell("condition-number");
  const shown = await table.outputs.locator("tr").evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent)));
  const built = await take(page, table, "Save CSV");
  expect(built.name).toBe("condition-number.csv");
  expect(shown.length).toBeGreaterThan(3);
  expect(
    built.text
      .trimEnd()
      .split("\r\n")
      .map((row) => row.split(","))
      .map((row, i) => row.map((value, j) => (i > 0 && Number(digits(shown[i][j]!)) === Number(Number(value).toPrecision(6)) ? shown[i][j] : value))),
  ).toEqual(shown);

  // After a run the values are the run's, whole, and text is quoted.
  await table.runs('table([{ name: "a,b", value: 1 / 3, ok: true }, { name: \'say "x"\\n=1+1\', value: NaN }])');
  expect((await take(page, table, "Save CSV")).text).toBe(`name,value,ok\r\n"a,b",${1 / 3},true\r\n"say ""x""\n=1+1",NaN,\r\n`);
});

test("a plot's values are a CSV file, and a table over the page", async () => {
  const { page, cell } = await site.open();
  const plot = cell("one-alpha-error");
  await plot.runs(
    'Plot.plot({ marks: [Plot.line([[0, 0.1], [1, 1e-9], [2, 3]].map(([t, loss]) => ({ t, loss, "the run": "a,b" })), { x: "t", y: "loss", stroke: "the run" })] })',
  );
  const csv = await take(page, plot, "Save CSV");
  expect(csv).toMatchObject({ name: "one-alpha-error.csv", text: 'the run,t,loss\r\n"a,b",0,0.1\r\n"a,b",1,1e-9\r\n"a,b",2,3\r\n' });

  await openMenu(plot);
  await item(plot, "Data as table").click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.locator("tr").allInnerTexts()).toEqual(["the run\tt\tloss", "a,b\t0\t0.1", "a,b\t1\t10⁻⁹", "a,b\t2\t3"]);
  expect((await download(page, () => dialog.getByRole("button", { name: "Save CSV" }).click())).text).toBe(csv.text);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("More");

  // Of a plot with more values than are known the file has the first, which is said.
  const cut = plot.region.getByText("These are the first 5,000 values");
  expect(await cut.count()).toBe(0);
  await plot.runs("Plot.plot({ marks: [Plot.lineY(Array.from({ length: 6000 }, (_, i) => i))] })");
  expect((await take(page, plot, "Save CSV")).text.trimEnd().split("\r\n")).toHaveLength(5001);
  await cut.waitFor();
});

/** An SVG file as a browser without the site reads it: what it says, and what would make it not stand alone. */
async function readSvg(text: string) {
  const page = await (await site.browser().newContext()).newPage();
  const read = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    const root = parsed.documentElement;
    const all = [...parsed.querySelectorAll("*")];
    return {
      error: parsed.querySelector("parsererror")?.textContent,
      title: parsed.querySelector("title")?.textContent,
      size: [Number(root.getAttribute("width")), Number(root.getAttribute("height"))],
      texts: [...parsed.querySelectorAll("text")].map(({ textContent }) => textContent),
      tags: [...new Set(all.map(({ localName }) => localName))],
      // Sites and style sheets that it would need.
      addresses: all
        .flatMap(({ attributes }) => [...attributes].map(({ value }) => value))
        .filter((value) => value !== "http://www.w3.org/2000/svg" && /var\(|currentColor|https?:|url\((?!"?#)/.test(value)),
      fonts: [
        ...(parsed.querySelector("style")?.textContent ?? "").matchAll(/@font-face \{ font-family: ([^;]+);[^}]*url\("data:font\/woff2;base64/g),
      ].map(([, family]) => family),
      styles: parsed.querySelectorAll("[style], [class], script, foreignObject").length,
    };
  }, text);
  await page.context().close();
  return read;
}

test.for(["light", "dark"] as const)("a plot as SVG stands alone: its caption, legend, colours and font are in it, %s", async (colorScheme) => {
  const { page, cell } = await site.open({ colorScheme });
  const plot = cell("schedules-plot");
  const caption = (await plot.outputs.locator("figcaption:visible").textContent())!;
  const legend = await plot.outputs.locator("[class$='-swatch']:visible").allInnerTexts();
  const inks = await plot.outputs
    .locator("[class$='-swatch']:visible .plot-swatch-line")
    .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).stroke));
  const built = await take(page, plot, "Save SVG");
  expect(built.name).toBe("schedules-plot.svg");
  expect(built.text).not.toContain("var(");
  const read = await readSvg(built.text);
  expect(read).toMatchObject({ error: undefined, addresses: [], styles: 0, title: caption });
  expect(read.fonts).toContain("Inter");
  expect(read.texts.join(" ").replace(/\s+/g, " ")).toContain(caption);
  expect(legend.length).toBeGreaterThan(4);
  for (const label of legend) expect(read.texts).toContain(label);
  expect(new Set(inks).size).toBe(legend.length);
  for (const ink of inks) expect(built.text).toContain(`stroke="${ink}"`);
  expect(built.text).toContain(`fill="${await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)}"`);

  // After a run the page has another drawing of it.
  await plot.button("Run").click();
  await plot.is("done");
  expect(await readSvg((await take(page, plot, "Save SVG")).text)).toMatchObject({ error: undefined, addresses: [], styles: 0, title: caption });
});

test("a plot as PNG is the picture that its SVG is, with its caption, legend and fonts, at two pixels for one", async () => {
  const { page, cell } = await site.open();
  const plot = cell("schedules-plot");
  const svg = await take(page, plot, "Save SVG");
  const { size, fonts, texts } = await readSvg(svg.text);
  // What has these in it is what the PNG is compared with.
  expect(fonts).toContain("Inter");
  expect(texts.join(" ").replace(/\s+/g, " ")).toContain((await plot.outputs.locator("figcaption:visible").textContent())!);
  const png = await take(page, plot, "Save PNG");
  expect(png.name).toBe("schedules-plot.png");
  expect([...png.bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual(size.map((one) => 2 * one));
  const compared = await page.evaluate(
    async ([png, svg, other]) => {
      const load = async (address: string) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return image;
      };
      const picture = await load(png);
      const { width, height } = picture;
      const pixels = (image: HTMLImageElement) => {
        const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d")!;
        context.drawImage(image, 0, 0, width, height);
        return new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
      };
      const saved = pixels(picture);
      const unlike = (drawn: Uint32Array) => drawn.filter((ink, i) => ink !== saved[i]).length;
      return { inks: new Set(saved).size, same: unlike(pixels(await load(svg))), otherFont: unlike(pixels(await load(other))) };
    },
    [
      `data:image/png;base64,${png.bytes.toString("base64")}`,
      ...[svg.text, svg.text.replaceAll(/@font-face \{[^}]*\}/g, "")].map(
        (text) => `data:image/svg+xml;base64,${Buffer.from(text).toString("base64")}`,
      ),
    ],
  );
  expect(compared.inks).toBeGreaterThan(50);
  expect(compared.same).toBe(0);
  // Without the font that is in it the words look different: so the picture has it.
  expect(compared.otherFont).toBeGreaterThan(100);
});

test("titles, captions and legends that look like markup stay text, whatever characters they hold", async () => {
  const { page, cell } = await site.open();
  const plot = cell("one-alpha-error");
  const hostile = String.raw`</text></svg><script>alert(1)</script>&amp;"']]><!-- `;
  await plot.runs(`const bad = ${JSON.stringify(hostile)} + String.fromCharCode(0, 8, 0xd800, 0xffff) + "end";
Plot.plot({ title: bad, caption: bad, color: { legend: true }, marks: [Plot.dot([[1, 2], [2, 3]], { x: "0", y: "1", fill: () => bad })] })`);
  const file = await take(page, plot, "Save SVG");
  const read = await readSvg(file.text);
  expect(read).toMatchObject({ error: undefined, styles: 0 });
  expect(read.tags).not.toContain("script");
  expect(read.title).toBe(`${hostile}end`);
  // The title, the legend and the caption.
  expect(read.texts.join("").replace(/\s/g, "").split(`${hostile}end`.replace(/\s/g, "")).length - 1).toBe(3);
  expect((await take(page, plot, "Save PNG")).bytes.length).toBeGreaterThan(1000);
  expect((await take(page, plot, "Save CSV")).text).toContain('"</text></svg><script>alert(1)</script>&amp;""');
});

test("of a cell with several plots and tables each has its group and its file", async () => {
  const { page, cell } = await site.open();
  const steps = cell("sgd-steps");
  await openMenu(steps);
  const groups = menuOf(steps).getByRole("group");
  const names = await groups.evaluateAll((all) => all.map((group) => group.getAttribute("aria-label")!));
  expect(names.map((name) => name.split(":")[0])).toEqual(["Plot 1", "Table 2", "Plot 3"]);
  const file = await download(page, () => groups.nth(1).getByRole("button", { name: "Save CSV" }).click());
  expect(file.name).toBe("sgd-steps-2.csv");
});

test("the chapter as a zip file runs with Node by one command, and prints the numbers that the page shows", async () => {
  const { page, cell, settled, forget } = await site.open();
  const button = page.getByRole("button", { name: "Download chapter" });
  // An input that was moved, and a cell that was edited and not run.
  await forget();
  await cell("one-alpha").region.locator('input[type="range"]').press("Home");
  await settled();
  await cell("at-the-minimum").write('const mine = [{ of: "this run", value: 6 * 7.5 }];\ntable(mine)');
  const file = await download(page, () => button.click());
  expect(file.name).toBe("sgd.zip");
  await page.getByRole("status").getByText("sgd.zip is in your downloads").waitFor();

  const folder = mkdtempSync(join(tmpdir(), "chapter-"));
  try {
    for (const [path, bytes] of Object.entries(unzipSync(file.bytes))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const at = join(folder, "sgd");
    // The project's packages stand in for installed ones: nothing is fetched.
    symlinkSync(join(import.meta.dirname, "../../../node_modules"), join(at, "node_modules"));
    const { stdout, stderr, status } = spawnSync("npm", ["start", "--silent"], {
      cwd: at,
      encoding: "utf8",
      env: { ...process.env, npm_config_offline: "true" },
    });
    expect(status, stdout).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/this run +45\n/);
    // What the page shows as text, the moved input's own among it, and the entries of its tables.
    await cell("one-alpha").shows("1.0000");
    const shown = await page
      .locator(".cell:not(#cell-at-the-minimum)")
      .evaluateAll((cells) =>
        cells.flatMap((one) => [...one.querySelectorAll(".output-text, .output-table td")].map(({ textContent }) => textContent.trim())),
      );
    expect(shown.length).toBeGreaterThan(50);
    const flat = stdout.replace(/\s+/g, " ");
    expect(shown.filter((text) => !flat.includes(text.replace(/\s+/g, " ")))).toEqual([]);
    const written = readFileSync(join(at, "out/index.html"), "utf8");
    expect(written.match(/<svg[^>]*role="img"/g)!.length).toBe(await page.locator('.output-plot svg[role="img"]:visible').count());
    expect(readFileSync(join(at, "README.md"), "utf8")).toContain("npm start");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.for(["light", "dark"] as const)("the open menu and the table of values are accessible, %s", async (colorScheme) => {
  const { page, cell } = await site.open({ colorScheme, reducedMotion: "reduce" });
  const findings = async (place: string) => {
    await page.evaluate(axe);
    return page.evaluate(async (place) => {
      const { violations } = await (
        window as unknown as {
          axe: { run(place: string): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
        }
      ).axe.run(place);
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
    }, place);
  };
  await openMenu(cell("sgd-steps"));
  expect(await findings("#cell-sgd-steps")).toEqual([]);
  await page.keyboard.press("Escape");
  await openMenu(cell("one-alpha"));
  await item(cell("one-alpha"), "Data as table").click();
  expect(await findings("dialog")).toEqual([]);
});

test("on a deck there is no menu", async () => {
  const { page } = await site.open({ address: "sgd/lecture/" });
  const region = page.locator(".slide .cell").first();
  await region.waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector("main[data-started]"));
  await region.dispatchEvent("pointerover", { bubbles: true });
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("sandbox.html")));
  expect(await page.locator(".take-more").count()).toBe(0);
});
