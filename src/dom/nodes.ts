/**
 * A small DOM for drawing where there is no page: in the worker that runs cells, and at build. It has what Plot, d3 and KaTeX
 * ask of a document and no more: a tree of elements and text, attributes, simple selectors, no events, no layout, no parser.
 * One file of over 250 lines, because the classes of nodes refer to each other in a circle.
 */
import { matches, parseSelector } from "./selectors.ts";
import { createStyle, type Style } from "./style.ts";

export const SVG = "http://www.w3.org/2000/svg";
const HTML = "http://www.w3.org/1999/xhtml";

export class DomNode {
  static readonly ELEMENT_NODE = 1;
  static readonly TEXT_NODE = 3;
  readonly ownerDocument: DomDocument;
  readonly nodeType: number = 0;
  readonly TEXT_NODE = 3;
  parentNode: DomParent | null = null;

  constructor(ownerDocument: DomDocument) {
    this.ownerDocument = ownerDocument;
  }

  get parentElement(): DomElement | null {
    return this.parentNode instanceof DomElement ? this.parentNode : null;
  }
  get nextSibling(): DomNode | null {
    return this.#sibling(1);
  }
  get previousSibling(): DomNode | null {
    return this.#sibling(-1);
  }
  #sibling(step: number): DomNode | null {
    const all = this.parentNode?.childNodes;
    return all?.[all.indexOf(this) + step] ?? null;
  }
  get textContent(): string {
    return "";
  }
  set textContent(_: string | null) {}
  remove(): void {
    const all = this.parentNode?.childNodes;
    if (all) all.splice(all.indexOf(this), 1);
    this.parentNode = null;
  }
  replaceWith(...nodes: (DomNode | string)[]): void {
    const parent = this.parentNode;
    if (!parent) return;
    const next = this.nextSibling;
    this.remove();
    for (const node of nodes) parent.insertBefore(this.ownerDocument.toNode(node), next);
  }
  cloneNode(_deep = false): DomNode {
    throw new TypeError("cannot clone this node");
  }
  /** Of two nodes of one tree, 4 where `other` follows, 2 where it precedes, as in the DOM. */
  compareDocumentPosition(other: DomNode): number {
    const path = (node: DomNode): number[] => {
      const places: number[] = [];
      for (let at: DomNode | null = node; at?.parentNode; at = at.parentNode) places.unshift(at.parentNode.childNodes.indexOf(at));
      return places;
    };
    const [a, b] = [path(this), path(other)];
    const i = a.findIndex((place, k) => place !== b[k]);
    const [mine = -1, others = -1] = i < 0 ? [a.length, b.length] : [a[i], b[i]];
    return others > mine ? 4 : 2;
  }
  addEventListener(): void {}
  removeEventListener(): void {}
  dispatchEvent(): boolean {
    return true;
  }
  /** A drawing is never in a page here. */
  get isConnected(): boolean {
    return false;
  }
}

export class DomText extends DomNode {
  override readonly nodeType = 3;
  data: string;
  constructor(document: DomDocument, data: string) {
    super(document);
    this.data = data;
  }
  get nodeValue(): string {
    return this.data;
  }
  set nodeValue(text: string) {
    this.data = text;
  }
  override get textContent(): string {
    return this.data;
  }
  override set textContent(text: string | null) {
    this.data = text ?? "";
  }
  override cloneNode(): DomText {
    return new DomText(this.ownerDocument, this.data);
  }
}

/** A node with children. */
export class DomParent extends DomNode {
  readonly childNodes: DomNode[] = [];

