import { relative } from "node:path";
import type { Nodes, Root, RootContent } from "mdast";
import type { MdxJsxAttributeValueExpression, MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import { SKIP, visit } from "unist-util-visit";
import type { Cell } from "../notebook/types.ts";
import { atLine } from "./atLine.ts";
import { expression, text } from "./mdxAttributes.ts";
import { attributeOf, isJsx } from "./readChapter.ts";
import { intoParts } from "./slideParts.ts";

/** What a deck and a handout say of themselves: how many slides there are, that of the title among them, and the minutes that they take. */
export interface SlideCount {
  count: number;
  minutes: number;
}

/** What stands on a slide without a mark; all other content of a slide is prose, for reading. */
const shown = new Set(["Lecture", "Reading", "Notes", "Cell", "Equations", "Figure", "Framework", "OptimizerSource", "Exercise", "Hands", "Lines"]);
/** What has no place outside of a slide. */
const onSlidesOnly = new Set(["Lecture", "Notes", "Hands", "Lines"]);

const layouts = ["side", "stack", "code"];
const codes = ["folded", "open"];

/**
 * Marks what of a chapter is for reading only, so that page and deck are made of the same source: everything outside of `<Slide>`, and the prose in it. What is
 * on a slide becomes its parts (`slideParts.ts`). How many slides there are goes into the frontmatter as `slides`. Stands behind `remarkCells`. Fails the build, with file and line, at a slide without id or title, two of one id, an unknown layout, and a mark that stands nowhere.
 */
export function remarkSlides() {
  return (tree: Root, vfile: { path: string; data?: { astro?: { frontmatter: Record<string, unknown> } } }): void => {
    const ids = new Set<string>();
    const fail = (node: Nodes, message: string): never => {
      throw atLine(relative(process.cwd(), vfile.path), node.position?.start.line ?? 1, message);
    };

    function checkSlide(slide: MdxJsxFlowElement): void {
      const [id, title, layout = "side", code = "folded"] = ["id", "title", "layout", "code"].map((name) => attributeOf(slide, name));
      if (id === undefined || !/^[a-z][a-z0-9-]*$/.test(id))
        return fail(slide, `invalid id of a slide: ${id} (expected lower-case words with hyphens: <Slide id="two-eigenvalues" title="…">)`);
      if (ids.has(id) || id === "title") return fail(slide, `two slides of the id ${id}`);
      if (!title) fail(slide, `missing title of the slide ${id}`);
      if (!layouts.includes(layout)) fail(slide, `unknown layout of the slide ${id}: ${layout} (known: ${layouts.join(", ")})`);
      if (!codes.includes(code)) fail(slide, `unknown code of the slide ${id}: ${code} (known: ${codes.join(", ")})`);
      ids.add(id);
    }

    tree.children = mark(
      tree.children,
      (node) => isElement(node, "Slide"),
      (node) => {
        visit(node, (inner) => {
          if (inner.type === "mdxJsxFlowElement" && onSlidesOnly.has(inner.name ?? "")) fail(inner, `<${inner.name}> stands outside of a slide`);
          if (formOf(inner) === "lecture") fail(inner, "a cell for the lecture only stands outside of a slide");
        });
      },
    );
    const slides = tree.children.filter((node): node is MdxJsxFlowElement => isElement(node, "Slide"));
    let minutes = 0;
    for (const [i, slide] of slides.entries()) {
      checkSlide(slide);
      slide.children = mark(slide.children as RootContent[], isShown).map((node) =>
        formOf(node) === "lecture" ? wrap("Lecture", [node]) : node,
      ) as MdxJsxFlowElement["children"];
      markPictures(slide);
      visit(slide, (inner) => {
        if (inner !== slide && isElement(inner, "Slide")) fail(inner, "a slide stands in a slide");
        if (isElement(inner, "Notes")) minutes += describeNotes(inner, attributeOf(slide, "title")!);
      });
      intoParts(slide, fail);
      // That of the title is the first.
      slide.attributes.push(expression("number", i + 2), expression("count", slides.length + 1));
    }
    if (vfile.data?.astro) vfile.data.astro.frontmatter.slides = { count: slides.length + 1, minutes } satisfies SlideCount;
  };
}

/** Tells notes of which slide they are, and how long it takes; gives its minutes. */
function describeNotes(notes: MdxJsxFlowElement, title: string): number {
  const minutes = Number(attributeOf(notes, "minutes") ?? 2);
  notes.attributes = [text("title", title), expression("minutes", minutes)];
  return minutes;
}

/** A paragraph of pictures alone is fitted to its slide (`styles/deckSlides.css`): `class="picture"`. */
function markPictures(slide: MdxJsxFlowElement): void {
  const isPicture = (node: Nodes): boolean => node.type === "image" || node.type === "imageReference" || (isJsx(node) && node.name === "img");
  visit(slide, (node, index, parent) => {
    if (node.type === "paragraph" && node.children.some(isPicture) && node.children.every((one) => isPicture(one) || toText(one).trim() === ""))
      node.data = { ...node.data, hProperties: { className: ["picture"] } };
    // Written as HTML it stands without a paragraph.
    if (node.type === "mdxJsxFlowElement" && node.name === "img" && parent && "name" in parent && parent.name !== "Figure") {
      (parent.children as Nodes[])[index!] = {
        type: "mdxJsxFlowElement",
        name: "p",
        attributes: [{ type: "mdxJsxAttribute", name: "class", value: "picture" }],
        children: [node],
      };
      return SKIP;
    }
  });
}

const toText = (node: Nodes): string => (node.type === "text" ? node.value : node.type === "break" ? "" : "?");

/** The same nodes, with each run of those that do not pass `keep` in one `<Reading>`; imports and front matter stay where they are. */
function mark(nodes: RootContent[], keep: (node: Nodes) => boolean, onReading: (node: Nodes) => void = () => {}): RootContent[] {
  const marked: RootContent[] = [];
  let run: MdxJsxFlowElement | undefined;
  for (const node of nodes) {
    if (keep(node) || node.type === "mdxjsEsm" || node.type === "yaml") {
      run = undefined;
      marked.push(node);
      continue;
    }
    onReading(node);
    if (!run) marked.push((run = wrap("Reading", [])));
    run.children.push(node as MdxJsxFlowElement["children"][number]);
  }
  return marked;
}

const wrap = (name: string, children: RootContent[]): MdxJsxFlowElement => ({
  type: "mdxJsxFlowElement",
  name,
  attributes: [],
  children: children as MdxJsxFlowElement["children"],
});

const isElement = (node: Nodes, name: string): node is MdxJsxFlowElement => node.type === "mdxJsxFlowElement" && node.name === name;

/** Does it stand on a slide without a mark? */
export const isShown = (node: Nodes): boolean =>
  node.type === "mdxJsxFlowElement" ? shown.has(node.name ?? "") && formOf(node) !== "reading" : (node as { type: string }).type === "math";

/** In which form of the chapter a node is shown, where it is a cell. */
function formOf(node: Nodes): Cell["form"] | undefined {
  if (node.type !== "mdxJsxFlowElement" || node.name !== "Cell") return undefined;
  const attribute = node.attributes.find((a) => a.type === "mdxJsxAttribute" && a.name === "cell");
  return (JSON.parse((attribute!.value as MdxJsxAttributeValueExpression).value) as Cell).form;
}
