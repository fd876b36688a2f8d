import { expect, test } from "vitest";
import type { Nodes, Root } from "mdast";
import type { MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import remarkFrontmatter from "remark-frontmatter";
import remarkMath from "remark-math";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { attributeOf } from "../../src/tooling/readChapter.ts";
import { remarkSlides } from "../../src/tooling/remarkSlides.ts";

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMdx).use(remarkMath);

function treeOf(source: string): Root {
  const tree = parser.parse(source);
  remarkSlides()(tree, { path: "chapter.mdx" });
  return tree;
}

/** A tree as nested names, slots by what they are called: `Slide(text-1(Reading(p p) math))`. */
function outline(node: Nodes): string {
  const name =
    "name" in node && node.name
      ? node.name === "Fragment"
        ? attributeOf(node as MdxJsxFlowElement, "slot")!
        : node.name
      : node.type === "paragraph"
        ? "p"
        : node.type;
  const inner = node.type !== "paragraph" && "children" in node ? node.children.map(outline).join(" ") : "";
  return inner === "" ? name : `${name}(${inner})`;
}

const outlineOf = (source: string): string => treeOf(source).children.map(outline).join(" ");

test("what stands outside of slides is for reading, in as few runs as there are", () => {
  expect(outlineOf('import x from "y"\n\none\n\n$$\na\n$$\n\n<Slide id="s" title="S">\n\n$$\nb\n$$\n\n</Slide>\n\ntwo\n\nthree\n')).toBe(
    "mdxjsEsm Reading(p math) Slide(text-1(math)) Reading(p p)",
  );
});

test("on a slide formulas, figures and marks stand by themselves, and prose is for reading", () => {
  expect(
    outlineOf(
      '<Slide id="s" title="S">\n\n## h\n\none\n\n$$\na\n$$\n\ntwo\n\n<Lecture>\n\npoint\n\n</Lecture>\n\n<Notes>\n\nsay\n\n</Notes>\n\n<Reading>\n\n$$\nb\n$$\n\n</Reading>\n\n</Slide>\n',
    ),
  ).toBe("Slide(text-1(Reading(heading(text) p) math Reading(p) Lecture(p)) notes-2(Notes(p)) text-3(Reading(math)))");
});

const cell = (form: string, more: object = {}, attributes = ""): string =>
  `<Cell cell={${JSON.stringify({ id: "c", form, ...more })}} ${attributes}/>`;

test("a cell of one form only is marked so", () => {
  expect(outlineOf(`<Slide id="s" title="S">\n\n${cell("both")}\n\n${cell("reading")}\n\n${cell("lecture")}\n\n</Slide>\n`)).toBe(
    "Slide(cells-1(Cell) text-2(Reading(Cell)) cells-3(Lecture(Cell)))",
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
  [
    `<Slide id="s" title="S">\n\n<Figure>\n\n${cell("both")}\n\n</Figure>\n\n</Slide>`,
    "chapter.mdx:5: a cell or exercise stands inside of something else on the slide s",
  ],
  [
    `<Slide id="s" title="S">\n\n<Hands id="h" shows="d" />\n\n${cell("both")}\n\n</Slide>`,
    "chapter.mdx:3: invalid shows of hands h: d (expected the id of a cell on the same slide)",
  ],
  ['<Slide id="s" title="S">\n\n<Slide id="t" title="T">\n\na\n\n</Slide>\n\n</Slide>', "a slide stands in a slide"],
])("refuses %j", ([source, message]) => {
  expect(() => treeOf(`${source}\n`)).toThrow(message);
});

const slideOf = (...parts: string[]): string => `<Slide id="s" title="S">\n\n${parts.join("\n\n")}\n\n</Slide>\n`;

test("a slide falls into text, cells and notes, and an exercise on it into its task and its cells, each in its order", () => {
  const exercise = `<Exercise id="e" kind="fix" title="E">\n\nt\n\n${cell("both")}\n\n<Hint>\n\nh\n\n</Hint>\n\n</Exercise>`;
  expect(outlineOf(slideOf("$$\na\n$$", cell("both"), exercise, "$$\nb\n$$", "<Notes>\n\nn\n\n</Notes>"))).toBe(
    "Slide(text-1(math) cells-2(Cell Exercise(task-1(p) cells-2(Cell) task-3(Hint(p)))) text-3(math) notes-4(Notes(p)))",
  );
});

test("a <Lecture> with cells falls into those of text and those of cells alone", () => {
  const tree = treeOf(slideOf(`<Lecture also>\n\na\n\n${cell("both")}\n\nb\n\n</Lecture>`));
  expect(tree.children.map(outline).join(" ")).toBe("Slide(text-1(Lecture(p)) cells-2(Lecture(Cell)) text-3(Lecture(p)))");
  const lectures = elementsOf(tree, "Lecture");
  expect(lectures.map((one) => attributeOf(one, "bare"))).toEqual([undefined, "true", undefined]);
  expect(lectures.map((one) => attributeOf(one, "also") !== undefined)).toEqual([true, true, true]);
});

function elementsOf(tree: Root, name: string): MdxJsxFlowElement[] {
  const found: MdxJsxFlowElement[] = [];
  visit(tree, (node) => {
    if (node.type === "mdxJsxFlowElement" && node.name === name) found.push(node);
  });
  return found;
}

test.for([
  ["the first whose code is open", [{ hidden: true }, { hidden: false }, { hidden: false }], 1],
  ["the first, where all are folded", [{ hidden: true }, { hidden: true }], 0],
] as const)("a slide shows the code of %s", ([, cells, shown]) => {
  const found = elementsOf(treeOf(slideOf(...cells.map((one) => cell("both", one)))), "Cell");
  expect(found.findIndex((one) => attributeOf(one, "showsCode") !== undefined)).toBe(shown);
  expect(found.filter((one) => attributeOf(one, "showsCode") !== undefined)).toHaveLength(1);
});

test("where hands are counted an exercise that asks for a prediction is for reading", () => {
  const asks = `<Exercise id="e" kind="predict" title="E">\n\n${cell("both", {}, "asks={true} ")}\n\n</Exercise>`;
  expect(outlineOf(slideOf('<Hands id="h" />', asks))).toBe("Slide(text-1(Hands Reading(Exercise(Cell))))");
  expect(outlineOf(slideOf(asks))).toBe("Slide(cells-1(Exercise(cells-1(Cell))))");
});

test("slides know their number, that of the title is the first, notes their slide and minutes; the whole goes into the frontmatter", () => {
  const slide = (id: string, notes: string) => `<Slide id="${id}" title="${id.toUpperCase()}">\n\n<Notes${notes}>\n\nn\n\n</Notes>\n\n</Slide>`;
  const tree = parser.parse(`${slide("a", " minutes={3}")}\n\n${slide("b", "")}\n`);
  const frontmatter: Record<string, unknown> = {};
  remarkSlides()(tree, { path: "chapter.mdx", data: { astro: { frontmatter } } });
  const numbers = elementsOf(tree, "Slide").map((one) => [attributeOf(one, "number"), attributeOf(one, "count")]);
  expect(numbers).toEqual([
    ["2", "3"],
    ["3", "3"],
  ]);
  const notes = elementsOf(tree, "Notes").map((one) => [attributeOf(one, "title"), attributeOf(one, "minutes")]);
  expect(notes).toEqual([
    ["A", "3"],
    ["B", "2"],
  ]);
  expect(frontmatter["slides"]).toEqual({ count: 3, minutes: 5 });
});
