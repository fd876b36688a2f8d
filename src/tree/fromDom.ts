import { DomElement, DomText, pixelsAt, type DomNode } from "../dom/index.ts";
import { isAttribute, isClass, isRef, isStyle, namespaceOf } from "./allowed.ts";
import type { Branch, Tree } from "./tree.ts";

/**
 * The tree of an element that was drawn in our own DOM. What no tree may hold (links, scripts, style sheets, styles of other kinds) is
 * left out here already, so that an honest drawing passes the gate as it is.
 */
export function toTree(root: DomElement): Branch {
  /** The ids of the drawing, numbered in order: the same drawing has the same tree whatever was drawn before. */
  const ids = new Map<string, number>();
  const find = (element: DomElement): void => {
    const id = element.getAttribute("id");
    if (id !== null && !ids.has(id)) ids.set(id, ids.size + 1);
    for (const child of element.children) find(child);
  };
  find(root);
  return branch(root, ids) ?? { tag: "span" };
}

function treeOf(node: DomNode, ids: ReadonlyMap<string, number>): Tree[] {
  if (node instanceof DomText) return node.data === "" ? [] : [node.data];
  if (!(node instanceof DomElement)) return [];
  // A link's content stays; where it leads does not cross.
  if (node.localName === "a") return node.childNodes.flatMap((child) => treeOf(child, ids));
  const found = branch(node, ids);
  return found ? [found] : [];
}

function branch(element: DomElement, ids: ReadonlyMap<string, number>): Branch | undefined {
  const tag = element.localName;
  if (namespaceOf(tag) === undefined) return undefined;
  const made: Branch = { tag };
  const attributes: Record<string, string> = {};
  const refs: Record<string, number> = {};
  for (const [name, value] of element.attributes) {
    if (name === "id") made.id = ids.get(value);
    else if (name === "class") {
      const classes = value
        .split(/\s+/)
        .filter((one) => one !== "" && isClass(one))
        .join(" ");
      if (classes !== "") attributes.class = classes;
    } else if (name === "href" && tag === "image") {
      const pixels = pixelsAt(element.ownerDocument, value);
      if (pixels) made.pixels = pixels;
    } else {
      const target = isRef(name) ? ids.get(/^url\(#(.+)\)$/.exec(value)?.[1] ?? "") : undefined;
      if (target !== undefined) refs[name] = target;
      else if (isAttribute(name, value)) attributes[name] = value;
    }
  }
  const style: Record<string, string> = {};
  if (element.hasAttribute("style")) for (const [name, value] of element.style.properties) if (isStyle(name, value)) style[name] = value;
  const children = element.childNodes.flatMap((child) => treeOf(child, ids));
  if (Object.keys(attributes).length > 0) made.attributes = attributes;
  if (Object.keys(refs).length > 0) made.refs = refs;
  if (Object.keys(style).length > 0) made.style = style;
  if (children.length > 0) made.children = children;
  return made;
}
