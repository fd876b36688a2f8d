// `npm test`: everything, on a fresh clone too. Installs what is missing, the browser included; then types, style, units with all cells
// of the content, the site's build, and the tests in a real browser. A stage that fails does not keep the others from running.
// `npm test -- WORD …` runs only the test files whose path has one of the words in it. The last line is `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./findBrowser.mjs";
import { Stop, checkNode, install, npm } from "./install.mjs";
import { countTests } from "./testCounts.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const words = process.argv.slice(2);
const results = mkdtempSync(join(tmpdir(), "test-results-"));
const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`, ASTRO_TELEMETRY_DISABLED: "1" };
const stages = [];

const succeeds = (command, args, stdio = "inherit") =>
  spawnSync(command, args, { cwd: root, env, stdio, shell: process.platform === "win32" }).status === 0;

/** Runs a stage and notes what came of it. One that gives no counts only shows when it fails. */
function stage(name, work) {
  console.log(`\n── ${name} ──`);
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = { ...counts, ...work() };
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    counts.failed = 1;
  }
  stages.push({ name, ...counts });
  return counts.failed === 0;
}

function types() {
  npm(root, "run", "types");
  return { passed: 1 };
}

function style() {
  npm(root, "run", "lint");
  return { passed: 1 };
}

function build() {
  npm(root, "run", "build");
  return { passed: 1 };
}

function vitest(...args) {
  const file = join(results, `${stages.length}.json`);
  const passed = succeeds("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args, ...words]);
  try {
    return countTests(JSON.parse(readFileSync(file, "utf8")), passed);
  } catch {
    throw new Stop("vitest wrote no results");
  }
}

/** Brings a Chromium to a machine without one: Debian's package where it can be installed, else the test library's own download. */
function browser() {
  if (findBrowser()) return;
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const asRoot = (...args) => succeeds([...sudo, ...args][0], [...sudo, ...args].slice(1));
  const debian = succeeds("apt-get", ["--version"], "ignore") && (sudo.length === 0 || succeeds("sudo", ["-n", "true"], "ignore"));
  if (debian) {
    console.log("Installing Debian's package chromium …");
    if (asRoot("apt-get", "update", "-q") && asRoot("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium") && findBrowser()) return;
  }
  console.log("Downloading the test library's own Chromium …");
  if (succeeds("playwright-core", ["install", "chromium"])) return;
  throw new Stop("no browser: install Chromium or Chrome (Debian: apt-get install chromium), or set CHROMIUM_PATH to its file");
}

const testFiles = readdirSync(join(root, "test"), { recursive: true })
  .map((file) => `test/${String(file).replaceAll("\\", "/")}`)
  .filter((file) => file.endsWith(".test.ts") && !file.startsWith("test/bench/"))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
const inBrowser = testFiles.filter((file) => file.startsWith("test/site/"));

if (stage("packages", () => (install(root), checkNode(root)))) {
  if (words.length === 0) stage("types", types);
  if (words.length === 0) stage("style", style);
  if (testFiles.length > inBrowser.length) stage("units and content", () => vitest());
  if (inBrowser.length > 0) {
    const built = stage("build of the site", build);
    const found = stage("browser", browser);
    if (built && found) stage("site in a browser", () => vitest("--config", "vitest.site.config.ts"));
    else console.error("The tests in a browser were not run.");
  }
}
rmSync(results, { recursive: true, force: true });

const sum = (key) => stages.reduce((total, counts) => total + counts[key], 0);
console.log("");
for (const { name, passed, failed, skipped } of stages.filter((counts) => counts.passed + counts.failed + counts.skipped > 0)) {
  console.log(`${failed > 0 ? "✗" : "✓"} ${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
}
if (testFiles.length === 0) console.error(`unknown test: ${words.join(" ")} (give a part of a file's path below test/)`);
if (sum("failed") > 0 || testFiles.length === 0) process.exitCode = 1;
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
