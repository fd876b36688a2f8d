/** Writes what is derived from the optimizers' files and records, `npm run optimizers`: a test tells when it is to be run. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as optimizers from "../optim/optimizers.ts";
import { optimizerCss } from "../plot/optimizerStyles.ts";

const root = new URL("../../", import.meta.url);

/** The numbered lines of an optimizer's file as a step-through reads them: without `const`, `[i]` and loops. Throws where their numbers do not count from 1. */
export function numberedLines(name: string, source: string): string[] {
  const lines = [...source.matchAll(/^\s*(.*?);\s*\/\/ \((\d+)\)$/gm)];
  if (lines.length === 0) throw new Error(`src/optim/${name}.ts: missing numbered lines: // (1)`);
  lines.forEach(([, code, number], k) => {
    if (Number(number) !== k + 1) throw new Error(`src/optim/${name}.ts: the line ${code} has the number ${number}, not ${k + 1}`);
  });
  return lines.map(([, code = ""]) =>
    code
      .replace(/^for \(.*?\) /, "")
      .replace(/^const /, "")
      .replaceAll("[i]", ""),
  );
}

const readHere = (path: string): string => readFileSync(new URL(path, root), "utf8");

/** The derived files and what is to stand in them. */
export function derivedFiles(read = readHere): Record<string, string> {
  const lines = Object.keys(optimizers)
    .sort()
    .map((name) => {
      const list = numberedLines(name, read(`src/optim/${name}.ts`));
      return `  ${name}: [\n${list.map((line) => `    ${JSON.stringify(line)},\n`).join("")}  ],\n`;
    });
  return {
    "src/styles/optimizers.css": optimizerCss(),
    "src/steps/lines.ts": `/** Written from the files of src/optim by npm run optimizers. */
import type { OptimizerName } from "../optim/index.ts";

/** The numbered lines of each optimizer's file, in order and without \`[i]\`: line k is the one that ends in \`// (k)\`. */
export const lines: Readonly<Record<OptimizerName, readonly string[]>> = {
${lines.join("")}};
`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(derivedFiles())) writeFileSync(new URL(path, root), text);
}
