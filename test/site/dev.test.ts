import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The author's mode on a copy of the project with a chapter of its own. */
const root = join(import.meta.dirname, "../..");
let project: string;
let server: ChildProcess;
let address = "";

const chapter = (x: number) => `---
title: Trial
summary: A chapter of this test.
---

\`\`\`ts cell id=one
import { sgd } from "optim";
const x = ${x};
const theta = Float64Array.of(1);
const optimizer = sgd({ lr: 0.5 });
optimizer.step(theta, Float64Array.of(1), optimizer.init(1));
\`\`\`

The numbers are <Value of="x" /> and <Value of="theta[0]" />.
`;

beforeAll(async () => {
  // Below the project, so that packages are found without a copy of them.
  mkdirSync(join(root, ".cache"), { recursive: true });
  project = mkdtempSync(join(root, ".cache/dev-"));
  for (const name of ["src", "public", "astro.config.mjs", "tsconfig.json", "tsconfig.numbers.json", "package.json"])
    cpSync(join(root, name), join(project, name), { recursive: true });
  cpSync(join(root, "content"), join(project, "content"), { recursive: true, filter: (path) => !path.endsWith(".mdx") });
  mkdirSync(join(project, "content/en"), { recursive: true });
  writeFileSync(join(project, "content/en/01-trial.mdx"), chapter(41));
  server = spawn(process.execPath, [join(root, "node_modules/astro/bin/astro.mjs"), "dev", "--host", "127.0.0.1", "--port", "0"], {
    cwd: project,
    env: authorsEnvironment(),
  });
  address = await new Promise((resolve, reject) => {
    let printed = "";
    const read = (part: Buffer) => {
      printed += part;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed);
      if (found) resolve(found[0]);
    };
    server.stdout!.on("data", read);
    server.stderr!.on("data", read);
    server.on("exit", () => reject(new Error(printed)));
  });
}, 120_000);

afterAll(() => {
  server?.kill();
  rmSync(project, { recursive: true, force: true });
});

/** The environment without what Vitest puts there: Astro serves no pages to a process that says it is a test. */
function authorsEnvironment(): NodeJS.ProcessEnv {
  const { VITEST: _1, VITEST_MODE: _2, NODE_ENV: _3, TEST: _4, MODE: _5, ...env } = process.env;
  return { ...env, ASTRO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
}

/** The computed numbers of the page. */
async function numbers(): Promise<string[]> {
  const text = await (await fetch(`${address}trial/`)).text();
  return [...text.matchAll(/<data[^>]*>([^<]*)<\/data>/g)].map((match) => match[1]);
}

test("an edit of a chapter runs its cells again, and so does an edit in src/optim", async () => {
  await expect.poll(numbers, { timeout: 60_000, interval: 300 }).toEqual(["41", "0.5"]);

  writeFileSync(join(project, "content/en/01-trial.mdx"), chapter(42));
  await expect.poll(numbers, { timeout: 60_000, interval: 300 }).toEqual(["42", "0.5"]);

  const sgd = join(project, "src/optim/sgd.ts");
  const source = readFileSync(sgd, "utf8");
  const edited = source.replace(/theta\[i\] -= /, "theta[i] -= 2 * ");
  expect(edited).not.toBe(source);
  writeFileSync(sgd, edited);
  await expect.poll(numbers, { timeout: 60_000, interval: 300 }).toEqual(["42", "0"]);
}, 240_000);

test("the author's mode has no service worker: its pages ask for none, and at its address stands what takes an older one away", async () => {
  expect(await (await fetch(`${address}trial/`)).text()).not.toContain('name="build"');
  const answer = await fetch(`${address}sw.js`);
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    200,
    "text/javascript; charset=utf-8",
    "no-cache",
  ]);
  expect(await answer.text()).toContain("unregister()");
});