  get children(): DomElement[] {
    return this.childNodes.filter((node) => node instanceof DomElement);
  }
  get firstChild(): DomNode | null {
    return this.childNodes[0] ?? null;
  }
  get lastChild(): DomNode | null {
    return this.childNodes.at(-1) ?? null;
  }
  get firstElementChild(): DomElement | null {
    return this.children[0] ?? null;
  }
  appendChild<T extends DomNode>(node: T): T {
    return this.insertBefore(node, null);
  }
  insertBefore<T extends DomNode>(node: T, before: DomNode | null): T {
    if (node instanceof DomFragment) {
      for (const child of [...node.childNodes]) this.insertBefore(child, before);
      return node;
    }
    for (let above: DomNode | null = this; above; above = above.parentNode) if (above === node) throw new TypeError("cannot put a node into itself");
    node.remove();
    node.parentNode = this;
    if (before === null) this.childNodes.push(node);
    else this.childNodes.splice(this.childNodes.indexOf(before), 0, node);
    return node;
  }
  removeChild<T extends DomNode>(node: T): T {
    node.remove();
    return node;
  }
  replaceChild<T extends DomNode>(node: DomNode, old: T): T {
    old.replaceWith(node);
    return old;
  }
  append(...nodes: (DomNode | string)[]): void {
    for (const node of nodes) this.appendChild(this.ownerDocument.toNode(node));
  }
  prepend(...nodes: (DomNode | string)[]): void {
    const first = this.firstChild;
    for (const node of nodes) this.insertBefore(this.ownerDocument.toNode(node), first);
  }
  replaceChildren(...nodes: (DomNode | string)[]): void {
    for (const child of this.childNodes) child.parentNode = null;
    this.childNodes.length = 0;
    this.append(...nodes);
  }
  override get textContent(): string {
    return this.childNodes.map((node) => node.textContent).join("");
  }
  override set textContent(text: string | null) {
    this.replaceChildren(...(text === null || text === "" ? [] : [String(text)]));
  }
  contains(other: DomNode | null): boolean {
    for (let at = other; at; at = at.parentNode) if (at === this) return true;
    return false;
  }
  querySelectorAll(selector: string): DomElement[] {
    const parsed = parseSelector(selector);
    const found: DomElement[] = [];
    const visit = (parent: DomParent): void => {
      for (const child of parent.childNodes) {
        if (!(child instanceof DomElement)) continue;
        if (matches(child, parsed)) found.push(child);
        visit(child);
      }
    };
    visit(this);
    return found;
  }
  querySelector(selector: string): DomElement | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }
}

export class DomFragment extends DomParent {
  override readonly nodeType = 11;
}

export class DomElement extends DomParent {
  override readonly nodeType = 1;
  readonly localName: string;
  readonly namespaceURI: string;
  readonly attributes = new Map<string, string>();
  #style: Style | undefined;

