/** What the tagging of formulas needs of a tree of elements and text. */
export interface Tree<T> {
  classesOf(node: T): readonly string[];
  childrenOf(node: T): readonly T[];
  textOf(node: T): string;
  styleOf(node: T): string;
  tag(node: T, symbol: string): void;
  /** Puts one copy of a node for each of its letters into its place, and gives them. */
  split(node: T, parent: T): T[];
}

/** The page's own elements, and linkedom's. */
export const pageTree: Tree<Element> = {
  classesOf: (element) => [...element.classList],
  childrenOf: (element) => [...element.children],
  textOf: (element) => element.textContent ?? "",
  styleOf: (element) => element.getAttribute("style") ?? "",
  tag: (element, symbol) => element.setAttribute("data-s", symbol),
  split(element) {
    const letters = [...(element.textContent ?? "")].map((letter) => {
      const part = element.cloneNode(false) as Element;
      part.textContent = letter;
      return part;
    });
    element.replaceWith(...letters);
    return letters;
  },
};

/** A node of rehype's tree. */
export interface HastNode {
  type: string;
  tagName?: string;
  name?: string | null;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HastNode[];
}

const hastText = (node: HastNode): string => node.value ?? (node.children ?? []).map(hastText).join("");

export const hastTree: Tree<HastNode> = {
  classesOf: ({ properties }) => (Array.isArray(properties?.className) ? (properties.className as string[]) : []),
  childrenOf: ({ children = [] }) => children.filter(({ type }) => type !== "text"),
  textOf: hastText,
  styleOf: ({ properties }) => String(properties?.style ?? ""),
  tag: (node, symbol) => void ((node.properties ??= {}).dataS = symbol),
  split(node, parent) {
    const letters = [...hastText(node)].map((value): HastNode => ({
      ...node,
      properties: { ...node.properties },
      children: [{ type: "text", value }],
    }));
    parent.children!.splice(parent.children!.indexOf(node), 1, ...letters);
    return letters;
  },
};
