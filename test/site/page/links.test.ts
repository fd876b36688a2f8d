import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { builtPages, chapterPages, dist, htmlOf } from "./builtPages.ts";

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
  expect(
    [...document.querySelectorAll("*")].flatMap(({ attributes }) => [...attributes]).filter(({ name }: { name: string }) => name.startsWith("on")),
  ).toEqual([]);
});

const headOf = (page: string, selector: string, attribute: string): string | undefined =>
  documentOf(page).querySelector(selector)?.getAttribute(attribute) ?? undefined;
const found = builtPages().filter((page) => page !== "/404.html");

test.for(found)("%s tells search engines its address, its chapter's if it is a deck or a handout, and has a card with words for it", (page) => {
  const path = (address: string | undefined) => address && new URL(address, "http://site/").pathname;
  expect(path(headOf(page, "link[rel=canonical]", "href"))).toBe(page.replace(/(lecture|handout)\/$/, ""));
  const card = path(headOf(page, 'meta[property="og:image"]', "content"))!;
  expect(isFile(card), card).toBe(true);
  const png = readFileSync(join(dist, card));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(headOf(page, 'meta[property="og:image:alt"]', "content")).toBeTruthy();
  expect(headOf(page, 'meta[name="twitter:card"]', "content")).toBe("summary_large_image");
});

test.for(builtPages())("%s tells the browser its colours, its manifest and its icons", (page) => {
  const colors = [...documentOf(page).querySelectorAll('meta[name="theme-color"]')].map((meta) => meta.getAttribute("media") ?? "");
  expect(colors.map((media) => /light|dark/.exec(media)?.[0]).sort()).toEqual(["dark", "light"]);
  for (const rel of ["manifest", "icon", "apple-touch-icon"]) expect(headOf(page, `link[rel="${rel}"]`, "href"), rel).toBeTruthy();
});

test.for([...chapterPages(), "/"])("%s has data for search engines, which lead to pages that exist", (page) => {
  const data = JSON.parse(documentOf(page).querySelector('script[type="application/ld+json"]')!.textContent!) as Record<string, unknown>;
  expect(data).toMatchObject({ "@context": "https://schema.org", "@type": page === "/" ? "Course" : "LearningResource" });
  const addresses = [...JSON.stringify(data).matchAll(/"url":"([^"]*)"/g)].map(([, address]) => new URL(address, "http://site/").pathname);
  expect(addresses).toContain(page);
  expect(addresses.filter((address) => !isFile(address))).toEqual([]);
});

test.for(chapterPages())("%s can be cited, and says how its text may be used", (page) => {
  expect(headOf(page, 'meta[name="citation_title"]', "content")).toBe(documentOf(page).querySelector("h1")!.textContent);
  expect(headOf(page, 'meta[name="citation_author"]', "content")).toBeTruthy();
  expect(headOf(page, ".colophon a[rel=license]", "href")).toBe("https://creativecommons.org/licenses/by/4.0/");
});

test("what others read of the site is there, and the icons that the manifest names have their sizes", () => {
  expect(["/.nojekyll", "/robots.txt", "/_headers", "/favicon.svg"].filter((file) => !isFile(file))).toEqual([]);
  const { icons, start_url } = JSON.parse(htmlOf("/manifest.webmanifest")) as { icons: { src: string; sizes: string }[]; start_url: string };
  expect(start_url).toBe("./");
  for (const { src, sizes } of icons) {
    const png = readFileSync(join(dist, src));
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
  }
});
