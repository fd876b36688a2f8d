import { expect, test } from "vitest";
import { linksElsewhere } from "../../src/components/slides/linksElsewhere.ts";

test("a link to what is here stays, one to what is not leads to the page, beside the deck", () => {
  const html = '<p id="cell-a"></p><a class="computed" href="#cell-a" data-cells="a">1</a><a class="cite" href="#ref-b">b</a>';
  expect(linksElsewhere(html, "/x/")).toBe(
    '<p id="cell-a"></p><a class="computed" href="#cell-a" data-cells="a">1</a><a class="cite" href="/x/#ref-b" target="_blank">b</a>',
  );
});

test("links to slides, to other pages and out stay", () => {
  const html = '<a href="#/title">t</a> <a href="../handout/">h</a> <a href="https://example.org/#x">e</a> <a href="/y/#z">z</a>';
  expect(linksElsewhere(html, "/x/")).toBe(html);
});
