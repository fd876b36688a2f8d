import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "../../src/tooling/serve.mjs";
import { addressOf, answerTo } from "../../src/offline/answer.ts";

const files = [
  "index.html",
  "404.html",
  "about.html",
  "sgd/index.html",
  "sgd/notebook.json",
  "sgd/lecture/index.html",
  "zh-hant/index.html",
  "zh-hant/sgd/index.html",
  "data/p.bin",
];
const list = Object.fromEntries(files.map((file) => [file, "hash"]));
let folder: string, site: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "site-"));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), file);
  }
  site = await serve({ dir: folder });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** What a host makes of an address, in the same words. */
async function hosted(path: string): Promise<unknown> {
  const response = await fetch(site.address + path, { redirect: "manual" });
  if (response.status === 301) return "slash";
  const text = await response.text();
  return response.status === 200 ? { file: text } : undefined;
}

test("an address is answered with the file that the site's host would send", async () => {
  const part = fc.constantFrom("", "index.html", "404", "about", "sgd", "lecture", "notebook.json", "zh-hant", "data", "p.bin", "p", "none", "index");
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(part, { maxLength: 3 })
        .map((parts) => parts.join("/"))
        .filter((path) => !path.startsWith("/") && !path.includes("//")),
      async (path) => {
        expect([path, answerTo(path, list)]).toEqual([path, await hosted(path)]);
      },
    ),
    { numRuns: 300 },
  );
});

test("the address from which a file is got leads to it", async () => {
  for (const file of files) expect(await hosted(addressOf(file))).toEqual({ file });
});

test("names that every object has are no files", () => {
  for (const name of ["constructor", "toString", "__proto__"]) expect(answerTo(name, list)).toBeUndefined();
});
