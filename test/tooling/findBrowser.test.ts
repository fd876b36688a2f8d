import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findBrowser } from "../../src/tooling/findBrowser.mjs";

const folder = mkdtempSync(join(tmpdir(), "browsers-"));
afterAll(() => rmSync(folder, { recursive: true }));

function program(path: string, mode = 0o755): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "");
  chmodSync(file, mode);
  return file;
}
const chrome = program("a/google-chrome");
const chromium = program("b/chromium");
const plain = program("c/chromium", 0o644);
const path = (...folders: string[]) => folders.map((name) => join(folder, name)).join(delimiter);

test("CHROMIUM_PATH goes before all others", () => {
  expect(findBrowser({ CHROMIUM_PATH: chrome, PATH: path("b") })).toBe(chrome);
});

test("a CHROMIUM_PATH that names no program is an error, not a reason to take another", () => {
  expect(() => findBrowser({ CHROMIUM_PATH: join(folder, "none"), PATH: path("b") })).toThrow(`invalid CHROMIUM_PATH: ${join(folder, "none")}`);
  expect(() => findBrowser({ CHROMIUM_PATH: plain, PATH: path("b") })).toThrow("invalid CHROMIUM_PATH");
});

test("Chromium on the PATH goes before Chrome, whatever the order of the folders", () => {
  expect(findBrowser({ PATH: path("a", "b") })).toBe(chromium);
  expect(findBrowser({ PATH: path("missing", "a") })).toBe(chrome);
});

test("a file that cannot be executed is no browser", () => {
  expect(findBrowser({ PATH: path("c", "a") })).toBe(chrome);
});
