import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

// A project with the real start.mjs and an npm that writes down what it was asked to do, and does it in small.
const npm = `
const { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
appendFileSync("npm.log", process.argv.slice(2).join(" ") + "\\n");
if (process.argv[2] === "ci") { mkdirSync("node_modules", { recursive: true }); copyFileSync("package-lock.json", "node_modules/.package-lock.json"); }
else { const text = readFileSync("src/page.txt", "utf8"); if (text === "broken") process.exit(1); mkdirSync("dist", { recursive: true }); writeFileSync("dist/index.html", text); }
`;
let root: string;

const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const lock = (version: string) =>
  JSON.stringify({ packages: { "": {}, "node_modules/a": { version }, "node_modules/b": { version: "2.0.0", optional: true } } });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "start-"));
  cpSync("src/tooling/start.mjs", join(root, "src/tooling/start.mjs"));
  for (const file of ["builtSite.mjs", "install.mjs", "serve.mjs"]) cpSync(`src/tooling/${file}`, join(root, "src/tooling", file));
  write("package.json", JSON.stringify({ type: "module" }));
  write("package-lock.json", lock("1.0.0"));
  write("src/page.txt", "first");
  write("npm.cjs", npm);
});
afterEach(() => rmSync(root, { recursive: true }));

/** Starts the site, fetches its first page, stops it: what npm was asked for, what the page said, what was printed. */
async function start(env: Record<string, string> = {}): Promise<{ npm: string[]; page?: string; printed: string; port?: number }> {
  rmSync(join(root, "npm.log"), { force: true });
  const child = spawn(process.execPath, ["src/tooling/start.mjs"], {
    cwd: root,
    env: { PATH: process.env.PATH, npm_execpath: join(root, "npm.cjs"), PORT: "0", ...env },
  });
  let printed = "";
  const address = await new Promise<string | undefined>((resolve) => {
    const read = (text: Buffer): void => {
      printed += text;
      const found = /http:\S+/.exec(printed);
      if (found && printed.includes("Ctrl+C")) resolve(found[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("close", () => resolve(undefined));
  });
  const page = address && (await (await fetch(address)).text());
  child.kill();
  const log = join(root, "npm.log");
  return {
    npm: existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [],
    page,
    printed,
    port: address ? Number(new URL(address).port) : undefined,
  };
}

const install = "ci --no-fund --no-audit";

test("a first start installs, builds and serves; a second does neither", async () => {
  expect(await start()).toMatchObject({ npm: [install, "run build"], page: "first" });
  expect(await start()).toMatchObject({ npm: [], page: "first" });
});

test("a changed source is built again, without installing", async () => {
  await start();
  write("src/page.txt", "second");
  expect(await start()).toMatchObject({ npm: ["run build"], page: "second" });
});

test("a new, an emptied and a removed file each count as a change", async () => {
  await start();
  mkdirSync(join(root, "content"));
  for (const change of [() => write("content/new.mdx", ""), () => write("content/new.mdx", "x"), () => rmSync(join(root, "content/new.mdx"))]) {
    change();
    expect((await start()).npm).toEqual(["run build"]);
    expect((await start()).npm).toEqual([]);
  }
});

test("a changed lock installs again; a missing optional package does not", async () => {
  await start();
  write("package-lock.json", lock("1.0.1"));
  expect((await start()).npm).toEqual([install, "run build"]);
  write("node_modules/.package-lock.json", JSON.stringify({ packages: { "node_modules/a": { version: "1.0.1" } } }));
  expect((await start()).npm).toEqual([]);
  write("node_modules/.package-lock.json", JSON.stringify({ packages: { "node_modules/b": { version: "2.0.0" } } }));
  expect((await start()).npm).toEqual([install]);
});

test("another sub-path is another build, served there", async () => {
  await start();
  const { npm, page, printed } = await start({ BASE_PATH: "course" });
  expect({ npm, page }).toEqual({ npm: ["run build"], page: "first" });
  expect(printed).toContain("/course/\n");
});

test("a site built by hand in between is built again", async () => {
  await start();
  write("dist/index.html", "by hand");
  expect(await start()).toMatchObject({ npm: ["run build"], page: "first" });
});

test("a failed build ends with its reason, and the next start builds again", async () => {
  write("src/page.txt", "broken");
  const failed = await start();
  expect(failed.page).toBeUndefined();
  expect(failed.printed).toContain("npm run build failed");
  expect((await start()).npm).toEqual(["run build"]);
});

test("a taken port gives another one and says so", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as { port: number };
  const started = await start({ PORT: String(port) });
  taken.close();
  expect(started.page).toBe("first");
  expect(started.port).not.toBe(port);
  expect(started.printed).toContain(`Port ${port} is taken`);
});

test("a PORT that is no port is an error that names it", async () => {
  const { npm, page, printed } = await start({ PORT: "eighty" });
  expect({ npm, page }).toEqual({ npm: [], page: undefined });
  expect(printed).toContain("invalid PORT: eighty");
});
