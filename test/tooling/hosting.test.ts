import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contentSecurityPolicy } from "../../src/layouts/policy.ts";
import { headersFile, siteMap } from "../../src/tooling/hosting.ts";
import { sandboxPage } from "../../src/tooling/sandboxPage.ts";

test("the headers stand under the site's sub-path; only files named by their content are kept for good", () => {
  const rules = headersFile("/course")
    .split(/\n(?=\S)/)
    .map((rule) => rule.split("\n")[0]);
  expect(rules).toEqual(["/course/*", "/course/_astro/*"]);
  expect(headersFile("/").match(/Cache-Control/g)).toHaveLength(1);
});

test("the headers' policy forbids only what the pages' own and the sandbox's forbid", async () => {
  const [, policy] = /Content-Security-Policy: (.*)/.exec(headersFile("/"))!;
  const sandbox = /Content-Security-Policy" content="([^"]*)"/.exec(await sandboxPage({ files: [] }))![1];
  for (const own of [contentSecurityPolicy([]), sandbox]) {
    const strict = new Map(own.split("; ").map((rule) => [rule.split(" ")[0], rule]));
    for (const rule of policy.split("; ")) {
      const [name] = rule.split(" ");
      // What only a header can say.
      if (name === "frame-ancestors") continue;
      expect(strict.get(name) ?? strict.get("default-src")).toMatch(/ 'none'$/);
    }
  }
});

test("the Pages workflow builds with the site's address, its sub-path and where its text is edited, of a whole clone, and publishes what was built", () => {
  const workflow = readFileSync(".github/workflows/pages.yml", "utf8");
  // When a chapter changed last is not known in a shallow clone (`lastChanged.ts`).
  expect(workflow).toMatch(/checkout@v\d+\n\s+with:\n(?:\s+#.*\n)?\s+fetch-depth: 0/);
  expect(workflow).toMatch(/- run: npm ci\n\s+- run: npm run build\n\s+env:\n/);
  for (const setting of ["SITE_URL", "BASE_PATH", "EDIT_URL"]) expect(workflow).toMatch(new RegExp(`^ +${setting}: \\S`, "m"));
  expect(workflow).toMatch(/upload-pages-artifact@v\d+\n\s+with:\n\s+path: dist\n/);
  expect(workflow).toMatch(/uses: actions\/deploy-pages@v\d+/);
});

test("the site map leaves out decks and handouts", () => {
  const pages = ["/", "/sgd/", "/sgd/lecture/", "/sgd/handout/", "/zh-hant/sgd/lecture/", "/lectures/"].map((path) => `https://example.org${path}`);
  expect(pages.filter(siteMap.filter)).toEqual(["https://example.org/", "https://example.org/sgd/", "https://example.org/lectures/"]);
  expect(siteMap.i18n).toEqual({ defaultLocale: "en", locales: { en: "en", "zh-hant": "zh-Hant-TW" } });
});
