import { relative } from "node:path";
import katex, { type KatexOptions } from "katex";
import type { Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import { analyse } from "../notebook/analyse.ts";
import { isGlobal } from "../notebook/names.ts";
import { nearest } from "../text/nearest.ts";
import { atLine } from "./atLine.ts";
import { componentNames, markNames } from "./componentNames.ts";
import { isLectureFile } from "./lectures/isLectureFile.ts";
import { isJsx } from "./readChapter.ts";

/**
 * Fails the build, with file and line, at what would fail later without one: an element that does not exist, a name in an expression that nothing defines, a
 * formula that KaTeX cannot read with the options of the site. What is no MDX at all is refused before, at its line too.
 */
export function remarkMistakes(options: KatexOptions) {
  return (tree: Root, vfile: { path: string }): void => {
    const file = relative(process.cwd(), vfile.path);
    const known: string[] = [...componentNames, ...markNames, ...(isLectureFile(file) ? ["Slides"] : [])];
    const defined = new Set(tree.children.flatMap((node) => (node.type === "mdxjsEsm" ? analyse(node.value).declared : [])));
    const fail = (node: Nodes, message: string): never => {
      throw atLine(file, node.position?.start.line ?? 1, message);
    };

    function checkExpression(node: Nodes, source: string): void {
      for (const name of analyse(`(${source}\n);`).free.keys())
        if (!defined.has(name) && !isGlobal(name) && name !== "props")
          fail(
            node,
            `unknown name: ${name} in {${source.trim()}} (a number of the cells is written <Value of="${name}" />, a brace in the text \\{)`,
          );
    }

    visit(tree, (node) => {
      if (isJsx(node)) {
        const { name } = node;
        const isKnown = name === null || known.includes(name) || defined.has(name.replace(/\..*/, ""));
        const near = isKnown ? undefined : (known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? nearest(name, known));
        if (!isKnown && (near?.toLowerCase() === name.toLowerCase() || /^[A-Z]/.test(name)))
          fail(node, `unknown element: <${name}> (${near === undefined ? "" : `did you mean <${near}>? `}known: ${known.join(", ")})`);
        for (const attribute of node.attributes)
          if (attribute.type === "mdxJsxAttribute" && typeof attribute.value === "object" && attribute.value)
            checkExpression(node, attribute.value.value);
      }
      if ((node.type === "mdxFlowExpression" || node.type === "mdxTextExpression") && !isEmpty(node.value)) checkExpression(node, node.value);
      if (node.type === "math" || node.type === "inlineMath") checkFormula(node);
    });

    function checkFormula(node: Nodes & { value: string }): void {
      try {
        katex.renderToString(node.value, { ...options, displayMode: node.type === "math", throwOnError: true });
      } catch (error) {
        const { message, position = 0 } = error as Error & { position?: number };
        // The lines of a formula begin behind its dollars.
        const line = (node.position?.start.line ?? 1) + (node.type === "math" ? 1 : 0) + node.value.slice(0, position).split("\n").length - 1;
        throw atLine(file, line, `invalid formula: ${message}`, error);
      }
    }
  };
}

const isEmpty = (expression: string): boolean => expression.replace(/\/\*[\s\S]*?\*\//g, "").trim() === "";
