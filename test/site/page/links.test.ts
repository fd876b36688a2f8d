import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { builtPages, dist, htmlOf } from "./builtPages.ts";

const isFile = (path: string): boolean => {
  const file = join(dist, path.endsWith("/") ? `${path}index.html` : path);
  return existsSync(file) && statSync(file).isFile();
};

const documents = new Map<string, Document>();
/** The page as a document, parsed once. */
function documentOf(page: string): Document {
  let document = documents.get(page);
  if (!document) documents.set(page, (document = parseHTML(htmlOf(page)).document as unknown as Document));
  return document;
}

test.for(builtPages())("everything that %s points to exists", (page) => {
  const document = documentOf(page);
  const missing: string[] = [];
  for (const element of document.querySelectorAll("[href], [src], [data-notebook], [data-sandbox]")) {
    if (element.closest("svg")) continue;
    for (const name of ["href", "src", "data-notebook", "data-sandbox"]) {
      const address = element.getAttribute(name);
      if (address === null || /^(https?:|data:|mailto:)/.test(address)) continue;
      const { pathname, hash } = new URL(address, `http://site${page}`);
      const path = decodeURIComponent(pathname);
      if (!isFile(path)) missing.push(address);
      else if (hash && /(\/|\.html)$/.test(path)) {
        if (!documentOf(path).getElementById(decodeURIComponent(hash.slice(1)))) missing.push(address);
      }
    }
  }
  expect(missing).toEqual([]);
});

test.for(builtPages())("no two things on %s have one id", (page) => {
  const { document } = parseHTML(htmlOf(page));
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test.for(builtPages())("%s carries a policy against foreign and inline scripts", (page) => {
  const { document } = parseHTML(htmlOf(page));
  const policy = document.querySelector('meta[http-equiv="content-security-policy"]')?.getAttribute("content") ?? "";
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'sha256-[\w+/=]+'; /);
  const inline = [...document.querySelectorAll("script:not([src])")].filter((script) => !/json/.test(script.getAttribute("type") ?? ""));
  expect(inline).toHaveLength(1);
  expect([...document.querySelectorAll("*")].flatMap(({ attributes }) => [...attributes]).filter(({ name }: { name: string }) => /^on/.test(name))).toEqual([]);
});
