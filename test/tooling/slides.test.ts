import { expect, test } from "vitest";
import type { Nodes, Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkMath from "remark-math";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { remarkSlides } from "../../src/tooling/remarkSlides.ts";
import { slideParts } from "../../src/components/slides/slideParts.ts";

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMdx).use(remarkMath);

function treeOf(source: string): Root {
  const tree = parser.parse(source);
  remarkSlides()(tree, { path: "chapter.mdx" });
  return tree;
}

/** A tree as nested names: `Slide(Reading(p p) math)`. */
function outline(node: Nodes): string {
  const name = "name" in node && node.name ? node.name : node.type === "paragraph" ? "p" : node.type;
  const inner = node.type !== "paragraph" && "children" in node ? node.children.map(outline).join(" ") : "";
  return inner === "" ? name : `${name}(${inner})`;
}

const outlineOf = (source: string): string => treeOf(source).children.map(outline).join(" ");

test("what stands outside of slides is for reading, in as few runs as there are", () => {
  expect(outlineOf('import x from "y"\n\none\n\n$$\na\n$$\n\n<Slide id="s" title="S">\n\n$$\nb\n$$\n\n</Slide>\n\ntwo\n\nthree\n')).toBe(
    "mdxjsEsm Reading(p math) Slide(math) Reading(p p)",
  );
});

test("on a slide formulas, figures and marks stand by themselves, and prose is for reading", () => {
  expect(
    outlineOf(
      '<Slide id="s" title="S">\n\n## h\n\none\n\n$$\na\n$$\n\ntwo\n\n<Lecture>\n\npoint\n\n</Lecture>\n\n<Notes>\n\nsay\n\n</Notes>\n\n<Reading>\n\n$$\nb\n$$\n\n</Reading>\n\n</Slide>\n',
    ),
  ).toBe("Slide(Reading(heading(text) p) math Reading(p) Lecture(p) Notes(p) Reading(math))");
});

const cell = (form: string): string => `<Cell cell={${JSON.stringify({ id: "c", form })}} />`;

test("a cell of one form only is marked so", () => {
  expect(outlineOf(`<Slide id="s" title="S">\n\n${cell("both")}\n\n${cell("reading")}\n\n${cell("lecture")}\n\n</Slide>\n`)).toBe(
    "Slide(Cell Reading(Cell) Lecture(Cell))",
  );
});

test.for([
  ['<Slide title="S">\n\na\n\n</Slide>', "chapter.mdx:1: invalid id of a slide: undefined"],
  ['<Slide id="Two Words" title="S">\n\na\n\n</Slide>', "invalid id of a slide: Two Words"],
  ['<Slide id="s">\n\na\n\n</Slide>', "missing title of the slide s"],
  ['a\n\n<Slide id="s" title="S">\n\na\n\n</Slide>\n\n<Slide id="s" title="T">\n\na\n\n</Slide>', "chapter.mdx:9: two slides of the id s"],
  ['<Slide id="title" title="S">\n\na\n\n</Slide>', "two slides of the id title"],
  ['<Slide id="s" title="S" layout="left">\n\na\n\n</Slide>', "unknown layout of the slide s: left (known: side, stack, code)"],
  ['<Slide id="s" title="S" code="shut">\n\na\n\n</Slide>', "unknown code of the slide s: shut (known: folded, open)"],
  ["a\n\n<Notes>\n\na\n\n</Notes>", "chapter.mdx:3: <Notes> stands outside of a slide"],
  ["<Aside>\n\n<Lecture>\n\na\n\n</Lecture>\n\n</Aside>", "<Lecture> stands outside of a slide"],
  [cell("lecture"), "a cell for the lecture only stands outside of a slide"],
  ['<Slide id="s" title="S">\n\n<Slide id="t" title="T">\n\na\n\n</Slide>\n\n</Slide>', "a slide stands in a slide"],
])("refuses %j", ([source, message]) => {
  expect(() => treeOf(`${source}\n`)).toThrow(message);
});

test("a slide's HTML falls into text, cells and notes, each in its order", () => {
  const html =
    '<p>a</p><div class="cell" id="1"><div class="cell-code">x</div></div><p>b <a href="../ema/">EMA</a></p><div class="exercise"><p>t</p><div class="cell" id="2"></div></div><aside class="notes">n</aside>';
  expect(slideParts(html)).toEqual({
    text: '<p>a</p><p>b <a href="../../ema/">EMA</a></p>',
    cells:
      '<div class="cell code-shown" id="1"><div class="cell-code">x</div></div>' +
      '<div class="exercise"><div class="exercise-task"><p>t</p></div><div class="exercise-cells"><div class="cell" id="2"></div></div></div>',
    notes: '<aside class="notes">n</aside>',
  });
});