  constructor(document: DomDocument, localName: string, namespaceURI: string) {
    super(document);
    this.localName = localName;
    this.namespaceURI = namespaceURI;
  }
  get tagName(): string {
    return this.namespaceURI === HTML ? this.localName.toUpperCase() : this.localName;
  }
  get nodeName(): string {
    return this.tagName;
  }
  get ownerSVGElement(): DomElement | null {
    let found: DomElement | null = null;
    for (let at = this.parentElement; at; at = at.parentElement) if (at.localName === "svg") return (found = at);
    return found;
  }
  getAttribute(name: string): string | null {
    return name === "style" ? this.#style?.cssText || null : (this.attributes.get(name) ?? null);
  }
  setAttribute(name: string, value: unknown): void {
    if (name === "style") this.style = String(value);
    else this.attributes.set(name, String(value));
  }
  hasAttribute(name: string): boolean {
    return this.getAttribute(name) !== null;
  }
  removeAttribute(name: string): void {
    if (name === "style") this.#style = undefined;
    else this.attributes.delete(name);
  }
  setAttributeNS(_space: string | null, name: string, value: unknown): void {
    this.setAttribute(name.replace(/^xlink:/, ""), value);
  }
  getAttributeNS(_space: string | null, name: string): string | null {
    return this.getAttribute(name);
  }
  removeAttributeNS(_space: string | null, name: string): void {
    this.removeAttribute(name);
  }
  getAttributeNames(): string[] {
    return [...this.attributes.keys()];
  }
  get id(): string {
    return this.getAttribute("id") ?? "";
  }
  set id(value: string) {
    this.setAttribute("id", value);
  }
  get className(): string {
    return this.getAttribute("class") ?? "";
  }
  set className(value: string) {
    this.setAttribute("class", value);
  }
  get classList(): string[] & { add(...names: string[]): void; contains(name: string): boolean } {
    const names = this.className.split(/\s+/).filter(Boolean);
    return Object.assign(names, {
      add: (...more: string[]) => {
        this.className = [...new Set([...names, ...more])].join(" ");
      },
      contains: (name: string) => names.includes(name),
    });
  }
  get style(): Style {
    return (this.#style ??= createStyle());
  }
  set style(text: string | Style) {
    this.#style = createStyle(typeof text === "string" ? text : text.cssText);
  }
  get dataset(): Record<string, string | undefined> {
    const nameOf = (key: string | symbol) => `data-${String(key).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return new Proxy(
      {},
      { get: (_, key) => this.getAttribute(nameOf(key)) ?? undefined, set: (_, key, value) => (this.setAttribute(nameOf(key), value), true) },
    );
  }
  matches(selector: string): boolean {
    return matches(this, parseSelector(selector));
  }
  closest(selector: string): DomElement | null {
    const parsed = parseSelector(selector);
    for (let at: DomElement | null = this; at; at = at.parentElement) if (matches(at, parsed)) return at;
    return null;
  }
  override cloneNode(deep = false): DomElement {
    const copy = this.ownerDocument.createElementNS(this.namespaceURI, this.localName);
    for (const [name, value] of this.attributes) copy.attributes.set(name, value);
    if (this.#style) copy.style = this.#style.cssText;
    if (deep) for (const child of this.childNodes) copy.appendChild(child.cloneNode(true));
    return copy;
  }
  get outerHTML(): string {
    return toHtml(this);
  }
  get innerHTML(): string {
    return this.childNodes.map(toHtml).join("");
  }
  /** Text has no size without a page: about what the site's font takes, in px. */
  getBBox(): { x: number; y: number; width: number; height: number } {
    const size = 11.5;
    const lines = this.querySelectorAll("tspan")
      .filter(({ parentNode }) => parentNode === this)
      .map(({ textContent }) => textContent);
    const texts = lines.length > 0 ? lines : [this.textContent];
    return { x: 0, y: -0.8 * size, width: Math.max(...texts.map((text) => text.length)) * 0.56 * size, height: texts.length * 1.1 * size };
  }
}

export class DomDocument extends DomParent {
  override readonly nodeType = 9;
  readonly documentElement: DomElement;
  readonly defaultView = { Event: class {} };
  /** Makes the element of a name that this room does not have: a canvas. */
  readonly #makers: Readonly<Record<string, (document: DomDocument) => DomElement>>;

  constructor(makers: Readonly<Record<string, (document: DomDocument) => DomElement>> = {}) {
    super(undefined as never);
    this.#makers = makers;
    this.documentElement = new DomElement(this, "html", HTML);
    this.appendChild(this.documentElement);
  }
  createElement(name: string): DomElement {
    const lower = name.toLowerCase();
    return this.#makers[lower]?.(this) ?? new DomElement(this, lower, HTML);
  }
  createElementNS(space: string | null, name: string): DomElement {
    return space === HTML ? this.createElement(name) : new DomElement(this, name, space ?? HTML);
  }
  createTextNode(text: string): DomText {
    return new DomText(this, String(text));
  }
  createDocumentFragment(): DomFragment {
    return new DomFragment(this);
  }
  toNode(node: DomNode | string): DomNode {
    return node instanceof DomNode ? node : this.createTextNode(String(node));
  }
}

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const VOID = new Set(["br", "hr", "img", "input", "wbr"]);

function toHtml(node: DomNode): string {
  if (node instanceof DomText) return escape(node.data);
  if (!(node instanceof DomElement)) return "";
  const { localName } = node;
  let attributes = "";
  for (const [name, value] of node.attributes) attributes += ` ${name}="${escape(value).replaceAll('"', "&quot;")}"`;
  const style = node.getAttribute("style");
  if (style !== null) attributes += ` style="${escape(style).replaceAll('"', "&quot;")}"`;
  if (VOID.has(localName)) return `<${localName}${attributes}>`;
  return `<${localName}${attributes}>${node.childNodes.map(toHtml).join("")}</${localName}>`;
}
