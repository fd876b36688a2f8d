import { expect, test } from "vitest";
import { references } from "../../content/references.ts";
import { citedIn, referenceOf, shortAuthors } from "../../src/components/citations.ts";

test("every work has authors, a year, a title, a place and an address, and its key says author and year", () => {
  for (const [id, { authors, year, title, where, url }] of Object.entries(references)) {
    expect(authors.length, id).toBeGreaterThan(0);
    for (const author of authors) expect(author, id).toMatch(/^(\p{Lu}\.(-\p{Lu}\.)?\s)+\p{Lu}[\p{L}-]+$/u);
    const surname = authors[0].split(" ").at(-1)!;
    expect(id).toBe(`${surname.toLowerCase()}${year}`);
    expect(title).not.toMatch(/\.$|^\s|\s$/);
    expect(where).not.toBe("");
    expect(new URL(url).protocol, id).toBe("https:");
  }
});

test("no two works share an address", () => {
  const urls = Object.values(references).map(({ url }) => url);
  expect(new Set(urls).size).toBe(urls.length);
});

test("one author is named alone, two are joined, three or more are et al.", () => {
  expect(["zeiler2012", "robbins1951", "lecun1998", "mcmahan2010"].map((id) => shortAuthors(referenceOf(id)))).toEqual([
    "Zeiler",
    "Robbins & Monro",
    "LeCun et al.",
    "McMahan & Streeter",
  ]);
});

test("a chapter's works are listed once each, by author and year", () => {
  expect(citedIn(`a <Cite id="su2016" /> b <Cite text id='loshchilov2019'/> <Cite id="loshchilov2017"/> <Cite id="su2016" />`)).toEqual([
    "loshchilov2017",
    "loshchilov2019",
    "su2016",
  ]);
  expect(citedIn("none")).toEqual([]);
});

test("an unknown key is an error that lists the known ones", () => {
  expect(() => citedIn(`<Cite id="nobody1900" />`)).toThrow(/unknown reference: nobody1900 \(known: robbins1951, /);
  expect(() => referenceOf("constructor")).toThrow("unknown reference: constructor");
});
