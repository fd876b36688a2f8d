/**
 * The gate: makes the page's elements of a tree that came from a cell, which may be hostile. One pass looks at every word and builds:
 * names and values that are not allowed are left out, a tree over a cap or of another shape throws a TreeError. Nothing is parsed.
 */
import type { Pixels } from "../dom/canvas.ts";
import { isAttribute, isRef, isStyle, namespaceOf } from "./allowed.ts";
import { capError, caps, TreeError, type TreeSize } from "./tree.ts";

export interface BuildOptions {
  document: Document;
  /** Put before every id, so that those of two trees differ. */
  idPrefix: string;
  /** What an error calls the tree: "plot", "table". */
  name: string;
  /** The address of an image of these pixels; made by the page, so that no address comes from a cell. */
  imageOf: (pixels: Pixels) => string;
  /** Told the size of the tree before anything is built of it; throws a TreeError where there is no room for it. */
  admit?: (size: TreeSize) => void;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const entries = (value: unknown): [string, unknown][] => (isRecord(value) ? Object.entries(value) : []);
/** The pairs whose value is text; any other could not even be written as text without running into what it says of itself. */
const texts = (value: unknown): [string, string][] => entries(value).filter((pair): pair is [string, string] => typeof pair[1] === "string");
const LONG = /^(?:d|points)$/;

function isPixels(value: unknown): value is Pixels {
  const { width, height, rgba } = isRecord(value) ? value : {};
  return isNumber(width) && isNumber(height) && width > 0 && height > 0 && ArrayBuffer.isView(rgba) && rgba.byteLength === 4 * width * height;
}

/** Counts a tree without building it, and stops where it is over a cap. Result: its size. */
export function measure(tree: unknown, name: string): TreeSize {
  const size = { nodes: 0, bytes: 0 };
  const visit = (node: unknown, depth: number): void => {
    size.nodes++;
    if (depth > caps.depth) throw new TreeError(`${name} too deep: more than ${caps.depth} levels`);
    if (typeof node === "string") size.bytes += node.length;
    else if (isRecord(node)) {
      for (const [key, value] of [...texts(node.attributes), ...texts(node.style)]) size.bytes += key.length + value.length;
      if (isPixels(node.pixels)) size.bytes += node.pixels.rgba.byteLength;
      if (Array.isArray(node.children)) {
        // Counted before it is walked, so that a list far over the cap costs no time.
        if (size.nodes + node.children.length > caps.nodes) size.nodes += node.children.length;
        else for (const child of node.children) visit(child, depth + 1);
      }
    } else throw new TreeError(`invalid ${name}: a part that is neither text nor an element`);
    const over = capError(name, size);
    if (over) throw over;
  };
  visit(tree, 1);
  return size;
}

/** The element of a tree. Throws a TreeError. */
export function buildTree(tree: unknown, { document, idPrefix, name, imageOf, admit }: BuildOptions): Element {
  const size = measure(tree, name);
  admit?.(size);

  /** `isNamed`: inside what other elements refer to. There no reference counts: a pattern of patterns could be drawn without end. */
  function build(node: unknown, isNamed: boolean): Node {
    if (typeof node === "string") return document.createTextNode(cut(node));
    const { tag, attributes, style, id, refs, pixels, children } = node as Record<string, unknown>;
    if (typeof tag !== "string") throw new TreeError(`invalid ${name}: an element without a tag`);
    const space = namespaceOf(tag);
    if (space === undefined) throw new TreeError(`invalid ${name}: an element <${cut(tag, 40)}> (outputs have none)`);
    const named = isNamed || isNumber(id);
    const element = space === null ? document.createElement(tag) : document.createElementNS(space, tag);
    for (const [key, value] of texts(attributes))
      if (isAttribute(key, value) && (LONG.test(key) || value.length <= caps.text)) element.setAttribute(key, value);
    for (const [property, value] of texts(style)) if (isStyle(property, value)) (element as HTMLElement).style.setProperty(property, value);
    if (isNumber(id)) element.setAttribute("id", `${idPrefix}${id}`);
    for (const [key, value] of named ? [] : entries(refs)) if (isRef(key) && isNumber(value)) element.setAttribute(key, `url(#${idPrefix}${value})`);
    if (tag === "image" && isPixels(pixels)) element.setAttribute("href", imageOf(pixels));
    if (Array.isArray(children)) for (const child of children) element.appendChild(build(child, named));
    return element;
  }

  if (!isRecord(tree)) throw new TreeError(`invalid ${name}: not an element`);
  return build(tree, false) as Element;
}

const cut = (text: string, most: number = caps.text): string => (text.length > most ? `${text.slice(0, most)}…` : text);
