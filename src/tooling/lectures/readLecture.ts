import type { Nodes, Root } from "mdast";
import type { MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import { nearest } from "../../text/nearest.ts";
import { atLine } from "../atLine.ts";
import { attributeOf } from "../readChapter.ts";

/** A slide of a lecture: one of a chapter, or one of the lecturer's own. */
export interface LectureSlide {
  /** The address of the chapter that it is taken from: `sgd`. */
  from?: string;
  slide: MdxJsxFlowElement;
}

/** Where a lecture's file takes slides from. */
export interface Chapters {
  /** The addresses of the chapters in the lecture's language. */
  names: readonly string[];
  /** The slides of one of them, in its order. */
  slidesOf(name: string): Promise<readonly MdxJsxFlowElement[]>;
}

const attributes = ["from", "show", "hide"];
const example = '<Slides from="sgd" show="stability, two-eigenvalues" />';

/**
 * Reads a lecture's file: `<Slides>` takes slides from a chapter, in the order of `show`, or all but those of `hide`; `<Notes>` in it stand in the place of the
 * slide's own; `<Slide>` is one of the lecturer's own. Throws, with file and line, at what it does not know, and says what would be right.
 */
export async function readLecture(tree: Root, file: string, chapters: Chapters): Promise<LectureSlide[]> {
  const found: LectureSlide[] = [];
  const lines = new Map<string, number>();
  const at = (node: Nodes): number => node.position?.start.line ?? 0;
  const fail = (node: Nodes, message: string): never => {
    throw atLine(file, at(node), message);
  };
  const unknown = (node: Nodes, what: string, name: string, known: readonly string[]): never => {
    const near = nearest(name, known);
    return fail(node, `unknown ${what}: ${name} (${near === undefined ? "" : `did you mean ${near}? `}known: ${known.join(", ")})`);
  };
  const add = (node: Nodes, one: LectureSlide): void => {
    const name = [one.from, attributeOf(one.slide, "id")].filter((part) => part !== undefined).join("/");
    const before = lines.get(name);
    if (before !== undefined) fail(node, `slide ${name} is shown twice (first at line ${before})`);
    lines.set(name, at(node));
    found.push(one);
  };

  /** The names of a list, `"one, two"`. */
  function namesIn(node: MdxJsxFlowElement, attribute: "show" | "hide"): string[] | undefined {
    const list = attributeOf(node, attribute);
    if (list === undefined) return undefined;
    const names = list.split(",").map((name) => name.trim());
    if (names.some((name) => !/^[a-z][a-z0-9-]*$/.test(name)))
      fail(node, `invalid ${attribute}: ${list} (names of slides with commas between them: ${example})`);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice !== undefined) fail(node, `${twice} is named twice in ${attribute}`);
    return names;
  }

  async function take(node: MdxJsxFlowElement): Promise<void> {
    for (const attribute of node.attributes) {
      const name = attribute.type === "mdxJsxAttribute" ? attribute.name : "{…}";
      if (!attributes.includes(name)) unknown(node, "word of <Slides>", name, attributes);
    }
    const from = attributeOf(node, "from");
    if (!from) return fail(node, `missing from: the chapter that the slides are of, as in ${example}`);
    if (!chapters.names.includes(from)) unknown(node, "chapter", from, chapters.names);
    const [show, hide] = [namesIn(node, "show"), namesIn(node, "hide")];
    if (show && hide) fail(node, "show and hide on one <Slides>: show names the slides, hide all others");

    const slides = new Map((await chapters.slidesOf(from)).map((slide) => [attributeOf(slide, "id") ?? "", slide]));
    for (const name of [...(show ?? []), ...(hide ?? [])]) if (!slides.has(name)) unknown(node, `slide of ${from}`, name, [...slides.keys()]);
    const names = show ?? [...slides.keys()].filter((name) => !hide?.includes(name));
    if (names.length === 0) fail(node, `no slide is left of ${from}`);
    const taken = new Map(names.map((name) => [name, withNotes(slides.get(name)!, [])]));
    for (const child of node.children) {
      if (child.type !== "mdxJsxFlowElement" || child.name !== "Notes") {
        fail(child, "in <Slides> stand notes alone: <Notes>…</Notes> (a slide of your own stands beside it)");
        continue;
      }
      const of = attributeOf(child, "of") ?? (names.length === 1 ? names[0] : undefined);
      if (of === undefined) return fail(child, `missing of: the slide that the notes are for, <Notes of="${names[0]}">`);
      if (!taken.has(of)) unknown(child, "slide here", of, names);
      taken.set(of, withNotes(taken.get(of)!, [child]));
    }
    for (const slide of taken.values()) add(node, { from, slide });
  }

  for (const node of tree.children) {
    if (node.type === "yaml" || node.type === "mdxjsEsm" || (node.type === "mdxFlowExpression" && isComment(node.value))) continue;
    if (node.type === "mdxJsxFlowElement" && node.name === "Slides") await take(node);
    else if (node.type === "mdxJsxFlowElement" && node.name === "Slide") add(node, { slide: node });
    else
      fail(
        node,
        `${node.type === "mdxJsxFlowElement" ? `<${node.name}>` : "text"} stands outside of a slide (a lecture is made of ${example} and of slides of your own, <Slide id="…" title="…">…</Slide>)`,
      );
  }
  if (found.length === 0) throw atLine(file, 1, `no slides (write ${example})`);
  return found;
}

const isComment = (expression: string): boolean => /^\s*\/\*[\s\S]*\*\/\s*$/.test(expression);

/**
 * The slide with other notes, where there are some: in the place of its own, or behind them (`<Notes add>`). Without minutes of their own they take
 * as long as those of the chapter.
 */
function withNotes(slide: MdxJsxFlowElement, added: readonly MdxJsxFlowElement[]): MdxJsxFlowElement {
  const isNotes = (node: Nodes): node is MdxJsxFlowElement => node.type === "mdxJsxFlowElement" && node.name === "Notes";
  return added.reduce((before, notes) => {
    const own = before.children.find(isNotes);
    const minutes = [notes, own].flatMap((one) => one?.attributes.filter((a) => a.type === "mdxJsxAttribute" && a.name === "minutes") ?? []);
    const kept = attributeOf(notes, "add") !== undefined && own ? own.children : [];
    const made: MdxJsxFlowElement = { ...notes, attributes: minutes.slice(0, 1), children: [...kept, ...notes.children] };
    return { ...before, children: [...before.children.filter((child) => !isNotes(child)), made] };
  }, slide);
}
