/** `npm run pdf`, in a project with the real files of the command and an npm that builds a site in small. */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pageSizes } from "../../../src/tooling/printPdf.mjs";
import { pdfText } from "./pdfText.ts";

const npm = `
const { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
appendFileSync("npm.log", process.argv.slice(2).join(" ") + "\\n");
if (process.argv[2] === "ci") { mkdirSync("node_modules", { recursive: true }); copyFileSync("package-lock.json", "node_modules/.package-lock.json"); }
else for (const page of ["", ...["alpha", "beta", "zh-hant/beta"].flatMap((chapter) => ["", "/lecture", "/handout"].map((form) => chapter + form))]) {
  mkdirSync("dist/" + page, { recursive: true });
  writeFileSync("dist/" + page + "/index.html", "<style>@page { size: 400px 300px } p { break-after: page }</style><p>" + page + "<p>" + readFileSync("src/text.txt", "utf8"));
}
`;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pdf-"));
  for (const file of ["pdf", "printPdf", "builtSite", "findBrowser", "install", "serve"])
    cpSync(`src/tooling/${file}.mjs`, join(root, `src/tooling/${file}.mjs`));
  mkdirSync(join(root, "node_modules"));
  symlinkSync(resolve("node_modules/playwright-core"), join(root, "node_modules/playwright-core"));
  writeFileSync(join(root, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: { "": {} } }));
  writeFileSync(join(root, "src/text.txt"), "first");
  writeFileSync(join(root, "npm.cjs"), npm);
});
afterEach(() => rmSync(root, { recursive: true }));

/** Runs the command: what it printed, how it ended, the files that it wrote. */
async function pdf(
  chapters: string[] = [],
  env: Record<string, string> = {},
): Promise<{ code: number | null; printed: string; files: string[]; npm: string[] }> {
  rmSync(join(root, "npm.log"), { force: true });
  const child = spawn(process.execPath, ["src/tooling/pdf.mjs", ...chapters], {
    cwd: root,
    env: { ...process.env, npm_execpath: join(root, "npm.cjs"), ...env },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += text));
  const code = await new Promise<number | null>((end) => child.once("close", end));
  const read = (name: string) => (existsSync(join(root, name)) ? readdirSync(join(root, name), { recursive: true, encoding: "utf8" }) : []);
  const log = join(root, "npm.log");
  return {
    code,
    printed,
    files: read("pdf")
      .filter((file) => file.endsWith(".pdf"))
      .sort(),
    npm: existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [],
  };
}

test("npm run pdf builds what has changed and writes slides and handout of every chapter; told of some, of these", async () => {
  const all = await pdf();
  expect(all).toMatchObject({ code: 0, npm: ["ci --no-fund --no-audit", "run build"] });
  expect(all.files).toEqual([
    ...["alpha", "beta", "zh-hant/beta"].flatMap((chapter) => ["handout", "notes", "slides", "students"].map((form) => `${chapter}-${form}.pdf`)),
  ]);
  expect(all.printed).toMatch(/^pdf\/beta-slides\.pdf: 2 pages, \d+ KB$/m);
  const slides = readFileSync(join(root, "pdf/beta-slides.pdf"));
  expect(pageSizes(slides)).toEqual([
    { width: 400, height: 300 },
    { width: 400, height: 300 },
  ]);
  expect(pdfText(slides)).toEqual(["beta/lecture", "first"]);

  rmSync(join(root, "pdf"), { recursive: true });
  writeFileSync(join(root, "src/text.txt"), "second");
  const one = await pdf(["zh-hant/beta"]);
  expect(one).toMatchObject({
    code: 0,
    npm: ["run build"],
    files: ["handout", "notes", "slides", "students"].map((form) => `zh-hant/beta-${form}.pdf`),
  });
  expect(pdfText(readFileSync(join(root, "pdf/zh-hant/beta-handout.pdf")))).toEqual(["zh-hant/beta/handout", "second"]);
});

test("an unknown chapter is an error that names the known ones, and writes nothing", async () => {
  expect(await pdf(["alpha", "gamma"])).toMatchObject({
    code: 1,
    files: [],
    printed: expect.stringContaining("unknown chapter: gamma (known: alpha, beta, zh-hant/beta)"),
  });
});

test("a browser that is none is an error that says what would help", async () => {
  expect(await pdf(["alpha"], { CHROMIUM_PATH: join(root, "none") })).toMatchObject({
    code: 1,
    files: [],
    printed: expect.stringContaining("invalid CHROMIUM_PATH"),
  });
  expect(await pdf(["alpha"], { CHROMIUM_PATH: process.execPath })).toMatchObject({
    code: 1,
    files: [],
    printed: expect.stringContaining("set CHROMIUM_PATH"),
  });
});
