import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandboxPage } from "../../src/tooling/sandboxPage.ts";
import type { Sources } from "../../src/sandbox/broker.ts";

let folder: string, worker: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "worker-"));
  worker = relative(process.cwd(), join(folder, "worker.ts"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The page with a worker of this source, read as a browser reads it. */
async function pageWith(source: string) {
  writeFileSync(join(folder, "worker.ts"), source);
  const { document } = parseHTML(await sandboxPage({ worker, files: ["a.json"] }));
  const scripts = [...document.querySelectorAll("script")];
  return {
    document,
    policy: document.querySelector("meta[http-equiv=Content-Security-Policy]")?.getAttribute("content") ?? "",
    scripts: scripts.filter((script) => !script.hasAttribute("type")).map((script) => script.textContent),
    sources: JSON.parse(scripts.find((script) => script.id === "sources")?.textContent ?? "") as Sources,
  };
}
const hash = (script: string): string => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

test("the policy allows its own script and that of the inner frame, by their hashes, and nothing from anywhere", async () => {
  const { policy, scripts, sources } = await pageWith("self.name = 'x';");
  const inner = /<script>([^]*)<\/script>/.exec(sources.frame)?.[1] ?? "";
  expect(scripts.length).toBe(1);
  const directives = Object.fromEntries(policy.split("; ").map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]));
  expect(directives).toEqual({
    "default-src": ["'none'"],
    "script-src": [hash(scripts[0]), hash(inner), "'unsafe-eval'"],
    "worker-src": ["blob:"],
    "connect-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
  });
});

test("nothing in the page refers to another file", async () => {
  const { document } = await pageWith("self.name = 'x';");
  expect(document.querySelectorAll("[src], [href], link, style, img").length).toBe(0);
});

test("whatever the worker's script holds, it stays inside its element", async () => {
  const mark = "</script><script>alert(1)</script><!-- <script>";
  const { scripts, sources, document } = await pageWith(`self.name = ${JSON.stringify(mark)} + String.raw\`${mark}\`;`);
  expect(document.querySelectorAll("script").length).toBe(2);
  expect(scripts.length).toBe(1);
  const scope = { name: "" };
  new Function("self", sources.worker)(scope);
  expect(scope.name).toBe(mark + mark);
});

test("an edit of what the worker imports is in the next page", async () => {
  writeFileSync(join(folder, "part.ts"), "export const part: string = 'first edition';");
  const source = `import { part } from "./part.ts";\nself.name = part;`;
  expect((await pageWith(source)).sources.worker).toContain("first edition");
  writeFileSync(join(folder, "part.ts"), "export const part: string = 'second edition';");
  expect((await pageWith(source)).sources.worker).toContain("second edition");
});

test("the files that a cell may ask for are those of the list", async () => {
  expect((await pageWith("self.name = 'x';")).sources.files).toEqual(["a.json"]);
});

test("a script with an error fails the build and names it", async () => {
  await expect(pageWith("import { nothing } from './missing.ts'; nothing();")).rejects.toThrow("missing.ts");
});
