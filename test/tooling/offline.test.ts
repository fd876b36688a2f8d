import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeOffline } from "../../src/tooling/offline.ts";

const page = (text: string, main = ""): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${text}</title></head><body><main id="main"${main}>${text}</main></body></html>`;
const site = {
  "index.html": page("home"),
  "404.html": page("lost"),
  "sgd/index.html": page("chapter", ' data-notebook="/course/sgd/notebook.json"'),
  "sgd/notebook.json": "{}",
  "_astro/a.Xy12.js": "code",
  "_astro/typesWorker-Ab12.js": "TypeScript",
  "types.json": "{}",
  "data/p.bin": "\u0000\u0001",
  "screenshot.png": "picture",
  ".nojekyll": "",
  "card.png": "picture",
  "sgd/card.png": "picture",
  "icon-maskable-512.png": "picture",
  "sitemap-0.xml": "<urlset/>",
  _headers: "/*",
};

let folder: string;
const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const read = (file: string): string => readFileSync(join(folder, file), "utf8");
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "site-"));
  for (const [file, text] of Object.entries(site)) write(file, text);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the worker knows, read from its script as the browser runs it. */
const listed = () => new Function(`${read("sw.js").split("\n")[0]} return build;`)() as { version: string; files: Record<string, string> };
const sha256 = (file: string): string =>
  `sha256-${createHash("sha256")
    .update(readFileSync(join(folder, file)))
    .digest("base64")}`;

test("the worker lists every file of the site with the hash of what is on the disk, but for its own and what no page reads", async () => {
  const { version, files } = await makeOffline(folder);
  expect(files).toEqual(["404.html", "_astro/a.Xy12.js", "data/p.bin", "index.html", "sgd/index.html", "sgd/notebook.json"]);
  expect(listed()).toEqual({ version, files: Object.fromEntries(files.map((file) => [file, sha256(file)])) });
});

test("every page has the version once, before any script, and is else as it was", async () => {
  const { version } = await makeOffline(folder);
  for (const file of ["index.html", "404.html", "sgd/index.html"] as const) {
    const html = read(file);
    const [stamp] = /<meta name="build"[^>]*>/.exec(html)!;
    expect(stamp).toContain(`content="${version}"`);
    expect(html.indexOf(stamp)).toBeLessThan(200);
    expect(html.replace(stamp, "")).toBe(site[file]);
  }
});

test("a page with cells has the hash of the file that they come from, whatever the sub-path", async () => {
  await makeOffline(folder);
  expect(/data-cells="([^"]*)"/.exec(read("sgd/index.html"))![1]).toBe(sha256("sgd/notebook.json"));
  expect(read("index.html")).not.toContain("data-cells");
});

test("the same site has the same version, and doing it again changes nothing", async () => {
  const { version } = await makeOffline(folder);
  const before = ["index.html", "sgd/index.html", "sw.js"].map(read);
  expect((await makeOffline(folder)).version).toBe(version);
  expect(["index.html", "sgd/index.html", "sw.js"].map(read)).toEqual(before);
});

test("any change of any file, its name included, is a new version; the old files again are the old version", async () => {
  const first = await makeOffline(folder);
  const versions = new Set([first.version]);
  for (const file of first.files) {
    const text = read(file);
    write(file, text.endsWith("</html>") ? text.replace("</main>", " </main>") : `${text} `);
    versions.add((await makeOffline(folder)).version);
    write(file, text);
  }
  write("new.txt", "");
  versions.add((await makeOffline(folder)).version);
  rmSync(join(folder, "new.txt"));
  write("data/q.bin", read("data/p.bin"));
  rmSync(join(folder, "data/p.bin"));
  versions.add((await makeOffline(folder)).version);
  expect(versions.size).toBe(first.files.length + 3);
  write("data/p.bin", read("data/q.bin"));
  rmSync(join(folder, "data/q.bin"));
  expect((await makeOffline(folder)).version).toBe(first.version);
});

test("the size told to readers is that of the compressed files", async () => {
  write("long.txt", "the same again and again ".repeat(100_000));
  const { bytes, compressedBytes } = await makeOffline(folder);
  expect(bytes).toBeGreaterThan(2_500_000);
  expect(compressedBytes).toBeLessThan(20_000);
  expect(read("index.html")).toContain('data-megabytes="0.0"');
});

test("a page without a place for the stamp, or whose cells' file is missing, fails and is named", async () => {
  write("odd/index.html", "<!doctype html><title>odd</title>");
  await expect(makeOffline(folder)).rejects.toThrow('missing <meta charset="utf-8"> in odd/index.html');
  rmSync(join(folder, "odd"), { recursive: true });
  rmSync(join(folder, "sgd/notebook.json"));
  await expect(makeOffline(folder)).rejects.toThrow("missing /course/sgd/notebook.json: the cells of sgd/index.html");
});
