import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { authors, editAddress } from "../../src/components/course.ts";

test("a page is edited where EDIT_URL says, and nowhere without it", () => {
  expect(editAddress("content/en/01-sgd.mdx", "https://example.org/o/r/edit/main/")).toBe("https://example.org/o/r/edit/main/content/en/01-sgd.mdx");
  expect(editAddress("a.mdx", "https://example.org/edit")).toBe("https://example.org/edit/a.mdx");
  expect(editAddress("a.mdx", "")).toBe(undefined);
});

test.each(["github.com/o/r", "javascript:alert(1)", "https://"])("EDIT_URL=%s is an error that names it", (base) => {
  expect(() => editAddress("a.mdx", base)).toThrow(`invalid EDIT_URL: ${base} (`);
});

test("the licences and CITATION.cff name the authors whom the pages name, and the version is package.json's", () => {
  for (const file of ["LICENSE", "LICENSE-TEXT", "CITATION.cff"]) expect(readFileSync(file, "utf8"), file).toContain(authors);
  const { version, license } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string; license: string };
  const citation = readFileSync("CITATION.cff", "utf8");
  expect(citation).toContain(`\nversion: ${version}\n`);
  // Several licences in the file would mean a choice among them; it tells of the code's alone, and its message of the text's.
  expect(citation).toMatch(/^license: MIT$/m);
  expect(citation).toMatch(/^message: .*CC BY 4\.0 \(LICENSE-TEXT\)/m);
  expect(license).toBe("(MIT AND CC-BY-4.0)");
});
