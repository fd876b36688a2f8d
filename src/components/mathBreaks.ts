interface HtmlNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: { className?: unknown; style?: string };
  children?: HtmlNode[];
}

const hasClass = (node: HtmlNode, name: string): boolean => Array.isArray(node.properties?.className) && node.properties.className.includes(name);
const textOf = (node: HtmlNode): string => node.value ?? (node.children ?? []).map(textOf).join("");
const element = (properties: HtmlNode["properties"], children: HtmlNode[]): HtmlNode => ({ type: "element", tagName: "span", properties, children });

/**
 * A rehype plugin to stand behind rehype-katex: where a line of text may break at a formula. Between its terms, as KaTeX has it,
 * but neither inside brackets nor between the formula and the mark that follows or the bracket that precedes it.
 */
export function rehypeMathBreaks() {
  return function visit(node: HtmlNode): void {
    if (hasClass(node, "katex-html")) {
      if (node.children) node.children = keepBrackets(node.children);
      return;
    }
    for (const child of node.children ?? []) visit(child);
    if (node.children?.some((child) => hasClass(child, "katex"))) node.children = keepMarks(node.children);
  };
}

/** The boxes of a formula between which a line may break, those of one bracket put into one. */
function keepBrackets(boxes: HtmlNode[]): HtmlNode[] {
  const kept: HtmlNode[][] = [];
  let open = 0;
  for (const box of boxes) {
    if (open > 0) kept.at(-1)!.push(box);
    else kept.push([box]);
    // KaTeX puts neighbouring brackets of one kind into one element: "))".
    for (const part of box.children ?? [])
      open += hasClass(part, "mopen") ? textOf(part).length : hasClass(part, "mclose") ? -textOf(part).length : 0;
    open = Math.max(open, 0);
  }
  return kept.flatMap((group) => (group.length === 1 ? group : [element({ style: "white-space:nowrap" }, group)]));
}

/** Puts each formula into one `.math-with-marks` with the marks that touch it. */
function keepMarks(nodes: HtmlNode[]): HtmlNode[] {
  const kept: HtmlNode[] = [];
  let after = "";
  for (const [i, node] of nodes.entries()) {
    const own = node.type === "text" && after ? { ...node, value: node.value!.slice(after.length) } : node;
    after = "";
    if (!hasClass(node, "katex")) {
      kept.push(own);
      continue;
    }
    const previous = kept.at(-1);
    const before = previous?.type === "text" ? /[([“‘]*$/.exec(previous.value!)![0] : "";
    if (before) kept[kept.length - 1] = { ...previous!, value: previous!.value!.slice(0, -before.length) };
    const next = nodes[i + 1];
    after = next?.type === "text" ? (/^(?:[,.;:!?)\]’”%…]+|-)/.exec(next.value!)?.[0] ?? "") : "";
    const text = (value: string): HtmlNode[] => (value ? [{ type: "text", value }] : []);
    if (after) holdLastBox(node);
    kept.push(before || after ? element({ className: ["math-with-marks"] }, [...text(before), node, ...text(after)]) : node);
  }
  return kept;
}

/** Browsers break a line after a box by the rules of the element that the box stands in: the last box of a formula gets one that forbids it. */
function holdLastBox(formula: HtmlNode): void {
  const boxes = formula.children?.find((child) => hasClass(child, "katex-html"))?.children;
  const last = boxes?.pop();
  if (last) boxes!.push(element({ style: "white-space:nowrap" }, [last]));
}
