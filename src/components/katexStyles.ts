/**
 * A Vite plugin: KaTeX's style sheet in its own cascade layer, so that ours can set the size of formulas, and with woff2
 * fonts only, so that the site does not carry each font three times.
 */
export function katexStyles() {
  return {
    name: "katex-styles",
    enforce: "pre" as const,
    transform(code: string, id: string): string | undefined {
      if (!id.endsWith("katex.min.css")) return undefined;
      return `@layer katex{${code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g, "")}}`;
    },
  };
}
