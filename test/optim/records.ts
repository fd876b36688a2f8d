/** What no type can ask of an optimizer: its docstring's example, its numbered lines, what is derived from them, its name in the room's README. */
import { readFileSync } from "node:fs";
import { derivedFiles } from "../../src/tooling/deriveOptimizers.ts";
import { names } from "./all.ts";

export const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** What is missing, each part by its name; `text` gives a file of the project. */
export function missingParts(text: (path: string) => string = read): string[] {
  const missing: string[] = [];
  for (const name of names) {
    const file = `src/optim/${name}.ts`,
      source = text(file);
    const [, doc] = /(\/\*\*(?:(?!\*\/)[^])*\*\/)\s*export function (\w+)/.exec(source) ?? [];
    if (!source.includes(`export function ${name}(`)) missing.push(`${file}: the function ${name}`);
    if (!doc?.includes("@example")) missing.push(`${file}: a worked example in the docstring of ${name}`);
    if (!text("src/optim/README.md").includes(`\`${name}\``)) missing.push(`src/optim/README.md: a mention of ${name}`);
  }
  try {
    for (const [path, wanted] of Object.entries(derivedFiles(text)))
      if (text(path) !== wanted) missing.push(`${path}: what is derived from the optimizers (npm run optimizers)`);
  } catch (error) {
    missing.push((error as Error).message);
  }
  return missing;
}
