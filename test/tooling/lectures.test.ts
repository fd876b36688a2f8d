import { expect, test } from "vitest";
import type { Root } from "mdast";
import type { MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import { visit } from "unist-util-visit";
import { attributeOf, collectChapter, isJsx, parseChapter } from "../../src/tooling/readChapter.ts";
import { isLectureFile } from "../../src/tooling/lectures/isLectureFile.ts";
import { neededCells } from "../../src/tooling/lectures/neededCells.ts";
import { prefixNames } from "../../src/tooling/lectures/prefixNames.ts";
import { readLecture, type LectureSlide } from "../../src/tooling/lectures/readLecture.ts";
import { showAll } from "../../src/tooling/lectures/showAll.ts";

const slide = (id: string, inner = "text", notes = `<Notes minutes={5}>\n\nnotes of ${id}\n\n</Notes>`): string =>
  `<Slide id="${id}" title="T">\n\n${inner}\n\n${notes}\n\n</Slide>\n\n`;
const chapters: Record<string, string> = {
  sgd: slide("one-rule") + slide("stability") + slide("summary"),
  "rmsprop-adadelta": slide("leak") + slide("summary", "text", ""),
};
const slidesIn = (text: string): MdxJsxFlowElement[] =>
  parseChapter(text).children.filter((node): node is MdxJsxFlowElement => node.type === "mdxJsxFlowElement");

const read = (text: string): Promise<LectureSlide[]> =>
  readLecture(parseChapter(text), "content/lectures/en/mine.mdx", {
    names: Object.keys(chapters),
    slidesOf: async (name) => slidesIn(chapters[name]!),
  });
const names = (slides: readonly LectureSlide[]): string[] => slides.map(({ from, slide }) => `${from ?? "own"}/${attributeOf(slide, "id")}`);

function textOf(tree: Root | MdxJsxFlowElement): string {
  const found: string[] = [];
  visit(tree, "text", ({ value }) => void found.push(value));
  return found.join(" ");
}
const notesOf = ({ slide }: LectureSlide): { minutes: string | undefined; text: string }[] =>
  slide.children
    .filter((node): node is MdxJsxFlowElement => node.type === "mdxJsxFlowElement" && node.name === "Notes")
    .map((notes) => ({ minutes: attributeOf(notes, "minutes"), text: textOf(notes) }));

test("a lecture has the slides that it names, in its order, from several chapters, with its own between them", async () => {
  const slides = await read(
    `---\ntitle: T\n---\n\n{/* a comment */}\n\n<Slides from="sgd" show="summary, one-rule" />\n\n${slide("mine")}<Slides from="rmsprop-adadelta" hide="leak" />\n`,
  );
  expect(names(slides)).toEqual(["sgd/summary", "sgd/one-rule", "own/mine", "rmsprop-adadelta/summary"]);
  expect(names(await read('<Slides from="sgd" />'))).toEqual(["sgd/one-rule", "sgd/stability", "sgd/summary"]);
  expect(names(await read('<Slides from="sgd" show="summary" />\n\n<Slides from="sgd" hide="summary" />'))).toEqual([
    "sgd/summary",
    "sgd/one-rule",
    "sgd/stability",
  ]);
});

test("notes of one's own stand in the place of a slide's, or behind them, with their minutes or the slide's", async () => {
  const notes = (attributes: string) => `<Notes${attributes}>\n\nmine\n\n</Notes>`;
  const of = async (inner: string, show = "one-rule") => (await read(`<Slides from="sgd" show="${show}">\n\n${inner}\n\n</Slides>`)).map(notesOf);
  expect(await of(notes(""))).toEqual([[{ minutes: "5", text: "mine" }]]);
  expect(await of(notes(" minutes={2}"))).toEqual([[{ minutes: "2", text: "mine" }]]);
  expect(await of(notes(" add minutes={7}"))).toEqual([[{ minutes: "7", text: "notes of one-rule mine" }]]);
  expect(await of(notes(' of="stability"'), "one-rule, stability")).toEqual([
    [{ minutes: "5", text: "notes of one-rule" }],
    [{ minutes: "5", text: "mine" }],
  ]);
  const [bare] = await read('<Slides from="rmsprop-adadelta" show="summary">\n\n<Notes add>\n\nmine\n\n</Notes>\n\n</Slides>');
  expect(notesOf(bare!)).toEqual([{ minutes: undefined, text: "mine" }]);
});

test.for([
  [
    '<Slides from="sgd" show="one-rule, stabilty" />',
    "content/lectures/en/mine.mdx:3: unknown slide of sgd: stabilty (did you mean stability? known: one-rule, stability, summary)",
  ],
  ['<Slides from="sgd" hide="two" />', "mine.mdx:3: unknown slide of sgd: two (known: one-rule, stability, summary)"],
  ['<Slides from="sdg" />', "mine.mdx:3: unknown chapter: sdg (did you mean sgd? known: sgd, rmsprop-adadelta)"],
  ['<Slides show="one-rule" />', "mine.mdx:3: missing from: the chapter that the slides are of, as in <Slides from="],
  ['<Slides from="sgd" shows="one-rule" />', "mine.mdx:3: unknown word of <Slides>: shows (did you mean show? known: from, show, hide)"],
  ['<Slides from="sgd" {...x} />', "mine.mdx:3: unknown word of <Slides>: {…} (known: from, show, hide)"],
  ['<Slides from="sgd" show="one-rule" hide="summary" />', "mine.mdx:3: show and hide on one <Slides>: show names the slides, hide all others"],
  ['<Slides from="sgd" show="One Rule" />', "mine.mdx:3: invalid show: One Rule (names of slides with commas between them: "],
  ['<Slides from="sgd" show="" />', "mine.mdx:3: invalid show:  (names of slides with commas between them: "],
  ['<Slides from="sgd" show={["one-rule"]} />', 'mine.mdx:3: invalid show: ["one-rule"] (names of slides with commas between them: '],
  ['<Slides from="rmsprop-adadelta" hide="leak, summary" />', "mine.mdx:3: no slide is left of rmsprop-adadelta"],
  ['<Slides from="sgd" show="summary" />\n\n<Slides from="sgd" show="summary" />', "mine.mdx:5: slide sgd/summary is shown twice (first at line 3)"],
  ['<Slides from="sgd" show="summary, summary" />', "mine.mdx:3: summary is named twice in show"],
  [`${slide("mine")}${slide("mine")}`, "mine.mdx:15: slide mine is shown twice (first at line 3)"],
  [
    '<Slides from="sgd">\n\n<Notes>\n\nmine\n\n</Notes>\n\n</Slides>',
    'mine.mdx:5: missing of: the slide that the notes are for, <Notes of="one-rule">',
  ],
  [
    '<Slides from="sgd">\n\n<Notes of="sumary">\n\nmine\n\n</Notes>\n\n</Slides>',
    "mine.mdx:5: unknown slide here: sumary (did you mean summary? known: one-rule, stability, summary)",
  ],
  ['<Slides from="sgd">\n\ntext\n\n</Slides>', "mine.mdx:5: in <Slides> stand notes alone: <Notes>…</Notes>"],
  ["text", "mine.mdx:3: text stands outside of a slide (a lecture is made of <Slides from="],
  ["<Notes>\n\nmine\n\n</Notes>", "mine.mdx:3: <Notes> stands outside of a slide"],
  ["{alpha}", "mine.mdx:3: text stands outside of a slide"],
  ["", "mine.mdx:1: no slides (write <Slides from="],
])("%j is refused, with file, line and what would be right", async ([text, message]) => {
  await expect(read(`\n\n${text}\n`)).rejects.toThrow(message);
});

const withCells =
  "```ts cell id=first\nconst a = 1;\n```\n\n" +
  '<Slide id="one" title="T">\n\n[up](#cell-first), [here](#cell-second), [exercise](#exercise-guess)\n\n![p](./p.png) ![q](/q.png)\n\n' +
  '```ts cell id=second title="The second" hidden\nconst b = a + 1;\n```\n\n<Exercise id="guess" title="G">\n\n```ts cell id=ask exercise=guess\nconst c = 1;\n```\n\n</Exercise>\n\n' +
  '<Lines of="second" at="1" />\n\n<Hands id="vote" question="q" options={["a", "b"]} truth="0" shows="second" />\n\n</Slide>\n\n' +
  "```ts cell id=third\nconst d = 1;\n```\n";

test("the names of a chapter begin with the chapter's, links within the slides follow, and pictures are found from the lecture", () => {
  const tree = parseChapter(withCells);
  const part: Root = { type: "root", children: tree.children.filter(({ type }) => type === "mdxJsxFlowElement") };
  prefixNames(tree, part, "sgd", "../../en");
  expect(collectChapter(tree, "f").cells.map(({ id, exercise, title }) => [id, exercise, title])).toEqual([
    ["sgd-first", undefined, "sgd-first"],
    ["sgd-second", undefined, "The second"],
    ["sgd-ask", "sgd-guess", "sgd-ask"],
    ["sgd-third", undefined, "sgd-third"],
  ]);
  const found: string[] = [];
  visit(part, (node) => {
    if (node.type === "link" || node.type === "image") found.push(node.url);
    if (isJsx(node)) for (const name of ["id", "of", "shows"]) found.push(...[attributeOf(node, name)].filter((value) => value !== undefined));
  });
  expect(found).toEqual([
    ...["sgd-one", "#cell-first", "#cell-sgd-second", "#exercise-sgd-guess", "../../en/p.png", "/q.png"],
    ...["sgd-guess", "sgd-second", "sgd-vote", "sgd-second"],
  ]);
});

test("of a chapter's cells a lecture has those of its slides, and what they and its numbers rest on", () => {
  const { cells } = collectChapter(parseChapter(withCells), "f");
  const ids = (part: Parameters<typeof neededCells>[1]) => neededCells(cells, part).map(({ id }) => id);
  expect(ids({ cells: cells.filter(({ id }) => id === "second"), values: [] })).toEqual(["first", "second"]);
  expect(ids({ cells: [], values: [{ of: "d + b", line: 1 }] })).toEqual(["first", "second", "third"]);
});

test("on a slide of one's own all stands that is written on it", () => {
  const part: Root = { type: "root", children: slidesIn(slide("mine", "one\n\n- two\n\n$$\na\n$$\n\nthree")) };
  showAll(part);
  const [own] = part.children as MdxJsxFlowElement[];
  expect(own!.children.map((node) => ("name" in node ? `${node.name}: ${textOf(node as MdxJsxFlowElement)}` : node.type))).toEqual([
    "Lecture: one two",
    "math",
    "Lecture: three",
    "Notes: notes of mine",
  ]);
});

test("a lecture's file is known by its place", () => {
  expect(
    ["content/lectures/en/mine.mdx", "/a/content/lectures/en/mine.mdx", "content/en/01-sgd.mdx", "content/lectures/mine.mdx"].map(isLectureFile),
  ).toEqual([true, true, false, false]);
});
