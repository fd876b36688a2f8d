import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findBrowser } from "../../src/tooling/findBrowser.mjs";

// A project with the real test.mjs, and tools that write down what they were asked to do. What one of them fails at stands in the file `fail`.
const tool = (name: string): string => `#!/bin/sh
echo "${name} $*" >> "$ROOT/log"
`;
/** Writes the JSON report that the file \`units.json\` or \`site.json\` holds. */
const vitest = `${tool("vitest")}
case "$*" in *site.config*) report=site;; *) report=units;; esac
for word in "$@"; do case "$word" in --outputFile.json=*) [ -f "$ROOT/$report.json" ] && { read -r line < "$ROOT/$report.json"; echo "$line" > "\${word#*=}"; };; esac; done
case "$(read -r line < "$ROOT/$report.json"; echo "$line")" in *'"failed"'*) exit 1;; esac
`;
const fails = (name: string): string => `${tool(name)}exit 1\n`;
/** What brings a browser: a program that can be found afterwards. */
const brings = (name: string): string =>
  `${tool(name)}case "$*" in *install*) echo "#!/bin/sh" > "$ROOT/bin/chromium"; /bin/chmod +x "$ROOT/bin/chromium";; esac\n`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "test-"));
  for (const file of ["test.mjs", "install.mjs", "findBrowser.mjs", "testCounts.mjs"]) cpSync(`src/tooling/${file}`, join(root, "src/tooling", file));
  write("package.json", JSON.stringify({ type: "module" }));
  write("package-lock.json", JSON.stringify({ packages: {} }));
  write(
    "npm.cjs",
    `require("node:fs").appendFileSync("log", "npm " + process.argv.slice(2).join(" ") + "\\n"); if (process.argv.includes("ci")) { require("node:fs").mkdirSync("node_modules", { recursive: true }); require("node:fs").copyFileSync("package-lock.json", "node_modules/.package-lock.json"); } else if (process.argv.includes("build") && require("node:fs").existsSync("broken") || process.argv.includes("types") && require("node:fs").existsSync("mistyped")) process.exit(1);`,
  );
  write("node_modules/.bin/node", tool("node"));
  write("node_modules/.bin/vitest", vitest);
  write("node_modules/.bin/playwright-core", fails("playwright-core"));
  write("bin/sudo", `${tool("sudo")}shift; "$@"\n`);
  write("bin/chromium", tool("chromium"));
  report("units", "passed", "passed", "passed");
  report("site", "passed", "passed");
  for (const file of ["test/a/one.test.ts", "test/site/two.test.ts", "test/bench/three.test.ts"]) write(file, "");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
  if (/bin\//.test(path)) chmodSync(join(root, path), 0o755);
}
const report = (stage: string, ...tests: string[]): void =>
  write(
    `${stage}.json`,
    JSON.stringify({
      testResults: [{ status: tests.includes("failed") ? "failed" : "passed", assertionResults: tests.map((status) => ({ status })) }],
    }),
  );

/** Runs the tests: what the tools were asked for, the last line, the exit code and all that was printed. */
function run(...words: string[]) {
  rmSync(join(root, "log"), { force: true });
  const { stdout, stderr, status } = spawnSync(process.execPath, ["src/tooling/test.mjs", ...words], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: join(root, "bin"), ROOT: root, npm_execpath: join(root, "npm.cjs") },
  });
  const log = existsSync(join(root, "log")) ? readFileSync(join(root, "log"), "utf8").trim().split("\n") : [];
  return {
    log: log.map((line) => line.replace(/ --reporter=\S+| --outputFile\S+/g, "")),
    last: stdout.trim().split("\n").at(-1),
    status,
    printed: stdout + stderr,
  };
}

test("everything runs in order, and the last line adds all up", () => {
  const { log, last, status } = run();
  expect(log).toEqual([
    "npm ci --no-fund --no-audit",
    "npm run types",
    "npm run lint",
    "vitest run",
    "npm run build",
    "vitest run --config vitest.site.config.ts",
  ]);
  expect([last, status]).toEqual(["8 passed, 0 failed", 0]);
});

test("what is installed is not installed again", () => {
  run();
  expect(run().log[0]).toBe("npm run types");
});

test("a failed stage is counted, and those after it run all the same", () => {
  write("mistyped", "");
  report("units", "passed", "failed", "failed");
  const { log, last, status } = run();
  expect(log.length).toBe(6);
  expect([last, status]).toEqual(["5 passed, 3 failed", 1]);
});

test("without a built site the browser tests do not run, and the build counts as failed", () => {
  write("broken", "");
  const { log, last, status, printed } = run();
  expect(log.at(-1)).toBe("npm run build");
  expect([last, status]).toEqual(["5 passed, 1 failed", 1]);
  expect(printed).toContain("npm run build failed");
});

test("a stage that leaves no results counts as failed", () => {
  rmSync(join(root, "units.json"));
  const { last, status, printed } = run();
  expect([last, status]).toEqual(["5 passed, 1 failed", 1]);
  expect(printed).toContain("vitest wrote no results");
});

test("words choose test files by their path, and only the stages that these need", () => {
  expect(run("one").log.slice(1)).toEqual(["vitest run one"]);
  expect(run("two").log).toEqual(["npm run build", "vitest run --config vitest.site.config.ts two"]);
  const { last, status, printed } = run("three");
  expect([last, status]).toEqual(["0 passed, 0 failed", 1]);
  expect(printed).toContain("unknown test: three");
});

test("a CHROMIUM_PATH that names nothing is told, without installing another", () => {
  const { stdout, status } = spawnSync(process.execPath, ["src/tooling/test.mjs", "two"], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: join(root, "bin"), ROOT: root, npm_execpath: join(root, "npm.cjs"), CHROMIUM_PATH: "/none" },
  });
  expect(status).toBe(1);
  expect(stdout.trim().split("\n").at(-1)).toBe("1 passed, 1 failed");
  expect(readFileSync(join(root, "log"), "utf8")).not.toContain("install");
});

test.skipIf(findBrowser({ PATH: "" }))("a machine without a browser gets Debian's, else the test library's, else is told what to install", () => {
  rmSync(join(root, "bin/chromium"));
  write("bin/apt-get", brings("apt-get"));
  expect(run("two").log.filter((line) => /install/.test(line) && !line.startsWith("sudo"))).toEqual([
    "apt-get install -y -q --no-install-recommends chromium",
  ]);
  expect(run("two").log.filter((line) => /install/.test(line))).toEqual([]);

  rmSync(join(root, "bin/chromium"));
  write("bin/apt-get", fails("apt-get"));
  write("node_modules/.bin/playwright-core", tool("playwright-core"));
  const downloaded = run("two");
  expect(downloaded.log).toContain("playwright-core install chromium");
  expect(downloaded.last).toBe("3 passed, 0 failed");

  write("node_modules/.bin/playwright-core", fails("playwright-core"));
  const without = run("two");
  expect(without.printed).toContain("no browser: install Chromium or Chrome");
  expect([without.last, without.status]).toEqual(["1 passed, 1 failed", 1]);
  expect(without.log.some((line) => line.startsWith("vitest"))).toBe(false);
});
