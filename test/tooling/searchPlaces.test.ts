import katex from "katex";
import { expect, test } from "vitest";
import { words } from "../../src/i18n/index.ts";
import { find, makeIndex, readIndex } from "../../src/search/searchIndex.ts";
import { chapterPlaces, listedPlaces } from "../../src/tooling/searchPlaces.ts";

const math = katex.renderToString("\\hat m = m/(1 - \\beta_1^t)");
const html = `<!doctype html><body class="chapter"><main><article>
  <header class="title"><p class="eyebrow">Chapter 3</p><h1>Bias correction</h1><p class="summary">Why averages start too small.</p><p class="facts">10 min</p></header>
  <p>Opening words, <a class="cite" href="#ref-x">(Polyak, 1964)</a>.</p>
  <h2 id="cold-start"><a class="self" href="#cold-start">A cold start</a></h2>
  <p>Divide: ${math}, then step.</p>
  <div class="katex-display">${katex.renderToString("x^2", { displayMode: true })}</div>
  <ul><li>one item<p>with a paragraph</p></li><li>another item</li></ul>
  <table><tr><th>name</th><td>value</td></tr></table>
  <div class="cell" aria-label="The averages"><div class="cell-head"><pre>secretCode()</pre></div><div class="cell-outputs">
    <div class="plot-wide"><figure><svg><text>tick</text></svg><figcaption>Corrected in black.</figcaption></figure></div>
    <div class="plot-narrow"><figure><svg></svg><figcaption>Corrected in black.</figcaption></figure></div></div></div>
  <div class="exercise" id="exercise-divide"><p class="exercise-kind">Exercise · calculate</p><p class="exercise-title">Divide it</p><p>What is left?</p>
    <details class="choice"><summary>One half</summary><p>Because of the answer.</p></details>
    <details class="hint"><summary>Hint</summary><div>a hint</div></details><details class="solution"><summary>Solution</summary><pre>answer()</pre></details></div>
  <p>After the exercise.</p>
  <h3 id="further">Further: more</h3><p>At the end.</p>
  <section class="references"><h2 id="references">References</h2><ul><li>a work</li></ul></section>
</article></main></body>`;

test("a chapter's places are its opening, its sections and its exercises, with their text", () => {
  expect(chapterPlaces(html, "bias-correction/", "en")).toEqual([
    {
      href: "bias-correction/",
      kind: "section",
      title: "Bias correction",
      within: "Chapter 3: Bias correction",
      text: "Why averages start too small.\nOpening words, (Polyak, 1964).",
    },
    {
      href: "bias-correction/#cold-start",
      kind: "section",
      title: "A cold start",
      within: "Chapter 3: Bias correction",
      text: "Divide: m̂ = m/(1 − β₁ᵗ), then step.\none item\nwith a paragraph\nanother item\nname · value\nThe averages: Corrected in black.\nAfter the exercise.",
    },
    {
      href: "bias-correction/#exercise-divide",
      kind: "exercise",
      title: "Divide it",
      within: "Chapter 3: Bias correction",
      text: "What is left?\nOne half",
    },
    { href: "bias-correction/#further", kind: "section", title: "Further: more", within: "Chapter 3: Bias correction", text: "At the end." },
  ]);
});

test("a page without a chapter's text is an error that names it", () => {
  expect(() => chapterPlaces("<p>nothing</p>", "sgd/", "en")).toThrow("missing <article> with <h1>: sgd/");
});

const places = [...chapterPlaces(html, "bias-correction/", "en"), ...listedPlaces("", "en")];
const index = readIndex(JSON.stringify(makeIndex(places)));
const hrefs = (query: string) => find(index, query).places.map(({ href }) => href);
const text = (stretches: { text: string; isHit: boolean }[]) => stretches.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join("");

test("all places have addresses of their own, and no text has raw TeX", () => {
  expect(new Set(places.map(({ href }) => href)).size).toBe(places.length);
  for (const { title, text } of places) expect(`${title} ${text}`).not.toMatch(/\\(frac|beta|alpha|hat|theta|sqrt|mathbf)|\$\$/);
});

test("finds what a reader would look for", () => {
  expect(hrefs("bias correction").slice(0, 2).sort()).toEqual(["bias-correction/", "glossary/#bias-correction"]);
  expect(hrefs("偏差修正")[0]).toBe("glossary/#bias-correction");
  expect(hrefs("beta1")[0]).toBe("glossary/#symbol-beta1");
  expect(hrefs("beta1").slice(1, 12)).toContain("reference/#optim-adam");
  expect(hrefs("β₁")).toEqual(hrefs("beta1"));
  expect(hrefs("Polyak")[0]).toBe("references/#polyak1964");
  expect(hrefs("Polyak")).toContain("bias-correction/");
  expect(hrefs("adam")[0]).toBe("reference/#optim-adam");
  expect(hrefs("divide it")[0]).toBe("bias-correction/#exercise-divide");
});

test("finds by beginnings, with a slip, and with some of the words where no place has all", () => {
  expect(hrefs("corr")).toContain("glossary/#bias-correction");
  expect(hrefs("bias corection")).toContain("glossary/#bias-correction");
  expect(hrefs("rosenbrok")).toContain("reference/#problems-rosenbrock");
  expect(hrefs("rosenbrock zebra")).toContain("reference/#problems-rosenbrock");
  expect(hrefs("zqxj")).toEqual([]);
});

test("of many places the best are given, with the number of all", () => {
  const { total, places: best } = find(index, "optimizer");
  expect(best).toHaveLength(20);
  expect(total).toBeGreaterThan(20);
  expect(find(index, "divide it").total).toBe(find(index, "divide it").places.length);
  expect(words("en").search.found(57, 20)).toBe("57 places, the best 20 listed");
  expect(words("en").search.found(1, 1)).toBe("1 place");
});

test("in Chinese a term is found and shown by its Chinese name, and by the English one", () => {
  const chinese = makeIndex(listedPlaces("zh-hant/", "zh-hant"));
  for (const query of ["偏差修正", "bias correction"]) {
    const [first] = find(chinese, query).places;
    expect(first.href).toBe("zh-hant/glossary/#bias-correction");
    expect(first.title.map(({ text }) => text).join("")).toBe("偏差修正");
  }
  const [first] = find(chinese, "偏").places;
  expect(first.title.map(({ text }) => text).join("")).toMatch(/偏/);
  expect(first.title.some(({ text, isHit }) => isHit && text.includes("偏"))).toBe(true);
});

test("an excerpt is the paragraph with most of the words, cut around the first, with the words marked", () => {
  const far = "so ".repeat(80);
  const { places: found } = find(
    makeIndex([{ href: "a", kind: "section", title: "A", within: "B", text: `the gradient\n${far}here the gradient of noise ends ${far}` }]),
    "noise gradient",
  );
  expect(text(found[0].excerpt)).toMatch(/^… (so )+here the \[gradient\] of \[noise\] ends (so )+…$/);
  expect(found[0].excerpt.map(({ text }) => text).join("").length).toBeLessThan(210);
});
