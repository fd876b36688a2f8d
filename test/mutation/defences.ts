/**
 * Takes each defence against hostile cells away in turn, in a copy of the project, and shows that the test named for it fails:
 * `node test/mutation/defences.ts [pattern of defences' names or files]`. Prints each defence with the tests that failed, and exits with 1
 * where one has none. Those that need a built page build one chapter each.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defences, type Defence } from "./defenceTable.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const modules = join(root, "node_modules");
const copy = mkdtempSync(join(tmpdir(), "defences-"));
const made = new Set(["node_modules", "dist", ".git", ".astro", "pdf"]);
for (const part of readdirSync(root)) if (!made.has(part)) cpSync(join(root, part), join(copy, part), { recursive: true });
symlinkSync(modules, join(copy, "node_modules"));

const configOf = (test: string): string =>
  test.startsWith("test/site/hostile/") ? "vitest.hostile.config.ts" : test.startsWith("test/site/") ? "vitest.site.config.ts" : "vitest.config.ts";

/** The one chapter, in the copy's `dist`. */
function build(chapter: string): void {
  execFileSync(process.execPath, [join(modules, "astro/bin/astro.mjs"), "build"], {
    cwd: copy,
    env: { ...process.env, CHAPTERS: chapter },
    stdio: "pipe",
  });
}

interface Seen {
  ran: number;
  failed: string[];
}

function run({ test, shows }: Pick<Defence, "test" | "shows">): Seen {
  const report = join(copy, "report.json");
  rmSync(report, { force: true });
  const words = shows.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const { stderr } = spawnSync(
    process.execPath,
    [join(modules, "vitest/vitest.mjs"), "run", "--config", configOf(test), test, "-t", words, "--reporter=json", `--outputFile=${report}`],
    { cwd: copy, encoding: "utf8" },
  );
  let files: { assertionResults: { status: string; fullName: string }[] }[];
  try {
    files = (JSON.parse(readFileSync(report, "utf8")) as { testResults: typeof files }).testResults;
  } catch {
    throw new Error(`${test} was not run: ${stderr.slice(-500)}`);
  }
  const results = files.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === "passed" || status === "failed");
  return { ran: results.length, failed: results.filter(({ status }) => status === "failed").map(({ fullName }) => fullName.trim()) };
}

const chosen = defences.filter(({ name, file }) => new RegExp(process.argv[2] ?? "").test(`${name} ${file}`));
for (const { name, file, find } of defences) {
  if (readFileSync(join(root, file), "utf8").split(find).length !== 2) throw new Error(`${name}: ${file} does not have this once: ${find}`);
}

/** What fails with the defence in place shows nothing. */
const sound = new Map<string, number>();
function checkSound(defence: Defence): void {
  const key = `${defence.test} ${defence.shows}`;
  if (sound.has(key)) return;
  if (defence.chapter !== undefined) build(defence.chapter);
  const { ran, failed } = run(defence);
  if (ran === 0) throw new Error(`${defence.name}: no test of ${defence.test} has "${defence.shows}" in its name`);
  if (failed.length > 0) throw new Error(`${defence.name}: fails with the defence in place: ${failed.join("; ")}`);
  sound.set(key, ran);
}

let unseen = 0;
for (const defence of chosen) {
  const { name, file, find, by, chapter } = defence;
  let told: string;
  try {
    checkSound(defence);
    const path = join(copy, file);
    const source = readFileSync(path, "utf8");
    writeFileSync(
      path,
      source.replace(find, () => by),
    );
    try {
      if (chapter !== undefined) build(chapter);
      const { ran, failed } = run(defence);
      // A file that does not even load has no failed test: that would show a broken program, not a missing defence.
      if (failed.length === 0) unseen++;
      told = failed.length > 0 ? `${failed.length} of ${ran} fail, first: ${failed[0]}` : `NOT SEEN (${ran} tests ran)`;
    } finally {
      writeFileSync(path, source);
    }
  } catch (error) {
    unseen++;
    told = `NOT TRIED: ${(error as Error).message.slice(0, 500)}`;
  }
  console.log(`${name} (${file})\n    ${defence.test}: ${told}`);
}
rmSync(copy, { recursive: true, force: true });
console.log(`${chosen.length} defences taken away, ${unseen} without a test that failed`);
process.exitCode = unseen > 0 ? 1 : 0;
