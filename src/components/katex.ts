import { parseHTML } from "linkedom";
import katex, { type KatexOptions } from "katex";
import { tagMath } from "../symbols/math.ts";
import { pageTree } from "../symbols/trees.ts";

/** How every formula of the site is set, in chapters and in components. */
export const katexOptions = { strict: "error", throwOnError: true } as const satisfies KatexOptions;

/** In chapters `\fragment{…}` is a part that a slide shows one step later. */
export const chapterKatexOptions = {
  ...katexOptions,
  strict: (code: string) => (code === "htmlExtension" ? "ignore" : "error"),
  trust: ({ command }: { command: string }) => command === "\\htmlClass",
  macros: { "\\fragment": "\\htmlClass{fragment}{#1}" },
} satisfies KatexOptions;

/** A formula as HTML, its symbols tagged. Throws on TeX that KaTeX cannot read. */
export function toMath(tex: string, { display = false } = {}): string {
  const { firstElementChild: box } = parseHTML(`<span>${katex.renderToString(tex, { ...katexOptions, displayMode: display })}</span>`).document;
  tagMath(box as unknown as Element, pageTree);
  return box!.innerHTML;
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
