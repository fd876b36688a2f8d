import katex, { type KatexOptions } from "katex";

/** How every formula of the site is set, in chapters and in components. */
export const katexOptions = { strict: "error", throwOnError: true } as const satisfies KatexOptions;

/** A formula as HTML. Throws on TeX that KaTeX cannot read. */
export function toMath(tex: string, { display = false } = {}): string {
  return katex.renderToString(tex, { ...katexOptions, displayMode: display });
}

interface HtmlNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: { className?: unknown; style?: string };
  children?: HtmlNode[];
}

const hasClass = (node: HtmlNode, name: string): boolean => Array.isArray(node.properties?.className) && node.properties.className.includes(name);

/**
 * A rehype plugin to stand behind rehype-katex: a formula in the text may break after a relation or between terms, as KaTeX
 * has it, but not inside brackets.
 */
export function rehypeKeepBrackets() {
  return function keep(node: HtmlNode): void {
    if (hasClass(node, "katex-html") && node.children) node.children = keepBrackets(node.children);
    else for (const child of node.children ?? []) keep(child);
  };
}

const textOf = (node: HtmlNode): string => node.value ?? (node.children ?? []).map(textOf).join("");

/** The boxes of a formula between which a line may break, those of one bracket put into one. */
function keepBrackets(boxes: HtmlNode[]): HtmlNode[] {
  const kept: HtmlNode[] = [];
  let open = 0;
  for (const box of boxes) {
    if (open > 0) kept.at(-1)!.children!.push(box);
    else kept.push({ type: "element", tagName: "span", properties: { style: "white-space:nowrap" }, children: [box] });
    // KaTeX puts neighbouring brackets of one kind into one element: "))".
    for (const part of box.children ?? []) open += hasClass(part, "mopen") ? textOf(part).length : hasClass(part, "mclose") ? -textOf(part).length : 0;
    open = Math.max(open, 0);
  }
  return kept.map((group) => (group.children!.length === 1 ? group.children![0] : group));
}

/** A rehype plugin to stand behind rehype-katex, which paints a formula it cannot read red: here it fails the build, with its line. */
export function rehypeFailOnMath() {
  return (_tree: unknown, file: { messages: { source?: string | null; reason: string; cause?: unknown; line?: number | null }[]; path?: string }): void => {
    const bad = file.messages.find((message) => message.source === "rehype-katex");
    if (!bad) return;
    const why = bad.cause instanceof Error ? bad.cause.message : bad.reason;
    throw new Error(`invalid formula: ${file.path ?? "chapter"}:${bad.line ?? "?"}: ${why}`);
  };
}
